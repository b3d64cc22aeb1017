"""A table of rows with a filter, sorting, and something to say when it is empty."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jbdesk.widgets import icons, theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.table_model import Column, RowsModel

__all__ = ["Column", "FilterField", "RowsTable", "RowsView", "dress"]
_PREPARE_AFTER = 300  # milliseconds: the rows are painted first


class FilterField(QLineEdit):
    """Search as one types; Down goes on to the rows, Escape clears."""

    rows_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setFixedHeight(theme.CONTROL_HEIGHT)
        self.setClearButtonEnabled(False)
        search = self.addAction(
            icons.icon("search", "faint"), self.ActionPosition.LeadingPosition
        )
        search.setText(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class RowsView(QTableView):
    """Rows of one line each; Return opens the chosen one."""

    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


def dress(view: QTableView, columns: tuple[Column, ...]) -> None:
    """Give a table the look's rows, and its columns their widths."""
    header = view.horizontalHeader()
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT)
    view.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
    header.setFixedHeight(theme.ROW_HEIGHT)
    header.setHighlightSections(False)
    header.setFont(theme.font("caption-strong"))
    for position, column in enumerate(columns):
        view.setColumnWidth(position, column.width)
        mode = QHeaderView.ResizeMode
        how = mode.Stretch if column.is_stretched else mode.Interactive
        header.setSectionResizeMode(position, how)


class RowsTable(QWidget):
    """Shows values as rows; tells which is chosen and which is opened."""

    chosen = Signal(object)  # the row's value; None where none is
    opened = Signal(object)
    shown_changed = Signal(int, int)  # how many of how many

    def __init__(
        self,
        name: str,
        columns: tuple[Column, ...],
        sought: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._sought = sought  # what is looked for, of what was typed
        self.filter_field = FilterField(f"Filter {name.lower()}")
        # Keys that came while the window was busy are looked for together.
        self._typed = QTimer(self, singleShot=True, interval=0)
        self._typed.timeout.connect(self._filter)
        self.filter_field.textEdited.connect(lambda _: self._typed.start())
        self.filter_field.textChanged.connect(self._filter_changed)
        self.filter_field.rows_wanted.connect(self._to_rows)
        self._model = RowsModel(columns, self)
        self._view = RowsView()
        self._view.setAccessibleName(name)
        self._view.opened.connect(self._opened)
        self._view.doubleClicked.connect(lambda index: self._opened(index.row()))
        self._empty = EmptyState(f"No {name.lower()} yet")
        self._current: Any = None
        self._is_loading = False
        self._prepare = QTimer(self, singleShot=True, interval=_PREPARE_AFTER)
        self._prepare.timeout.connect(self._model.prepare)
        self._empty_text = (f"No {name.lower()} yet", "")
        self._set_up(columns)
        self._lay_out()

    def _set_up(self, columns: tuple[Column, ...]) -> None:
        view = self._view
        view.setModel(self._model)
        dress(view, columns)
        header = view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        view.selectionModel().selectionChanged.connect(self._selection_changed)

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.filter_field)
        column.addLayout(self._stack, 1)
        # Only now: a stack of nobody shows its first widget as a window.
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)

    # What a pane calls.

    def load(self, rows: Iterable[Any]) -> None:
        """Show other rows; a chosen row that is among them stays chosen."""
        self._change(lambda: self._model.load(rows))
        self._prepare.start()

    def set_empty(self, title: str, hint: str = "") -> None:
        """Say what an empty table means and what to do next."""
        self._empty_text = (title, hint)
        self._show_state()

    @property
    def current(self) -> Any:
        """The value of the chosen row; None where none is chosen."""
        return self._current

    def choose(self, row: Any) -> bool:
        """Choose a row by its value; False where it is not shown."""
        position = self._model.position_of(row)
        if position >= 0:
            self._view.selectRow(position)
            self._view.scrollTo(self._model.index(position, 0))
        return position >= 0

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return self._model.total

    @property
    def view(self) -> QTableView:
        return self._view

    # What happens.

    def _filter_changed(self, _text: str) -> None:
        if not self._typed.isActive():  # set by no key: what follows counts on it
            self._filter()

    def _filter(self) -> None:
        self._typed.stop()
        sought = self._sought(self.filter_field.text())
        self._change(lambda: self._model.filter(sought))

    def _change(self, change: Any) -> None:
        before = self._current
        self._is_loading = True
        change()
        is_kept = before is not None and self.choose(before)
        self._is_loading = False
        if before is not None and not is_kept:
            self._tell(None)
        elif is_kept:
            self._current = self._model.row(self._view.currentIndex().row())
        self._show_state()

    def _show_state(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        if total:
            text = f"Nothing matches “{self.filter_field.text().strip()}”"
            self._empty.show_text(text, "Type fewer letters, or press Escape.")
        else:
            self._empty.show_text(*self._empty_text)
        self._stack.setCurrentWidget(self._view if shown else self._empty)
        self.shown_changed.emit(shown, total)

    def _to_rows(self) -> None:
        if self._typed.isActive():
            self._filter()
        if self._model.rowCount():
            if not self._view.currentIndex().isValid():
                self._view.selectRow(0)
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self._is_loading:
            return
        rows: list[QModelIndex] = self._view.selectionModel().selectedRows()
        self._tell(self._model.row(rows[0].row()) if rows else None)

    def _tell(self, row: Any) -> None:
        self._current = row
        self.chosen.emit(row)

    def _opened(self, position: int) -> None:
        if 0 <= position < self._model.rowCount():
            self.opened.emit(self._model.row(position))
