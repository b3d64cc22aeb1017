"""The clock strip and the tabs below it, of which one is in front."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from jbdesk.panes.simulator.tab import Tab
from jbdesk.widgets import icons, theme


class Pages(QWidget):
    """Turns to a tab by a click, Ctrl+Tab, or its name in the command search."""

    turned = Signal(object)  # the tab that is in front now

    def __init__(self, strip: QWidget, tabs: tuple[Tab, ...]) -> None:
        super().__init__()
        self.tabs = tabs
        self._bar = QTabBar(drawBase=False, expanding=False)
        self._bar.setAccessibleName("Parts of the simulator")
        self._bar.setUsesScrollButtons(False)
        self._stack = QStackedWidget()
        for tab in tabs:
            self._bar.addTab(icons.icon(tab.icon, "muted"), tab.name)
            self._stack.addWidget(tab)
        column = QVBoxLayout(self)
        edge = theme.SPACE_4
        column.setContentsMargins(edge, theme.SPACE_3, edge, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(strip)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._turn)
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._go_on, by))
        QShortcut(QKeySequence("Ctrl+F"), self, self._search)

    @property
    def current(self) -> Tab:
        return self.tabs[self._stack.currentIndex()]

    @property
    def deeds(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What the command search offers: each tab by its name."""
        return tuple(
            (f"Simulator: {tab.name.lower()}", partial(self._bar.setCurrentIndex, at))
            for at, tab in enumerate(self.tabs)
        )

    def open(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        self._bar.setCurrentIndex(self.tabs.index(tab))

    def _turn(self, position: int) -> None:
        self._stack.setCurrentIndex(position)
        self.turned.emit(self.current)

    def _search(self) -> None:
        self.current.search()

    def _go_on(self, by: int) -> None:
        self._bar.setCurrentIndex((self._bar.currentIndex() + by) % len(self.tabs))
