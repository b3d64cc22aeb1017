"""Cleans up what jbdesk left: takes contacts out, deletes them where that is asked.

The service takes contacts out of journeys and deletes contacts; it has no call that
deletes single rows. The simulator has one. What can't be undone is told.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from jbdesk.api import contact_exits, contact_records, contacts
from jbdesk.api.contact_exits import Exit
from jbdesk.api.contacts import Membership
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.services.afterwards import clean_up_rows
from jbdesk.services.afterwards.clean_up_trail import Trail
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import contact_number
from jbdesk.services.simulated.simulator_controls import SimulatorControls

T = TypeVar("T")
Heard = Callable[[str], None]

_ASKED = 100  # contacts at a time whose membership is asked for, or that are deleted
_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)  # before it is asked whether they are out


@dataclass(frozen=True)
class Plan:
    """What can be cleaned up on a connection."""

    trail: Trail
    inside: tuple[Membership, ...] = ()  # in journeys that listen to what was fired
    journeys: dict[str, str] = field(default_factory=dict)  # names by key
    definitions: tuple[EventDefinition, ...] = ()
    numbers: dict[str, str] = field(default_factory=dict)  # contact IDs by key
    unnamed: dict[str, str] = field(default_factory=dict)  # contact IDs, and why

    @property
    def data_extensions(self) -> tuple[str, ...]:
        """The names of those that rows were written to."""
        named = (each.data_extension_name or each.name for each in self.definitions)
        return tuple(dict.fromkeys(named))

    def __str__(self) -> str:
        known = counted(len(self.trail.contacts) + len(self.unnamed), "contact")
        stays = "".join(f" {each}" for each in self.what_stays)
        inside = {each.contact_key for each in self.inside}
        if not inside:
            return f"{known}; nobody is inside a journey any more.{stays}"
        names = sorted({f"“{self.journeys[e.journey_key]}”" for e in self.inside})
        return f"{known}; {len(inside):,} still inside {', '.join(names)}.{stays}"

    @property
    def what_stays(self) -> tuple[str, ...]:
        """Say who can't be found, as their contact IDs alone are known."""
        told = self.unnamed.items()
        return tuple(f"Contact ID {n} stays as it is. {why}" for n, why in told)


@dataclass
class Outcome:
    """What was undone, and what could not be."""

    ejected: int = 0
    deleted_rows: int = 0
    deleted_contacts: int = 0
    left: list[str] = field(default_factory=list)  # contacts that are still inside
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        done = [
            f"{counted(self.ejected, 'contact')} taken out of journeys",
            f"{counted(self.deleted_rows, 'row')} deleted",
            f"{counted(self.deleted_contacts, 'contact')} deleted",
        ]
        numbers = (self.ejected, self.deleted_rows, self.deleted_contacts)
        told = ", ".join(each for each, n in zip(done, numbers, strict=True) if n)
        return " ".join([f"{told or 'Nothing had to be undone'}.", *self.problems])


def _unheard(_: str) -> None:
    """Nobody wants to know how far it is."""


async def plan(connection: Connection, trail: Trail, heard: Heard = _unheard) -> Plan:
    """Find out what is left to be undone; nothing is changed."""
    numbers, unnamed = await _named(connection, trail)
    trail = replace(trail, contacts=tuple(dict.fromkeys((*trail.contacts, *numbers))))
    rows = await event_definitions.listeners(connection)
    listening = {
        (row.key, row.version): row.name
        for key in trail.events
        for row in event_definitions.listening_to(key, rows)
    }
    inside: list[Membership] = []
    keys = trail.contacts
    for number, part in enumerate(_parts(keys, _ASKED)):
        heard(f"Asking where the contacts are: {number * _ASKED:,} of {len(keys):,} …")
        found = await connection(contacts.membership, part)
        inside += [e for e in found if (e.journey_key, e.version) in listening]
    names = {key: name for (key, _), name in listening.items()}
    definitions = []
    for key in trail.events:
        try:
            definitions.append(await event_definitions.get(connection, key))
        except Failure:
            continue  # it is gone, and what it wrote with it
    return Plan(trail, tuple(inside), names, tuple(definitions), numbers, unnamed)


async def _named(
    connection: Connection, trail: Trail
) -> tuple[dict[str, str], dict[str, str]]:
    """Ask for the keys of those fired by contact ID; who has none stands apart."""
    numbers: dict[str, str] = {}
    unnamed: dict[str, str] = {}
    for number in trail.numbers:
        contact_key, why = await contact_number.key_of(connection, number)
        if contact_key:
            numbers[contact_key] = number
        else:
            unnamed[number] = why
    return numbers, unnamed


def _rows_stay(data_extensions: Sequence[str]) -> str:
    names = ", ".join(f"“{each}”" for each in data_extensions)
    return (
        f"The rows in {names} stay: the service's calls add rows, change them, or"
        f" clear all of a data extension; none deletes single ones. Deleting the"
        f" contacts deletes theirs where a data extension is sendable."
    )


async def clean(
    connection: Connection,
    found: Plan,
    controls: SimulatorControls | None,
    *,
    deletes_contacts: bool,
    heard: Heard,
) -> Outcome:
    """Undo what can be undone; only a simulator has controls."""
    outcome = Outcome(left=list(found.unnamed), problems=list(found.what_stays))
    await _take_out(connection, found.inside, outcome, heard)
    heard("Deleting rows …")
    if controls is not None:
        for each in found.definitions:
            outcome.deleted_rows += await clean_up_rows.delete(
                controls, each, found.trail, connection.work
            )
    elif found.data_extensions and not deletes_contacts:
        outcome.problems.append(_rows_stay(found.data_extensions))
    if deletes_contacts:
        await _delete_contacts(connection, found.trail.contacts, outcome, heard)
    # Who was fired by number is known again by it.
    outcome.left += [found.numbers[e] for e in outcome.left if e in found.numbers]
    return outcome


async def _take_out(
    connection: Connection,
    inside: Sequence[Membership],
    outcome: Outcome,
    heard: Heard,
) -> None:
    for part in _parts(inside, contact_exits.MOST):
        heard(f"Taking contacts out: {outcome.ejected:,} of {len(inside):,} …")
        try:
            refused = await connection(contact_exits.request, part)
            told = await _settled(connection, part, refused)
        except Failure as failure:
            outcome.left += [each.contact_key for each in part]
            outcome.problems.append(str(failure))
            continue
        for each in told:
            if each.is_done:
                outcome.ejected += 1
            else:
                outcome.left.append(each.contact_key)
                outcome.problems.append(f"{each.contact_key}: {each.message}")


async def _settled(
    connection: Connection, part: Sequence[Membership], refused: Sequence[Exit]
) -> Sequence[Exit]:
    """Ask until the service is done with them, or for long enough."""
    without = {(each.contact_key, each.journey_key) for each in refused}
    asked = [e for e in part if (e.contact_key, e.journey_key) not in without]
    told: Sequence[Exit] = ()
    for pause in _PAUSES:
        if not asked:
            break
        told = await connection(contact_exits.status, asked)
        if all(each.is_done or each.is_refused for each in told):
            break
        await asyncio.sleep(pause)
    return (*told, *refused)


async def _delete_contacts(
    connection: Connection, keys: Sequence[str], outcome: Outcome, heard: Heard
) -> None:
    for part in _parts(keys, _ASKED):
        heard(f"Deleting contacts: {outcome.deleted_contacts:,} of {len(keys):,} …")
        try:
            await connection(contact_records.delete, part)
        except Failure as failure:
            outcome.left += part
            outcome.problems.append(f"Contacts were not deleted: {failure}")
            return
        outcome.deleted_contacts += len(part)


def _parts(items: Sequence[T], most: int) -> Iterator[list[T]]:
    for begin in range(0, len(items), most):
        yield list(items[begin : begin + most])
