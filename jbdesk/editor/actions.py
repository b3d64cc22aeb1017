"""What can be done on canvas and outline; one table, with its keys.

Keys of these rows count while canvas or outline has the keyboard, those marked
`is_everywhere` in the whole editor. Arrow keys, Esc and Tab stand in `canvas_keys`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from jbdesk.editor.selection import Selection
from jbdesk.widgets import shortcuts
from jbdesk.widgets.shortcuts import Shortcut

PLACE = "Canvas and outline"


@dataclass(frozen=True)
class Row:
    """One action: its text, its keys, and what must be so for it to be offered."""

    text: str
    keys: str
    name: str
    needs_draft: bool = True
    needs_activity: bool = True
    is_everywhere: bool = False  # in the editor, not on the canvas alone
    is_in_menu: bool = True
    starts_group: bool = False


def _view(text: str, keys: str, name: str) -> Row:
    """A row that changes nothing and needs nothing."""
    return Row(
        text, keys, name, needs_draft=False, needs_activity=False, is_in_menu=False
    )


ROWS = (
    Row("Edit", "Return; Enter", "edit", needs_draft=False),
    Row("Rename", "F2", "rename"),
    Row("Write a note", "N", "note", needs_draft=False),
    Row("Add after…", "A", "add", needs_activity=False),
    Row("Connect to…", "C", "connect", starts_group=True, needs_activity=False),
    Row("Move to…", "M", "move"),
    Row("Move earlier", "Ctrl+Shift+Left", "earlier", needs_activity=False),
    Row("Move later", "Ctrl+Shift+Right", "later", needs_activity=False),
    Row("Cut", "Ctrl+X", "cut", starts_group=True),
    Row("Copy", "Ctrl+C", "copy", needs_draft=False),
    Row("Paste", "Ctrl+V", "paste", needs_activity=False),
    Row("Duplicate", "Ctrl+D", "duplicate"),
    Row("Remove", "Del; Backspace", "remove", starts_group=True, needs_activity=False),
    _view("Select all", "Ctrl+A", "select_all"),
    _view("Select what leads here", "Shift+Left", "select_before"),
    _view("Select what follows", "Shift+Right", "select_after"),
    _view("Fit the journey", "1; Shift+1", "fit"),
    _view("Fit the selection", "2; Shift+2", "fit_selection"),
    _view("Zoom to 100 %", "0; Ctrl+0", "full_size"),
    _view("Zoom in", "+; =; Ctrl++; Ctrl+=", "zoom_in"),
    _view("Zoom out", "-; Ctrl+-", "zoom_out"),
    Row(
        "Find on the canvas",
        "Ctrl+F",
        "find",
        needs_draft=False,
        needs_activity=False,
        is_everywhere=True,
        starts_group=True,
    ),
    Row(
        "Next problem",
        "F8",
        "next_problem",
        needs_draft=False,
        needs_activity=False,
        is_everywhere=True,
    ),
    Row(
        "Previous problem",
        "Shift+F8",
        "previous_problem",
        needs_draft=False,
        needs_activity=False,
        is_everywhere=True,
        is_in_menu=False,
    ),
    Row("Add goal", "", "add_goal", needs_activity=False, starts_group=True),
    Row("Add exit criteria", "", "add_exit", needs_activity=False),
)
FIXED = (
    Shortcut("canvas.arrows", "Along the paths", "Left; Right; Up; Down", PLACE, True),
    Shortcut("canvas.ends", "Start and end of a branch", "Home; End", PLACE, True),
    Shortcut("canvas.pan", "Look elsewhere", "Ctrl+Left; Ctrl+Right", PLACE, True),
    Shortcut(
        "canvas.escape",
        "Let go, select nothing; from a form back to the canvas",
        "Esc",
        PLACE,
        True,
    ),
    Shortcut("canvas.tab", "Add after the selection", "Tab", PLACE, True),
)


def name_of(row: Row) -> str:
    return f"canvas.{row.name}"


SHORTCUTS = (
    *(Shortcut(name_of(row), row.text, row.keys, PLACE) for row in ROWS),
    *FIXED,
)


class Actions:
    """The actions of an editor, on every widget that they are put on."""

    def __init__(self, owner: QWidget, doers: dict[str, Callable[[], object]]) -> None:
        self._owner = owner
        shortcuts.book.declare(SHORTCUTS)
        self.of = {row.name: _action(owner, row, doers[row.name]) for row in ROWS}

    def put_on(self, widget: QWidget) -> None:
        """Offer them in a widget's menu, and by their keys while it has the focus."""
        for row in ROWS:
            widget.addAction(self.of[row.name])
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(partial(self.open_menu, widget))

    def open_menu(self, widget: QWidget, place: QPoint) -> None:
        menu = QMenu(widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in ROWS:
            if row.starts_group:
                menu.addSeparator()
            if row.is_in_menu:
                menu.addAction(self.of[row.name])
        menu.popup(widget.mapToGlobal(place))

    def allow(self, selection: Selection, *, is_draft: bool) -> None:
        """Let those be used that can do something now."""
        for row in ROWS:
            has_target = bool(selection.activities) or not row.needs_activity
            self.of[row.name].setEnabled(
                has_target and (is_draft or not row.needs_draft)
            )


def _action(owner: QWidget, row: Row, deed: Callable[[], object]) -> QAction:
    action = QAction(row.text, owner)
    shortcuts.book.bind(action, name_of(row))
    if row.is_everywhere:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
    else:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    # Without what Qt says of the check mark.
    action.triggered.connect(lambda _checked=False: deed())
    return action
