"""Event definitions with what belongs to them: fields and listening journeys."""

from collections.abc import Iterable
from typing import Any

from jbdesk.api import data_extensions, event_definitions, journeys
from jbdesk.model.data_extension import DataExtension, DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.services.connections import listing
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.listing import Told, unheard

_WITH_ACTIVITIES = 50  # journeys on a page; with activities they are large


async def list_all(
    connection: Connection, told: Told = unheard
) -> tuple[EventDefinition, ...]:
    found = await listing.whole(
        connection, event_definitions.page, lambda body: body.get("id"), told=told
    )
    return tuple(EventDefinition(each) for each in found)


async def get(connection: Connection, key: str) -> EventDefinition:
    return await connection(event_definitions.get_by_key, key)


async def fields_of(
    connection: Connection, definition: EventDefinition
) -> tuple[DataExtensionField, ...]:
    """Give the fields an event is made of; () where it has no data extension."""
    if definition.data_extension_id:
        return await connection(data_extensions.fields, definition.data_extension_id)
    schema = definition.body.get("schema")
    return DataExtension(schema).fields if isinstance(schema, dict) else ()


async def journeys_using(connection: Connection, key: str) -> tuple[JourneyRow, ...]:
    """Give the versions whose entry source names the key: the latest and running."""
    return listening_to(key, await listeners(connection))


def listening_to(key: str, rows: Iterable[JourneyRow]) -> tuple[JourneyRow, ...]:
    """Pick the rows whose entry source names the key."""
    wanted = key.casefold()
    return tuple(
        each for each in rows if each.event_definition_key.casefold() == wanted
    )


async def listeners(
    connection: Connection, told: Told = unheard
) -> tuple[JourneyRow, ...]:
    """Give every journey's latest and running versions, with their entry events."""
    # The latest version of a journey may be a draft while an older one runs.
    running = await _read(
        connection, unheard, status="Published", mostRecentVersionOnly=False
    )
    latest = await _read(connection, told)
    versions = {_version(each): each for each in (*running, *latest)}
    return tuple(JourneyRow(each) for each in versions.values())


async def all_versions(
    connection: Connection, told: Told = unheard
) -> tuple[JourneyRow, ...]:
    """Give every version of every journey, with its entry event."""
    found = await _read(connection, told, mostRecentVersionOnly=False)
    rows = (JourneyRow(each) for each in found)
    return tuple(each for each in rows if each.status != "Deleted")


async def _read(
    connection: Connection, told: Told, **narrowed: Any
) -> tuple[JsonObject, ...]:
    return await listing.whole(
        connection,
        journeys.page,
        _version,
        told=told,
        size=_WITH_ACTIVITIES,
        extras="activities",
        **narrowed,
    )


def _version(body: dict[str, object]) -> tuple[object, object]:
    return body.get("id"), body.get("version")
