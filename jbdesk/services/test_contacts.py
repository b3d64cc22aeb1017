"""Saved test contacts: persons with data, for each event definition."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jbdesk.model.problem import Failure
from jbdesk.model.test_contact import TestContact, contact_from
from jbdesk.services import stored_file

VERSION = 1


class TestContacts:
    """One JSON file in the home folder; contacts by the key of their event."""

    __test__ = False  # pytest: this is no test

    def __init__(self, home: Path) -> None:
        self._path = stored_file.folder(home) / "test-contacts.json"
        self._lock = threading.Lock()
        found, self.notice = stored_file.read(self._path)
        kept = _contacts(found) if found is not None else {}
        if kept is None:
            kept, self.notice = {}, stored_file.set_aside(self._path)
        self._kept = kept

    def of(self, event_key: str) -> tuple[TestContact, ...]:
        """Give the contacts kept for an event definition, in their order."""
        return self._kept.get(event_key, ())

    def put(self, event_key: str, contacts: Iterable[TestContact]) -> None:
        """Keep these and no others; raises Failure where they can't be written."""
        with self._lock:
            kept = {**self._kept, event_key: tuple(contacts)}
            if kept == self._kept:
                return
            written = {
                key: [each.body for each in those]
                for key, those in kept.items()
                if those
            }
            stored_file.write(self._path, {"version": VERSION, "contacts": written})
            self._kept = kept


def _contacts(found: Any) -> dict[str, tuple[TestContact, ...]] | None:
    """Read the file's contacts; None where it is not ours."""
    try:
        assert found["version"] == VERSION
        return {
            key: tuple(contact_from(each, "A test contact") for each in those)
            for key, those in found["contacts"].items()
        }
    except (AssertionError, AttributeError, KeyError, TypeError, Failure):
        return None
