"""Validations and publishes under way: one after another, told as they go.

They are the pane's own: whoever looks elsewhere meanwhile finds how they ended.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys.publishing import Turns
from jbdesk.widgets.pane import Work
from jbdesk.widgets.step_list import Step, StepList, StepState

Told = Callable[[str], None]
_MOST_HEIGHT = 176  # pixels; with more jobs they scroll
_WAITS = "Waits for what is before it …"
_DISMISS = "Dismiss"


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
    state: StepState = StepState.WAITING
    text: str = _WAITS
    found: tuple[Problem, ...] = field(default=())

    @property
    def is_over(self) -> bool:
        return self.state is not StepState.WAITING


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

    def __init__(self, host: Host, turns: Turns) -> None:
        super().__init__()
        self._host = host
        self._turns = turns
        self._count = 0
        self.all: list[Job] = []
        self._steps = StepList()
        self._steps.action_chosen.connect(self._dismiss)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(self._steps)
        self._area.setAccessibleName("Validations and publishes")
        self._area.viewport().setAutoFillBackground(False)
        self._steps.setAutoFillBackground(False)
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
            job.found = failure.problems
            self._tell(job, StepState.FAILED, _lines(failure.problems))
        self.ended.emit(job)

    async def _do(self, job: Job) -> None:
        if self._host.connection is not job.connection:
            raise Failure("It was not begun: another connection is used by now.")
        self._tell(job, StepState.WAITING, "Looking at the version …")
        await job.order.begins()

        def told(words: str) -> None:
            self._tell(job, StepState.WAITING, words)

        job.found = await job.order.work(told)
        if any(each.severity is not Severity.WARNING for each in job.found):
            self._tell(job, StepState.FAILED, _lines(job.found))
            return
        state = StepState.ATTENTION if job.found else StepState.DONE
        text = "\n".join(filter(None, (await job.order.done(), _lines(job.found))))
        self._tell(job, state, text)

    def _tell(self, job: Job, state: StepState, text: str) -> None:
        job.state, job.text = state, text
        self._show()

    def _dismiss(self, name: str) -> None:
        self.all = [each for each in self.all if str(each.number) != name]
        self._show()

    def _show(self) -> None:
        self._steps.show_steps(tuple(_step(each) for each in self.all))
        self.setVisible(bool(self.all))
        height = self._steps.sizeHint().height()
        self._area.setFixedHeight(min(height, _MOST_HEIGHT))
        self.changed.emit()


def _step(job: Job) -> Step:
    return Step(
        job.state,
        job.order.title,
        job.text,
        name=str(job.number),
        action=_DISMISS if job.is_over else "",
    )


def _lines(problems: tuple[Problem, ...]) -> str:
    found = tuple(dict.fromkeys(each.text for each in problems))
    return found[0] if len(found) == 1 else "\n".join(f"• {each}" for each in found)
