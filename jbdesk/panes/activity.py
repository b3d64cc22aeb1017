"""Activity: every request and answer, newest first, as they happen."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jbdesk.model.exchange import Exchange
from jbdesk.model.words import counted
from jbdesk.panes.activity_list import RequestList
from jbdesk.services.exchanges import Exchanges
from jbdesk.widgets import entries, theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.exchange_view import ExchangeView
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.surfaces import make_surface

SPLIT = (380, 340)  # the list's share and the answer's, one above the other
_GATHERS = 80  # milliseconds in which arrivals are shown together


class ActivityPane(Pane):
    """Listens to the journal of exchanges, which tells from any thread."""

    _arrived = Signal()  # crosses from a worker's thread into the window's

    def __init__(self, exchanges: Exchanges) -> None:
        super().__init__(entries.ACTIVITY)
        self._exchanges = exchanges
        self._cleared: frozenset[str] = frozenset()
        self.list = RequestList()
        self.view = ExchangeView(
            "No request chosen",
            "Its answer, what was sent and the headers appear here.",
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._clear = button("Clear list", self.clear, icon="trash-2")
        self._gather = QTimer(self, singleShot=True, interval=_GATHERS)
        self.head.add_action(self._clear)
        self.set_body(self._split())
        self._add_actions()
        self.list.chosen.connect(self._chosen)
        self.list.counted.connect(self._counted)
        self._gather.timeout.connect(self._show_all)
        self._listen()
        self._show_all()

    def _split(self) -> QWidget:
        below = make_surface(QWidget())
        answer = QVBoxLayout(below)
        answer.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, 0)
        answer.addWidget(self.view)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(below)
        self.splitter.setStretchFactor(0, SPLIT[0])
        self.splitter.setStretchFactor(1, SPLIT[1])
        self.splitter.setSizes(SPLIT)
        self.splitter.setChildrenCollapsible(False)
        self.list.setMinimumHeight(160)
        below.setMinimumHeight(160)
        return self.splitter

    def _add_actions(self) -> None:
        listed = (
            ("Find request", "Ctrl+F", self.list.search),
            ("Copy the request as cURL", "Ctrl+Shift+C", self.view.copy_as_curl),
            ("Clear the list of requests", "", self.clear),
        )
        for text, keys, done in listed:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, done=done: done())
            self.addAction(action)

    def _listen(self) -> None:
        arrived = self._arrived
        arrived.connect(self._gather_more, Qt.ConnectionType.QueuedConnection)
        self._leave = self._exchanges.subscribe(lambda _: arrived.emit())
        self.destroyed.connect(self._leave)

    # What the window calls.

    def shown(self) -> None:
        """Show what happened meanwhile; typing searches at once."""
        self._show_all()
        self.list.search()

    def clear(self) -> None:
        """Begin an empty list; what happens from now on appears in it."""
        self._cleared = frozenset(each.id for each in self._exchanges.all())
        self._show_all()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    # What happens.

    def _gather_more(self) -> None:
        if self.isVisible() and not self._gather.isActive():
            self._gather.start()

    def _show_all(self) -> None:
        told = self._exchanges.all()
        self._cleared &= {each.id for each in told}
        kept = (each for each in reversed(told) if each.id not in self._cleared)
        self.list.load(tuple(kept))

    def _chosen(self, exchange: Exchange | None) -> None:
        if exchange is None:
            self.view.clear()
        else:
            self.view.show_exchange(exchange)

    def _counted(self, shown: int, total: int) -> None:
        self._clear.setEnabled(total > 0)
        words = counted(total, "request") if total else ""
        told = words if shown == total else f"{shown} of {words}"
        failed = self.list.failed
        self.tell_status(f"{told}, {failed} failed" if failed else told)
