"""The rows of a long list of which only some pages are here."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from jbdesk.widgets.table_model import Column, ColumnsModel

PAGE = 200  # rows
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_NOT_HERE = "…"


class PagedModel(ColumnsModel):
    """Knows how many rows there are; a row that is not here yet shows dots."""

    def __init__(
        self, columns: tuple[Column, ...], parent: QObject, size: int = PAGE
    ) -> None:
        super().__init__(columns, parent)
        self.size = size  # of a page, in rows
        self._count = 0
        self._pages: dict[int, Sequence[Any]] = {}
        self._stale: set[int] = set()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        column, row = self._columns[index.column()], self.row(index.row())
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return _NOT_HERE if row is None else column.text(row)
        return self.look(column, row, role)

    # What the table asks.

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def row(self, position: int) -> Any:
        """Give the row's value; None while its page is not here."""
        number, place = divmod(position, self.size)
        page = self._pages.get(number, ())
        return page[place] if place < len(page) else None

    def is_missing(self, number: int) -> bool:
        return number not in self._pages or number in self._stale

    def position_of(self, key: Any, key_of: Any) -> int:
        """Give the line of the row with that key among those here; else -1."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if key_of(row) == key:
                    return number * self.size + place
        return -1

    def outdate(self, kept: set[int]) -> None:
        """Let pages be read again; those not kept are forgotten meanwhile."""
        self._pages = {n: page for n, page in self._pages.items() if n in kept}
        self._stale = set(self._pages)

    def put(self, number: int, rows: Sequence[Any], count: int) -> None:
        """Take a page; lines that stay the same are not touched."""
        before = self._pages.get(number)
        self._pages[number] = rows
        self._stale.discard(number)
        self._resize(count)
        first = number * self.size
        last = min(first + self.size, self._count) - 1
        if before != rows and last >= first:
            end = self.index(last, len(self._columns) - 1)
            self.dataChanged.emit(self.index(first, 0), end)

    def _resize(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def clear(self, columns: tuple[Column, ...] | None = None) -> None:
        """Begin with nothing, in other columns where they are given."""
        self.beginResetModel()
        self._columns = self._columns if columns is None else columns
        self._count, self._pages, self._stale = 0, {}, set()
        self.endResetModel()
