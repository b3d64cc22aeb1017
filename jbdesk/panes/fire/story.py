"""What became of it, and what was fired before: two pages of one card."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from jbdesk.panes.fire.before import PastDeliveries
from jbdesk.panes.fire.trace import TracePage
from jbdesk.widgets import theme
from jbdesk.widgets.surfaces import Card

_TRACE, _BEFORE = range(2)


class StoryCard(Card):
    """Turns to the trace by itself whenever one begins."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        """Take what names an event definition by its key."""
        super().__init__()
        self.trace = TracePage()
        self.before = PastDeliveries(name_of)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Deliveries")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("What became of it")
        self.tabs.addTab("Fired before")
        pages = QStackedWidget()
        pages.addWidget(self.trace)
        pages.addWidget(self.before)
        self.tabs.currentChanged.connect(pages.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.tabs)
        column.addWidget(pages, 1)

    def show_trace(self) -> None:
        self.tabs.setCurrentIndex(_TRACE)

    def show_before(self) -> None:
        self.tabs.setCurrentIndex(_BEFORE)
