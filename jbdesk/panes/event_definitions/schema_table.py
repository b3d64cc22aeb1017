"""The table in which a new schema is made, usable by keys alone."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.events import schema_draft
from jbdesk.model.events.schema_draft import TYPES, FieldDraft
from jbdesk.model.problem import Problem
from jbdesk.panes.event_definitions.schema_model import (
    COLUMNS,
    TYPE,
    Index,
    SchemaModel,
)
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import Label
from jbdesk.widgets.table import Column, dress

_WIDTHS = (150, 130, 96, 78, 92, 92)
_HINT = (
    "Return edits a cell, Space ticks one, Insert adds a field, Ctrl+Delete removes"
    " one, Ctrl+Z brings it back."
)
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _TypeCells(QStyledItemDelegate):
    """Lets a type be chosen from those there are."""

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName("Type of the field")
        for each in TYPES:
            box.addItem(each.label, each.name)
        box.activated.connect(lambda _: self._chosen(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            held = index.data(Qt.ItemDataRole.EditRole)
            editor.setCurrentIndex(editor.findData(held))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class _View(QTableView):
    """Cells, not rows, are what is chosen; Return begins to edit one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() not in _KEYS or not index.isValid():
            super().keyPressEvent(event)
        elif self.state() is self.State.EditingState:
            event.accept()  # the Return that ends editing comes here, too
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)


class SchemaTable(QWidget):
    """Fields of a new data extension; says what is wrong with the cell one is at."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = SchemaModel(self)
        self._view = _View()
        self._said = Label(set_as="label", colour="muted", wraps=True)
        self._add = button("Add field", self.add, icon="plus")
        self._remove = button("Remove field", self.remove)
        self._undo = button("Undo", self.undo)
        self._undo.setToolTip("Undo the last change of the fields (Ctrl+Z)")
        self._dress()
        self._lay_out()
        self._model.checked.connect(self._checked)
        self._view.selectionModel().currentChanged.connect(lambda *_: self._say())
        self.load(schema_draft.FIRST)

    def _dress(self) -> None:
        view = self._view
        view.setModel(self._model)
        titles = zip(COLUMNS, _WIDTHS, strict=True)
        dress(
            view,
            tuple(
                Column(title, str, width=width, is_stretched=name == "name")
                for (name, title), width in titles
            ),
        )
        view.setAccessibleName("Fields of the new data extension")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        trigger = QAbstractItemView.EditTrigger
        view.setEditTriggers(
            trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed
        )
        view.setIconSize(QSize(theme.ICON - 2, theme.ICON - 2))
        view.setItemDelegateForColumn(TYPE, _TypeCells(self))
        self._add_keys()

    def _add_keys(self) -> None:
        for keys, done in (
            ("Ins", self.add),
            ("Ctrl+Del", self.remove),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._view, done)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self._said, 1)
        head.addWidget(self._add)
        head.addWidget(self._remove)
        head.addWidget(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        self._view.setMinimumHeight(6 * theme.ROW_HEIGHT)

    # What the form asks.

    @property
    def tabs(self) -> tuple[QWidget, ...]:
        """What Tab comes to here, in order."""
        return (self._view, self._add, self._remove, self._undo)

    @property
    def rows(self) -> tuple[FieldDraft, ...]:
        return self._model.rows

    def load(self, rows: tuple[FieldDraft, ...]) -> None:
        self._model.load(rows)

    def check(self) -> tuple[Problem, ...]:
        """Tell every mistake at its cell; gives them."""
        return self._model.touch_all()

    def go_to_first_problem(self) -> None:
        """Stand in the first cell that is wrong."""
        if (place := self._model.first_wrong) is not None:
            self._view.setCurrentIndex(self._model.index(*place))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    # What can be done.

    def add(self) -> None:
        """Add a field and begin to type its name."""
        index = self._model.index(self._model.add(), 0)
        self._view.setCurrentIndex(index)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.edit(index)

    def remove(self) -> None:
        """Remove the field one stands in."""
        index = self._view.currentIndex()
        if index.isValid():
            self._model.remove(index.row())

    def undo(self) -> None:
        """Bring back what was there before the last change."""
        self._standing(self._model.undo)

    def redo(self) -> None:
        self._standing(self._model.redo)

    def _standing(self, change: Callable[[], None]) -> None:
        """Change all rows, and stand in the first that is another afterwards."""
        before, column = self.rows, max(self._view.currentIndex().column(), 0)
        change()
        pairs = enumerate(zip(before, self.rows, strict=False))
        common = min(len(before), len(self.rows))
        row = next((n for n, (old, new) in pairs if old != new), common)
        row = min(row, len(self.rows) - 1)
        self._view.setCurrentIndex(self._model.index(row, column))

    # What happens.

    def _checked(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        index = self._view.currentIndex()
        self._remove.setEnabled(index.isValid())
        self._undo.setEnabled(self._model.can_undo)
        wrong = ""
        if index.isValid():
            wrong = self._model.problem_at(index.row(), index.column())
        place = self._model.first_wrong
        if not wrong and place is not None:
            row, column = place
            said = self._model.problem_at(row, column)
            wrong = f"Field {row + 1}, {COLUMNS[column][1].lower()}: {said}"
        self._said.setText(wrong or _HINT)
        self._said.set_colour("bad" if wrong else "muted")
