"""The strip of the tenant's clock: run it, stop it, hurry it, jump."""

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator import facts
from jbdesk.panes.simulator.clock_date import DateJump
from jbdesk.panes.simulator.facts import ClockFace
from jbdesk.panes.simulator.long_list import choice
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button, primary_button
from jbdesk.widgets.labels import ElidedLabel, field_label, title
from jbdesk.widgets.surfaces import Card

_SPEED_WIDTH = 110
RUN, STOP = "Run", "Stop clock"
SPEEDS = (
    ("Real time", 1),
    ("1 minute a second", 60),
    ("1 hour a second", 3_600),
    ("1 day a second", 86_400),
)
JUMPS = (
    ("1 minute", "PT1M"),
    ("1 hour", "PT1H"),
    ("1 day", "P1D"),
    ("1 week", "P7D"),
)
NEXT = "To the next thing that happens"
DATE = "To a date…"


class ClockCard(Card):
    """Shows the time; tells what is to become of the clock."""

    changed = Signal(dict)  # the body for the simulator's own clock control

    def __init__(self) -> None:
        super().__init__()
        self._face: ClockFace | None = None
        self._time = title()
        self._badge = Badge()
        self._about = ElidedLabel(colour="muted")
        self._speed = choice("Speed")
        self._run = button(STOP, self.run_or_stop)
        self._menu = QMenu(self)
        self._jump = primary_button("Jump ahead", self._open_menu, icon="fast-forward")
        self.date = DateJump()
        self._fill()
        self._lay_out()
        self.date.chosen.connect(lambda now: self.changed.emit({"now": now}))

    def _fill(self) -> None:
        self._speed.setMinimumWidth(_SPEED_WIDTH)
        self._speed.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for text, speed in SPEEDS:
            self._speed.addItem(text, float(speed))
        self._speed.activated.connect(self._speed_chosen)
        for text, length in JUMPS:
            self._menu.addAction(text, partial(self.jump, length))
        self._menu.addSeparator()
        self._menu.setToolTipsVisible(True)
        self._next = self._menu.addAction(NEXT, partial(self.jump, "next"))
        self._menu.addAction(DATE, self.ask_for_a_date)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.SPACE_2)
        first.addWidget(self._time)
        first.addWidget(self._badge)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addLayout(words, 1)
        label = field_label("Speed")
        label.setBuddy(self._speed)
        for each in (label, self._speed, self._run, self._jump):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(row)
        column.addWidget(self.date)

    @property
    def locks(self) -> tuple[QPushButton, ...]:
        """What can't be pressed while the clock is being changed."""
        return self._run, self._jump

    def show_face(self, face: ClockFace) -> None:
        self._face = face
        self._time.setText(facts.time_told(face.now))
        self._badge.show_state(
            "running" if face.is_running else "stopped",
            "ok" if face.is_running else "warn",
        )
        self._about.setText(_about(face))
        word = STOP if face.is_running else RUN
        if self._run.text() != word:
            self._run.setText(word)
            self._run.setAccessibleName(word)
        self._next.setEnabled(face.due is not None)
        self._next.setToolTip(_about(face))
        self._show_speed(face.speed)

    def _show_speed(self, speed: float) -> None:
        if speed == self._speed.currentData() or self._speed.view().isVisible():
            return
        position = self._speed.findData(speed)
        with QSignalBlocker(self._speed):
            if position < 0:
                self._speed.addItem(f"{speed:g} times as fast", speed)
                position = self._speed.count() - 1
            self._speed.setCurrentIndex(position)

    def run_or_stop(self) -> None:
        is_running = self._face is None or self._face.is_running
        self.changed.emit({"running": not is_running})

    def jump(self, length: str) -> None:
        """Move the clock on by an ISO duration, or to what comes "next"."""
        self.changed.emit({"advance": length})

    def ask_for_a_date(self) -> None:
        """Show where a date and time are typed or taken from a calendar."""
        if self._face is not None:
            self.date.open_at(self._face.now)

    def _speed_chosen(self, position: int) -> None:
        body: JsonObject = {"speed": self._speed.itemData(position)}
        self.changed.emit(body)

    def _open_menu(self) -> None:
        self._menu.popup(self._jump.mapToGlobal(QPoint(0, self._jump.height() + 2)))


def _about(face: ClockFace) -> str:
    if face.due is None:
        return "Nobody waits for a time. Fire a contact, and it moves on by this clock."
    left = face.due - face.now
    if left.total_seconds() <= 0:
        return f"Now: {face.what}."
    due, length = facts.told(face.due), facts.length_told(left)
    return f"Next, in {length}, at {due}: {face.what}."
