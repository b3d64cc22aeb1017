"""Fires the rows of a run: so many at a time, each at most once, until none waits.

    Feed -> slots, each: gate -> one call in a worker thread -> what became of it
                          |         |
                          |         journal: written before a byte leaves
                          Retry-After and the pace, for all slots alike

Each call is handed over through the loop: threads that run free would starve the
window of the interpreter. Whatever concerns all rows (credentials, permission, no
line) pauses the run instead of burning them.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace

from jbdesk.api import events_batch
from jbdesk.api.errors import OutcomeUnknown, Unreachable
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Progress, Run, RunDoor, RunRow, RunState
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.runs import rows_allowed
from jbdesk.services.runs.bulk_circuit import Circuit
from jbdesk.services.runs.bulk_feed import Feed
from jbdesk.services.runs.bulk_gate import Gate
from jbdesk.services.runs.bulk_journal import BulkJournal
from jbdesk.services.runs.bulk_sending import Sending, Sent
from jbdesk.services.runs.bulk_tally import Tally
from jbdesk.services.runs.bulk_workers import BulkWorkers
from jbdesk.services.runs.runs import Runs

Rows = tuple[RunRow, ...]

_PAUSES = (0.3, 1.0)  # before a row that was not sent is tried again
_GRACE = 0.4  # seconds that calls under way get when a person stops the run
_TICK = 0.1  # seconds between two tellings of the progress
_TICKS_TO_WRITE = 3
_GIVEN_UP = "The run was stopped before the answer came. The service may have it."
_BY_PERSON = "Paused."


class Bulk:
    """One run being fired; `heard` is told its progress on the loop."""

    def __init__(
        self,
        connection: Connection,
        runs: Runs,
        run: Run,
        heard: Callable[[Progress], None],
    ) -> None:
        self._run = run
        self._runs = runs
        self._heard = heard
        self._work = BulkWorkers(run.settings.workers + 1)
        self._connection = connection.twin(self._work)
        self._gate = Gate(run.settings.rate)
        self._circuit = Circuit(self._gate)
        self._journal = BulkJournal(runs, run.id)
        self._feed = Feed(runs, run.id, self._work)
        self._sending = Sending(
            run.event_definition_key, run.settings.door, self._gate, self._journal
        )
        self._tally = Tally({}, run.total)
        self._state = RunState.RUNNING
        self._note = ""
        self._over = asyncio.Event()  # no further row is begun
        self._going = asyncio.Event()  # not paused by a person
        self._going.set()
        self._slots: list[asyncio.Task[None]] = []
        self._timers: list[asyncio.TimerHandle] = []

    # What a person can do while it runs.

    def pause(self) -> None:
        """Begin no further row until `resume`."""
        if not self._over.is_set():
            self._gate.is_held = True
            self._going.clear()
            self._state, self._note = RunState.PAUSED, _BY_PERSON

    def resume(self) -> None:
        if not self._over.is_set():
            self._gate.is_held = False
            self._state, self._note = RunState.RUNNING, ""
            self._going.set()

    def stop(self) -> None:
        """End within a second: calls that take longer have an unknown end."""
        self._end(RunState.STOPPED)
        loop = asyncio.get_running_loop()
        self._timers += (
            loop.call_later(_GRACE, self._connection.close),
            loop.call_later(2 * _GRACE, self._abandon),
        )

    def _end(self, state: RunState, note: str = "") -> None:
        if not self._over.is_set():
            self._state, self._note = state, note
        self._gate.is_held = True
        self._over.set()
        self._going.set()

    def _abandon(self) -> None:
        for each in self._slots:
            each.cancel()

    # The run.

    async def run(self) -> Run:
        """Fire until no row waits, or the run is stopped or paused for good."""
        claim = self._runs.claim(self._run.id)
        try:
            await self._work.run(claim.__enter__)
            try:
                await self._fire_all()
            finally:
                claim.__exit__(None, None, None)
            return await self._work.run(self._runs.get, self._run.id)
        finally:
            self._connection.close()
            self._work.close()

    async def _fire_all(self) -> None:
        counts = await self._work.run(self._runs.counts, self._run.id)
        run = await self._work.run(self._runs.get, self._run.id)
        self._tally = Tally(counts, run.total)
        await self._work.run(self._runs.note, self._run.id, RunState.RUNNING)
        self._slots = [
            asyncio.create_task(self._slot()) for _ in range(self._run.settings.workers)
        ]
        reporter = asyncio.create_task(self._report())
        try:
            await self._until_over()
        finally:
            for each in self._timers:
                each.cancel()
            reporter.cancel()
            (ended,) = await asyncio.gather(reporter, return_exceptions=True)
            await self._feed.close()
            await self._settle()
            if isinstance(ended, Exception):  # the reporter is not meant to end
                raise ended

    async def _until_over(self) -> None:
        try:
            await asyncio.wait(self._slots, return_when=asyncio.FIRST_EXCEPTION)
        except asyncio.CancelledError:
            self.stop()
            await asyncio.wait(self._slots)
            raise
        self._end(RunState.DONE)
        await asyncio.wait(self._slots)
        for each in self._slots:
            if not each.cancelled() and (error := each.exception()):
                raise error

    async def _settle(self) -> None:
        """Write and tell how it ended."""
        try:
            await self._work.run(self._journal.settle)
        finally:
            self._journal.close()
        counts = await self._work.run(self._runs.counts, self._run.id)
        if not counts.get(WAITING):
            self._state, self._note = RunState.DONE, ""
        elif self._state is RunState.DONE:  # ended by what is no Failure
            self._state = RunState.STOPPED
        await self._work.run(self._runs.note, self._run.id, self._state, self._note)
        self._heard(replace(self._progress(), counts=counts))

    async def _report(self) -> None:
        ticks, written, told = 0, RunState.RUNNING, None
        while True:
            await asyncio.sleep(_TICK)
            progress = self._progress()
            if progress != told:
                told = progress
                self._heard(progress)
            ticks += 1
            if ticks % _TICKS_TO_WRITE == 0:
                await self._write(written)
                written = self._state

    async def _write(self, written: RunState) -> None:
        """Keep what ended although no further row begins."""
        try:
            await self._work.run(self._journal.settle)
            if written is not self._state:
                run_id, state = self._run.id, self._state
                await self._work.run(self._runs.note, run_id, state, self._note)
        except Failure as failure:
            self._end(RunState.PAUSED, str(failure))

    def _progress(self) -> Progress:
        is_waiting = self._gate.wait() > 0
        return replace(
            self._tally.progress(),
            waiting_until=self._gate.until if is_waiting else None,
            note=self._note or (self._gate.note if is_waiting else ""),
            state=self._state,
        )

    # One slot: a row after the other.

    async def _slot(self) -> None:
        settings = self._run.settings
        is_batch = settings.door is RunDoor.BATCH
        size = min(settings.batch_size, events_batch.MOST) if is_batch else 1
        while not self._over.is_set():
            try:
                rows = await self._feed.take(size)
            except Failure as failure:
                self._end(RunState.PAUSED, str(failure))
                return
            if not rows:
                return
            await self._deliver(self._allowed(rows))

    def _allowed(self, rows: Rows) -> Rows:
        """Give up rows of contacts that may not be fired; gives the others."""
        allowed, others = rows_allowed.parted(rows, self._connection.guard)
        if others:
            self._give_up(others)
        return allowed

    async def _deliver(self, rows: Rows) -> None:
        """Send rows until the service has said something about them."""
        pauses = iter(_PAUSES)
        while rows and await self._may_send(len(rows)):
            sent = await self._send(rows)
            rows = tuple(each for each in sent.rows if each.state is WAITING)
            if not rows:
                return
            if isinstance(sent.failure, Unreachable | OutcomeUnknown):
                pause = next(pauses, None)
                if self._over.is_set():
                    return
                if pause is None:
                    self._give_up(rows)
                    return
                await self._rest(pause)

    async def _send(self, rows: Rows) -> Sent:
        self._tally.sending(len(rows))
        ticket, begun = self._sending.announce(rows)
        try:
            sent = await self._connection(self._sending.send, ticket, begun)
        except asyncio.CancelledError:
            state = DeliveryState.UNKNOWN
            self._note_end(tuple(replace(e, state=state, text=_GIVEN_UP) for e in rows))
            raise
        except Failure as failure:  # they could not be written, so none was sent
            self._end(RunState.PAUSED, str(failure))
            sent = Sent(rows)
        self._note_end(sent.rows)
        if why := self._circuit.look(sent):
            self._end(RunState.PAUSED, why)
        return sent

    def _note_end(self, rows: Rows) -> None:
        self._tally.ended(rows)
        self._journal.end(rows)

    def _give_up(self, rows: Rows) -> None:
        self._tally.given_up(len(rows))
        state = DeliveryState.NOT_SENT
        self._journal.end([replace(each, state=state) for each in rows])

    async def _may_send(self, rows: int) -> bool:
        """Wait for the gate and the pace; False where the run is over."""
        loop = asyncio.get_running_loop()
        turn: float | None = None
        while not self._over.is_set():
            await self._going.wait()
            wait = self._gate.wait()
            if wait <= 0:
                if turn is None:
                    turn = loop.time() + self._gate.turn(rows)
                wait = turn - loop.time()
            if wait <= 0 and self._going.is_set():
                if why := self._connection.guard.refusal():
                    self._end(RunState.PAUSED, why)
                return not self._over.is_set()
            await self._rest(wait)
        return False

    async def _rest(self, seconds: float) -> None:
        """Wait, unless the run ends before."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0)):
                await self._over.wait()
