"""What the window itself can do: one table for its keys, search and Help menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from jbdesk.widgets import shortcuts, theme
from jbdesk.widgets.entries import ENTRIES
from jbdesk.widgets.shortcuts import EVERYWHERE


@dataclass(frozen=True)
class Action:
    """One row of the table: what it is called, its keys and what it does."""

    text: str
    keys: str
    method: str  # of Window
    argument: str = ""
    is_in_menu: bool = True


ACTIONS = (
    Action("Search or run a command", "Ctrl+K", "search"),
    Action("Find a key…", "Ctrl+Shift+K", "find_key", is_in_menu=False),
    Action("Collapse or widen the navigation", "Ctrl+B", "toggle_rail"),
    Action("Colours of the system", "", "use_scheme", theme.Scheme.SYSTEM),
    Action("Light colours", "", "use_scheme", theme.Scheme.LIGHT),
    Action("Dark colours", "", "use_scheme", theme.Scheme.DARK),
    Action("Keyboard shortcuts", "F1", "show_shortcuts"),
    Action("Quit", "Ctrl+Q", "close"),
    *(
        Action(f"Open {each.name}", each.shortcut, "open", each.name, is_in_menu=False)
        for each in ENTRIES
    ),
)


class WindowActions:
    """Makes the actions of a window, each known to the book of shortcuts."""

    def __init__(self, window: QWidget) -> None:
        self._made = [(row, _made(window, row)) for row in ACTIONS]
        for action in self.all:
            window.addAction(action)
            shortcuts.book.adopt(action, EVERYWHERE)

    @property
    def all(self) -> list[QAction]:
        return [action for _, action in self._made]

    def mark_scheme(self, scheme: theme.Scheme) -> None:
        """Tick the colours that were chosen."""
        for action in self.all:
            if action.isCheckable():
                action.setChecked(action.data() == scheme)

    def help_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        schemes = QActionGroup(menu)
        was_scheme = False
        for action in (action for row, action in self._made if row.is_in_menu):
            if action.isCheckable():
                schemes.addAction(action)
            if action.isCheckable() is not was_scheme:
                menu.addSeparator()
            was_scheme = action.isCheckable()
            menu.addAction(action)
        return menu


def _made(window: QWidget, row: Action) -> QAction:
    method: Callable[..., object] = getattr(window, row.method)
    action = QAction(row.text, window)
    action.setShortcut(QKeySequence(row.keys))
    action.triggered.connect(lambda: method(row.argument) if row.argument else method())
    if row.method == "use_scheme":
        action.setCheckable(True)
        action.setData(row.argument)
    return action
