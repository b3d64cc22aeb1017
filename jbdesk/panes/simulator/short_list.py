"""A list that is here whole: found in, counted; one goes, or all of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from jbdesk.panes.simulator.long_list import ListCard
from jbdesk.widgets.buttons import button
from jbdesk.widgets.table import Column, RowsTable


class ShortList(ListCard):
    """Rows with “Remove” for the chosen one and “Clear all”."""

    remove_wanted = Signal(object)  # a row
    clear_wanted = Signal()

    def __init__(self, name: str, find: str, columns: tuple[Column, ...]) -> None:
        super().__init__(find)
        self._rows: tuple[Any, ...] | None = None
        self.table = RowsTable(name, columns)
        self.table.filter_field.hide()
        self.finder.textChanged.connect(self.table.filter_field.setText)
        self.finder.rows_wanted.connect(self.table.filter_field.rows_wanted)
        self.remove = button("Remove", self._remove_chosen, icon="trash-2")
        self.clear = button("Clear all", self.clear_wanted.emit)
        for each in (self.remove, self.clear):
            each.setEnabled(False)
            self.add_action(each)
        self.column.addWidget(self.table, 1)
        self.table.chosen.connect(lambda row: self.remove.setEnabled(row is not None))

    @property
    def rows(self) -> tuple[Any, ...]:
        return self._rows or ()

    def forget(self) -> None:
        """Show the next rows whatever they are."""
        self._rows = None

    def show_rows(self, rows: Sequence[Any], chosen: int | None = None) -> None:
        """Show these rows where they are others; choose the one at a position."""
        new = tuple(rows)
        if new == self._rows:
            return
        self._rows = new
        self.table.load(new)
        if chosen is not None and chosen < len(new):
            self.table.choose(new[chosen])
        self.count.show_state(str(len(new)))
        self.clear.setEnabled(bool(new))
        self.remove.setEnabled(self.table.current is not None)

    def _remove_chosen(self) -> None:
        if self.table.current is not None:
            self.remove_wanted.emit(self.table.current)
