"""Activity: every request and answer ever made from here, newest first."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jbdesk.model.exchange import Exchange
from jbdesk.model.texts.words import counted
from jbdesk.panes.activity.book import Book
from jbdesk.panes.activity.details import Details
from jbdesk.panes.activity.export import HarExport
from jbdesk.panes.activity.forget import ForgetCard
from jbdesk.panes.activity.list import RequestList
from jbdesk.services.afterwards.forgetting import Forgetting
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import Connections
from jbdesk.services.exchanges.exchange_query import Query
from jbdesk.services.exchanges.journal import Journal
from jbdesk.services.firing import repeating
from jbdesk.services.firing.ledger import Ledger
from jbdesk.widgets import entries, theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.pane import Pane

SPLIT = (380, 340)  # the list's share and the answer's, one above the other
_GATHERS = 80  # milliseconds in which arrivals are shown together
_BUSY_GATHERS = 300  # of them where the list was shown only just before


class ActivityPane(Pane):
    """Shows what the store keeps, and follows the journal of exchanges."""

    connection_wanted = Signal(str)  # its id
    forgetting_begun = Signal(str)  # a contact key: who follows that contact stops
    _arrived = Signal()  # crosses from a worker's thread into the window's

    def __init__(
        self,
        journal: Journal,
        ledger: Ledger,
        forgetting: Forgetting,
        connections: Connections,
    ) -> None:
        super().__init__(entries.ACTIVITY)
        self._journal = journal
        self._store = store = journal.store
        self._ledger = ledger
        self._forgetting = forgetting
        self._connection: Connection | None = None
        self._book = Book(store, Query())
        self._is_read = False
        self._is_told = False  # something arrived that was not looked at
        self._followed = QElapsedTimer()  # since the list was last brought up to date
        self._trouble = ""
        self.list = RequestList()
        self.details = Details(connections.all)
        self.forget_card = ForgetCard()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._export = HarExport(self, store)
        self._export_button = button("Export HAR…", self.export, icon="download")
        self._clear_button = button("Clear…", self.ask_to_clear, icon="trash-2")
        self._forget_button = button("Forget a contact…", self.forget_card.ask)
        self._gather = QTimer(self, singleShot=True, interval=_GATHERS)
        self._build()
        self._wire()

    def _build(self) -> None:
        for each in (self._forget_button, self._clear_button, self._export_button):
            self.head.add_action(each)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, SPLIT[0])
        self.splitter.setStretchFactor(1, SPLIT[1])
        self.splitter.setSizes(SPLIT)
        self.splitter.setChildrenCollapsible(False)
        self.list.setMinimumHeight(160)
        room = QWidget()
        above = QVBoxLayout(room)
        above.setContentsMargins(*[theme.SPACE_2] * 4)
        above.addWidget(self.forget_card)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(room)
        column.addWidget(self.splitter, 1)
        self.forget_card.came_or_went.connect(room.setVisible)
        room.hide()
        self.set_body(body)

    def _wire(self) -> None:
        self._add_actions()
        self.list.chosen.connect(lambda head: self.start(self._show, head))
        self.list.marked_changed.connect(self._tell_marked)
        self.list.filters.changed.connect(lambda: self.start(self._search))
        self.list.table.wanted.connect(lambda: self.start(self.list.read))
        self.details.send_confirmed.connect(self._send_again)
        self.details.export_wanted.connect(self._export.ask_for_one)
        self.details.connection_wanted.connect(self.connection_wanted)
        self.forget_card.count_wanted.connect(lambda key: self.start(self._count, key))
        self.forget_card.confirmed.connect(
            lambda key: self.start_write(
                self._forget, key, locks=(self.forget_card.forget_button,)
            )
        )
        self._gather.timeout.connect(lambda: self.poll(self._follow))
        self._arrived.connect(self._gather_more, Qt.ConnectionType.QueuedConnection)
        self._leave = self._journal.subscribe(self._hear)
        self.destroyed.connect(self._leave)

    def _add_actions(self) -> None:
        listed = (
            ("Find request", "Ctrl+F", self.list.filters.search),
            (
                "Copy the request as cURL",
                "Ctrl+Shift+C",
                self.details.view.copy_as_curl,
            ),
            ("Send the request again…", "Ctrl+Return", self.details.ask_to_send),
            ("Compare the answer with…", "Ctrl+Shift+D", self.details.ask_to_compare),
            ("Export the request as HAR…", "", self.details.export),
            ("Export the chosen or all requests as HAR…", "Ctrl+E", self.export),
            ("Forget a contact…", "", self.forget_card.ask),
            ("Clear the list of requests…", "", self.ask_to_clear),
        )
        for text, keys, done in listed:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, done=done: done())
            self.addAction(action)

    # What the window calls.

    def use(self, connection: Connection) -> None:
        """Send again through this one from now on."""
        self._connection = connection
        self.details.use(connection.settings)

    def shown(self) -> None:
        """Show what happened meanwhile; typing searches at once."""
        self._gather.stop()
        self._is_told = False
        query = self.list.filters.query
        is_same = self._is_read and query == self._book.query
        self.start(self._follow if is_same else self._search)
        self.list.filters.search()

    def export(self) -> None:
        """Ask where to write the rows chosen together, or all that the list shows."""
        marked = self.list.marked
        self._export.ask_for_all(lambda: marked or self.list.numbers)

    def ask_to_clear(self) -> None:
        """Say what goes, and wait for the word."""
        total = self._book.found.total
        if not total:
            return
        self.notice.show_text(
            "They go from this computer for good. What the ledger knows of deliveries"
            " stays.",
            title=f"Clear the list of {counted(total, 'request')}?",
            state="warn",
            actions=(
                ("Clear the list", lambda: self.start_write(self._clear)),
                ("Cancel", self.notice.clear),
            ),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        self._gather.stop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.details.give_up()
        else:
            super().keyPressEvent(event)

    # What happens.

    def _hear(self, _exchange: Exchange) -> None:
        """Wake the window once for all that comes until it looks; from any thread."""
        if not self._is_told:
            self._is_told = True
            self._arrived.emit()

    def _gather_more(self) -> None:
        if self.isVisible() and not self._gather.isActive():
            last = self._followed
            is_busy = last.isValid() and last.elapsed() < _BUSY_GATHERS
            self._gather.start(_BUSY_GATHERS if is_busy else _GATHERS)

    async def _search(self) -> None:
        book = Book(self._store, self.list.filters.query)
        await book.search()
        self.list.filters.show_connections(await self._store.connections())
        self._book, self._is_read = book, True
        await self.list.begin(book)
        self._tell_counts()

    async def _follow(self) -> None:
        book, self._is_told = self._book, False
        try:
            await self._catch_up(book)
        finally:
            self._followed.start()
            if self._is_told or book is not self._book:
                self._gather_more()

    async def _catch_up(self, book: Book) -> None:
        came = await book.follow()
        if book is self._book:
            if came or len(book) != self.list.table.count:
                await self.list.arrived(book, came)
            self._tell_counts()

    async def _show(self, head: Exchange) -> None:
        exchange = await self._store.get(head.id)
        if exchange is None:
            self.details.clear()
        else:
            self.details.show_exchange(exchange)

    def _send_again(self, exchange: Exchange) -> None:
        self.start_write(self._repeat, exchange, locks=(self.details.again_button,))

    async def _repeat(self, exchange: Exchange) -> None:
        if (connection := self._connection) is not None:
            answered = await repeating.repeat(connection, self._ledger, exchange)
            self.details.answered(exchange, answered)

    async def _clear(self) -> None:
        self.notice.clear()
        count = await self._store.clear()
        self._let_go()
        self.notice.show_text(f"{counted(count, 'request')} cleared.", state="ok")

    async def _count(self, contact_key: str) -> None:
        counts = await self._forgetting.counted(contact_key)
        self.forget_card.show_counts(contact_key, counts)

    async def _forget(self, contact_key: str) -> None:
        self.forgetting_begun.emit(contact_key)
        forgotten = await self._forgetting.forget(contact_key)
        self._let_go()
        self.forget_card.show_forgotten(contact_key, forgotten)

    def _tell_marked(self, count: int) -> None:
        what = f"{count:,} as HAR…" if count > 1 else "HAR…"
        self._export_button.setText(f"Export {what}")
        self._export_button.setAccessibleName(self._export_button.text())

    def _let_go(self) -> None:
        """Show the list anew, as rows went that may have been chosen."""
        self.details.clear()
        self.list.forget_choice()
        self.start(self._search)

    def _tell_counts(self) -> None:
        found = self._book.found
        words = counted(found.total, "request") if found.total else ""
        shown = len(self._book)
        told = words if shown == found.total else f"{shown:,} of {words}"
        failed = f", {found.failed:,} failed" if found.failed else ""
        gone = f"; {found.dropped:,} older ones were let go" if found.dropped else ""
        self.tell_status(f"{told}{failed}{gone}")
        self._clear_button.setEnabled(found.total > 0)
        self._export_button.setEnabled(shown > 0)
        if self._store.trouble != self._trouble:
            self._trouble = self._store.trouble
            if self._trouble:
                self.notice.show_text(self._trouble, state="warn")
