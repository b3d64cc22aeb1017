"""Checks rows before any is sent, and hands them over to a run.

Both take the rows in slices in the workers: a window stays awake, a million rows
are never held, and whoever cancels is heard at once.
"""

import itertools
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass, replace

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.contact_rows_twins import Twin, Twins
from jbdesk.model.firing.run import Run, RunState
from jbdesk.model.problem import Problem
from jbdesk.services.runs.rows_source import Rows, Source
from jbdesk.services.runs.runs import HALF_READ, Runs
from jbdesk.services.work import Work

MOST_SHOWN = 10_000  # bad rows; all are counted
_SLICE = 0.008  # seconds of the interpreter at a time: less than a frame
_TOLD_EVERY = 0.1  # seconds
_HANDED = 500  # rows written to the run at a time


@dataclass(frozen=True)
class Report:
    """What the rows are like, as far as they were looked at."""

    total: int = 0
    bad_count: int = 0
    warned: int = 0  # good rows that have a warning
    bad: tuple[Row, ...] = ()  # the first of them
    exact: int = 0  # rows whose contact key an earlier row has, to the letter
    alike: int = 0  # … but for case and blanks
    twins: tuple[Twin, ...] = ()  # the first of them
    good_twins: int = 0
    unknown: tuple[str, ...] = ()  # columns that appear late
    share: float = 0.0

    @property
    def good(self) -> int:
        return self.total - self.bad_count

    @property
    def firsts(self) -> int:
        """How many good rows are left when the later ones of twins stay behind."""
        return self.good - self.good_twins


class _Checker:
    """Takes slices of rows, each time as long as a frame allows."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows: Rows | None = None
        self._twins = Twins()
        self._bad: list[Row] = []
        self._total = self._bad_count = self._warned = self._good_twins = 0

    def take(self) -> bool:
        """Look at the next rows; False when there are no more."""
        if self._rows is None:
            self._rows = self._source.rows()
        end = time.perf_counter() + _SLICE
        for row in self._rows:
            self._look_at(row)
            if time.perf_counter() > end:
                return True
        return False

    def _look_at(self, row: Row) -> None:
        self._total += 1
        if row.is_bad:
            self._bad_count += 1
            if len(self._bad) < MOST_SHOWN:
                self._bad.append(row)
        else:
            # A row that stays behind is nobody's twin.
            self._warned += bool(row.problems)
            self._good_twins += bool(self._twins.note(row.number, row.contact_key))

    def report(self, *, is_whole: bool) -> Report:
        rows = self._rows
        return Report(
            total=self._total,
            bad_count=self._bad_count,
            warned=self._warned,
            bad=tuple(self._bad) if is_whole else (),
            exact=self._twins.exact,
            alike=self._twins.alike,
            twins=tuple(self._twins.examples) if is_whole else (),
            good_twins=self._good_twins,
            unknown=tuple(sorted(rows.unknown)) if rows else (),
            share=1.0 if is_whole else rows.share if rows else 0.0,
        )

    def close(self) -> None:
        if self._rows is not None:
            self._rows.close()


async def check(work: Work, source: Source) -> AsyncGenerator[Report, None]:
    """Look at every row; gives reports on the way, and the whole one last."""
    checker = _Checker(source)
    told = time.monotonic()
    try:
        while await work.run(checker.take):
            if time.monotonic() - told > _TOLD_EVERY:
                told = time.monotonic()
                yield checker.report(is_whole=False)
        yield checker.report(is_whole=True)
    finally:
        checker.close()


async def hand_over(
    work: Work,
    source: Source,
    runs: Runs,
    run: Run,
    *,
    is_first_only: bool,
    heard: Callable[[float], None],
) -> Run:
    """Put all rows into the run; a run that is left half filled is dropped.

    Later rows of the same contact stay behind, where only the first is to be sent.
    """
    rows: Rows | None = None
    is_whole = False
    try:
        await work.run(runs.note, run.id, RunState.STOPPED, HALF_READ)
        rows = await work.run(source.rows)
        picked = _firsts(rows, source.unit) if is_first_only else rows
        while portion := await work.run(_portion, picked):
            await work.run(runs.add_rows, run.id, portion)
            heard(rows.share)
        await work.run(runs.note, run.id, RunState.STOPPED, "")
        is_whole = True
    finally:
        if rows is not None:
            rows.close()
        if not is_whole:
            await work.run(runs.drop, run.id)
    return await work.run(runs.get, run.id)


def _portion(rows: Iterator[Row]) -> tuple[Row, ...]:
    return tuple(itertools.islice(rows, _HANDED))


def _firsts(rows: Iterator[Row], unit: str) -> Iterator[Row]:
    twins = Twins()
    for row in rows:
        if row.is_bad or not (first := twins.note(row.number, row.contact_key)):
            yield row
        else:
            text = f"{unit} {first:,} has the same contact key and is sent instead."
            yield replace(row, problems=(Problem(text),))
