"""Unsaved journeys, kept while they are edited, so that no crash loses them."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file

VERSION = 1


@dataclass(frozen=True)
class Draft:
    """A journey as it was when it was last kept, not yet on the service."""

    id: str
    journey: Journey
    stamp: Stamp
    at: datetime


class Drafts:
    """One file for each unsaved journey, in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self._folder = stored_file.folder(home / "drafts")
        self.notices: tuple[str, ...] = ()

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
        self._path(draft_id).unlink(missing_ok=True)

    def _path(self, draft_id: str) -> Path:
        # Ids may hold anything; file names may not.
        name = hashlib.sha256(draft_id.encode()).hexdigest()[:32]
        return self._folder / f"{name}.json"


def _draft(value: Any) -> Draft | None:
    try:
        assert value["version"] == VERSION
        at = datetime.fromisoformat(value["at"])
        stamp = Stamp(**value["stamp"])
        return Draft(str(value["id"]), wire.journey_from(value["body"]), stamp, at)
    except (AssertionError, KeyError, TypeError, ValueError, Failure):
        return None
