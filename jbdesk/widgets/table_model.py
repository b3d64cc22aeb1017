"""The rows of a table: sorted and filtered by position, with no proxy between."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush

from jbdesk.widgets import theme
from jbdesk.widgets.tooltips import tooltip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True)
class Column:
    """One column: what it shows of a row, what it sorts by, how it looks."""

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None  # None: by the text, case folded
    width: int = 120
    is_fixed: bool = False  # fixed font: keys and ids
    is_number: bool = False  # right-aligned
    is_stretched: bool = False
    token: Callable[[Any], str] | None = None  # the colour of a state
    is_searched: bool = True
    about: str = ""  # what is told of the column where its head is pointed at


class ColumnsModel(QAbstractTableModel):
    """What every table shows in the same way: its columns' heads, fonts, sides."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        self._fixed = theme.font("fixed")

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _ROLE.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == _ROLE.DisplayRole:
            return column.title
        if role == _ROLE.ToolTipRole:
            return tooltip(column.about) if column.about else None
        return alignment(column) if role == _ROLE.TextAlignmentRole else None

    def look(self, column: Column, row: Any, role: int) -> Any:
        """Give what is told of a cell besides its text; row None: it is not here."""
        if role == _ROLE.FontRole:
            return self._fixed if column.is_fixed else None
        if role == _ROLE.TextAlignmentRole:
            return alignment(column)
        if role == _ROLE.ForegroundRole and column.token is not None:
            token = "" if row is None else column.token(row)
            return QBrush(theme.colour(token)) if token else None
        if role == _ROLE.ToolTipRole:
            return None if row is None else tooltip(column.text(row))
        return None


class RowsModel(ColumnsModel):
    """Rows are plain values; what is on the screen is a list of positions."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject) -> None:
        super().__init__(columns, parent)
        self._rows: list[Any] = []
        self._keys: list[str] | None = None
        self._sorted: list[int] | range = range(0)
        self._shown: list[int] | range = range(0)
        self._words: list[str] = []
        self._order: tuple[int, Qt.SortOrder] | None = None

    # What the table asks.

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        column = self._columns[index.column()]
        row = self._rows[self._shown[index.row()]]
        if role == _ROLE.DisplayRole:
            return column.text(row)
        return self.look(column, row, role)

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        self._order = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        self._sort()
        self._filter()
        self.layoutChanged.emit()

    # What the view of rows asks.

    @property
    def total(self) -> int:
        return len(self._rows)

    def load(self, rows: Iterable[Any]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._keys = None
        self._sort()
        self._filter()
        self.endResetModel()

    def filter(self, text: str) -> None:
        """Keep the rows that hold every word, in any column."""
        self.beginResetModel()
        self._words = text.casefold().split()
        self._filter()
        self.endResetModel()

    def row(self, position: int) -> Any:
        return self._rows[self._shown[position]]

    def position_of(self, row: Any) -> int:
        """Give the line on the screen that shows the row; -1 where none does."""
        for position, index in enumerate(self._shown):
            if self._rows[index] == row:
                return position
        return -1

    def prepare(self) -> None:
        """Join what the filter looks through, before the first key is typed."""
        if self._keys is None:
            self._keys = [self._key(row) for row in self._rows]

    def _key(self, row: Any) -> str:
        texts = [each.text(row) for each in self._columns if each.is_searched]
        return "\n".join(texts).casefold()

    def _sort(self) -> None:
        if self._order is None:
            self._sorted = range(len(self._rows))
            return
        position, order = self._order
        column = self._columns[position]
        key = column.sort or (lambda row: column.text(row).casefold())
        keys = [key(row) for row in self._rows]
        is_down = order is Qt.SortOrder.DescendingOrder
        self._sorted = sorted(range(len(keys)), key=keys.__getitem__, reverse=is_down)

    def _filter(self) -> None:
        if not self._words:
            self._shown = self._sorted
            return
        self.prepare()
        keys = self._keys or []
        shown: list[int] | range = self._sorted
        for word in self._words:
            shown = [index for index in shown if word in keys[index]]
        self._shown = shown


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Tell where a column's text stands: numbers at the right."""
    side = (
        Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignVCenter
