"""Journeys as they were before something was written to a service.

A file for each point, in a folder for each journey of a connection; the oldest go.
"""

import asyncio
import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.firing.mention import Mention
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file

VERSION = 1
MOST = 40  # points of one journey
_MOST_JOURNEYS = 400


@dataclass(frozen=True)
class RestorePoint:
    """A journey as it was, and what was about to be done to it."""

    at: datetime
    why: str  # "Before saving version 2"
    summary: str  # what the write then changed, in one line
    journey: Journey = field(compare=False, repr=False)
    stamp: Stamp


class RestorePoints:
    """Keeps a bounded number of them on this computer."""

    def __init__(self, home: Path) -> None:
        self._home = home / "restore_points"

    async def keep(self, connection_id: str, key: str, point: RestorePoint) -> None:
        """Like `add`, in a thread."""
        await asyncio.to_thread(self.add, connection_id, key, point)

    async def read(self, connection_id: str, key: str) -> tuple[RestorePoint, ...]:
        """Like `of`, in a thread."""
        return await asyncio.to_thread(self.of, connection_id, key)

    def add(self, connection_id: str, key: str, point: RestorePoint) -> None:
        """Keep a point; raises Failure where it can't be kept."""
        stored_file.folder(self._home)
        folder = stored_file.folder(self._folder(connection_id, key))
        body = {
            "version": VERSION,
            "at": point.at.isoformat(),
            "why": point.why,
            "summary": point.summary,
            "stamp": asdict(point.stamp),
            "body": point.journey.body,
        }
        name = f"{point.at.astimezone(UTC):%Y%m%d-%H%M%S-%f}.json"
        stored_file.write(folder / name, body)
        for old in sorted(folder.glob("*.json"))[:-MOST]:
            old.unlink(missing_ok=True)
        self._drop_oldest_journeys()

    def of(self, connection_id: str, key: str) -> tuple[RestorePoint, ...]:
        """Give the points of a journey, the latest first."""
        folder = self._folder(connection_id, key)
        paths = sorted(folder.glob("*.json"), reverse=True)
        return tuple(_points(paths))

    def mentions(self, contact_key: str) -> int:
        """How many points hold a journey that speaks of a contact."""
        return sum(1 for _ in self._speaking(contact_key))

    def forget(self, contact_key: str) -> int:
        """Remove the points that speak of a contact; gives how many there were."""
        found = tuple(self._speaking(contact_key))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def _speaking(self, contact_key: str) -> Iterator[Path]:
        mention = Mention(contact_key)
        for path in sorted(self._home.glob("*/*.json")):
            if mention.is_in(path.read_text("utf-8", "replace")):
                yield path

    def _folder(self, connection_id: str, key: str) -> Path:
        named = hashlib.sha256(f"{connection_id}/{key}".encode()).hexdigest()[:32]
        return self._home / named

    def _drop_oldest_journeys(self) -> None:
        folders = [each for each in self._home.iterdir() if each.is_dir()]
        if len(folders) <= _MOST_JOURNEYS:
            return
        folders.sort(key=lambda each: each.stat().st_mtime)
        for folder in folders[:-_MOST_JOURNEYS]:
            for path in folder.iterdir():
                path.unlink(missing_ok=True)
            folder.rmdir()


def _points(paths: list[Path]) -> Iterator[RestorePoint]:
    for path in paths:
        value, _ = stored_file.read(path)
        if (point := _point(value)) is not None:
            yield point


def _point(value: Any) -> RestorePoint | None:
    try:
        assert value["version"] == VERSION
        return RestorePoint(
            datetime.fromisoformat(value["at"]),
            str(value["why"]),
            str(value["summary"]),
            wire.journey_from(value["body"]),
            Stamp(**value["stamp"]),
        )
    except (AssertionError, KeyError, TypeError, ValueError, Failure):
        return None
