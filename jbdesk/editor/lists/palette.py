"""The activities to build with: drag one onto a path, or press Enter to add it.

A screen reader presses a row instead (`palette_access`); who selects only looks.

The drag is our own, without Qt's nested drag loop, so that nothing else waits
for it.
"""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.canvas.card_face import TOKENS
from jbdesk.editor.lists import row_access
from jbdesk.editor.lists.palette_access import PaletteRows
from jbdesk.editor.tile import tile
from jbdesk.model import catalogue
from jbdesk.model.types.activity_type import ActivityType
from jbdesk.widgets import surfaces, theme

FAR = 5  # pixels that a drag moves before it counts
WIDTH = 216
_NAME = Qt.ItemDataRole.UserRole


class PaletteList(QListWidget):
    """Groups and their activities."""

    picked = Signal(ActivityType)  # by Enter, a double click, or a reader's press
    carried = Signal(ActivityType)  # a drag began
    moved = Signal(QPoint)  # on the screen
    dropped = Signal(QPoint)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Activities")
        self.setIconSize(QSize(18, 18))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pressed: QPoint | None = None
        self._is_carrying = False
        row_access.install(PaletteList, PaletteRows)
        self.itemActivated.connect(self._activated)
        self.fill("")

    def fill(self, wanted: str) -> None:
        """Show the activities that the words find."""
        self.clear()
        group = None
        for row in catalogue.found(wanted):
            if row.group is not group:
                group = row.group
                self._add_heading(row.group.value)
            item = QListWidgetItem(tile(row.icon, TOKENS[row.group]), row.label)
            item.setData(_NAME, row.name)
            item.setSizeHint(QSize(WIDTH - 24, theme.ROW_HEIGHT))
            item.setToolTip(f"{row.label}\n{row.about}")
            about = Qt.ItemDataRole.AccessibleDescriptionRole
            item.setData(about, row.about)
            self.addItem(item)

    def _add_heading(self, text: str) -> None:
        heading = QListWidgetItem(text)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setFont(theme.font("caption-strong"))
        heading.setSizeHint(QSize(WIDTH - 24, 32))
        heading.setTextAlignment(
            Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        )
        self.addItem(heading)

    def first(self) -> ActivityType | None:
        for number in range(self.count()):
            row = _row(self.item(number))
            if row is not None:
                return row
        return None

    def _activated(self, item: QListWidgetItem) -> None:
        row = _row(item)
        if row is not None:
            self.picked.emit(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition().toPoint()
        if self._is_carrying:
            self.moved.emit(place)
        elif self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            row = _row(self.itemAt(self._pressed))
            far = (event.position().toPoint() - self._pressed).manhattanLength()
            if row is not None and far > FAR:
                self._is_carrying = True
                self._ghost().show_row(row)
                self.carried.emit(row)
                self.moved.emit(place)
        self._ghost().follow(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._is_carrying:
            self._stop()
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_carrying:
            self._pressed = None
            self._stop()
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._is_carrying:
            self._stop()
            self.cancelled.emit()
        super().focusOutEvent(event)

    def _stop(self) -> None:
        self._is_carrying = False
        self._ghost().hide()

    def _ghost(self) -> "Ghost":
        window = self.window()
        found = window.findChild(
            Ghost, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        return found if found is not None else Ghost(window)


class Ghost(QLabel):
    """What is dragged, beside the pointer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_row(self, row: ActivityType) -> None:
        self.setPixmap(tile(row.icon, TOKENS[row.group]).pixmap(28, 28))
        self.adjustSize()
        self.show()
        self.raise_()

    def follow(self, on_screen: QPoint) -> None:
        if not self.isHidden():
            self.move(self._over.mapFromGlobal(on_screen) + QPoint(10, 10))


class Palette(QWidget):
    """A field to find activities, and the list of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surfaces.make_surface(self)
        self.field = QLineEdit(placeholderText="Find activity")
        self.field.setAccessibleName("Find activity")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(theme.CONTROL_HEIGHT)
        self.list = PaletteList()
        self.field.textChanged.connect(self.list.fill)
        self.field.returnPressed.connect(self._add_first)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.setMinimumWidth(140)

    def set_editable(self, editable: bool) -> None:
        self.list.setEnabled(editable)
        self.field.setEnabled(editable)

    def _add_first(self) -> None:
        row = self.list.first()
        if row is not None:
            self.list.picked.emit(row)
            self.field.selectAll()


def _row(item: QListWidgetItem | None) -> ActivityType | None:
    name = item.data(_NAME) if item is not None else None
    return catalogue.row(name) if name is not None else None
