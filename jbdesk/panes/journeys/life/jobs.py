"""Validations and publishes under way: one after another, told as they go.

They are the pane's own: whoever looks elsewhere meanwhile finds how they ended.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys.publishing import Turns
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import link_button
from jbdesk.widgets.labels import muted, strong
from jbdesk.widgets.pane import Work

Told = Callable[[str], None]
_MOST_HEIGHT = 128  # pixels; with more jobs they scroll
_LINE = 6  # above and below a line, to stand beside a button
_WAITS = "Waits for what is before it …"
_DISMISS = "Dismiss"


class State(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "under way"
    DONE = "done"
    WARNED = "done, but"
    FAILED = "failed"


_LOOKS = {  # the word, and the badge's state
    State.WAITING: (State.WAITING.value, "neutral"),
    State.RUNNING: (State.RUNNING.value, "accent"),
    State.DONE: (State.DONE.value, "ok"),
    State.WARNED: (State.WARNED.value, "warn"),
    State.FAILED: (State.FAILED.value, "bad"),
}


@dataclass(frozen=True)
class Order:
    """What is to be done with a version, in its turn."""

    title: str  # "Publish “Welcome” version 2"
    row: JourneyRow
    begins: Callable[[], Awaitable[None]]  # looks and keeps a point; before the turn
    work: Callable[[Told], Awaitable[tuple[Problem, ...]]]
    done: Callable[[], Awaitable[str]]  # gives the sentence that tells how it ended


@dataclass
class Job:
    """An order and how far it is."""

    order: Order
    connection: Connection
    number: int
    state: State = State.WAITING
    text: str = _WAITS
    found: tuple[Problem, ...] = ()  # by the service, in the journey

    @property
    def is_over(self) -> bool:
        return self.state not in (State.WAITING, State.RUNNING)


class Host(Protocol):
    """The pane, as the jobs see it."""

    @property
    def connection(self) -> Connection | None: ...
    def start_write(
        self, function: Work, *args: Any, locks: Iterable[QWidget] = ()
    ) -> None: ...


class Jobs(QWidget):
    """Shows each job until it is dismissed; hidden while there is none."""

    changed = Signal()
    ended = Signal(object)  # the Job
    opened = Signal(object)  # the Job whose findings are wanted where they are

    def __init__(self, host: Host, turns: Turns) -> None:
        super().__init__()
        self._host = host
        self._turns = turns
        self._count = 0
        self.all: list[Job] = []
        self._rows: list[JobRow] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inside)
        self._area.setAccessibleName("Validations and publishes")
        self._area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.hide()

    def add(self, connection: Connection, order: Order) -> None:
        """Do it after all that was ordered before."""
        self._count += 1
        job = Job(order, connection, self._count)
        self.all.append(job)
        self._show()
        self._host.start_write(self._run, job)

    def drop_ended(self) -> None:
        """Let go of what has ended: it was of another connection."""
        self.all = [each for each in self.all if not each.is_over]
        self._show()

    def is_busy_with(self, row: JourneyRow) -> Job | None:
        """Give the job that is under way for a version."""
        mine = (e for e in self.all if not e.is_over and e.order.row.key == row.key)
        return next((e for e in mine if e.order.row.version == row.version), None)

    async def _run(self, job: Job) -> None:
        try:
            await self._turns.take(lambda: self._do(job))
        except Failure as failure:
            self._tell(job, State.FAILED, _lines(failure.problems))
        self.ended.emit(job)

    async def _do(self, job: Job) -> None:
        if self._host.connection is not job.connection:
            raise Failure("It was not begun: another connection is used by now.")
        self._tell(job, State.RUNNING, "Looking at the version …")
        await job.order.begins()

        def told(words: str) -> None:
            self._tell(job, State.RUNNING, words)

        job.found = await job.order.work(told)
        if any(each.severity is not Severity.WARNING for each in job.found):
            self._tell(job, State.FAILED, _lines(job.found))
            return
        state = State.WARNED if job.found else State.DONE
        text = "\n".join(filter(None, (await job.order.done(), _lines(job.found))))
        self._tell(job, state, text)

    def _tell(self, job: Job, state: State, text: str) -> None:
        job.state, job.text = state, text
        self._show()

    def _open(self, number: int) -> None:
        self.opened.emit(next(each for each in self.all if each.number == number))

    def _dismiss(self, number: int) -> None:
        self.all = [each for each in self.all if each.number != number]
        self._show()

    def _show(self) -> None:
        while len(self._rows) > len(self.all):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(self.all):
            self._rows.append(JobRow(self._dismiss, self._open))
            self._column.insertWidget(len(self._rows) - 1, self._rows[-1])
        for row, job in zip(self._rows, self.all, strict=True):
            row.show_job(job)
        self.setVisible(bool(self.all))
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Be as high as the words are in this width."""
        height = self._flow(self.width())
        if height > _MOST_HEIGHT:
            bar = self._area.verticalScrollBar().sizeHint().width()
            height = self._flow(self.width() - bar)
        self._area.setFixedHeight(min(height, _MOST_HEIGHT))

    def _flow(self, width: int) -> int:
        """Give each row the height of its words; their sum."""
        heights = [row.heightForWidth(width) for row in self._rows]
        for row, height in zip(self._rows, heights, strict=True):
            row.setFixedHeight(height)
        return sum(heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class JobRow(QWidget):
    """One job on one line, as far as its words allow."""

    def __init__(
        self, dismiss: Callable[[int], None], opened: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._number = 0
        self._state = Badge()
        self._title = strong()
        self._text = muted(wraps=True)
        self._dismiss = link_button(_DISMISS, lambda: dismiss(self._number))
        self._open = link_button("Show them", lambda: opened(self._number))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_2, 2, theme.SPACE_2, 2)
        row.setSpacing(theme.SPACE_2)
        top = Qt.AlignmentFlag.AlignTop
        self._title.setFixedHeight(theme.BUTTON_HEIGHT)
        self._text.setContentsMargins(0, _LINE, 0, _LINE)
        self._text.setAlignment(top)
        state = QVBoxLayout()
        state.setContentsMargins(0, _LINE - 1, 0, 0)
        state.addWidget(self._state, 0, top)
        row.addLayout(state)
        row.addWidget(self._title, 0, top)
        row.addWidget(self._text, 1)
        row.addWidget(self._open, 0, top)
        row.addWidget(self._dismiss, 0, top)

    def show_job(self, job: Job) -> None:
        self._number = job.number
        self._state.show_state(*_LOOKS[job.state])
        self._title.setText(job.order.title)
        self._text.setText(job.text)
        self._open.setVisible(bool(job.found))
        self._dismiss.setVisible(job.is_over)


def _lines(problems: tuple[Problem, ...]) -> str:
    found = tuple(dict.fromkeys(each.text for each in problems))
    return found[0] if len(found) == 1 else "\n".join(f"• {each}" for each in found)
