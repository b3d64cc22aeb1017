"""What testing a connection found: step by step, then which button may be used."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.package import PackageSettings
from jbdesk.panes.credentials.report_steps import shown
from jbdesk.panes.credentials.scopes import ScopeRow, ScopeTable
from jbdesk.services.connections import connection_step
from jbdesk.services.connections.connection_step import State
from jbdesk.services.connections.connection_step import Step as Tried
from jbdesk.services.connections.connection_test import HOST
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import caption, muted, title
from jbdesk.widgets.step_list import Step, StepList
from jbdesk.widgets.surfaces import Card

TICK = 1000  # milliseconds
_HINT = (
    "Test connection tries what is typed, saved or not: host, proxy, secure line and"
    " clock, then the token and its business unit, each service that jbdesk uses, and"
    " which buttons the scopes allow."
)
_CHANGED = "something was changed since"


class ConnectionReport(QWidget):
    """Two cards: the steps with the token's time running down, and the scopes."""

    def __init__(self) -> None:
        super().__init__()
        self._tried: dict[str, Tried] = {}
        self._seconds_left: Callable[[], int | None] = lambda: None
        self._of = PackageSettings("")
        self._at = datetime.now().astimezone()
        self._hint = muted(_HINT, wraps=True)
        self._when = caption(wraps=True)
        self._copy = button("Copy report", self._copy_pressed)
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
        head.addWidget(self._copy)
        card = Card()
        steps = QVBoxLayout(card)
        steps.setContentsMargins(*[theme.SPACE_3] * 4)
        steps.setSpacing(theme.SPACE_1)
        steps.addLayout(head)
        steps.addWidget(self._when)
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

    def begin(self, of: PackageSettings) -> None:
        """Say that nothing of a new test is known yet."""
        self._of, self._at = of, datetime.now().astimezone()
        self._begin_with({HOST: Tried(HOST, State.WAITING)})
        self._hint.hide()
        self._when.setText(f"tested at {self._at:%H:%M:%S}")
        self._show()

    def _begin_with(self, tried: dict[str, Tried]) -> None:
        self._tried = tried
        self._seconds_left = lambda: None
        self._tick.stop()
        self._scopes_card.hide()
        for each in (self._copy, self._when):
            each.setVisible(bool(tried))

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

    @property
    def text(self) -> str:
        """The whole test as a text, without secrets."""
        when = self._when.text() if _CHANGED in self._when.text() else ""
        return connection_step.text_of(self._of, self._tried.values(), self._at, when)

    def _copy_pressed(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    # How it is told.

    def _show(self) -> None:
        steps, rows = shown(self._tried, self._lifetime())
        self._list.show_steps(steps)
        if rows and rows != self._scopes.rows:
            self._scopes.show_rows(rows)
        self._scopes_card.setVisible(bool(rows))

    def _lifetime(self) -> str:
        left = self._seconds_left()
        if left is None:
            return ""
        minutes, seconds = divmod(left, 60)
        return f"{minutes}:{seconds:02} left" if left else "expired"
