"""Actions that press a button of the pane: by a shortcut, or found by their name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton


def door(to: QAbstractButton, keys: str) -> QAction:
    """Let the command search and a shortcut press a button."""
    action = QAction(to.text(), to)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(to.click)
    return action
