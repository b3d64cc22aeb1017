"""Every action with its keys, in a panel beside the work."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jbdesk.widgets import theme
from jbdesk.widgets.labels import Label

SIZE = (420, 520)


class ShortcutList(QWidget):
    """A window of its own that lists actions and keys; Esc closes it."""

    def __init__(self, actions: list[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAccessibleName("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setHorizontalSpacing(theme.SPACE_6)
        grid.setColumnStretch(0, 1)
        for number, action in enumerate(
            a for a in actions if not a.shortcut().isEmpty()
        ):
            grid.addWidget(Label(action.text().replace("&", "")), number, 0)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(Label(keys, set_as="fixed", colour="muted"), number, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
