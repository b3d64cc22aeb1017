"""Saved test contacts: persons with data, for each event definition."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.firing.mention import Mention
from jbdesk.model.problem import Failure
from jbdesk.model.suites.test_contact import TestContact, contact_from
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
        self._listeners: list[Callable[[str], None]] = []

    def listen(self, told: Callable[[str], None]) -> None:
        """Tell whenever contacts change, by the key of their event."""
        self._listeners.append(told)

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
        for told in self._listeners:
            told(event_key)

    def save(self, event_key: str, contact: TestContact) -> None:
        """Keep a contact as the latest; it replaces the one of that title.

        What was stated of that one elsewhere stays.
        """
        old = next((e for e in self.of(event_key) if e.title == contact.title), None)
        if old is not None:
            contact = replace(old, contact_key=contact.contact_key, data=contact.data)
        self.put(event_key, (contact, *self._without(event_key, contact.title)))

    def use(self, event_key: str, title: str) -> None:
        """Let a contact be the latest."""
        first = tuple(each for each in self.of(event_key) if each.title == title)
        self.put(event_key, (*first, *self._without(event_key, title)))

    def rename(self, event_key: str, title: str, name: str) -> None:
        """Give another name; raises Failure where another contact has it."""
        if name != title and any(e.title == name for e in self.of(event_key)):
            raise Failure(f"Another saved contact is named “{name}”.")
        self.put(
            event_key,
            (
                replace(each, name=name) if each.title == title else each
                for each in self.of(event_key)
            ),
        )

    def remove(self, event_key: str, title: str) -> None:
        self.put(event_key, self._without(event_key, title))

    def mentions(self, contact_key: str) -> int:
        """How many saved contacts are this one, or speak of it."""
        return sum(
            _speaks(each, contact_key) for e in self._kept.values() for each in e
        )

    def forget(self, contact_key: str) -> int:
        """Remove them under every event definition; gives how many there were."""
        count = self.mentions(contact_key)
        for event_key, those in tuple(self._kept.items()) if count else ():
            self.put(event_key, (e for e in those if not _speaks(e, contact_key)))
        return count

    def _without(self, event_key: str, title: str) -> tuple[TestContact, ...]:
        return tuple(each for each in self.of(event_key) if each.title != title)


def _speaks(contact: TestContact, contact_key: str) -> bool:
    return Mention(contact_key).is_in(wire.dumps(contact.body, indent=None))


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
