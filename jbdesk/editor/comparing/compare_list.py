"""The changes of a comparison as a list; the chosen one in full below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.comparing.compare_marks import LOOKS, Look
from jbdesk.model import wire
from jbdesk.model.difference import Change, Kind
from jbdesk.model.problem import Where
from jbdesk.widgets import icons, labels, surfaces, theme

MOST = 4000  # letters of a value that are shown in full
_IN_FULL = 64  # pixels: some three lines
_TELLS_VALUES = " → "  # a change that may hold a secret is told without its values
_MOST_ROWS = 2000


@dataclass(frozen=True)
class Entry:
    """One row: what it is, where, and both values in full where they may be told."""

    look: Look
    where: Where
    text: str
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, change: Change) -> "Entry":
        told = change.kind is Kind.CHANGED and _TELLS_VALUES in change.text
        return cls(
            LOOKS[change.kind],
            change.where,
            change.text,
            in_full(change.before) if told else "",
            in_full(change.after) if told else "",
        )


def in_full(value: object) -> str:
    """A value as it stands in the JSON, text without its quotes."""
    if value is None or value == "":
        return "nothing"
    text = value if isinstance(value, str) else wire.dumps(value)
    return text if len(text) <= MOST else f"{text[:MOST]}…"


class ChangeList(QWidget):
    """Arrow keys and clicks choose; `chosen` tells where on the canvas that is."""

    chosen = Signal(Where)

    def __init__(self, name: str = "Differences") -> None:
        super().__init__()
        surfaces.make_surface(self)
        self._entries: tuple[Entry, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(theme.ICON, theme.ICON))
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._row_changed)
        self._none = labels.muted("They do not differ in meaning.", wraps=True)
        self._none.setContentsMargins(*[theme.SPACE_3] * 4)
        self._full = QWidget()
        self._before, self._after = _value("Before"), _value("After")
        column = QVBoxLayout(self._full)
        column.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, 0)
        column.setSpacing(theme.SPACE_1)
        for label, field in (("Before", self._before), ("After", self._after)):
            column.addWidget(labels.field_label(label))
            column.addWidget(_framed(field))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, theme.SPACE_2)
        whole.setSpacing(0)
        whole.addWidget(self._none)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._full)
        whole.addStretch(0)
        self._full.hide()

    def load(self, entries: Sequence[Entry]) -> None:
        """Show other changes; the first is chosen once somebody comes here."""
        self._entries = tuple(entries[:_MOST_ROWS])
        self.list.clear()
        for each in self._entries:
            item = QListWidgetItem(icons.icon(each.look.icon, each.look.token), "")
            item.setText(each.text)
            item.setToolTip(each.look.word.capitalize())
            spoken = f"{each.look.word.capitalize()}: {each.text}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self._none.setVisible(not self._entries)
        self.list.setVisible(bool(self._entries))
        self._full.hide()

    def choose(self, where: Where) -> None:
        """Choose the row about a place, or about the activity that it is in."""
        for is_near in (_is_same, _is_of_same_activity):
            for row, each in enumerate(self._entries):
                if is_near(each.where, where):
                    self.list.setCurrentRow(row)
                    return

    def _row_changed(self, row: int) -> None:
        if not 0 <= row < len(self._entries):
            return
        self.list.setCurrentRow(row)  # coming here by Tab alone selects nothing
        entry = self._entries[row]
        is_told = bool(entry.before or entry.after)
        self._full.setVisible(is_told)
        self._before.setPlainText(entry.before)
        self._after.setPlainText(entry.after)
        self.chosen.emit(entry.where)


def _is_same(one: Where, other: Where) -> bool:
    return (one.key, one.outcome) == (other.key, other.outcome) and bool(
        one.key or one.kind == other.kind
    )


def _is_of_same_activity(one: Where, other: Where) -> bool:
    return bool(other.key) and one.key == other.key


def _value(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit(readOnly=True)
    field.setAccessibleName(name)
    field.setFont(theme.font("label"))
    field.setFixedHeight(_IN_FULL)
    field.setFrameShape(QFrame.Shape.NoFrame)
    field.setTabChangesFocus(True)
    return field


def _framed(field: QWidget) -> QWidget:
    card = surfaces.Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(*[theme.SPACE_1] * 4)
    column.addWidget(field)
    return card
