"""Runs: many rows to be fired, each in exactly one state, kept in one file.

    waiting -> sending -> accepted | refused | not sent | unknown

A row is written as sending before its bytes leave. Whoever fires a run claims it
first. A row that is still being sent when its run is claimed was cut off by a
crash: it is unknown from then on, and never sent again by itself.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import (
    WAITING,
    RowState,
    Run,
    RunRow,
    RunSettings,
    RunState,
)
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file
from jbdesk.services.runs import run_claim, run_log, run_rows
from jbdesk.services.runs.run_log import RunLog
from jbdesk.services.runs.run_store import RunStore

T = TypeVar("T")

_PORTION = 5_000  # rows written at once
_PAGE = 500  # rows read at once
HALF_READ = (
    "jbdesk ended while the rows were being read. Nothing was sent. "
    "Read them again in a new run."
)


class Runs:
    """Keeps runs in one SQLite file; usable from any thread and process."""

    def __init__(self, home: Path) -> None:
        path = stored_file.folder(home) / "runs.sqlite"
        self._claims = stored_file.folder(home / "runs")
        self.notice = ""
        try:
            self._writer = RunStore(path)
        except sqlite3.DatabaseError:
            self.notice = stored_file.set_aside(path)
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            self._writer = RunStore(path)
        # A long look for a person must not hold up what is being fired.
        self._reader = RunStore(path)
        self._places: dict[str, int] = {}

    def close(self) -> None:
        self._reader.close()
        self._writer.close()

    def create(
        self,
        source: str,
        event_definition_key: str,
        connection_id: str,
        settings: RunSettings,
    ) -> Run:
        run = Run(
            uuid4().hex,
            datetime.now(UTC),
            source,
            event_definition_key,
            connection_id,
            settings,
        )
        self._writer.write(lambda store: run_rows.insert_run(store, run))
        return run

    def all(self) -> tuple[Run, ...]:
        """Give them all, the latest first."""
        found = self._reader.read("SELECT * FROM runs ORDER BY place DESC")
        return tuple(self._as_it_is(run_rows.run_in(each)) for each in found)

    def get(self, run_id: str) -> Run:
        """Give the run; raises Failure where there is none."""
        found = self._reader.read("SELECT * FROM runs WHERE id = ?", run_id)
        if not found:
            raise Failure("This run is not kept any more.")
        return self._as_it_is(run_rows.run_in(found[0]))

    def drop(self, run_id: str) -> None:
        """Forget the run and its rows; raises Failure while it is fired."""
        path = self._claim_of(run_id)
        with run_claim.claimed(path):
            self._change(run_id, run_rows.drop)
            run_log.forget(path)
        self._places.pop(run_id, None)
        path.unlink(missing_ok=True)

    @contextmanager
    def claim(self, run_id: str) -> Iterator[None]:
        """Be the only one that fires the run; what a crash cut off is unknown."""
        with run_claim.claimed(self._claim_of(run_id)):
            if self.get(run_id).note == HALF_READ:
                raise Failure(HALF_READ)
            self._recover(run_id)
            yield

    def _recover(self, run_id: str) -> None:
        """Take over what a crash left in the run's log."""
        path = self._claim_of(run_id)
        ended, begun = run_log.read(path)
        self._change(run_id, run_rows.recover, ended, begun)
        run_log.forget(path)

    def log(self, run_id: str) -> RunLog:
        """Give the log of a run that is claimed."""
        return RunLog(self._claim_of(run_id))

    def note(self, run_id: str, state: RunState, note: str = "") -> None:
        """Write what the run does now."""
        self._writer.write(
            lambda store: store.execute(
                "UPDATE runs SET state = ?, note = ? WHERE id = ?",
                (state, note, run_id),
            )
        )

    def add_rows(self, run_id: str, rows: Iterable[Row]) -> int:
        """Put rows in, in portions; gives how many there were.

        Rows with an error are kept as not sent, and never will be.
        """
        before = self.get(run_id)
        self.note(run_id, before.state, HALF_READ)
        taken, count = iter(rows), 0
        while portion := tuple(islice(taken, _PORTION)):
            self._change(run_id, run_rows.insert, portion)
            count += len(portion)
        self.note(run_id, before.state, before.note)
        return count

    def rows(
        self,
        run_id: str,
        *,
        state: RowState | None = None,
        find: str = "",
        offset: int = 0,
        limit: int = 200,
    ) -> tuple[RunRow, ...]:
        """Give rows in the order of their numbers."""
        where, values = run_rows.where(self._place(run_id), state, find)
        statement = f"SELECT * FROM rows WHERE {where} ORDER BY number LIMIT ? OFFSET ?"  # noqa: S608 - values are bound
        found = self._reader.read(statement, *values, limit, offset)
        return tuple(map(run_rows.row_in, found))

    def each(self, run_id: str, state: RowState | None = None) -> Iterator[RunRow]:
        """Give all rows, or those in a state, without holding them all."""
        after: int | None = None
        while found := self._next(run_id, after, state):
            yield from found
            after = found[-1].number

    def waiting(self, run_id: str, after: int | None) -> tuple[RunRow, ...]:
        """Give some of the rows that wait, behind a number."""
        return self._next(run_id, after, WAITING)

    def counts(self, run_id: str) -> dict[RowState, int]:
        """How many rows are in each state."""
        found = self._reader.read(
            "SELECT state, count(*) FROM rows WHERE run = ? GROUP BY state",
            self._place(run_id),
        )
        return {run_rows.state_in(name): count for name, count in found}

    def sent_since(self, run_id: str, since: datetime) -> tuple[tuple[str, str], ...]:
        """Give contact key and event instance of what was sent since then.

        By any run, to the contacts of this run's unknown rows.
        """
        found = self._reader.read(
            run_rows.SENT_SINCE, since.isoformat(), self._place(run_id)
        )
        return tuple((each[0], each[1]) for each in found)

    def accepted_as(self, run_id: str, ids: Sequence[str]) -> tuple[RunRow, ...]:
        """Give the accepted rows that have these event instance ids."""
        marks = ",".join("?" * len(ids))
        where, values = run_rows.where(self._place(run_id), DeliveryState.ACCEPTED)
        statement = (
            f"SELECT * FROM rows WHERE {where} AND event_instance_id IN ({marks})"  # noqa: S608 - values are bound
        )
        found = self._reader.read(statement, *values, *ids)
        return tuple(map(run_rows.row_in, found))

    def settle(
        self, run_id: str, ended: Sequence[RunRow], begun: Sequence[RunRow] = ()
    ) -> None:
        """Write at once what ended and what is being sent."""
        self._change(run_id, run_rows.settle, ended, begun)

    def has_failures(self, run_id: str) -> bool:
        """Whether `retry_failures` would find any row."""
        found = self._reader.read(run_rows.FAILURES, self._place(run_id))
        return bool(found)

    def retry_failures(self, run_id: str) -> int:
        """Let what was refused or not sent wait again; gives how many."""
        return self._change(run_id, run_rows.retry_failures)

    def fire_again(self, run_id: str, numbers: Iterable[int]) -> int:
        """Let these unknown rows wait again; only on the person's word."""
        return self._change(run_id, run_rows.fire_again, numbers)

    def _as_it_is(self, run: Run) -> Run:
        """Give the run; what a crash left of it is recovered first."""
        path = self._claim_of(run.id)
        is_under_way = run.state is RunState.RUNNING or not run_log.is_empty(path)
        if not is_under_way:
            return run
        try:
            with run_claim.claimed(path, patience=0):
                self._recover(run.id)
                self.note(run.id, RunState.STOPPED)
        except run_claim.Taken:
            return run
        return replace(run, state=RunState.STOPPED, note="")

    def _claim_of(self, run_id: str) -> Path:
        return self._claims / f"{run_id}.lock"

    def _place(self, run_id: str) -> int:
        if run_id not in self._places:
            found = self._reader.read("SELECT place FROM runs WHERE id = ?", run_id)
            if not found:
                raise Failure("This run is not kept any more.")
            self._places[run_id] = found[0]["place"]
        return self._places[run_id]

    def _change(self, run_id: str, change: Callable[..., T], *arguments: object) -> T:
        place = self._place(run_id)
        return self._writer.write(lambda store: change(store, place, *arguments))

    def _next(
        self, run_id: str, after: int | None, state: RowState | None
    ) -> tuple[RunRow, ...]:
        where, values = run_rows.where(self._place(run_id), state, after=after)
        statement = f"SELECT * FROM rows WHERE {where} ORDER BY number LIMIT {_PAGE}"  # noqa: S608 - values are bound
        return tuple(map(run_rows.row_in, self._reader.read(statement, *values)))
