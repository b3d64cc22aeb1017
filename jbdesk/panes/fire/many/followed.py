"""The run that is looked at: its view kept up to date, and what is asked of it."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import Progress, Run, RunRow
from jbdesk.panes.fire.many.export import Export
from jbdesk.panes.fire.many.host import Host
from jbdesk.panes.fire.many.run import RunView
from jbdesk.panes.fire.many.runner import Runner
from jbdesk.panes.fire.many.words import RunLine, pace, progress_of
from jbdesk.services.connections.connection import Connection
from jbdesk.services.runs.runs import Runs

_LOOK_AGAIN = 700  # milliseconds between two readings of rows that change


class FollowedRun(QWidget):
    """Shows a run; the one that is fired goes on while it is not looked at."""

    back_wanted = Signal()
    changed = Signal()  # how some run stands

    def __init__(self, host: Host, runs: Runs) -> None:
        super().__init__()
        self._host = host
        self._runs = runs
        self._connection: Connection | None = None
        self._line: RunLine | None = None  # None: nobody looks
        self._live: Progress | None = None  # of the run that is fired
        self._queue = ("", "")  # a run's id, and how it stands in the queue
        self.runner = Runner(host, runs, self)
        self._export = Export(host, runs, self)
        self._view = RunView()
        self._again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self._wire()

    def _wire(self) -> None:
        runner, view = self.runner, self._view
        runner.progressed.connect(self._progressed)
        runner.changed.connect(self._run_changed)
        runner.queue_told.connect(self._queue_told)
        view.back_wanted.connect(self.back_wanted)
        view.pause_wanted.connect(runner.pause)
        view.resume_wanted.connect(self._resume)
        view.stop_wanted.connect(runner.stop)
        for signal, act in (
            (view.retry_wanted, runner.retry),
            (view.check_wanted, runner.check),
            (view.csv_wanted, self._export.ask_for_csv),
            (view.junit_wanted, self._export.ask_for_junit),
        ):
            signal.connect(lambda act=act: act(self._run))
        view.again_wanted.connect(self._ask_to_fire_again)
        view.results.wanted.connect(self._read_rows)
        self._again.timeout.connect(self._look_again)

    def use(self, connection: Connection) -> None:
        self.runner.use(connection)
        self._connection = self._export.connection = connection

    @property
    def _run(self) -> Run:
        assert self._line is not None
        return self._line.run

    def look_at(self, line: RunLine) -> None:
        """Show a run."""
        self._line = line
        self._view.show_run(line.run)
        self._show_progress()
        self._view.results.show_all()
        self._view.results.table.view.setFocus()
        if line.counts.get(DeliveryState.ACCEPTED):
            self.runner.follow_queue(line.run, seconds=0)
        self._run_changed(line.run.id)  # the line may be from a moment ago

    def look_away(self) -> None:
        self._line = None
        self._again.stop()

    def _resume(self) -> None:
        if self._run.id == self.runner.live_id:
            self.runner.go_on()
        else:
            self._host.notice.clear()
            self.runner.fire(self._run)

    def _ask_to_fire_again(self) -> None:
        assert self._line is not None
        row = self._view.results.table.current
        is_unknown = isinstance(row, RunRow) and row.state is DeliveryState.UNKNOWN
        self.runner.ask_to_fire_again(self._line, row.number if is_unknown else None)

    # What happens to runs.

    def _progressed(self, run_id: str, progress: Progress) -> None:
        self._live = progress
        self._host.tell_status(pace(progress))
        if self._line is not None and self._run.id == run_id:
            self._show_progress()
        if not self._again.isActive():
            self._again.start()

    def _queue_told(self, run_id: str, words: str) -> None:
        self._queue = (run_id, words)
        if self._line is not None and self._run.id == run_id:
            self._show_progress()

    def _look_again(self) -> None:
        if self._line is None:
            self.changed.emit()
        else:
            self._view.results.outdate()

    def _run_changed(self, run_id: str) -> None:
        if run_id != self.runner.live_id:
            self._live = None
        if self._line is None:
            self.changed.emit()
        elif self._run.id == run_id and self._connection is not None:
            self._host.start(self._read_run, self._connection, run_id)

    async def _read_run(self, connection: Connection, run_id: str) -> None:
        run = await connection.work.run(self._runs.get, run_id)
        counts = await connection.work.run(self._runs.counts, run_id)
        can_retry = await connection.work.run(self._runs.has_failures, run_id)
        if self._line is not None and self._run.id == run_id:
            self._line = RunLine(run, counts, can_retry=can_retry)
            self._show_progress()
            self._view.results.outdate()

    def _show_progress(self) -> None:
        assert self._line is not None
        is_live = self._run.id == self.runner.live_id
        progress = self._live if is_live and self._live else progress_of(self._line)
        run_id, queue = self._queue
        is_told = self._run.id == run_id and not is_live and not progress.note
        progress = replace(progress, note=queue) if is_told else progress
        self._view.show_progress(
            progress, is_live=is_live, can_retry=self._line.can_retry
        )

    def _read_rows(self) -> None:
        if self._connection is not None and self._line is not None:
            work, results = self._connection.work, self._view.results
            self._host.start(results.read, work, self._runs, self._run)
