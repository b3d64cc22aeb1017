"""Suites: test contacts with what is expected of them, for one journey.

    {"journey": "welcome.json", "start": "2026-03-02T09:00Z", "seed": 0,
     "contacts": [{"contactKey": "susan", "data": {"Kind": "vip"},
                   "expect": [{"takes": "VIP"}]}]}

`journey` is a file, found from where the suite is, or a key on a connection.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure
from jbdesk.model.suites.suite_expectation import Expectation, expectation_from, moment
from jbdesk.model.suites.test_contact import TestContact, contact_from


@dataclass(frozen=True)
class Case:
    """A test contact and what is expected of it."""

    contact: TestContact
    expectations: tuple[Expectation, ...] = ()

    @property
    def body(self) -> JsonObject:
        return {
            **self.contact.body,
            "expect": [each.body for each in self.expectations],
        }


@dataclass(frozen=True)
class Suite:
    """Contacts with expectations; they enter at `start`, all at once."""

    journey: str = ""
    cases: tuple[Case, ...] = ()
    start: datetime | None = None  # None: now
    seed: int = 0

    @property
    def body(self) -> JsonObject:
        """The JSON it is read from."""
        start = {"start": self.start.isoformat()} if self.start else {}
        return {
            "journey": self.journey,
            **start,
            "seed": self.seed,
            "contacts": [each.body for each in self.cases],
        }

    @property
    def expected(self) -> int:
        """How much is expected, of all contacts together."""
        return sum(len(each.expectations) for each in self.cases)


def read(path: Path) -> Suite:
    """Read a suite file; raises Failure that names the place."""
    return suite_from(journey_file.json_in(path), journey_file.name_of(path))


def suite_from(found: Any, name: str) -> Suite:
    """Read a suite; raises Failure that begins with the name of where it stands."""
    if not isinstance(found, dict):
        raise Failure(f"{name} must hold a JSON object with journey and contacts.")
    if not isinstance(found.get("journey", ""), str):
        raise Failure(f"{name}: “journey” must be a file or a journey's key.")
    contacts = found.get("contacts")
    if not isinstance(contacts, list) or not contacts:
        raise Failure(f"{name}: “contacts” must be a list with a contact in it.")
    seed = found.get("seed", 0)
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise Failure(f"{name}: “seed” must be a whole number.")
    start = _start(found, name)
    cases = tuple(_cases(contacts, name))
    return Suite(found.get("journey", "").strip(), cases, start, seed)


def _start(found: JsonObject, name: str) -> datetime | None:
    if found.get("start") in (None, ""):
        return None
    try:
        return moment(str(found["start"]), "start")
    except Failure as failure:
        raise Failure(f"{name}: {failure}") from None


def _cases(contacts: list[Any], name: str) -> Iterator[Case]:
    for number, each in enumerate(contacts, start=1):
        place = f"{name}, contact {number}"
        contact = contact_from(each, place)
        if not contact.contact_key:
            raise Failure(f"{place}: “contactKey” is missing.")
        expected = each.get("expect", [])
        if not isinstance(expected, list):
            raise Failure(f"{place}: “expect” must be a list.")
        yield Case(
            contact,
            tuple(
                expectation_from(one, f"{place}, expectation {position}")
                for position, one in enumerate(expected, start=1)
            ),
        )


def with_defaults(suite: Suite, fields: Iterable[DataExtensionField]) -> Suite:
    """The suite with what the data extension itself fills in, for the walk."""
    given = {
        each.name: data_extension.value_of(each, each.default)
        for each in fields
        if each.default
    }

    def filled(case: Case) -> Case:
        data = case.contact.data
        known = {name.casefold() for name in data}
        more = {n: each for n, each in given.items() if n.casefold() not in known}
        return replace(case, contact=replace(case.contact, data={**data, **more}))

    return replace(suite, cases=tuple(map(filled, suite.cases))) if given else suite
