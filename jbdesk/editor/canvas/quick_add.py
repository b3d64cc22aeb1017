"""Type to find an activity and add it where the selection is."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.canvas.card_face import TOKENS
from jbdesk.editor.tile import tile
from jbdesk.model import catalogue
from jbdesk.model.types.activity_type import ActivityType
from jbdesk.widgets import labels, theme


class QuickAdd(QFrame):
    """A field and the activities whose names match it."""

    chosen = Signal(ActivityType)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        theme.tint(self, Window="raised")
        self.resize(240, 260)
        self.field = QLineEdit()
        self.field.setAccessibleName("Add activity")
        self.field.setMinimumHeight(theme.CONTROL_HEIGHT)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName("Activities to add")
        self.list.setIconSize(QSize(20, 20))
        self.list.itemClicked.connect(self._choose)
        self.none = labels.muted(wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.none)
        layout.addStretch(0)
        self.hide()

    def open_at(self, place: QPoint, where: str) -> None:
        """Ask for an activity, and say where it goes."""
        self.field.setPlaceholderText(f"Add {where}")
        self.field.setAccessibleDescription(where)
        area = self._over.rect()
        x = max(8, min(place.x(), area.width() - self.width() - 8))
        y = max(8, min(place.y(), area.height() - self.height() - 8))
        self.move(x, y)
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def _filter(self, text: str) -> None:
        self.list.clear()
        for row in catalogue.found(text):
            item = QListWidgetItem(tile(row.icon, TOKENS[row.group]), row.label)
            item.setData(Qt.ItemDataRole.UserRole, row.name)
            item.setToolTip(f"{row.label}\n{row.about}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.none.setText(f"No activity is called “{text.strip()}”.")
        self.none.setVisible(self.list.count() == 0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.dismiss()
            self.chosen.emit(catalogue.row(item.data(Qt.ItemDataRole.UserRole)))

    def dismiss(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                last = self.list.count() - 1
                self.list.setCurrentRow(
                    max(0, min(last, self.list.currentRow() + step))
                )
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
                self.dismiss()
                return True
        return super().eventFilter(watched, event)
