"""The palette for screen readers: a list of what can be added, each with “Press”."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from jbdesk.editor.lists.row_access import Spoken


class PaletteRows:
    """To press a row is to add what it names."""

    role = QAccessible.Role.List
    before: tuple[QWidget, ...] = ()

    def __init__(self, view: QListWidget) -> None:
        self.view = view

    def items(self) -> Sequence[QListWidgetItem]:
        return [self.view.item(number) for number in range(self.view.count())]

    def spoken(self, item: QListWidgetItem) -> Spoken:
        is_heading = not item.flags() & Qt.ItemFlag.ItemIsEnabled
        about = item.data(Qt.ItemDataRole.AccessibleDescriptionRole) or ""
        kinds = QAccessible.Role
        role = kinds.Heading if is_heading else kinds.Button
        return Spoken(item.text(), about, role, can_press=not is_heading)

    def part(self, item: QListWidgetItem) -> QWidget | None:
        return self.view.itemWidget(item)

    def put_part(self, item: QListWidgetItem, part: QWidget) -> None:
        self.view.setItemWidget(item, part)

    def at(self, place: QPoint) -> QListWidgetItem | None:
        return self.view.itemAt(place)

    def area(self, item: QListWidgetItem) -> QRect:
        return self.view.visualItemRect(item)

    def mark(self, item: QListWidgetItem, state: QAccessible.State) -> None:
        state.focused = self.view.currentItem() is item
        state.selected = item.isSelected()

    def press(self, item: QListWidgetItem) -> None:
        """Do as a double click does."""
        self.view.itemActivated.emit(item)
