"""A table of a list too long to be here whole: it asks for the pages one sees."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.paged_model import PagedModel
from jbdesk.widgets.table import RowsView, dress
from jbdesk.widgets.table_model import Column

_GATHERS = 30  # milliseconds of scrolling that are asked for together


class PagedTable(QWidget):
    """Shows pages as they come; what is chosen, scrolled to or edited stays."""

    wanted = Signal()  # `next_wanted` tells which page
    chosen = Signal(object)  # the row's value, by the person alone

    def __init__(
        self,
        name: str,
        columns: tuple[Column, ...],
        key: Callable[[Any], Any],
        model: PagedModel | None = None,
    ) -> None:
        super().__init__()
        self._key = key
        self._chosen: Any = None
        self._is_moving = False  # the selection follows its rows, nobody chose
        self.is_known = False  # whether anything was read since `begin`
        self.model = model or PagedModel(columns, self)
        self.view = RowsView()
        self.view.setAccessibleName(name)
        self._empty = EmptyState(f"No {name.lower()}")
        self._ask = QTimer(self, singleShot=True, interval=_GATHERS)
        self._ask.timeout.connect(self._ask_for_pages)
        self._set_up()

    def _set_up(self) -> None:
        self.view.setModel(self.model)
        dress(self.view, self.model.columns)
        self.view.setSortingEnabled(False)
        self.view.horizontalHeader().setSectionsClickable(False)
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        bar = self.view.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._ask.start())
        bar.rangeChanged.connect(lambda *_: self._ask.start())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)

    # What a tab calls.

    def begin(self, columns: tuple[Column, ...] | None = None) -> None:
        """Forget all rows: what is read from now on is another list."""
        self._chosen, self.is_known = None, False
        self._is_moving = True
        self.model.clear(columns)
        self._is_moving = False
        if columns is not None:
            dress(self.view, columns)

    def outdate(self) -> None:
        """Let the pages that one sees be read again."""
        self.model.outdate(set(self._visible()))

    def next_wanted(self) -> int | None:
        """Give the number of a page to be read now, from 0; None: all are here."""
        return next((n for n in self._visible() if self.model.is_missing(n)), None)

    def show_page(self, number: int, rows: Sequence[Any], count: int) -> None:
        bar = self.view.verticalScrollBar()
        place = bar.value()
        self.is_known = True
        self._is_moving = True
        self.model.put(number, tuple(rows), count)
        self._follow_chosen()
        self._is_moving = False
        bar.setValue(place)
        self._stack.setCurrentIndex(0 if count else 1)

    def set_empty(self, title: str, hint: str = "") -> None:
        """Say what an empty list means and what to do next."""
        self._empty.show_text(title, hint)

    @property
    def current(self) -> Any:
        """The row that is chosen and here; None where there is none."""
        index = self.view.currentIndex()
        is_any = self.view.selectionModel().hasSelection()
        return self.model.row(index.row()) if is_any and index.isValid() else None

    @property
    def count(self) -> int:
        return self.model.rowCount()

    # Where several lines can be chosen.

    @property
    def chosen_lines(self) -> tuple[range, ...] | None:
        """Give the lines that the person chose; None while they only move."""
        if self._is_moving:
            return None
        chosen = self.view.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        return tuple(range(each.top(), each.bottom() + 1) for each in ranges)

    def keep_chosen(self, lines: Iterable[range]) -> None:
        """Let these lines be chosen, as what was chosen stands there now."""
        last = len(self.model.columns) - 1
        selection = QItemSelection()
        for each in lines:
            top, bottom = self.model.index(each[0], 0), self.model.index(each[-1], last)
            selection.select(top, bottom)
        anew = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._is_moving = True
        self.view.selectionModel().select(selection, anew)
        self._is_moving = False

    # What happens.

    def _visible(self) -> range:
        """Tell the pages of which lines can be seen."""
        size = self.model.size
        height = max(self.view.viewport().height(), theme.ROW_HEIGHT)
        first = self.view.verticalScrollBar().value() // theme.ROW_HEIGHT
        last = max(min(first + height // theme.ROW_HEIGHT, self.count - 1), 0)
        return range(min(first, last) // size, last // size + 1)

    def _ask_for_pages(self) -> None:
        if self.is_known and self.count and self.next_wanted() is not None:
            self.wanted.emit()

    def _follow_chosen(self) -> None:
        """Keep the row chosen that was, wherever it stands now."""
        if self._chosen is None:
            return
        here = self.model.row(self.view.currentIndex().row())
        if here is not None and self._key(here) == self._chosen:
            return
        position = self.model.position_of(self._chosen, self._key)
        if position >= 0:
            self.view.selectRow(position)
        else:
            self.view.clearSelection()

    def _selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        row = self.current
        if self._is_moving or row is None:
            return
        self._chosen = self._key(row)
        self.chosen.emit(row)
