"""JSON as text: coloured, in the fixed font, big ones in slices."""

import json
import time
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from jbdesk.widgets import theme
from jbdesk.widgets.json_colours import JsonColours

_SLICE = 0.008  # seconds of work before the window gets its turn
_CHUNK = 4096  # characters put in at once
_PRETTY_UP_TO = 500_000  # characters; more is shown as it came
_COLOURED_UP_TO = 300_000
_LONGEST_LINE = 2000  # characters; Qt lays out longer ones too slowly


class JsonView(QPlainTextEdit):
    """Shows a value or a text; can be edited where that is said."""

    filled = Signal()  # all of a big text is in

    def __init__(self, name: str, *, is_editable: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(not is_editable)
        self.setUndoRedoEnabled(is_editable)
        self.setFont(theme.font("fixed"))
        self.setTabChangesFocus(not is_editable)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(theme.SPACE_1)
        self._colours = JsonColours(self.document())
        self._rest = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._fill)

    def show_value(self, value: Any) -> None:
        """Show a JSON value, indented."""
        self.show_text(json.dumps(value, ensure_ascii=False, indent=2))

    def show_text(self, text: str, *, is_pretty: bool = False) -> None:
        """Show a text; what is JSON is indented where that is asked for."""
        self._timer.stop()
        told = pretty(text) if is_pretty else text
        is_big = len(told) > _COLOURED_UP_TO
        self._colours.setDocument(None if is_big else self.document())
        if len(told) <= _CHUNK * 4:
            self.setPlainText(_broken(told) if self.isReadOnly() else told)
            self.filled.emit()
            return
        self.clear()
        self._rest = _broken(told) if self.isReadOnly() else told
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @property
    def is_filling(self) -> bool:
        return self._timer.isActive()

    def _fill(self) -> None:
        end = time.perf_counter() + _SLICE
        cursor = QTextCursor(self.document())
        while self._rest and time.perf_counter() < end:
            part, self._rest = self._rest[:_CHUNK], self._rest[_CHUNK:]
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(part)
        if self._rest:
            self._timer.start(0)
        else:
            self._timer.stop()
            self.filled.emit()


def pretty(text: str) -> str:
    """Indent what is JSON; anything else stays as it is."""
    if len(text) > _PRETTY_UP_TO:
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except ValueError:
        return text


def _broken(text: str) -> str:
    """Break lines that would take the window seconds to lay out."""
    if "\n" in text and max(map(len, text.split("\n"))) <= _LONGEST_LINE:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        starts = range(0, max(len(line), 1), _LONGEST_LINE)
        lines.extend(line[start : start + _LONGEST_LINE] for start in starts)
    return "\n".join(lines)
