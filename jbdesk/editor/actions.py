"""What the menu of canvas and outline offers; one table, with its keys.

Keys of rows without a Qt shortcut are those that canvas and outline take themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from jbdesk.editor.selection import Selection


@dataclass(frozen=True)
class Row:
    """One action: its text, its keys, and what must be so for it to be offered."""

    text: str
    keys: str
    name: str
    needs_draft: bool = True
    needs_activity: bool = True
    is_shortcut: bool = False
    starts_group: bool = False


ROWS = (
    Row("Edit", "Return", "edit", needs_draft=False),
    Row("Rename", "F2", "rename"),
    Row("Add after…", "A", "add", needs_activity=False),
    Row("Cut", "Ctrl+X", "cut", is_shortcut=True, starts_group=True),
    Row("Copy", "Ctrl+C", "copy", needs_draft=False, is_shortcut=True),
    Row("Paste", "Ctrl+V", "paste", needs_activity=False, is_shortcut=True),
    Row("Duplicate", "Ctrl+D", "duplicate", is_shortcut=True),
    Row("Remove", "Del", "remove", starts_group=True, needs_activity=False),
)


class Actions:
    """The actions of an editor, on every widget that they are put on."""

    def __init__(self, owner: QWidget, doers: dict[str, Callable[[], object]]) -> None:
        self._owner = owner
        self.of = {row.name: _action(owner, row, doers[row.name]) for row in ROWS}

    def put_on(self, widget: QWidget) -> None:
        """Offer them in a widget's menu, and by their keys while it has the focus."""
        for row in ROWS:
            if row.starts_group:
                line = QAction(self._owner)
                line.setSeparator(True)
                widget.addAction(line)
            widget.addAction(self.of[row.name])
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def allow(self, selection: Selection, *, is_draft: bool) -> None:
        """Let those be used that can do something now."""
        for row in ROWS:
            has_target = bool(selection.activities) or not row.needs_activity
            self.of[row.name].setEnabled(
                has_target and (is_draft or not row.needs_draft)
            )


def _action(owner: QWidget, row: Row, deed: Callable[[], object]) -> QAction:
    action = QAction(row.text, owner)
    if row.is_shortcut:
        action.setShortcut(QKeySequence(row.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    else:
        shown = QKeySequence(row.keys).toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(f"{row.text}\t{shown}")
    # Without what Qt says of the check mark.
    action.triggered.connect(lambda _checked=False: deed())
    return action
