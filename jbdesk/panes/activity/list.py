"""The list of requests: newest first, page by page, the place kept."""

from array import array

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jbdesk.model.exchange import Exchange
from jbdesk.panes.activity import rows
from jbdesk.panes.activity.book import PAGE, Book
from jbdesk.panes.activity.filters import Filters
from jbdesk.widgets import theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.marked_cells import MarkedCells
from jbdesk.widgets.paged_model import PagedModel
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.surfaces import make_surface

_PAGE_HEIGHT = PAGE * theme.ROW_HEIGHT
_NEEDS = {rows.METHOD: 700, rows.WHAT_FOR: 600, rows.CONNECTION: 1000}  # widths
_NEVER = 1 << 20  # no list is as wide


class RequestList(QWidget):
    """Shows what a book holds; tells which is chosen and which pages are wanted."""

    chosen = Signal(object)  # an Exchange without headers and bodies
    marked_changed = Signal(int)  # how many rows are chosen together

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self.filters = Filters()
        model = PagedModel(rows.COLUMNS, self, PAGE)
        self.table = PagedTable("Requests", rows.COLUMNS, lambda e: e.id, model)
        self._book: Book | None = None
        self._marked: array[int] = array("q")  # numbers of what is chosen
        self._nothing_found = EmptyState("", "", "Clear search", self.clear_search)
        self._stack = QStackedWidget()
        self._set_up()
        self._lay_out()

    def _set_up(self) -> None:
        view = self.table.view
        self._marks = MarkedCells(rows.mark_of, self)
        view.setSelectionMode(view.SelectionMode.ExtendedSelection)
        view.selectionModel().selectionChanged.connect(lambda *_: self._mark())
        view.setItemDelegateForColumn(rows.STATUS, self._marks)
        self.table.set_empty(
            "Nothing sent yet",
            "Every request and its answer appear here, and stay for 30 days.",
        )
        self.table.chosen.connect(self.chosen)
        self.filters.field.rows_wanted.connect(self._to_rows)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing_found)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_1, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        QWidget.setTabOrder(self.filters, self.table.view)

    # What the pane calls.

    async def begin(self, book: Book) -> None:
        """Show another list from its start; the one that was chosen stays in it."""
        first = await book.page(0)
        if self.marked:
            self.table.view.clearSelection()
        self._book = book
        self._share_width()
        self.table.view.verticalScrollBar().setValue(0)
        self.table.outdate()
        self.table.show_page(0, first, len(book))
        self._show_state()
        await self.read()

    def forget_choice(self) -> None:
        """Let no row be chosen, as what was chosen may be gone."""
        self.table.begin()
        self._mark()

    async def arrived(self, book: Book, count: int) -> None:
        """Show what came on top; who reads further down stays there."""
        top = self._place_after(count)
        end = top + self.table.view.viewport().height()
        seen = range(top // _PAGE_HEIGHT, end // _PAGE_HEIGHT + 1)
        pages = {number: await book.page(number) for number in seen}
        if book is not self._book:
            return
        place = self._place_after(count)
        self.table.outdate()
        for number, page in pages.items():
            self.table.show_page(number, page, len(book))
        self.table.view.verticalScrollBar().setValue(place)
        self._follow_marked(book)
        self._show_state()
        await self.read()

    async def read(self) -> None:
        """Read the pages that can be seen and are not here."""
        book = self._book
        while book is not None and len(book):
            if (number := self.table.next_wanted()) is None:
                return
            page = await book.page(number)
            if book is not self._book:
                return
            self.table.show_page(number, page, len(book))

    def clear_search(self) -> None:
        self.filters.clear()
        self.filters.search()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Tell all that are found, also those no one has scrolled to."""
        return tuple(self._book.numbers) if self._book is not None else ()

    @property
    def marked(self) -> tuple[int, ...]:
        """Tell those chosen together; () where it is one alone, or none."""
        return tuple(self._marked) if len(self._marked) > 1 else ()

    @property
    def current(self) -> Exchange | None:
        found: Exchange | None = self.table.current
        return found

    # What happens.

    def _mark(self) -> None:
        lines = self.table.chosen_lines
        if lines is not None:
            book = self._book
            self._marked = book.at(lines) if book is not None else array("q")
            self.marked_changed.emit(len(self._marked))

    def _follow_marked(self, book: Book) -> None:
        """Let those chosen together stay so where the list still has them."""
        if len(self._marked) > 1:
            lines = tuple(book.lines_of(self._marked))
            self._marked = book.at(lines)
            self.table.keep_chosen(lines)
            self.marked_changed.emit(len(self._marked))

    def _place_after(self, count: int) -> int:
        place = self.table.view.verticalScrollBar().value()
        return place + count * theme.ROW_HEIGHT if place else 0

    def _show_state(self) -> None:
        book = self._book
        is_missed = book is not None and not len(book) and book.query.is_narrow
        if is_missed:
            self._nothing_found.show_text(*self._nothing_words())
        self._stack.setCurrentIndex(int(is_missed))

    def _nothing_words(self) -> tuple[str, str]:
        sought, narrowed = self.filters.query.text, self.filters.words
        among = f" among: {narrowed}" if narrowed else ""
        if not sought:
            return f"Nothing{among}", "The others are still in the list."
        hint = "The search looks at every request that is kept, and at its answer."
        return f"Nothing matches “{sought}”{among}", hint

    def _to_rows(self) -> None:
        view = self.table.view
        if self.table.count:
            if not view.selectionModel().hasSelection():
                view.selectRow(0)
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Leave the path its room: where one connection is known, none is named."""
        is_told = self.filters.has_connections
        needs = _NEEDS if is_told else {**_NEEDS, rows.CONNECTION: _NEVER}
        for column, needed in needs.items():
            self.table.view.setColumnHidden(column, self.width() < needed)
