"""A run: how far it is, why it waits, what became of each row, what can be done."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Progress, Run, RunDoor, RunState
from jbdesk.model.texts.words import counted
from jbdesk.panes.fire.many.results import Results
from jbdesk.panes.fire.many.words import RUN_STATES, STATES, pace, why
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button, icon_button, primary_button
from jbdesk.widgets.labels import ElidedLabel, Label, muted
from jbdesk.widgets.surfaces import Card, make_surface

_BAR_HEIGHT = 8


class OutcomeBar(QProgressBar):
    """How far, in the colours of what became of the rows."""

    def __init__(self) -> None:
        super().__init__(maximum=1000, textVisible=False)
        self.setAccessibleName("Progress of the run")
        self.setFixedHeight(_BAR_HEIGHT)
        self._progress = Progress({}, 0)

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        total = max(progress.total, 1)
        self.setValue(1000 * progress.over // total)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), theme.colour("line"))
        left = 0.0
        for state, _, token in STATES:
            if state is WAITING:
                continue
            share = self._progress.counts.get(state, 0) / max(self._progress.total, 1)
            width = share * self.width()
            painter.fillRect(QRectF(left, 0, width, _BAR_HEIGHT), theme.colour(token))
            left += width

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR_HEIGHT)


class RunView(QWidget):
    """Shows one run; tells what the person wants done with it."""

    back_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    retry_wanted = Signal()
    check_wanted = Signal()
    again_wanted = Signal()
    csv_wanted = Signal()
    junit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = ElidedLabel(set_as="strong")
        self._about = ElidedLabel(set_as="label", colour="muted")
        self._state = Badge()
        self._bar = OutcomeBar()
        self._pace = Label(set_as="strong")
        self._why = muted(wraps=True)
        self.results = Results()
        self._pause = button("Pause", self.pause_wanted.emit, icon="pause")
        self._resume = primary_button("Resume", self.resume_wanted.emit, icon="play")
        self._stop = button("Stop", self.stop_wanted.emit, icon="square")
        self._retry = button(
            "Retry failures only", self.retry_wanted.emit, icon="rotate-ccw"
        )
        self._check = button("Check unknown", self.check_wanted.emit, icon="search")
        self._again = button("Fire unknown again…", self.again_wanted.emit)
        self._csv = button("Export CSV…", self.csv_wanted.emit, icon="download")
        self._junit = button("Export JUnit…", self.junit_wanted.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[theme.SPACE_3] * 4)
        whole.setSpacing(theme.SPACE_3)
        whole.addWidget(self._card())
        whole.addWidget(self.results, 1)

    def _card(self) -> Card:
        card = Card()
        make_surface(card)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(icon_button("chevron-left", "All runs", self.back_wanted.emit))
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addWidget(self._about, 1)
        for each in (self._pause, self._stop, self._resume):
            head.addWidget(each)
        told = QHBoxLayout()
        told.setSpacing(theme.SPACE_3)
        told.addWidget(self._pace)
        told.addWidget(self._why, 1)
        deeds = QHBoxLayout()
        deeds.setSpacing(theme.SPACE_2)
        for each in (self._retry, self._check, self._again):
            deeds.addWidget(each)
        deeds.addStretch(1)
        deeds.addWidget(self._csv)
        deeds.addWidget(self._junit)
        column = QVBoxLayout(card)
        column.setContentsMargins(
            theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3
        )
        column.setSpacing(theme.SPACE_3)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addLayout(told)
        column.addLayout(deeds)
        return card

    def show_run(self, run: Run) -> None:
        """Tell what is fired at what, and how."""
        self._title.setText(run.source)
        self._about.setText(f"{run.event_definition_key} · {_how(run)}")

    def show_progress(
        self, progress: Progress, *, is_live: bool, can_retry: bool = False
    ) -> None:
        """Tell how far it is; live: somebody fires it now, here."""
        word, badge = RUN_STATES[progress.state]
        self._state.show_state(word, badge)
        self._bar.show_progress(progress)
        self._pace.setText(pace(progress))
        told = why(progress)
        self._why.setText(told)
        is_held = bool(told) and progress.state is not RunState.DONE
        self._why.set_colour("warn" if is_held else "muted")
        self.results.show_counts(progress.counts)
        self._retry.setVisible(can_retry and not is_live)
        self._show_buttons(progress, is_live=is_live)

    def _show_buttons(self, progress: Progress, *, is_live: bool) -> None:
        counts = progress.counts
        is_running = is_live and progress.state is RunState.RUNNING
        self._pause.setVisible(is_running)
        self._stop.setVisible(is_live)
        self._resume.setVisible(not is_running and bool(counts.get(WAITING)))
        unknown = counts.get(DeliveryState.UNKNOWN, 0)
        self._check.setVisible(bool(unknown))
        self._again.setVisible(bool(unknown))
        for each in (self._retry, self._check, self._again):
            each.setEnabled(not is_live)

    @property
    def writers(self) -> tuple[QPushButton, ...]:
        """What is locked while an export is written."""
        return self._csv, self._junit


def _how(run: Run) -> str:
    settings = run.settings
    is_batch = settings.door is RunDoor.BATCH
    door = f"batches of {settings.batch_size}" if is_batch else "single calls"
    parts = [door, counted(settings.workers, "worker")]
    if settings.rate:
        parts.append(f"at most {settings.rate:g} a second")
    return ", ".join(parts)
