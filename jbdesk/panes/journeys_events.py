"""Chooses the entry event of a journey from the event definitions."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model import trigger_types
from jbdesk.model.event_definition import EventDefinition
from jbdesk.widgets import theme
from jbdesk.widgets.labels import strong
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import Column, RowsTable

SIZE = (560, 420)
_COLUMNS = (
    Column("Name", lambda each: each.name, is_stretched=True),
    Column("Type", lambda each: trigger_types.words(each.type), width=120),
    Column("Key", lambda each: each.key, width=220, is_fixed=True),
)


class EventChoice(Card):
    """Stands over the editor; Enter or a double click chooses, Esc leaves."""

    chosen = Signal(EventDefinition)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("raised")
        self.setParent(parent)
        self.setAccessibleName("Choose the entry event")
        self._table = RowsTable("Entry events", _COLUMNS)
        self._table.filter_field.setAccessibleName("Find entry event")
        self._table.filter_field.setPlaceholderText("Find by name, type or key")
        self._table.opened.connect(self._opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(strong("Choose the entry event"))
        column.addWidget(self._table, 1)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, definitions: Iterable[EventDefinition]) -> None:
        """Open in the middle of the parent with the keyboard in the filter."""
        parent = self.parentWidget()
        assert parent is not None
        self.resize(*SIZE)
        middle = parent.rect().center() - self.rect().center()
        self.move(QPoint(max(0, middle.x()), max(0, middle.y())))
        self._table.load(tuple(definitions))
        self.show()
        self.raise_()
        self._table.filter_field.setFocus()

    def _opened(self, definition: EventDefinition) -> None:
        self.hide()
        self.chosen.emit(definition)
