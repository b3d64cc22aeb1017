"""How to fire: the door, how many at a time, how fast."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.fields import Choice
from jbdesk.model.firing.run import RunDoor, RunSettings
from jbdesk.widgets import theme
from jbdesk.widgets.choice_editors import ChoiceEditor
from jbdesk.widgets.field_editors import mark_invalid
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import field_label
from jbdesk.widgets.line_editors import LineEditor
from jbdesk.widgets.tooltips import tooltip

MOST_WORKERS = 32
_DOORS = (
    Choice(RunDoor.SINGLE, "Single calls"),
    Choice(RunDoor.BATCH, "Batches of 100"),
)
_ABOUT_DOOR = (
    "Single calls: one request a row, and the answer tells whether the event was"
    " taken. Batches: 100 rows a request; the service queues them."
)
_ABOUT_WORKERS = f"How many requests are under way at a time: 1 to {MOST_WORKERS}."
_ABOUT_RATE = "At most so many rows a second. Empty: as fast as it goes."


class SettingsRow(QWidget):
    """Three settings beside each other; what does not fit is marked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._door = ChoiceEditor(FieldSpec("Door", choices=_DOORS, is_required=True))
        self._workers = LineEditor(FieldSpec("Workers", kind="number"))
        self._rate = LineEditor(
            FieldSpec("Rows per second", kind="number", placeholder="no limit")
        )
        self._workers.set_value(RunSettings().workers)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        for label, editor, width, about in (
            ("Door", self._door, 140, _ABOUT_DOOR),
            ("Workers", self._workers, 80, _ABOUT_WORKERS),
            ("Rows per second", self._rate, 110, _ABOUT_RATE),
        ):
            editor.setFixedWidth(width)
            editor.setToolTip(tooltip(about))
            editor.setAccessibleName(label)
            editor.setAccessibleDescription(about)
            editor.changed.connect(self._changed)
            row.addLayout(_labelled(label, editor))

    @property
    def problem(self) -> str:
        """What does not fit, in a sentence; "" where all does."""
        workers, rate = self._workers.text().strip(), self._rate.text().strip()
        if not workers.isdecimal() or not 1 <= int(workers) <= MOST_WORKERS:
            return f"Workers: from 1 to {MOST_WORKERS}."
        if rate and not _positive(rate):
            return "Rows per second: a number above 0, or nothing."
        return ""

    @property
    def settings(self) -> RunSettings:
        """What is chosen; ask `problem` first."""
        return RunSettings(
            workers=int(self._workers.text()),
            rate=_positive(self._rate.text().strip()),
            door=RunDoor(self._door.value()),
        )

    def _changed(self) -> None:
        problem = self.problem
        mark_invalid(self._workers, is_invalid=problem.startswith("Workers"))
        mark_invalid(self._rate, is_invalid=problem.startswith("Rows"))
        self.changed.emit()


def _positive(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 < number < float("inf") else None


def _labelled(label: str, editor: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    words = field_label(label)
    words.setBuddy(editor)
    column.addWidget(words)
    column.addWidget(editor)
    return column
