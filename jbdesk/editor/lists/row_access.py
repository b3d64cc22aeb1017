"""The palette for screen readers: a list of what can be added, each with “Press”.

Qt lets a reader do nothing with a list's row but select it, and who selects only
looks. So each row has a part that takes the press; it is made when it is asked for,
and neither painted nor in the way of the mouse.
"""

from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid


class RowPart(QWidget):
    """Lies over a row and can be pressed by a program."""

    pressed = Signal()

    def __init__(self, rows: QListWidget, item: QListWidgetItem) -> None:
        super().__init__(rows.viewport())
        self.rows, self.item = rows, item
        # First: at its name a listening reader asks what it is.
        self.is_heading = not item.flags() & Qt.ItemFlag.ItemIsEnabled
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(item.text())
        about = item.data(Qt.ItemDataRole.AccessibleDescriptionRole)
        self.setAccessibleDescription(about or "")
        rows.setItemWidget(item, self)


class RowAccess(QAccessibleWidget):
    """A row: its name, what it does, and whether the keyboard is on it."""

    def __init__(self, part: RowPart) -> None:
        role = QAccessible.Role.Heading if part.is_heading else QAccessible.Role.Button
        super().__init__(part, role, part.accessibleName())
        self._part = part

    def parent(self) -> Any:  # None is what Qt takes for "none"
        return QAccessible.queryAccessibleInterface(self._part.rows)

    def state(self) -> QAccessible.State:
        made, rows = super().state(), self._part.rows
        is_current = rows.currentItem() is self._part.item
        made.focused = is_current and rows.hasFocus()
        made.focusable = made.selectable = not self._part.is_heading
        made.selected = self._part.item.isSelected()
        return made

    def actionNames(self) -> list[str]:
        can = self._part.rows.isEnabled() and not self._part.is_heading
        return [QAccessibleActionInterface.pressAction()] if can else []

    def doAction(self, name: str) -> None:
        if name in self.actionNames():
            self._part.pressed.emit()


class PaletteAccess(QAccessibleWidget):
    """The list, row by row."""

    def __init__(self, rows: QListWidget) -> None:
        super().__init__(rows, QAccessible.Role.List, rows.accessibleName())
        self._rows = rows

    def childCount(self) -> int:
        return self._rows.count()

    def child(self, index: int) -> Any:  # None is what Qt takes for "none"
        item = self._rows.item(index)
        return None if item is None else self._of(item)

    def _of(self, item: QListWidgetItem) -> Any:
        part = self._rows.itemWidget(item)
        if part is None:
            part = RowPart(self._rows, item)
            # As if it had been double-clicked.
            part.pressed.connect(lambda: self._rows.itemActivated.emit(item))
        return QAccessible.queryAccessibleInterface(part)

    def childAt(self, x: int, y: int) -> Any:  # None is what Qt takes for "none"
        item = self._rows.itemAt(self._rows.viewport().mapFromGlobal(QPoint(x, y)))
        return None if item is None else self._of(item)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        part = child.object()
        return self._rows.row(part.item) if isinstance(part, RowPart) else -1


_installed: list[Any] = []
_kept: list[Any] = []  # Qt holds no reference to what Python made


def install(kind: type[QListWidget]) -> None:
    """Let screen readers press the rows of lists of this kind."""

    def made(_name: str, thing: QObject | None) -> Any:  # None: Qt's own
        if not isinstance(thing, RowPart | kind):
            return None
        _kept[:] = [each for each in _kept if isValid(each)]
        if isinstance(thing, RowPart):
            _kept.append(RowAccess(thing))
        else:
            _kept.append(PaletteAccess(thing))
        return _kept[-1]

    if not _installed:
        _installed.append(made)
        QAccessible.installFactory(made)
