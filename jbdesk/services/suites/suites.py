"""Runs a suite on a simulator that is there for nothing else.

The journey is put in, the contacts are fired at the suite's start, and the clock
jumps ahead; what is read then is what the engine made of them.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_OID, uuid5

from jbdesk.api import contact_records, data_extensions, events, journeys
from jbdesk.model import wire
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import doors
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.suites.suite import Case, Suite
from jbdesk.model.suites.suite_expectation import Kind
from jbdesk.model.suites.suite_result import SuiteResult, result_of
from jbdesk.model.suites.suite_verdict import Course
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.model.walk import Walk
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.simulated import mirror
from jbdesk.services.suites import suite_courses

LONGEST = timedelta(days=400)  # the simulator's clock goes no further ahead
_NO_EVENT = "The journey has no entry event, so that nobody can be fired into it."
_TYPES: dict[type, str] = {bool: "Boolean", int: "Number"}
Control = Callable[[str, str, Any], Awaitable[Any]]


@dataclass(frozen=True)
class Material:
    """A journey and what firing into it takes."""

    journey: Journey
    definition: EventDefinition
    fields: tuple[DataExtensionField, ...] = ()
    extensions: tuple[JsonObject, ...] = ()  # as the simulator takes them

    @property
    def items(self) -> dict[str, list[JsonObject]]:
        """All of it, as the simulator takes it in; the journey runs there."""
        body = self.journey.body
        running = {
            "id": _id(f"journey {self.journey.key}"),
            "definitionId": _id(f"version {self.journey.key}"),
            "version": 1,
            **body,
            "status": "Published",
        }
        return {
            "data_extensions": list(self.extensions),
            "event_definitions": [self.definition.body],
            "journeys": [running],
        }


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_OID, name))


async def material_of(connection: Connection, key: str) -> Material:
    """Read a journey of a connection, the running version rather than the latest."""
    body = await connection(journeys.get, key, None)
    journey = wire.journey_from(body)
    trigger = journey.trigger
    if trigger is None or not trigger.event_definition_key:
        raise Failure(_NO_EVENT)
    rows = await event_definitions.journeys_using(
        connection, trigger.event_definition_key
    )
    running = [e for e in rows if e.key == journey.key and e.status == "Published"]
    if running:
        journey = Journey(await connection(journeys.get, key, running[0].version))
    definition = await event_definitions.get(connection, trigger.event_definition_key)
    fields: tuple[DataExtensionField, ...] = ()
    extensions: tuple[JsonObject, ...] = ()
    if definition.data_extension_id:
        fields = await connection(data_extensions.fields, definition.data_extension_id)
        extensions = (mirror.described(definition, fields),)
    return Material(journey, definition, fields, extensions)


async def material_for(
    connection: Connection, journey: Journey, contacts: Iterable[TestContact]
) -> Material:
    """Give a draft with its event as the connection has it; else it is made up."""
    trigger = journey.trigger
    key = trigger.event_definition_key if trigger else ""
    try:
        definition = await event_definitions.get(connection, key)
        fields = await event_definitions.fields_of(connection, definition)
    except Failure:
        return made_up(journey, contacts)
    described = mirror.described(definition, fields)
    has_rows = bool(definition.data_extension_id)
    return Material(journey, definition, fields, (described,) if has_rows else ())


def made_up(journey: Journey, contacts: Iterable[TestContact]) -> Material:
    """Make an event definition for a draft, with the fields that contacts bring."""
    trigger = journey.trigger
    if trigger is None or not trigger.event_definition_key:
        raise Failure(_NO_EVENT)
    key = trigger.event_definition_key
    values = {name: value for each in contacts for name, value in each.data.items()}
    fields = tuple(
        DataExtensionField(name, _TYPES.get(type(value), "Text"))
        for name, value in values.items()
    )
    definition = EventDefinition(
        {
            "id": _id(f"event {key}"),
            "eventDefinitionKey": key,
            "name": f"Entry of {journey.name}",
            "type": "APIEvent",
            "dataExtensionId": _id(f"data extension {key}"),
            "dataExtensionName": f"Entry of {journey.name}",
        }
    )
    return Material(
        journey, definition, fields, (mirror.described(definition, fields),)
    )


async def rehearse(
    connection: Connection, control: Control, material: Material, suite: Suite
) -> SuiteResult:
    """Run a suite on a simulator that is there for nothing else."""
    start = suite.start or datetime.now(UTC).replace(microsecond=0)
    await _prepare(control, material, suite.seed)
    clock = {"running": False, "now": start.isoformat()}
    await control("POST", "/simulator/clock", clock)
    refused: dict[int, str] = {}
    for number, case in enumerate(suite.cases):
        try:
            await _enter(connection, control, material.definition, case.contact)
        except Failure as failure:
            refused[number] = str(failure)
    now = start + LONGEST
    await control("POST", "/simulator/clock", {"now": now.isoformat()})
    courses = []
    for number, case in enumerate(suite.cases):
        if number in refused:
            courses.append(_never_in(f"The event was refused: {refused[number]}"))
        else:
            courses.append(await _course(control, material.journey, case, now))
    return result_of(material.journey, suite, start, tuple(courses))


async def _prepare(control: Control, material: Material, seed: int) -> None:
    told = await control("POST", "/simulator/mirror", material.items)
    if told["problems"]:
        raise Failure(*told["problems"])
    await control("PUT", "/simulator/switches", {"chanceSeed": seed})


async def _enter(
    connection: Connection,
    control: Control,
    definition: EventDefinition,
    contact: TestContact,
) -> None:
    key = contact.contact_key
    if contact.attributes:
        await connection(contact_records.save, key, contact.attributes)
    if contact.engagement:
        place = f"/simulator/contacts/{quote(key, safe='')}/engagement"
        await control("PUT", place, contact.engagement)
    await connection(events.fire, doors.EVENTS.body(definition, key, contact.data))


async def _course(
    control: Control, journey: Journey, case: Case, now: datetime
) -> Course:
    place = quote(case.contact.contact_key, safe="")
    told = await control("GET", f"/simulator/contacts/{place}", None)
    names = [e.what for e in case.expectations if e.kind is Kind.UPDATES]
    rows = await _rows(control, case.contact, names) if names else ()
    values = suite_courses.values_in(names, rows)
    return suite_courses.of_simulator(journey, told, values, now)


async def _rows(
    control: Control, contact: TestContact, names: Sequence[str]
) -> Sequence[tuple[str, Any]]:
    """Give the contact's rows, each with its data extension."""
    listed = await control("GET", "/simulator/data-extensions", None)
    found = []
    for each in listed["items"]:
        place = f"/simulator/data-extensions/{quote(each['id'], safe='')}/rows"
        told = await control("GET", place, None)
        rows = (row for row in told["rows"] if _is_of(row, contact, names))
        found += [(each["id"], row) for row in rows]
    return found


def _is_of(row: JsonObject, contact: TestContact, changed: Sequence[str]) -> bool:
    """Whether a row is this contact's: by its key, else by what was sent."""
    if contact.contact_key in row.values():
        return True
    sent = {name: each for name, each in contact.data.items() if name not in changed}
    return bool(contact.data) and all(
        str(row.get(name)) == str(each) for name, each in sent.items()
    )


def _never_in(reason: str) -> Course:
    return Course(Walk(False, reason, ends="The contact does not enter."))
