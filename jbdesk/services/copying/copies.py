"""The journal of copies: what was to be written, and what became of each write.

One file a copy, whole at any moment; a write is noted before it is sent and
after its answer, so that a copy goes on after the end of the process.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from jbdesk.model.copying import kept_plan, writes
from jbdesk.model.copying.plan import Plan, Thing
from jbdesk.model.copying.reference import Kind
from jbdesk.model.copying.writes import Write
from jbdesk.model.journey import JsonObject
from jbdesk.model.package import PackageSettings
from jbdesk.services import stored_file

VERSION = 1


class State(StrEnum):
    """How one write stands; the value is for people."""

    WAITING = "not written yet"
    SENDING = "being written"  # found so after a crash, it is asked for
    UNKNOWN = "not known"
    REFUSED = "refused"
    DONE = "created"
    UNDONE = "deleted again"
    LEFT = "left there"


@dataclass(frozen=True, eq=False)
class Entry:
    """One write of a copy."""

    write: Write
    state: State = State.WAITING
    made: Thing | None = None
    note: str = ""


@dataclass(frozen=True, eq=False)
class Copy:
    """One copy of a journey, as far as it came."""

    id: str
    at: datetime
    source: str  # connections, by name
    target: str
    target_id: str
    plan: Plan
    entries: tuple[Entry, ...]

    @property
    def made(self) -> dict[str, Thing]:
        """What stands there now because of this copy."""
        kept = (State.DONE, State.LEFT)
        return {e.write.ref: e.made for e in self.entries if e.made and e.state in kept}

    @property
    def is_whole(self) -> bool:
        return all(each.state is State.DONE for each in self.entries)

    @property
    def is_begun(self) -> bool:
        """Whether it was left in the middle: neither written whole nor undone."""
        states = {each.state for each in self.entries}
        return not self.is_whole and not states & {State.UNDONE, State.LEFT}

    @property
    def can_be_undone(self) -> bool:
        return any(each.state is State.DONE for each in self.entries)

    def noted(self, number: int, state: State, **more: Any) -> "Copy":
        """Give the copy with another state of one write."""
        changed = replace(self.entries[number], state=state, **{"note": "", **more})
        entries = (*self.entries[:number], changed, *self.entries[number + 1 :])
        return replace(self, entries=entries)


def begun(plan: Plan, source: PackageSettings, target: PackageSettings) -> Copy:
    """Give a copy of which nothing is written yet."""
    entries = tuple(Entry(each) for each in writes.writes(plan))
    now = datetime.now(UTC)
    return Copy(uuid4().hex, now, source.name, target.name, target.id, plan, entries)


class Copies:
    """Keeps copies in a folder of the home, for as long as nobody drops them."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "copies"
        self._lock = threading.Lock()
        self.notices: tuple[str, ...] = ()

    def all(self) -> tuple[Copy, ...]:
        """Give every copy, the latest first; what is damaged is set aside."""
        found = sorted(self._read(), key=lambda each: each.at, reverse=True)
        return tuple(found)

    def _read(self) -> Iterator[Copy]:
        for path in sorted(self._folder.glob("*.json")):
            body, told = stored_file.read(path)
            try:
                copy = None if body is None else _copy_in(body)
            except (AttributeError, KeyError, TypeError, ValueError):
                copy, told = None, stored_file.set_aside(path)
            if told:
                self.notices = (*self.notices, told)
            if copy is not None:
                yield copy

    def put(self, copy: Copy) -> None:
        """Keep how the copy stands; on the disk when this returns."""
        with self._lock:
            path = stored_file.folder(self._folder) / f"{copy.id}.json"
            stored_file.write(path, _told(copy))

    def drop(self, copy: Copy) -> None:
        """Forget the journal; what was written stays where it is."""
        (self._folder / f"{copy.id}.json").unlink(missing_ok=True)


def _told(copy: Copy) -> JsonObject:
    return {
        "version": VERSION,
        "id": copy.id,
        "at": copy.at.isoformat(),
        "source": copy.source,
        "target": copy.target,
        "targetId": copy.target_id,
        "plan": kept_plan.told(copy.plan),
        "entries": [
            {
                "ref": each.write.ref,
                "kind": each.write.kind,
                "key": each.write.key,
                "name": each.write.name,
                "text": each.write.text,
                "state": each.state,
                "made": kept_plan.thing_told(each.made),
                "note": each.note,
            }
            for each in copy.entries
        ],
    }


def _copy_in(body: Any) -> Copy:
    if body["version"] != VERSION:
        raise ValueError(body["version"])
    return Copy(
        body["id"],
        datetime.fromisoformat(body["at"]),
        body["source"],
        body["target"],
        body["targetId"],
        kept_plan.read(body["plan"]),
        tuple(_entry_in(each) for each in body["entries"]),
    )


def _entry_in(body: Any) -> Entry:
    kind = Kind(body["kind"])
    write = Write(body["ref"], kind, body["key"], body["name"], body["text"])
    made = kept_plan.thing_in(body["made"])
    return Entry(write, State(body["state"]), made, body["note"])
