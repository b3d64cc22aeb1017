"""Rows that tell how far something came: tick, warning, cross, or waiting."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.widgets import icons, theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import Label, body, muted, strong
from jbdesk.widgets.surfaces import Line

_MARK = 20


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    ATTENTION = "attention"
    FAILED = "failed"
    WAITING = "waiting"
    UNKNOWN = "unknown"


_LOOKS = {  # ground, icon, the icon's colour, the word for it
    StepState.DONE: ("ok-soft", "check", "ok", "done"),
    StepState.ATTENTION: ("warn-soft", "triangle-alert", "warn", "attention"),
    StepState.FAILED: ("bad-soft", "x", "bad", "failed"),
    StepState.WAITING: ("neutral-soft", "ellipsis", "muted", "waiting"),
    StepState.UNKNOWN: ("neutral-soft", "minus", "muted", "not known"),
}


@dataclass(frozen=True)
class Step:
    """One row; `action` is the label of a button, `name` says whose it is."""

    state: StepState
    title: str
    text: str = ""
    evidence: str = ""  # at the right: how sure, since when
    name: str = ""
    action: str = ""
    next: str = ""  # below the text: the one thing to do now


class StepList(QWidget):
    """Shows steps; rows that stay the same stay the same widget."""

    action_chosen = Signal(str)  # the step's name

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        while len(self._rows) > len(steps):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        more: list[_Row] = []
        for step in steps[len(self._rows) :]:
            more.append(_Row(self, is_first=not (self._rows or more)))
            more[-1].show_step(step)  # nothing is laid out while it is on no screen
        for row, step in zip(self._rows, steps, strict=False):
            row.show_step(step)
        for row in more:
            self._column.addWidget(row)
            row.show()
        self._rows += more

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(row.step for row in self._rows)


class _Row(QWidget):
    def __init__(self, of: StepList, *, is_first: bool) -> None:
        super().__init__()
        self.step = Step(StepState.UNKNOWN, "")
        self._mark = _Mark()
        self._title = strong(wraps=True)
        self._text = muted(wraps=True)
        self._next = body()
        self._evidence = Label(set_as="label", colour="muted")
        self._action = button("", lambda: of.action_chosen.emit(self.step.name))
        self._lay_out(is_first=is_first)

    def _lay_out(self, *, is_first: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addWidget(self._next)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.SPACE_2, 0, theme.SPACE_2)
        row.setSpacing(theme.SPACE_3)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._mark, 0, top)
        row.addLayout(words, 1)
        row.addWidget(self._evidence, 0, top)
        row.addWidget(self._action, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not is_first:
            column.addWidget(Line("line-soft"))
        column.addLayout(row)

    def show_step(self, step: Step) -> None:
        self.step = step
        self._mark.show_state(step.state)
        for label, text in (
            (self._title, step.title),
            (self._text, step.text),
            (self._next, f"Next: {step.next}" if step.next else ""),
            (self._evidence, step.evidence),
            (self._action, step.action),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._action.setAccessibleName(step.action)


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._state = StepState.UNKNOWN
        self.setFixedSize(QSize(_MARK, _MARK))

    def show_state(self, state: StepState) -> None:
        self._state = state
        word = _LOOKS[state][3]
        self.setToolTip(word)
        self.setAccessibleName(word)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, name, token, _ = _LOOKS[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(QRectF(self.rect()))
        icons.paint(painter, name, QRectF(4, 4, 12, 12), token)
