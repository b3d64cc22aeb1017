"""The window: places the panes, connects signals.

It stands before the panes do: what they need takes a while to import. Nothing here
knows a journey; what a pane can do stands in the pane.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QByteArray, QEvent, Signal, SignalInstance
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.actions import SwitchActions, WindowActions
from jbdesk.widgets import shortcuts, theme
from jbdesk.widgets.entries import ENTRIES
from jbdesk.widgets.environments import Environment
from jbdesk.widgets.labels import Label
from jbdesk.widgets.navigation import Entry, NavigationRail
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.shortcut_list import ShortcutList
from jbdesk.widgets.shortcuts import Shortcut
from jbdesk.widgets.surfaces import Line, make_surface
from jbdesk.widgets.top_bar import TopBar

SMALLEST = (960, 620)
SIZE = (1280, 800)
STATUS_HEIGHT = 26


class Page(Protocol):
    """A pane as the window uses it; the real one brings asyncio, which takes long."""

    entry: Entry
    status: str

    @property
    def status_changed(self) -> SignalInstance: ...

    shortcuts: tuple[Shortcut, ...]
    gestures: tuple[tuple[str, str], ...]

    def actions(self) -> list[QAction]: ...
    def commands(self) -> list[QAction]: ...
    def far_commands(self) -> list[QAction]: ...
    def shown(self) -> None: ...
    def looked_at(self) -> None: ...


class Window(QMainWindow):
    """Top bar, rail, the open pane, status bar."""

    close_asked = Signal()
    opened = Signal(str)  # the pane's name
    scheme_chosen = Signal(str)
    stillness_chosen = Signal(bool)
    keys_chosen = Signal()
    connection_chosen = Signal(str)  # a connection's id
    connections_managed = Signal()
    guard_pressed = Signal()
    key_wanted = Signal()  # an event definition's, of any business unit

    def __init__(self, scheme: theme.Scheme) -> None:
        super().__init__()
        self.setWindowTitle("jbdesk")
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self._panes: dict[str, Page] = {}
        self._wanted = ENTRIES[0].name  # by who is quicker than the panes
        self.is_untouched = True  # nobody asked for a pane yet
        self._may_close = False
        self._waits_for = ""
        self._actions = WindowActions(self)
        self._actions.mark_scheme(scheme)
        self._switches = SwitchActions(self, self.connection_chosen.emit)
        self._top = TopBar(self._all_actions, self._actions.help_menu(self))
        self._rail = NavigationRail(ENTRIES)
        self._notice = Notice()
        self._stack = QStackedWidget()
        self._status = Label(set_as="label", colour="muted")
        self._clock = Label(set_as="label", colour="muted")
        self.setCentralWidget(self._placed())
        self._rail.chosen.connect(self.open)
        self._top.environment.chosen.connect(self.connection_chosen)
        self._top.environment.managed.connect(self.connections_managed)
        self._top.guard.clicked.connect(self.guard_pressed)

    def take(self, panes: tuple[Page, ...]) -> None:
        """Place the panes and open the one that was asked for meanwhile."""
        self._panes = {pane.entry.name: pane for pane in panes}
        for pane in panes:
            self._stack.addWidget(cast("QWidget", pane))
            for action in pane.actions():
                shortcuts.book.adopt(action, pane.entry.name)
            shortcuts.book.declare(pane.shortcuts)
            pane.status_changed.connect(partial(self._status_of, pane))
        is_untouched = self.is_untouched
        self.open(self._wanted)
        self.is_untouched = is_untouched

    def _placed(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(Line(is_upright=True))
        row.addWidget(self._stack, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(Line())
        column.addWidget(self._notice)
        column.addWidget(body, 1)
        column.addWidget(Line())
        column.addWidget(self._status_bar())
        return whole

    def _status_bar(self) -> QWidget:
        bar = QWidget()
        make_surface(bar)
        bar.setFixedHeight(STATUS_HEIGHT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_3, 0, theme.SPACE_3, 0)
        row.addWidget(self._status, 1)
        row.addWidget(self._clock)
        return bar

    # What can be done.

    def open(self, name: str) -> None:
        """Bring a pane to the front and give it the keyboard."""
        self._rail.show_chosen(name)
        self.is_untouched = False
        self._wanted = name
        if not self._panes:
            return
        pane = self._panes[name]
        self._stack.setCurrentWidget(cast("QWidget", pane))
        self._status.setText(pane.status)
        pane.shown()
        self.opened.emit(name)

    @property
    def pane(self) -> Page:
        """The pane in front."""
        return self._panes[self._wanted]

    def search(self) -> None:
        self._top.search.open()

    def switch(self) -> None:
        """List the connections, with the keyboard in the list's filter."""
        self._top.environment.open()

    def arm(self) -> None:
        """Ask for the name that arms a production connection, where one is in use."""
        if self._top.guard.isVisible():
            self.guard_pressed.emit()

    def find_key(self) -> None:
        self.key_wanted.emit()

    def toggle_rail(self) -> None:
        self._rail.collapse(on=not self._rail.is_collapsed)

    def use_scheme(self, scheme: str) -> None:
        self._actions.mark_scheme(theme.Scheme(scheme))
        self.scheme_chosen.emit(scheme)

    def be_still(self) -> None:
        """Move nothing any more, or move as usual again."""
        self.mark_still(on=theme.motion() > 0)
        self.stillness_chosen.emit(not theme.motion())

    def mark_still(self, *, on: bool) -> None:
        theme.be_still(on=on)
        self._actions.mark_still(on=on)

    def show_shortcuts(self) -> None:
        """List every shortcut in a panel of its own."""
        gestures = [each for pane in self._panes.values() for each in pane.gestures]
        self._shortcuts = ShortcutList(shortcuts.book, gestures, self)
        self._shortcuts.chosen.connect(self.keys_chosen)
        self._shortcuts.show()

    def show_connections(
        self, choices: tuple[Environment, ...], current: str, others: tuple[str, ...]
    ) -> None:
        """Name the tenant in use; `others` are ids, the one used last first."""
        known = {each.id: each for each in choices}
        self._switches.show((each, known[each].name) for each in others)
        keys = self._switches.keys()
        shown = tuple(replace(each, keys=keys.get(each.id, "")) for each in choices)
        self._top.environment.show_choices(shown, current)
        used = known[current]
        name = f"{used.name} ({used.word})" if used.word else used.name
        self.setWindowTitle(f"{name} · jbdesk" if name else "jbdesk")

    def show_left(
        self, title: str, texts: tuple[str, ...], back: Callable[[], object]
    ) -> None:
        """Tell what was left behind when another connection was taken."""
        if texts:
            told = "\n".join(texts)
            actions = (("Go back", back),)
            self._notice.show_text(told, title=title, state="info", actions=actions)

    def show_signed_out(self, name: str, again: Callable[[], object]) -> None:
        """Tell that a person must sign in again before anything else is read."""
        self._notice.show_text(
            "What you typed stays as it is.",
            title=f"Nobody is signed in to “{name}” any more.",
            state="warn",
            actions=(("Sign in again…", again),),
        )

    def show_waiting(self, text: str) -> None:
        """Tell what everything waits for; "" when it is over."""
        if text:
            self._notice.show_text(text, state="info")
        elif self._waits_for and self._notice.text == self._waits_for:
            self._notice.clear()
        self._waits_for = text

    def show_crash(self, kind: str) -> None:
        """Tell that jbdesk made a mistake of its own, without what it was about."""
        self._notice.show_text(
            f"Something in jbdesk went wrong ({kind}). What you were doing may be"
            " incomplete; the rest goes on. The log in the home folder tells more.",
            state="bad",
        )

    def show_notices(self, texts: tuple[str, ...]) -> None:
        """Tell once what was found damaged when jbdesk started."""
        if texts:
            self._notice.show_text("\n".join(texts), state="warn")

    def come_to_front(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

    def show_token(self, seconds: int | None) -> None:
        self._top.show_token(seconds)

    def show_guard(self, seconds: int | None) -> None:
        self._top.show_guard(seconds)

    def show_clock(self, text: str) -> None:
        self._clock.setText(text)

    def _all_actions(self) -> list[QAction]:
        of_pane = self.pane.commands() if self._panes else []
        others = [each for pane in self._panes.values() for each in pane.far_commands()]
        return [*of_pane, *others, *self._actions.all, *self._switches.all]

    def _status_of(self, pane: Page, text: str) -> None:
        if pane is self.pane:
            self._status.setText(text)

    # Closing: the first time it asks, then it is allowed.

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()

    def close_for_good(self) -> None:
        self._may_close = True
        self.close()

    def geometry_text(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_from(self, text: str) -> None:
        """Take the place it had; one that is off the screen is put right by Qt."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is not QEvent.Type.ActivationChange or not self._panes:
            return
        if self.isActiveWindow():
            self.pane.looked_at()
