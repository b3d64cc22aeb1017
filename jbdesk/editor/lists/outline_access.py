"""The outline for screen readers: every row that is shown can be pressed to select."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget
from shiboken6 import isValid

from jbdesk.editor.lists.row_access import Spoken


class OutlineRows:
    """To press a row is to click it."""

    role = QAccessible.Role.Tree

    def __init__(
        self, view: QTreeWidget, names_something: Callable[[QTreeWidgetItem], bool]
    ) -> None:
        self.view = view
        self.before = (view.header(),)  # Qt counts it, shown or not
        self._names_something = names_something
        self._items: list[QTreeWidgetItem] | None = None
        # Not the items' own widgets: a row with one can't be renamed in place.
        self._parts: dict[int, tuple[QTreeWidgetItem, QWidget]] = {}
        model = view.model()
        for changed in (view.itemExpanded, view.itemCollapsed, model.rowsInserted):
            changed.connect(self._forget)
        for going in (model.modelAboutToBeReset, model.rowsAboutToBeRemoved):
            going.connect(self._drop)

    def _forget(self) -> None:
        self._items = None

    def _drop(self) -> None:
        """The items go; what stands for them goes first."""
        self._forget()
        for _, part in self._parts.values():
            if isValid(part):  # else the whole window goes
                part.hide()
                part.deleteLater()
        self._parts = {}

    def items(self) -> Sequence[QTreeWidgetItem]:
        if self._items is None:
            self._items = []
            item = self.view.topLevelItem(0)
            while item is not None:
                self._items.append(item)
                item = self.view.itemBelow(item)
        return self._items

    def spoken(self, item: QTreeWidgetItem) -> Spoken:
        about = item.data(0, Qt.ItemDataRole.AccessibleTextRole) or ""
        role = QAccessible.Role.TreeItem
        return Spoken(item.text(0), about, role, self._names_something(item))

    def part(self, item: QTreeWidgetItem) -> QWidget | None:
        kept, part = self._parts.get(id(item), (None, None))
        return part if kept is item else None

    def put_part(self, item: QTreeWidgetItem, part: QWidget) -> None:
        self._parts[id(item)] = item, part
        part.show()

    def at(self, place: QPoint) -> QTreeWidgetItem | None:
        return self.view.itemAt(place)

    def area(self, item: QTreeWidgetItem) -> QRect:
        return self.view.visualItemRect(item)

    def mark(self, item: QTreeWidgetItem, state: QAccessible.State) -> None:
        state.focused = self.view.currentItem() is item
        state.selected = item.isSelected()
        state.expandable = item.childCount() > 0
        state.expanded = state.expandable and item.isExpanded()
        state.collapsed = state.expandable and not item.isExpanded()

    def press(self, item: QTreeWidgetItem) -> None:
        self.view.clearSelection()
        self.view.setCurrentItem(item)
