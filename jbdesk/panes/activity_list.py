"""The list of requests: newest first, searched as one types, the place kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.exchange import Exchange
from jbdesk.panes import activity_rows as rows
from jbdesk.widgets import theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.marked_cells import MarkedCells
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import RowsTable

_ALL, _FAILED = "All requests", "Failed requests"
_NEEDS = {rows.METHOD: 700, rows.WHAT_FOR: 600}  # widths from which they are shown


class RequestList(QWidget):
    """Shows exchanges; tells which is chosen and how many there are."""

    chosen = Signal(object)  # Exchange, or None
    counted = Signal(int, int)  # how many are shown of how many

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self._exchanges: tuple[Exchange, ...] = ()
        self.table = RowsTable("Requests", rows.COLUMNS)
        self.which = QComboBox()
        self._nothing_found = EmptyState("", "", "Clear search", self.clear_search)
        self._stack = QStackedWidget()
        self._set_up()
        self._lay_out()
        self.table.chosen.connect(self.chosen)
        self.table.shown_changed.connect(lambda *_: self._show_page())
        self.which.currentIndexChanged.connect(lambda _: self._show_rows())
        self._show_rows()

    def _set_up(self) -> None:
        field, view = self.table.filter_field, self.table.view
        field.setPlaceholderText("Find request")
        field.setAccessibleName("Find request")
        view.setColumnHidden(rows.SENT, True)
        self._marks = MarkedCells(rows.mark_of, self)
        view.setItemDelegateForColumn(rows.STATUS, self._marks)
        self.which.addItems([_ALL, _FAILED])
        self.which.setAccessibleName("Show")
        self.which.setToolTip("Show")
        self.which.setFixedHeight(theme.CONTROL_HEIGHT)
        self.which.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.table.set_empty(
            "Nothing sent yet", "Every request and its answer appear here."
        )

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing_found)
        search = QHBoxLayout()
        search.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_3, 0)
        search.setSpacing(theme.SPACE_2)
        search.addWidget(self.table.filter_field, 1)
        search.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_1, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(search)
        column.addWidget(self._stack, 1)
        QWidget.setTabOrder(self.table.filter_field, self.which)
        QWidget.setTabOrder(self.which, self.table.view)

    # What the pane calls.

    def load(self, exchanges: tuple[Exchange, ...]) -> None:
        """Show exchanges, the newest first; who reads further down stays there."""
        bar = self.table.view.verticalScrollBar()
        place = bar.value()
        shown_before = self._shown
        self._exchanges = exchanges
        self._show_rows()
        arrived = max(self._shown - shown_before, 0) * theme.ROW_HEIGHT
        bar.setValue(place + arrived if place else 0)

    def clear_search(self) -> None:
        self.which.setCurrentIndex(0)
        self.table.filter_field.clear()
        self.search()

    def search(self) -> None:
        """Stand in the field; typing replaces what was sought before."""
        self.table.filter_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.filter_field.selectAll()

    @property
    def failed(self) -> int:
        return sum(not each.is_success for each in self._exchanges)

    # What happens.

    @property
    def _shown(self) -> int:
        return self.table.view.model().rowCount()

    def _show_rows(self) -> None:
        is_narrowed = self.which.currentText() == _FAILED
        kept = self._exchanges
        if is_narrowed:
            kept = tuple(each for each in kept if not each.is_success)
        self.table.load(kept)

    def _show_page(self) -> None:
        is_missed = not self._shown and bool(self._exchanges)
        if is_missed:
            self._nothing_found.show_text(*self._nothing_words())
        self._stack.setCurrentIndex(int(is_missed))
        self.counted.emit(self._shown, len(self._exchanges))

    def _nothing_words(self) -> tuple[str, str]:
        sought = self.table.filter_field.text().strip()
        if not sought:
            return "No request failed", "The others are still in the list."
        among = " among the failed requests" if self.which.currentIndex() else ""
        hint = "The search looks at every column and at what was sent."
        return f"Nothing matches “{sought}”{among}", hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, needed in _NEEDS.items():
            self.table.view.setColumnHidden(column, self.width() < needed)
