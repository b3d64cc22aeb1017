"""Asks to choose one of many: an entry event, a journey of a file, a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, primary_button
from jbdesk.widgets.labels import strong
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import Column, RowsTable

SIZE = (680, 420)


@dataclass(frozen=True)
class Question:
    """What is asked, and what stands in the rows to choose from."""

    title: str
    rows: str
    find: str
    hint: str
    columns: tuple[Column, ...]


ENTRY_EVENT = Question(
    "Choose the entry event",
    "Entry events",
    "Find entry event",
    "Find by name, type or key",
    (
        Column("Name", lambda each: each.name, is_stretched=True),
        Column("Type", lambda each: each.type, width=120),
        Column("Key", lambda each: each.key, width=220, is_fixed=True),
    ),
)
OF_FILE = Question(
    "Choose a journey of the file",
    "Journeys of the file",
    "Find journey of the file",
    "Find by name, version, status or key",
    (
        Column("Name", lambda each: each.name, is_stretched=True),
        Column("Version", lambda each: each.version, width=76, is_number=True),
        Column("Status", lambda each: each.status, width=110),
        Column("Key", lambda each: each.key, width=220, is_fixed=True),
    ),
)
TO_COMPARE = Question(
    "Compare with",
    "Journeys to compare with",
    "Find journey to compare with",
    "Find by name, version, status or key",
    (
        Column("Name", lambda each: each.name, is_stretched=True),
        Column("Version", lambda each: each.version, width=66, is_number=True),
        Column("Status", lambda each: each.status, width=82),
        Column("Key", lambda each: each.key, width=130, is_fixed=True),
    ),
)
TO_COPY = Question(
    "Copy to another business unit",
    "Business units to copy to",
    "Find business unit",
    "Find by name, environment or MID",
    (
        Column("Business unit or copy", lambda each: each.name, is_stretched=True),
        Column("About", lambda each: each.about, width=180),
        Column("MID", lambda each: each.unit, width=100, is_number=True),
    ),
)
TEMPLATE = Question(
    "Choose a template",
    "Templates",
    "Find template",
    "Find by name or purpose",
    (
        Column("Name", lambda each: each.label, width=150),
        Column("What it is for", lambda each: each.help, is_stretched=True),
    ),
)


class Choice(Card):
    """Stands over the editor; Enter or a double click chooses, Esc leaves."""

    chosen = Signal(object)  # the row's value

    def __init__(self, parent: QWidget, question: Question) -> None:
        super().__init__("raised")
        self.setParent(parent)
        self.setAccessibleName(question.title)
        self._table = RowsTable(question.rows, question.columns)
        self._table.filter_field.setAccessibleName(question.find)
        self._table.filter_field.setPlaceholderText(question.hint)
        self._table.opened.connect(self._opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(strong(question.title))
        column.addWidget(self._table, 1)
        column.addLayout(self._buttons())
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def _buttons(self) -> QHBoxLayout:
        take = primary_button("Choose", lambda: self._opened(self._table.current))
        take.setEnabled(False)
        self._table.chosen.connect(lambda row: take.setEnabled(row is not None))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addStretch(1)
        row.addWidget(button("Cancel", self.hide))
        row.addWidget(take)
        return row

    def ask(self, rows: Iterable[Any]) -> None:
        """Open in the middle of the parent with the keyboard in the filter."""
        parent = self.parentWidget()
        assert parent is not None
        self.resize(*SIZE)
        middle = parent.rect().center() - self.rect().center()
        self.move(QPoint(max(0, middle.x()), max(0, middle.y())))
        self._table.filter_field.clear()
        self._table.load(tuple(rows))
        self.show()
        self.raise_()
        self._table.filter_field.setFocus()

    def _opened(self, row: Any) -> None:
        self.hide()
        self.chosen.emit(row)
