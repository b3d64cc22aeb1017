"""Fires runs, one at a time, and does to their rows what a person asks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import Progress, Run
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.panes.fire.many.host import Host
from jbdesk.panes.fire.many.words import RunLine
from jbdesk.services.connections.connection import Connection
from jbdesk.services.runs import bulk_check, bulk_queue
from jbdesk.services.runs.bulk import Bulk
from jbdesk.services.runs.runs import Runs

_FAR = 3600  # seconds behind which history counts as late
_QUEUE_SECONDS = 120.0  # how long the queue of the service is followed


class Runner(QObject):
    """Tells the progress of the run that is fired, and what changed in any."""

    progressed = Signal(str, Progress)  # of the run with that id
    changed = Signal(str)  # the run's rows, or that it is fired no more
    queue_told = Signal(str, str)  # of the run with that id: how its queue stands

    def __init__(self, host: Host, runs: Runs, over: QWidget) -> None:
        super().__init__(over)
        self._host = host
        self._runs = runs
        self._connection: Connection | None = None
        self._bulk: Bulk | None = None
        self.live_id = ""  # of the run that is fired now

    def use(self, connection: Connection) -> None:
        """Fire over another connection from now on; what is fired ends."""
        self.stop()
        self._connection = connection

    # The run that is fired.

    def fire(self, run: Run) -> None:
        """Fire what waits; says why where that can't be."""
        if self.live_id:
            self._refuse("Another run is being fired. Stop it, or wait for its end.")
        elif self._over_its_own(run) is not None:
            self.live_id = run.id
            self._host.start_write(self._fire_run, run)

    async def _fire_run(self, run: Run) -> None:
        connection = self._over_its_own(run)
        assert connection is not None
        try:
            heard = partial(self.progressed.emit, run.id)
            self._bulk = Bulk(connection, self._runs, run, heard)
            await self._bulk.run()
        finally:
            self._bulk, self.live_id = None, ""
            self.changed.emit(run.id)
        self.follow_queue(run)

    def follow_queue(self, run: Run, seconds: float = _QUEUE_SECONDS) -> None:
        """Ask, without a sign, what the queue made of the rows of batches."""
        connection = self._connection
        is_own = connection and connection.settings.id == run.connection_id
        if is_own and bulk_queue.is_followed(run) and run.id != self.live_id:
            self._host.start(self._follow_queue, connection, run, seconds)

    async def _follow_queue(
        self, connection: Connection, run: Run, seconds: float
    ) -> None:
        self.queue_told.emit(run.id, "The service's queue is asked.")
        followed = await bulk_queue.follow(connection, self._runs, run, seconds)
        if followed.failed:
            self.changed.emit(run.id)
        self.queue_told.emit(run.id, followed.words)

    def pause(self) -> None:
        if self._bulk is not None:
            self._bulk.pause()

    def go_on(self) -> None:
        if self._bulk is not None:
            self._bulk.resume()

    def stop(self) -> None:
        """Let the run end within a second; it can be resumed later."""
        if self._bulk is not None:
            self._bulk.stop()

    # What a person asks of its rows.

    def retry(self, run: Run) -> None:
        """Send again what was refused or not sent."""
        if self._over_its_own(run) is not None:
            self._host.start_write(self._let_wait, run, self._runs.retry_failures)

    def ask_to_fire_again(self, line: RunLine, chosen: int | None) -> None:
        """Ask first: nobody knows whether the service has these rows already."""
        run = line.run
        count = line.counts.get(DeliveryState.UNKNOWN, 0)
        is_one = count == 1
        text = "Fire it again" if is_one else f"Fire all {count:,} again"
        every = [(text, partial(self._fire_again, run, None))]
        only = []
        if chosen is not None and not is_one:
            again = partial(self._fire_again, run, chosen)
            only = [(f"Only row {chosen:,} again", again)]
        who = "it. Then the contact" if is_one else "them. Then these contacts"
        enter = "enters" if is_one else "enter"
        self._host.notice.show_text(
            f"The service may have received {who} {enter} twice. “Check unknown” may"
            " tell.",
            title=f"Fire {counted(count, 'unknown row')} again?",
            state="warn",
            actions=(*only, *every),
        )

    def _fire_again(self, run: Run, number: int | None) -> None:
        self._host.notice.clear()

        def again(run_id: str) -> int:
            rows = self._runs.each(run_id, DeliveryState.UNKNOWN)
            every = [row.number for row in rows] if number is None else [number]
            return self._runs.fire_again(run_id, every)

        if self._over_its_own(run) is not None:
            self._host.start_write(self._let_wait, run, again)

    async def _let_wait(self, run: Run, change: Callable[[str], int]) -> None:
        assert self._connection is not None
        count = await self._connection.work.run(change, run.id)
        self.changed.emit(run.id)
        if count:
            self.fire(run)
        else:
            raise Failure("No row of this run can be sent again.")

    def check(self, run: Run) -> None:
        """Ask the service what became of the unknown rows."""
        if self._over_its_own(run) is not None:
            self._host.start_write(self._check_unknown, run)

    async def _check_unknown(self, run: Run) -> None:
        assert self._connection is not None
        checked = await bulk_check.check(self._connection, self._runs, run)
        self.changed.emit(run.id)
        settled = counted(checked.settled, "row")
        left = ""
        if checked.left:
            left = f" Of {counted(checked.left, 'row')} the service knows nothing"
            is_late = checked.lag is not None and checked.lag > _FAR
            left += ", and its history is late." if is_late else " so far."
        self._host.notice.show_text(
            f"{settled} settled: the service had received them.{left}",
            state="warn" if checked.left else "ok",
        )

    # Refusals.

    def _over_its_own(self, run: Run) -> Connection | None:
        """Give the connection where it is the run's; else say so."""
        connection = self._connection
        if connection is not None and connection.settings.id == run.connection_id:
            return connection
        self._refuse("This run belongs to another connection. Choose that one first.")
        return None

    def _refuse(self, text: str) -> None:
        self._host.notice.show_text(text, state="warn")
