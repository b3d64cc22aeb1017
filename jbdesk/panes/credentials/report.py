"""What testing a connection found: step by step, then the scopes."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.panes.credentials.scopes import ScopeRow, ScopeTable
from jbdesk.services.connections.connection_test import (
    BUSINESS_UNIT,
    HOST,
    TOKEN,
    State,
)
from jbdesk.services.connections.connection_test import Step as Tried
from jbdesk.widgets import theme
from jbdesk.widgets.labels import caption, muted, title
from jbdesk.widgets.step_list import Step, StepList, StepState
from jbdesk.widgets.surfaces import Card

TICK = 1000  # milliseconds
_STEPS = (HOST, TOKEN, BUSINESS_UNIT)
_SCOPES = "Scopes"
_STATES = {
    State.WAITING: StepState.WAITING,
    State.PASSED: StepState.DONE,
    State.FAILED: StepState.FAILED,
}
_HINT = (
    "Test connection tries what is typed, saved or not: whether the host is found, a"
    " token is granted, which business unit it is for, and what its scopes allow."
)
_CHANGED = "something was changed since"


class ConnectionReport(QWidget):
    """Two cards: the steps with the token's time running down, and the scopes."""

    def __init__(self) -> None:
        super().__init__()
        self._tried: dict[str, Tried] = {}
        self._seconds_left: Callable[[], int | None] = lambda: None
        self._hint = muted(_HINT, wraps=True)
        self._when = caption()
        self._list = StepList()
        self._scopes = ScopeTable()
        self._scopes_card = Card()
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self._show)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(title("Connection test"))
        head.addStretch(1)
        head.addWidget(self._when)
        card = Card()
        steps = QVBoxLayout(card)
        steps.setContentsMargins(*[theme.SPACE_3] * 4)
        steps.setSpacing(theme.SPACE_1)
        steps.addLayout(head)
        steps.addWidget(self._hint)
        steps.addWidget(self._list)
        scopes = QVBoxLayout(self._scopes_card)
        scopes.setContentsMargins(*[theme.SPACE_3] * 4)
        scopes.addWidget(self._scopes)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_4] * 4)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(card)
        column.addWidget(self._scopes_card)
        column.addStretch(1)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._list.steps

    @property
    def scopes(self) -> tuple[ScopeRow, ...]:
        return self._scopes.rows

    def clear(self) -> None:
        """Say what a test would tell."""
        self._begin_with({})
        self._hint.show()
        self._when.clear()
        self._list.show_steps(())

    def begin(self) -> None:
        """Say that nothing of a new test is known yet."""
        self._begin_with({HOST: Tried(HOST, State.WAITING)})
        self._hint.hide()
        self._when.setText(f"tested at {datetime.now().astimezone():%H:%M:%S}")
        self._show()

    def _begin_with(self, tried: dict[str, Tried]) -> None:
        self._tried = tried
        self._seconds_left = lambda: None
        self._tick.stop()
        self._scopes_card.hide()

    def show_tried(self, tried: Tried) -> None:
        """Show one step; the step of that name before it is replaced."""
        self._tried[tried.name] = tried
        self._show()

    def count_down(self, seconds_left: Callable[[], int | None]) -> None:
        """Show from now on how long the token lives."""
        self._seconds_left = seconds_left
        self._tick.start()
        self._show()

    def show_outdated(self) -> None:
        """Say that what is typed is no longer what was tested."""
        if self._tried and _CHANGED not in self._when.text():
            self._when.setText(f"{self._when.text()} · {_CHANGED}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._seconds_left() is not None:
            self._tick.start()
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    # How it is told.

    def _show(self) -> None:
        rows = tuple(_scope_row(e) for n, e in self._tried.items() if n not in _STEPS)
        steps = [self._step(name) for name in _STEPS]
        if rows:
            steps.append(_summary(rows))
        self._list.show_steps(tuple(steps))
        if rows and rows != self._scopes.rows:
            self._scopes.show_rows(rows)
        self._scopes_card.setVisible(bool(rows))

    def _step(self, name: str) -> Step:
        tried = self._tried.get(name)
        if tried is None:
            is_over = any(e.state is State.FAILED for e in self._tried.values())
            state = StepState.UNKNOWN if is_over else StepState.WAITING
            return Step(state, name, "Not tried." if is_over else "")
        evidence = self._lifetime() if name == TOKEN else ""
        return Step(_STATES[tried.state], name, tried.text, evidence)

    def _lifetime(self) -> str:
        left = self._seconds_left()
        if left is None:
            return ""
        minutes, seconds = divmod(left, 60)
        return f"{minutes}:{seconds:02} left" if left else "expired"


def _scope_row(tried: Tried) -> ScopeRow:
    is_held = tried.state is State.PASSED
    return ScopeRow(tried.name, tried.detail, is_held, tried.text)


def _summary(rows: tuple[ScopeRow, ...]) -> Step:
    missing = [row.label for row in rows if not row.is_held]
    if not missing:
        text = "The package has all the scopes that jbdesk needs."
        return Step(StepState.DONE, _SCOPES, text)
    lines = ", ".join(f"“{label}”" for label in missing)
    text = f"Scopes are missing for: {lines}. Add them to the installed package."
    return Step(StepState.ATTENTION, _SCOPES, text)
