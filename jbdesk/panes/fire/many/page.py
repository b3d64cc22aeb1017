"""Many: a file of contacts, or generated rows, mapped, checked, fired and followed.

Begin ── a file, made-up rows, a run of before
Setup ── Prepare: preview, mapping, check, settings
FollowedRun ── RunView: progress and results; Runner fires
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing.run import Run
from jbdesk.panes.fire.definition import EventDefinitionBox
from jbdesk.panes.fire.many.begin import Begin
from jbdesk.panes.fire.many.followed import FollowedRun
from jbdesk.panes.fire.many.host import Host
from jbdesk.panes.fire.many.setup import Setup
from jbdesk.panes.fire.many.words import RunLine
from jbdesk.services.connections.connection import Connection
from jbdesk.services.runs.row_mappings import RowMappings
from jbdesk.services.runs.runs import Runs
from jbdesk.widgets import theme
from jbdesk.widgets.labels import field_label
from jbdesk.widgets.surfaces import Line, make_surface

_BOX_WIDTH = 420


class ManyPage(QWidget):
    """The fire pane's second page; what is fired goes on while others are in front."""

    chosen = Signal(EventDefinition)

    def __init__(self, host: Host, runs: Runs, mappings: RowMappings) -> None:
        super().__init__()
        self._host = host
        self._runs = runs
        self._connection: Connection | None = None
        self.box = EventDefinitionBox()
        self._begin = Begin()
        self._setup = Setup(host, runs, mappings)
        self._followed = FollowedRun(host, runs)
        self._steps = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._steps.addWidget(self._begin)
        self._steps.addWidget(self._setup.view)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip())
        column.addWidget(Line())
        column.addWidget(self._steps, 1)
        self._pages.addWidget(made)
        self._pages.addWidget(self._followed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _strip(self) -> QWidget:
        strip = make_surface(QWidget())
        row = QHBoxLayout(strip)
        row.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2
        )
        row.setSpacing(theme.SPACE_2)
        self.box.setParent(strip)  # before its label: who asks by name gets it
        self.box.setMaximumWidth(_BOX_WIDTH)
        label = field_label("Event definition")
        label.setBuddy(self.box)
        row.addWidget(label)
        row.addWidget(self.box, 1)
        row.addStretch(1)
        return strip

    def _wire(self) -> None:
        begin, setup, followed = self._begin, self._setup, self._followed
        self.box.chosen.connect(setup.expect)
        self.box.chosen.connect(self.chosen)
        begin.file_wanted.connect(setup.opener.open_file)
        begin.rows_wanted.connect(setup.generate)
        begin.run_wanted.connect(self._open_run)
        begin.forget_wanted.connect(self._ask_to_forget)
        setup.mapped.connect(lambda is_so: begin.generate.show_whether(is_ready=is_so))
        setup.opened.connect(self._show_prepare)
        setup.view.back_wanted.connect(self._show_begin)
        setup.ready.connect(self._fire_new)
        followed.back_wanted.connect(self._show_begin)
        followed.changed.connect(self._look_again)

    # What the pane calls.

    def use(self, connection: Connection) -> None:
        """Take another connection; what is fired over the one before ends."""
        self._followed.use(connection)
        self._setup.use(connection)
        self._connection = connection
        self._show_begin()

    @property
    def is_firing(self) -> bool:
        """Whether a run is under way."""
        return bool(self._followed.runner.live_id)

    def shown(self) -> None:
        """Come to the front."""
        self._list_runs()

    def show_definition(
        self, definition: EventDefinition, fields: tuple[DataExtensionField, ...]
    ) -> None:
        """Fire at this event definition next."""
        self.box.choose(definition)
        self._setup.show_definition(definition, fields)

    def halt(self) -> None:
        """End within a second what is under way; it can be resumed later."""
        self._setup.stop()
        self._followed.runner.stop()

    # What is in front.

    def _show_begin(self) -> None:
        self._followed.look_away()
        self._pages.setCurrentIndex(0)
        self._steps.setCurrentIndex(0)
        self._list_runs()

    def _show_prepare(self) -> None:
        self._steps.setCurrentIndex(1)
        self._setup.view.take_keyboard()

    def _open_run(self, line: RunLine) -> None:
        self._followed.look_at(line)
        self._pages.setCurrentIndex(1)

    def _fire_new(self, run: Run) -> None:
        self._open_run(RunLine(run))
        self._followed.runner.fire(run)

    # The runs of before.

    def _list_runs(self) -> None:
        if self._connection is not None:
            self._host.start(self._read_runs, self._connection)

    def _look_again(self) -> None:
        if self._connection is not None and self.isVisible():
            self._host.poll(self._read_runs, self._connection)

    async def _read_runs(self, connection: Connection) -> None:
        lines = []
        for run in await connection.work.run(self._runs.all):
            counts = await connection.work.run(self._runs.counts, run.id)
            can_retry = await connection.work.run(self._runs.has_failures, run.id)
            lines.append(RunLine(run, counts, can_retry=can_retry))
        self._begin.show_runs(lines)

    def _ask_to_forget(self, line: RunLine) -> None:
        def forget() -> None:
            self._host.notice.clear()
            self._host.start_write(self._forget, line.run)

        self._host.notice.show_text(
            "What became of its rows is forgotten. Nothing changes at the service.",
            title=f"Forget the run of “{line.run.source}”?",
            state="warn",
            actions=(("Forget", forget),),
        )

    async def _forget(self, run: Run) -> None:
        assert self._connection is not None
        await self._connection.work.run(self._runs.drop, run.id)
        self._list_runs()
