"""Event definitions made, changed and deleted; what is there is kept before that."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jbdesk.api import creations, data_extensions
from jbdesk.api import event_definitions as of_service
from jbdesk.api.errors import NotFound
from jbdesk.model import wire
from jbdesk.model.data_extension import DataExtension, DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import definition_draft
from jbdesk.model.events.definition_draft import DefinitionDraft
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services import stored_file
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions

EVERYTHING = "_"  # of the service's search: any one character
_ACTIVE = frozenset(("published", "paused", "unpublished", "scheduledtopublish"))
_FOLDER = "event_definitions_before"
_UNNAMED = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True)
class FoundExtensions:
    """One page of data extensions, and how many there are on all."""

    items: tuple[DataExtension, ...]
    number: int
    total: int


@dataclass(frozen=True)
class Dependents:
    """The versions of journeys that listen to a key."""

    versions: tuple[JourneyRow, ...] = ()

    @property
    def active(self) -> tuple[JourneyRow, ...]:
        """Those that keep the definition from being changed or deleted."""
        return tuple(e for e in self.versions if e.status.lower() in _ACTIVE)


async def find_extensions(
    connection: Connection, text: str, number: int = 1
) -> FoundExtensions:
    """Give a page of the data extensions that hold the text."""
    page = await connection(creations.data_extensions_page, text or EVERYTHING, number)
    items = tuple(DataExtension(each) for each in page.items)
    return FoundExtensions(items, number, page.count)


async def fields_of(
    connection: Connection, extension: DataExtension
) -> tuple[DataExtensionField, ...]:
    return await connection(data_extensions.fields, extension.id)


async def create(connection: Connection, draft: DefinitionDraft) -> EventDefinition:
    """Create an API event; gives it as the service tells it afterwards."""
    await _refuse_taken(connection, draft.key)
    body = definition_draft.body_of(draft)
    await connection(creations.create_event_definition, body)
    return await event_definitions.get(connection, draft.key)


async def _refuse_taken(connection: Connection, key: str) -> None:
    """Look first: what the service answers to a key that is taken is not known."""
    try:
        await event_definitions.get(connection, key)
    except NotFound:
        return
    told = "Another event definition of this business unit has this key."
    raise Failure(Problem(told, where=Where("form", field="key")))


async def change(
    connection: Connection,
    home: Path,
    definition: EventDefinition,
    draft: DefinitionDraft,
) -> EventDefinition:
    """Change what may be changed, unless somebody else did meanwhile."""
    now = await connection(of_service.get, definition.id)
    if now.modified_date != definition.modified_date:
        raise Failure(
            "Somebody else changed this event definition meanwhile. Read the list"
            " again to see what it is now. Nothing was sent."
        )
    if draft.key.casefold() != now.key.casefold():
        await _refuse_taken(connection, draft.key)
    await keep(home, connection, now)
    body = definition_draft.changed_body(now, draft)
    await connection(creations.update_event_definition, body)
    return await connection(of_service.get, definition.id)


async def dependents(connection: Connection, definition: EventDefinition) -> Dependents:
    """Read which versions of journeys listen, whatever their status."""
    rows = await event_definitions.all_versions(connection)
    return Dependents(event_definitions.listening_to(definition.key, rows))


async def delete(
    connection: Connection, home: Path, definition: EventDefinition
) -> Path:
    """Delete it, unless a journey runs by it; gives where its JSON is kept."""
    depending = await dependents(connection, definition)
    if depending.active:
        raise Failure(refusal(depending.active))
    kept = await keep(home, connection, definition)
    await connection(creations.delete_event_definition, definition.id)
    return kept


def refusal(active: Iterable[JourneyRow]) -> str:
    """Say which journeys keep a definition from being deleted."""
    names = ", ".join(
        f"“{each.name}” v{each.version} ({each.status_word.lower()})" for each in active
    )
    return f"Contacts enter by it: {names}. Stop those first. Nothing was deleted."


async def keep(home: Path, connection: Connection, definition: EventDefinition) -> Path:
    """Keep a definition's JSON in the home folder before it is written over."""
    folder = home / _FOLDER / (_UNNAMED.sub("_", connection.settings.id) or "_")
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    path = folder / f"{stamp}-{_UNNAMED.sub('_', definition.key)[:80]}.json"

    def write() -> None:
        stored_file.folder(folder)
        stored_file.write(path, definition.body)

    await asyncio.to_thread(write)
    return path


async def save_json(path: Path, definition: EventDefinition) -> None:
    """Write a definition's JSON where a person wants it."""
    text = wire.dumps(definition.body)
    await asyncio.to_thread(stored_file.write_bytes, path, text.encode())
