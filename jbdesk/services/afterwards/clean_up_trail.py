"""What jbdesk left on each connection: contacts it caused to enter, rows it wrote.

Read from the ledger and the runs: all that the service took, or may have taken.
What was cleaned up is remembered by its time; who could not be, by a mark.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.journey import JsonObject
from jbdesk.services import stored_file
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.runs.runs import Runs

VERSION = 1
_TAKEN = (DeliveryState.ACCEPTED, DeliveryState.UNKNOWN)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Sent:
    """One event that the service took, or may have."""

    connection_id: str
    event_definition_key: str
    contact_key: str
    data: JsonObject
    at: datetime
    is_by_number: bool = False  # the contact's key is not known, only its contact ID


@dataclass(frozen=True)
class Trail:
    """All that was sent on one connection since the last clean-up.

    The data is read anew where it is needed: a run may have a million rows.
    """

    connection_id: str
    contacts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # contact IDs of those whose keys are not known
    events: tuple[str, ...] = ()
    latest: datetime = _NEVER
    read: Callable[[], Iterator[Sent]] = field(default=lambda: iter(()), repr=False)


@dataclass
class _Gathered:
    """What is kept of what was sent on one connection while all is read."""

    contacts: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, None] = field(default_factory=dict)
    events: dict[str, None] = field(default_factory=dict)
    latest: datetime = _NEVER

    def take(self, sent: Sent) -> None:
        named = self.numbers if sent.is_by_number else self.contacts
        named[sent.contact_key] = None
        self.events[sent.event_definition_key] = None
        self.latest = max(self.latest, sent.at)


class Trails:
    """Knows what is left of every connection."""

    def __init__(self, home: Path, ledger: Ledger, runs: Runs) -> None:
        self._path = stored_file.folder(home) / "cleaned.json"
        self._ledger = ledger
        self._runs = runs
        self._lock = threading.Lock()
        found, self.notice = stored_file.read(self._path)
        if found is not None and not _is_ours(found):
            found, self.notice = None, stored_file.set_aside(self._path)
        self._cleaned: dict[str, JsonObject] = found["connections"] if found else {}

    def all(self) -> tuple[Trail, ...]:
        """Give what is left, the connection that was used last first."""
        found: dict[str, _Gathered] = {}
        for each in self._left():
            found.setdefault(each.connection_id, _Gathered()).take(each)
        trails = [
            Trail(
                name,
                tuple(one.contacts),
                tuple(one.numbers),
                tuple(one.events),
                one.latest,
                partial(self._left_of, name, one.latest),
            )
            for name, one in found.items()
        ]
        return tuple(sorted(trails, key=lambda each: each.latest, reverse=True))

    def of(self, connection_id: str) -> Trail:
        """Give what is left of one connection."""
        found = (e for e in self.all() if e.connection_id == connection_id)
        return next(found, Trail(connection_id))

    def cleaned(self, trail: Trail, left: tuple[str, ...]) -> None:
        """Remember that a trail was cleaned up, but for these contacts."""
        if not (trail.contacts or trail.numbers):
            return
        with self._lock:
            marks = [_mark(each) for each in left]
            done = {"until": trail.latest.isoformat(), "left": marks}
            kept = {**self._cleaned, trail.connection_id: done}
            stored_file.write(self._path, {"version": VERSION, "connections": kept})
            self._cleaned = kept

    def _left(self) -> Iterator[Sent]:
        """Give, one by one, what no clean-up was done with."""
        known = {name: _Cleaned.of(done) for name, done in self._cleaned.items()}
        for each in chain(self._ledger_sent(), self._runs_sent()):
            done = known.get(each.connection_id)
            if done is None or done.leaves(each):
                yield each

    def _left_of(self, connection_id: str, latest: datetime) -> Iterator[Sent]:
        for each in self._left():
            if each.connection_id == connection_id and each.at <= latest:
                yield each

    def _ledger_sent(self) -> Iterator[Sent]:
        by_number = self._ledger.by_number()
        for each in self._ledger.taken():
            yield Sent(
                each.connection_id,
                each.event_definition_key,
                each.contact_key,
                each.data,
                each.at,
                is_by_number=each.id in by_number,
            )

    def _runs_sent(self) -> Iterator[Sent]:
        for run in self._runs.all():
            for state in _TAKEN:
                for row in self._runs.each(run.id, state):
                    yield Sent(
                        run.connection_id,
                        run.event_definition_key,
                        row.contact_key,
                        row.data,
                        row.at or run.at,
                    )


@dataclass(frozen=True)
class _Cleaned:
    """Up to when a connection was cleaned up, and who was left then."""

    until: datetime
    left: frozenset[str]  # marks

    @classmethod
    def of(cls, done: JsonObject) -> "_Cleaned":
        return cls(datetime.fromisoformat(done["until"]), frozenset(done["left"]))

    def leaves(self, sent: Sent) -> bool:
        if sent.at > self.until:
            return True
        return bool(self.left) and _mark(sent.contact_key) in self.left


def _mark(contact_key: str) -> str:
    """Stand for a contact without naming it: who is forgotten leaves nothing here."""
    return hashlib.sha256(contact_key.encode(errors="replace")).hexdigest()[:32]


def _is_ours(found: Any) -> bool:
    try:
        return found["version"] == VERSION and all(
            datetime.fromisoformat(each["until"]) and isinstance(each["left"], list)
            for each in found["connections"].values()
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return False
