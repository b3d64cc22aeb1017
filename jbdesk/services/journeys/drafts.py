"""Unsaved journeys, kept while they are edited, so that no crash loses them.

Beside each stands the log of its edits, which outlives a save: undo goes on after a
restart. The oldest logs that belong to no draft go.
"""

import asyncio
import hashlib
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.changes.edit_history import EditHistory
from jbdesk.model.firing.mention import Mention
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file
from jbdesk.services.journeys import step_log
from jbdesk.services.journeys.step_log import StepLog

VERSION = 1
MOST_LOGS = 60  # of journeys without a draft


@dataclass(frozen=True)
class Draft:
    """A journey as it was when it was last kept, not yet on the service."""

    id: str
    journey: Journey
    stamp: Stamp
    at: datetime


@dataclass(frozen=True, eq=False)
class Work:
    """What is to be kept of a journey under edit at one moment."""

    id: str
    journey: Journey
    stamp: Stamp
    history: EditHistory
    is_unsaved: bool
    turn: int  # which work it belongs to; after `drop` or `begin` it is another


class Drafts:
    """One file for each unsaved journey, in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self._folder = stored_file.folder(home / "drafts")
        self.notices: tuple[str, ...] = ()
        self.turn = 0
        self._log: StepLog | None = None  # of the journey that is being edited
        self._writing = threading.RLock()

    def put(self, draft_id: str, journey: Journey, stamp: Stamp) -> None:
        stored_file.write(
            self._path(draft_id),
            {
                "version": VERSION,
                "id": draft_id,
                "at": datetime.now(UTC).isoformat(),
                "stamp": asdict(stamp),
                "body": journey.body,
            },
        )

    def all(self) -> tuple[Draft, ...]:
        """Give what is unsaved, the latest first; `notices` tells what was damaged."""
        found: list[Draft] = []
        notices: list[str] = []
        for path in sorted(self._folder.glob("*.json")):
            value, notice = stored_file.read(path)
            draft = None if value is None else _draft(value)
            if value is not None and draft is None:
                notice = stored_file.set_aside(path)
            found += [draft] if draft else []
            notices += [notice] if notice else []
        self.notices = tuple(notices)
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def drop(self, draft_id: str) -> None:
        """Forget the draft: it is saved, or nobody wants it."""
        with self._writing:
            self.turn += 1  # what waits to be written is of no use any more
            self._path(draft_id).unlink(missing_ok=True)

    # A journey under edit, with its history.

    def begin(self, draft_id: str) -> EditHistory:
        """Give the edits that were made last time, and take note of new ones."""
        with self._writing:
            self.turn += 1
            path = self._path(draft_id, ".steps")
            self._log = StepLog(path)
            self._drop_oldest_logs()
            return step_log.read(path)

    def forget_history(self, draft_id: str) -> None:
        """Drop the edits of last time: they belong to another journey by now."""
        with self._writing:
            self._path(draft_id, ".steps").unlink(missing_ok=True)

    # A contact that is to be forgotten; what is unsaved is the person's own to change.

    def mentions(self, contact_key: str) -> int:
        """How many logs of edits speak of a contact."""
        return len(self._speaking(contact_key))

    def forget(self, contact_key: str) -> int:
        """Remove those logs, but not the one of the journey under edit."""
        with self._writing:
            found = self._speaking(contact_key)
            for path in found:
                path.unlink(missing_ok=True)
        return len(found)

    def _speaking(self, contact_key: str) -> list[Path]:
        mention = Mention(contact_key)
        return [
            path
            for path in sorted(self._folder.glob("*.steps"))
            if (self._log is None or path != self._log.path)
            and any(
                mention.is_in(line)
                for line in path.read_text("utf-8", "replace").splitlines()
            )
        ]

    async def keep_soon(self, work: Work) -> None:
        """Keep in a thread; work that is outdated by then is left."""
        await asyncio.to_thread(self.keep, work)

    def keep(self, work: Work) -> None:
        """Keep the edits, and the journey too while it is unsaved."""
        with self._writing:
            if work.turn != self.turn:
                return
            # The journey first: an end in between costs steps and nothing else.
            if work.is_unsaved:
                self.put(work.id, work.journey, work.stamp)
            if self._log is not None:
                self._log.keep(work.history)
            if not work.is_unsaved:
                self._path(work.id).unlink(missing_ok=True)

    def _drop_oldest_logs(self) -> None:
        logs = [
            each
            for each in self._folder.glob("*.steps")
            if not each.with_suffix(".json").exists()
        ]
        logs.sort(key=lambda each: each.stat().st_mtime)
        for each in logs[:-MOST_LOGS]:
            each.unlink(missing_ok=True)

    def _path(self, draft_id: str, ending: str = ".json") -> Path:
        # Ids may hold anything; file names may not.
        name = hashlib.sha256(draft_id.encode()).hexdigest()[:32]
        return self._folder / f"{name}{ending}"


def _draft(value: Any) -> Draft | None:
    try:
        assert value["version"] == VERSION
        at = datetime.fromisoformat(value["at"])
        stamp = Stamp(**value["stamp"])
        return Draft(str(value["id"]), wire.journey_from(value["body"]), stamp, at)
    except (AssertionError, KeyError, TypeError, ValueError, Failure):
        return None
