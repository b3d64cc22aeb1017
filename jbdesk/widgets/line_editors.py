"""Editors for typed text: a line, or several."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from jbdesk.model.data_extension import Typed
from jbdesk.widgets import theme
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.json_colours import JsonColours
from jbdesk.widgets.suggestions import Suggestions

PLACEHOLDERS = {
    "email": "name@example.com",
    "date": "2026-03-31 09:00",
    "time": "09:00",
}
_BORROWED = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_ROWS = 3
FIXED = ("json", "criteria", "binding")


class LineEditor(QLineEdit):
    """A line of text; counts down once it nears its length."""

    changed = Signal()
    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._length = spec.length
        self.setPlaceholderText(spec.placeholder or PLACEHOLDERS.get(spec.kind, ""))
        self.setReadOnly(spec.is_read_only)
        self.setFixedHeight(theme.CONTROL_HEIGHT)
        self.setMinimumWidth(80)
        if spec.kind == "secret":
            self.setEchoMode(QLineEdit.EchoMode.Password)
        if spec.kind in FIXED:
            self.setFont(theme.font("fixed"))
        if spec.suggest is not None:
            Suggestions(self, spec.suggest, lists=spec.lists)
        self.textChanged.connect(self._text_changed)
        self.returnPressed.connect(self.left)

    def value(self) -> Typed:
        return self.text()

    def set_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def counter(self) -> str:
        """Tell how much of the length is used, once that matters."""
        if not self._length or len(self.text()) < self._length * 0.8:
            return ""
        return f"{len(self.text())} of {self._length}"

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu or another window only borrows the keyboard.
        if event.reason() not in _BORROWED:
            self.left.emit()

    def _text_changed(self) -> None:
        words = self.counter()
        width = self._counter_width(words)
        self.setTextMargins(0, 0, width, 0)
        self.changed.emit()

    def _counter_width(self, words: str) -> int:
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(words) + theme.SPACE_1 if words else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        words = self.counter()
        if not words:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        is_over = len(self.text()) > (self._length or 0)
        painter.setPen(theme.colour("bad" if is_over else "muted"))
        place = self.rect().adjusted(0, 0, -theme.SPACE_2, 0)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, side, words)


class LongTextEditor(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field."""

    changed = Signal()
    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.setPlaceholderText(spec.placeholder)
        self.setReadOnly(spec.is_read_only)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFixedHeight(_ROWS * theme.CONTROL_HEIGHT)
        self.setViewportMargins(2, 2, 2, 2)  # or its corners cut the frame's
        self.document().setDocumentMargin(theme.SPACE_1)
        if spec.kind in FIXED:
            self.setFont(theme.font("fixed"))
        if spec.kind == "json":
            self._colours = JsonColours(self.document())
        self.textChanged.connect(self.changed)

    def value(self) -> Typed:
        return self.toPlainText()

    def set_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if text != self.toPlainText():
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
