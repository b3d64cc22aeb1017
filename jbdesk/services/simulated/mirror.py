"""Mirrors a tenant: reads what journeys are made of, and puts it into the simulator.

Event definitions, fields of data extensions, and of each journey the newest and
the running versions. Nothing is written there; contacts, rows and secrets are
not read. What can't be read is told, and the rest goes on.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from jbdesk.api import data_extensions, journeys
from jbdesk.api.errors import NotAuthorised, ServiceFailure, Throttled, Unreachable
from jbdesk.model import lens, wire
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import SIMULATOR_ID
from jbdesk.services.events import event_definitions

AT_ONCE = 4  # calls; the service throttles who asks for more
LONGEST_WAIT = 300.0  # seconds the service may ask to wait
PART = 1_000_000  # characters that go into the simulator at a time
_TURNS = 5

R = TypeVar("R")
Progress = Callable[[str], None]
Control = Callable[[str, str, Any], Awaitable[Any]]


@dataclass(frozen=True)
class Mirrored:
    """What was read or put in, in numbers, and what could not be."""

    business_unit: str = ""
    account_id: int = 0
    event_definitions: int = 0
    data_extensions: int = 0
    journeys: int = 0
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        counts = (
            (self.event_definitions, "event definition"),
            (self.data_extensions, "data extension"),
            (self.journeys, "journey version"),
        )
        told = ", ".join(_count(number, name) for number, name in counts)
        if not self.problems:
            return f"{told}."
        return f"{told}; {len(self.problems)} could not be read."


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


@dataclass
class _Reading:
    """What was read so far."""

    connection: Connection
    progress: Progress
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    done: int = 0
    problems: list[str] = field(default_factory=list)

    async def each(
        self,
        what: str,
        items: Sequence[tuple[str, Callable[[], Awaitable[R]]]],
    ) -> list[R]:
        """Read all, a few at a time; what fails alone becomes a problem."""
        self.done = 0

        async def one(name: str, read: Callable[[], Awaitable[R]]) -> list[R]:
            async with self.turns:
                try:
                    return [await self.patiently(read)]
                except (NotAuthorised, Unreachable):
                    raise  # it would fail for all that follow
                except ServiceFailure as failure:
                    self.problems.append(f"{name}: {failure}")
                    return []
                finally:
                    self.done += 1
                    self.progress(f"Reading {what}: {self.done} of {len(items)}")

        self.progress(f"Reading {what} …")
        found = await _together([one(*each) for each in items])
        return [each for part in found for each in part]

    async def patiently(self, read: Callable[[], Awaitable[R]]) -> R:
        """Wait as long as a busy service asks for, some times."""
        for _ in range(_TURNS):
            try:
                return await read()
            except Throttled as throttled:
                wait = throttled.retry_after
                if wait is None or wait > LONGEST_WAIT:
                    raise
                self.progress(f"The service asks to wait {wait:.0f} s …")
                await asyncio.sleep(wait)
        return await read()


async def _together(work: Iterable[Awaitable[list[R]]]) -> list[list[R]]:
    """Await all; the first failure ends the others."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def mirror(
    connection: Connection, control: Control, progress: Progress
) -> Mirrored:
    """Read a tenant, then put it into a business unit of the simulator."""
    if connection.settings.id == SIMULATOR_ID:
        raise Failure("The simulator can't be mirrored into itself.")
    body, problems = await _read(connection, progress)
    progress("Putting it into the simulator …")
    name = f"Mirror of {connection.settings.name}"[:100]
    unit = await business_unit(control, name)
    return await put(control, unit, body, tuple(problems))


async def _read(
    connection: Connection, progress: Progress
) -> tuple[dict[str, list[JsonObject]], list[str]]:
    reading = _Reading(connection, progress)
    progress("Reading event definitions …")
    definitions = await reading.patiently(
        lambda: event_definitions.list_all(connection)
    )
    extensions = await reading.each(
        "data extensions", _extension_reads(connection, definitions)
    )
    progress("Reading the list of journeys …")
    rows = await reading.patiently(lambda: event_definitions.listeners(connection))
    versions = await reading.each("journeys", _journey_reads(connection, rows))
    found = {
        "data_extensions": extensions,
        "event_definitions": [each.body for each in definitions],
        "journeys": versions,
    }
    return found, reading.problems


def _extension_reads(
    connection: Connection, definitions: Iterable[EventDefinition]
) -> list[tuple[str, Callable[[], Awaitable[JsonObject]]]]:
    """Give a reading for each data extension; several events may share one."""
    wanted = {
        each.data_extension_id.lower(): each
        for each in definitions
        if each.data_extension_id
    }

    def reading(of: EventDefinition) -> Callable[[], Awaitable[JsonObject]]:
        async def read() -> JsonObject:
            found = await connection(data_extensions.fields, of.data_extension_id)
            return described(of, found)

        return read

    return [
        (each.data_extension_name or each.name, reading(each))
        for each in wanted.values()
    ]


def described(
    definition: EventDefinition, fields: Iterable[DataExtensionField]
) -> JsonObject:
    """Give a data extension as the simulator takes it."""
    path = ("schema", "sendableCustomObjectField")
    return {
        "id": definition.data_extension_id,
        "name": definition.data_extension_name or definition.name,
        "contactField": lens.text(definition.body, *path),
        "fields": [_field(each) for each in fields],
    }


def _field(of: DataExtensionField) -> JsonObject:
    made: JsonObject = {
        "name": of.name,
        "type": of.type,
        "description": of.description,
        "isNullable": not of.is_required,
        "isPrimaryKey": of.is_primary_key,
    }
    known = {
        "id": of.id,
        "length": of.length,
        "scale": of.scale,
        "defaultValue": of.default,
    }
    return made | {name: value for name, value in known.items() if value}


def _journey_reads(
    connection: Connection, rows: Iterable[JourneyRow]
) -> list[tuple[str, Callable[[], Awaitable[JsonObject]]]]:
    def reading(row: JourneyRow) -> Callable[[], Awaitable[JsonObject]]:
        return lambda: connection(journeys.get, row.key, row.version)

    return [(f"{each.name}, version {each.version}", reading(each)) for each in rows]


async def business_unit(control: Control, name: str) -> Mirrored:
    """Find the business unit of that name in the simulator, or make it."""
    told = await control("GET", "/simulator/tenants", None)
    for each in told["items"][0]["business_units"]:
        if each["name"] == name:
            return Mirrored(name, each["account_id"])
    made = await control("POST", "/simulator/business-units", {"name": name})
    return Mirrored(name, made["account_id"])


async def put(
    control: Control,
    unit: Mirrored,
    found: dict[str, list[JsonObject]],
    problems: tuple[str, ...],
) -> Mirrored:
    place = f"/simulator/mirror?account_id={unit.account_id}"
    counts = dict.fromkeys(found, 0)
    not_taken: list[str] = []
    for name, items in found.items():
        for part in _parts(items):
            told = await control("POST", place, {name: part})
            counts[name] += told[name]
            not_taken += told["problems"]
    return Mirrored(
        unit.business_unit,
        unit.account_id,
        counts["event_definitions"],
        counts["data_extensions"],
        counts["journeys"],
        (*problems, *not_taken),
    )


def _parts(items: Iterable[JsonObject]) -> Iterator[list[JsonObject]]:
    """Give them in portions that the simulator takes; a single one may be larger."""
    part: list[JsonObject] = []
    size = 0
    for each in items:
        length = len(wire.dumps(each, indent=None))
        if part and size + length > PART:
            yield part
            part, size = [], 0
        part.append(each)
        size += length
    if part:
        yield part
