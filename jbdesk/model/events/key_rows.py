"""A key as the navigator lists it: its business unit, and who listens to it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journeys.journey_row import JourneyRow

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MEMBERS = ("id", "definitionId", "key", "name", "version", "status")
_MOST_NAMED = 3  # journeys that a line names


@dataclass(frozen=True)
class KeyRow:
    """One event definition of one business unit, with the versions that listen."""

    connection_id: str
    unit: str  # the connection's name
    id: str
    key: str
    name: str
    type: str
    data_extension: str
    listeners: tuple[JourneyRow, ...] = ()
    # How many are kept of its data extension; None: not read. No part of what it is.
    fields: int | None = field(default=None, compare=False)

    @property
    def has_period(self) -> bool:
        return "." in self.key

    @property
    def journeys(self) -> int:
        """How many journeys listen, whatever their versions."""
        return len({each.key or each.id for each in self.listeners})

    @property
    def told_journeys(self) -> str:
        """The journeys' names with their versions and statuses, as one line."""
        versions: dict[str, list[str]] = {}
        for each in self.listeners:
            told = f"v{each.version} {each.status_word.lower()}"
            versions.setdefault(each.name, []).append(told)
        lines = [f"{name} {', '.join(of)}" for name, of in versions.items()]
        more = len(lines) - _MOST_NAMED
        named = lines[:_MOST_NAMED]
        return "; ".join([*named, f"{more} more"] if more > 0 else named)

    @property
    def ids(self) -> str:
        """Every id that a pasted address may hold."""
        of_journeys = ((each.id, each.definition_id) for each in self.listeners)
        return " ".join([self.id, *(one for pair in of_journeys for one in pair)])

    @property
    def names(self) -> str:
        """The names of all journeys that listen, to be searched."""
        return " ".join(each.name for each in self.listeners)


def row_of(
    connection_id: str,
    unit: str,
    definition: EventDefinition,
    listeners: Iterable[JourneyRow] = (),
) -> KeyRow:
    return KeyRow(
        connection_id,
        unit,
        definition.id,
        definition.key,
        definition.name,
        definition.type,
        definition.data_extension_name,
        tuple(listeners),
    )


def by_key(listeners: Iterable[JourneyRow]) -> dict[str, tuple[JourneyRow, ...]]:
    """Gather the versions by the key they listen to, its case folded."""
    found: dict[str, list[JourneyRow]] = {}
    for each in listeners:
        found.setdefault(each.event_definition_key.casefold(), []).append(each)
    return {key: in_order(rows) for key, rows in found.items()}


def in_order(rows: Iterable[JourneyRow]) -> tuple[JourneyRow, ...]:
    """Put versions in their order: by the journey's name, the latest first."""
    return tuple(sorted(rows, key=lambda each: (each.name.casefold(), -each.version)))


def trimmed(row: JourneyRow) -> JourneyRow:
    """Give a row with what a list shows, without its activities."""
    return JourneyRow({name: row.body[name] for name in _MEMBERS if name in row.body})


def is_address(text: str) -> bool:
    """Whether this was copied from a browser's address bar."""
    return "://" in text or "%23" in text or ("#" in text and "/" in text)


def sought(text: str, known: Collection[str] = ()) -> str:
    """Tell what to look for: of an address the journey's id, else the text itself.

    An address may hold several ids; one that is known is meant, else the last.
    """
    if not is_address(text):
        return text
    # Journey Builder writes its own address, quoted, behind the "#" of another.
    plain = unquote(unquote(text)).casefold()
    found: list[str] = _GUID.findall(plain)
    if not found:
        return text
    return next((each for each in found if each in known), found[-1])
