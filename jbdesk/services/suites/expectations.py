"""What is expected of test contacts, kept for each journey and contact key."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.suites.suite_expectation import Expectation, expectation_from
from jbdesk.services import stored_file

VERSION = 1
Expected = Mapping[str, tuple[Expectation, ...]]  # by contact key


class KeptExpectations:
    """One JSON file in the home folder."""

    def __init__(self, home: Path) -> None:
        self._path = stored_file.folder(home) / "expectations.json"
        self._lock = threading.Lock()
        found, self.notice = stored_file.read(self._path)
        kept = _journeys(found) if found is not None else {}
        if kept is None:
            kept, self.notice = {}, stored_file.set_aside(self._path)
        self._kept: dict[str, Expected] = kept

    def of(self, journey_key: str) -> Expected:
        """Give what is expected in a journey."""
        return self._kept.get(journey_key, {})

    def put(self, journey_key: str, expected: Expected) -> None:
        """Keep this and nothing else; raises Failure where it can't be written."""
        with self._lock:
            some = {contact: each for contact, each in expected.items() if each}
            kept = {**self._kept, journey_key: some}
            if kept == {journey_key: {}, **self._kept}:
                return
            written = {key: _body(each) for key, each in kept.items() if each}
            stored_file.write(self._path, {"version": VERSION, "journeys": written})
            self._kept = kept

    def mentions(self, contact_key: str) -> int:
        """In how many journeys something is expected of a contact."""
        return sum(len(each) > len(_without(each, contact_key)) for each in self._all)

    def forget(self, contact_key: str) -> int:
        """Expect nothing of a contact any more; gives in how many journeys."""
        count = self.mentions(contact_key)
        for journey, each in tuple(self._kept.items()) if count else ():
            self.put(journey, _without(each, contact_key))
        return count

    @property
    def _all(self) -> tuple[Expected, ...]:
        return tuple(self._kept.values())


def _without(expected: Expected, contact_key: str) -> Expected:
    gone = contact_key.strip().casefold()
    return {key: each for key, each in expected.items() if key.casefold() != gone}


def _body(expected: Expected) -> JsonObject:
    return {key: [one.body for one in each] for key, each in expected.items()}


def _journeys(found: Any) -> dict[str, Expected] | None:
    """Read the file's expectations; None where it is not ours."""
    try:
        assert found["version"] == VERSION
        return {
            journey: {
                contact: tuple(expectation_from(one, "It") for one in each)
                for contact, each in expected.items()
            }
            for journey, expected in found["journeys"].items()
        }
    except (AssertionError, AttributeError, KeyError, TypeError, Failure):
        return None
