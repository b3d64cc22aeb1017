"""Pulls a journey's history into the archive: little by little, and only what lacks.

The oldest is read first, for the service drops it first. A period is marked as
read once all of it is on the disk, so a pull that was stopped goes on there.
What is newer than the service is sure of is kept, but read again next time.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from jbdesk.api import history, history_pages
from jbdesk.model.problem import Failure
from jbdesk.model.records import periods
from jbdesk.model.records.periods import Period
from jbdesk.services.archive.archive import Archive
from jbdesk.services.connections.connection import Connection

_SHORTEST = timedelta(seconds=2)  # no period is cut in two below
_LAG = timedelta(minutes=30)  # where the service does not tell how far it lags


@dataclass(frozen=True)
class Pace:
    """How fast is asked, and in which portions."""

    pause: float = 0.25  # seconds between two requests
    size: int = 2000  # rows of a page
    length: timedelta = timedelta(days=1)


@dataclass(frozen=True)
class Progress:
    """How far a pull is."""

    rows: int = 0  # that were not here before
    requests: int = 0
    done: float = 0.0  # of the time that is to be read, 0 to 1
    at: datetime | None = None
    is_cut: bool = False  # somewhere there was more than the service tells


Heard = Callable[[Progress], None]


@dataclass
class _Pull:
    """One pull under way."""

    connection: Connection
    archive: Archive
    definition_ids: tuple[str, ...]
    heard: Heard
    pace: Pace
    rows: int = 0
    requests: int = 0
    done: timedelta = timedelta()
    whole: timedelta = timedelta()
    is_cut: bool = False

    @property
    def progress(self) -> Progress:
        done = self.done / self.whole if self.whole else 1.0
        return Progress(self.rows, self.requests, done, None, self.is_cut)

    async def keep(
        self, rows: Sequence[history.HistoryRow], read: Period | None
    ) -> None:
        mark = None if read is None else (self.definition_ids, read)
        owner = self.connection.settings.id
        self.rows += await self.connection.work.run(self.archive.add, owner, rows, mark)

    async def period(self, period: Period, *, is_sure: bool) -> None:
        """Read a period; one that holds more than a query gives is cut in two."""
        number, seen = 1, 0
        while True:
            rows, count = await self.page(period, number)
            is_too_much = count >= history_pages.MOST_ROWS
            if is_too_much and period.length > _SHORTEST:
                for half in period.halves():
                    await self.period(half, is_sure=is_sure)
                return
            seen += len(rows)
            is_over = not rows or seen >= count
            self.is_cut = self.is_cut or is_too_much
            is_read = is_over and is_sure and not is_too_much
            await self.keep(rows, period if is_read else None)
            if is_over:
                break
            number += 1
        self.done += period.length
        self.heard(self.progress)

    async def page(
        self, period: Period, number: int
    ) -> tuple[tuple[history.HistoryRow, ...], int]:
        if self.requests:
            await asyncio.sleep(self.pace.pause)
        self.requests += 1
        return await self.connection(
            history_pages.page, self.definition_ids, period, number, self.pace.size
        )


async def pull(
    connection: Connection,
    archive: Archive,
    definition_ids: Sequence[str],
    heard: Heard,
    pace: Pace | None = None,
) -> Progress:
    """Read all of these versions that the service has and the archive lacks."""
    known = tuple(each.lower() for each in definition_ids)
    made = _Pull(connection, archive, known, heard, pace or Pace())
    edges = await connection(history_pages.edges)
    if edges is None:
        return made.progress
    sure = await _sure(connection, edges)
    owner = connection.settings.id
    read = await connection.work.run(archive.reads, owner, known)
    old = periods.missing(Period(edges.start, max(sure, edges.start)), read)
    fresh = Period(max(sure, edges.start), edges.end + timedelta(seconds=1))
    made.whole = sum((each.length for each in old), fresh.length)
    for each in old:
        for part in periods.parts(each, made.pace.length):
            await made.period(part, is_sure=True)
    for part in periods.parts(fresh, made.pace.length):
        await made.period(part, is_sure=False)
    return made.progress


async def _sure(connection: Connection, edges: Period) -> datetime:
    """Tell up to when no more rows come: whatever its clock, history lags behind."""
    try:
        seconds = await connection(history.freshness)
    except Failure:
        seconds = None
    lag = _LAG if seconds is None else timedelta(seconds=seconds)
    return min(edges.end, datetime.now(UTC)) - lag
