"""Cells that are edited in place, each checked as its field wants it."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.journey import JsonObject
from jbdesk.widgets import field_spec, theme
from jbdesk.widgets.field_editors import as_editor, editor_for, mark_invalid
from jbdesk.widgets.labels import Label
from jbdesk.widgets.paged_model import Index, PagedModel
from jbdesk.widgets.surfaces import Card

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class _Word(Card):
    """Stands below the cell: its type, or what is wrong with what was typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("raised", "line-strong")
        self._label = Label(set_as="label", colour="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_2, 2, theme.SPACE_2, 3)
        row.addWidget(self._label)
        self._room = parent
        self.setParent(parent)

    def say(self, text: str, colour: str, below: QWidget) -> None:
        self._label.setText(text)
        self._label.set_colour(colour)
        self.adjustSize()
        room = self._room.size()
        at = below.geometry().bottomLeft() + QPoint(0, 3)
        if at.y() + self.height() > room.height():
            at = below.geometry().topLeft() - QPoint(0, self.height() + 2)
        left = max(min(at.x(), room.width() - self.width()), 0)
        self.move(left, at.y())
        self.show()
        self.raise_()


class TypedCells(QStyledItemDelegate):
    """Makes the editor of a field, and lets nothing out that does not fit it."""

    edited = Signal(object, str, object)  # the row's value, the field, its JSON

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fields: tuple[DataExtensionField, ...] = ()
        self._editor: QWidget | None = None
        self._field = DataExtensionField("")
        self._word: _Word | None = None

    def show_fields(self, fields: tuple[DataExtensionField, ...]) -> None:
        self._fields = fields

    @property
    def is_editing(self) -> bool:
        return self._editor is not None

    # What the view asks.

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        self._field = self._fields[index.column()]
        editor = editor_for(field_spec.of_data_extension(self._field))
        editor.setParent(parent)
        if isinstance(editor, QComboBox):
            as_editor(editor).left.connect(lambda: self._chosen(editor))
        as_editor(editor).changed.connect(self._check)
        self._editor, self._word = editor, _Word(parent)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._editor = None
        if self._word is not None:
            self._word.hide()
            self._word.deleteLater()
            self._word = None
        super().destroyEditor(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        place = option.rect
        editor.setGeometry(place.adjusted(0, -1, 0, 1))
        self._check()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # What is read meanwhile must not take away what is being typed.
        if editor.property("jbdeskFilled"):
            return
        editor.setProperty("jbdeskFilled", True)
        row = _model(index).row(index.row())
        as_editor(editor).set_value(None if row is None else row[self._field.name])
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, _: QAbstractItemModel, index: Index
    ) -> None:
        value = as_editor(editor).value()
        row = _model(index).row(index.row())
        if row is None or data_extension.check_value(self._field, value):
            return
        made = data_extension.value_of(self._field, value)
        if made != row[self._field.name]:
            self.edited.emit(row, self._field.name, made)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.key() in _ENDS
        is_end = (event.type() is QEvent.Type.KeyPress and is_key) or (
            event.type() is QEvent.Type.FocusOut
        )
        if is_end and self._editor is not None and self._wrong():
            self._check()
            return event.type() is QEvent.Type.KeyPress
        return super().eventFilter(editor, event)

    # What happens.

    def _chosen(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _wrong(self) -> str:
        if self._editor is None:
            return ""
        value = as_editor(self._editor).value()
        return data_extension.check_value(self._field, value)

    def _check(self) -> None:
        if self._editor is None or self._word is None:
            return
        wrong = self._wrong()
        mark_invalid(self._editor, is_invalid=bool(wrong))
        self._editor.setAccessibleDescription(wrong)
        label = data_extension.type_label(self._field)
        said = wrong or f"{label[:1].upper()}{label[1:]}. Enter keeps it."
        self._word.say(said, "bad" if wrong else "muted", self._editor)


class EditableRows(PagedModel):
    """Pages of rows that can be edited; the delegate says what was."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        is_here = index.isValid() and self.row(index.row()) is not None
        return known | Qt.ItemFlag.ItemIsEditable if is_here else known


@dataclass(frozen=True)
class DataRow:
    """A row by its fields, with the number that names it."""

    number: int
    values: JsonObject

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


def _model(index: Index) -> PagedModel:
    model = index.model()
    assert isinstance(model, PagedModel)
    return model
