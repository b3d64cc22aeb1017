"""What screen readers are told where Qt tells too little, or too much.

On Linux Qt names a combo box by its current text, so that nobody learns what it is
for; here its label names it, and what a reader selects in its list is chosen, as by
a click. Of pages that lie behind one another only the one in front is told.
"""

from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox, QStackedWidget
from shiboken6 import isValid


class ComboAccess(QAccessibleWidget):
    """Name, what is chosen, the list, and the line where one can type."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box, QAccessible.Role.ComboBox, box.accessibleName())
        self._box = box
        self._list = box.view()
        chooses = self._list.selectionModel().selectionChanged
        # Selection comes before the current row, where a mouse or a key did it.
        chooses.connect(lambda: QTimer.singleShot(0, box, self._follow))
        if (line := box.lineEdit()) is not None and not line.accessibleName():
            line.setAccessibleName(box.accessibleName())

    def _follow(self) -> None:
        rows = self._list.selectionModel().selectedRows()
        if not rows or rows[0].row() == self._list.currentIndex().row():
            return
        self._box.setCurrentIndex(rows[0].row())
        self._box.activated.emit(rows[0].row())
        self._box.hidePopup()

    def _parts(self) -> list[Any]:
        line = self._box.lineEdit()
        return [self._list] if line is None else [self._list, line]

    def childCount(self) -> int:
        return len(self._parts())

    def child(self, index: int) -> Any:  # None is what Qt takes for "none"
        parts = self._parts()
        if not 0 <= index < len(parts):
            return None
        return QAccessible.queryAccessibleInterface(parts[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        parts = self._parts()
        return parts.index(child.object()) if child.object() in parts else -1

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Value:
            return self._box.currentText()
        if kind is QAccessible.Text.Description:
            told = (self._box.currentText(), self._box.accessibleDescription())
            return ". ".join(filter(None, told))
        return super().text(kind)

    def actionNames(self) -> list[str]:
        show = QAccessibleActionInterface.showMenuAction()
        return [show, *super().actionNames()] if self._box.isEnabled() else []

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.showMenuAction():
            self._box.showPopup()
        else:
            super().doAction(name)


class PagesAccess(QAccessibleWidget):
    """The page in front."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__(pages, QAccessible.Role.LayeredPane, pages.accessibleName())
        self._pages = pages

    def childCount(self) -> int:
        return min(self._pages.count(), 1)

    def child(self, index: int) -> Any:  # None is what Qt takes for "none"
        page = self._pages.currentWidget()
        if index != 0 or page is None:
            return None
        return QAccessible.queryAccessibleInterface(page)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if child.object() is self._pages.currentWidget() else -1


_installed: list[Any] = []
_kept: list[Any] = []  # Qt holds no reference to what Python made


def _made(_name: str, thing: QObject | None) -> Any:  # None is what Qt takes for "none"
    if not isinstance(thing, QComboBox):
        return None
    _kept[:] = [
        each for each in _kept if not isinstance(each, ComboAccess) or isValid(each)
    ]
    _kept.append(ComboAccess(thing))
    return _kept[-1]


def install() -> None:
    """Let screen readers hear what combo boxes are for and which page is in front."""
    if not _installed:
        _installed.append(_made)
        QAccessible.installFactory(_made)
