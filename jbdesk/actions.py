"""What the window itself can do: one table for its keys, search and Help menu."""

from collections.abc import Callable, Iterable
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
    Action("Switch connection…", "Ctrl+Alt+0", "switch", is_in_menu=False),
    Action("Arm or disarm production…", "Ctrl+Alt+P", "arm", is_in_menu=False),
    Action("Collapse or widen the navigation", "Ctrl+B", "toggle_rail"),
    Action("Colours of the system", "", "use_scheme", theme.Scheme.SYSTEM),
    Action("Light colours", "", "use_scheme", theme.Scheme.LIGHT),
    Action("Dark colours", "", "use_scheme", theme.Scheme.DARK),
    Action("No animations", "", "be_still"),
    Action("Keyboard shortcuts", "F1", "show_shortcuts"),
    Action("Quit", "Ctrl+Q", "close"),
    *(
        Action(f"Open {each.name}", each.shortcut, "open", each.name, is_in_menu=False)
        for each in ENTRIES
    ),
)


KEYS = 9
SWITCH_ROWS = {
    True: "Switch to the connection used before",
    False: "Switch to connection {}, last used first",
}


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
        for row, action in self._made:
            if row.method == "use_scheme":
                action.setChecked(action.data() == scheme)

    def mark_still(self, *, on: bool) -> None:
        """Tick that nothing is to move."""
        for row, action in self._made:
            if row.method == "be_still":
                action.setChecked(on)

    def help_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        schemes = QActionGroup(menu)
        was_ticked = False
        for row, action in self._made:
            if not row.is_in_menu:
                continue
            if row.method == "use_scheme":
                schemes.addAction(action)
            if action.isCheckable() is not was_ticked:
                menu.addSeparator()
            was_ticked = action.isCheckable()
            menu.addAction(action)
        return menu


class SwitchActions:
    """Rows to switch to another connection, last used first; the first have keys."""

    def __init__(self, window: QWidget, switch: Callable[[str], object]) -> None:
        self._window = window
        self._switch = switch
        self._rows: list[QAction] = []
        for number in range(1, KEYS + 1):
            action = self._added(SWITCH_ROWS[number == 1].format(number))
            action.setShortcut(QKeySequence(f"Ctrl+Alt+{number}"))
            shortcuts.book.adopt(action, EVERYWHERE)
        self.show(())

    @property
    def all(self) -> list[QAction]:
        return [each for each in self._rows if each.isEnabled()]

    def show(self, others: Iterable[tuple[str, str]]) -> None:
        """Offer these connections, as (id, name)."""
        told = tuple(others)
        while len(self._rows) < len(told):
            self._added("")
        for place, action in enumerate(self._rows):
            id_, name = told[place] if place < len(told) else ("", "")
            action.setData(id_)
            action.setText(f"Switch to {name}".replace("&", "&&"))
            action.setEnabled(bool(id_))

    def keys(self) -> dict[str, str]:
        """The keys of each connection that has some, as they are written."""
        written = QKeySequence.SequenceFormat.NativeText
        return {each.data(): each.shortcut().toString(written) for each in self.all}

    def _added(self, text: str) -> QAction:
        action = QAction(text, self._window)
        action.triggered.connect(lambda: self._switch(action.data()))
        self._window.addAction(action)
        self._rows.append(action)
        return action


def _made(window: QWidget, row: Action) -> QAction:
    method: Callable[..., object] = getattr(window, row.method)
    action = QAction(row.text, window)
    action.setShortcut(QKeySequence(row.keys))
    action.triggered.connect(lambda: method(row.argument) if row.argument else method())
    action.setCheckable(row.method in ("use_scheme", "be_still"))
    if row.method == "use_scheme":
        action.setData(row.argument)
    return action
