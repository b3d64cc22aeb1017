"""Data extensions: their rows by pages, edited in place, added and deleted."""

from operator import attrgetter
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator import facts
from jbdesk.panes.simulator.facts import Extension
from jbdesk.panes.simulator.long_list import LongList, choice
from jbdesk.panes.simulator.new_row import NewRow
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.panes.simulator.typed_cells import DataRow, EditableRows, TypedCells
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.paged_model import PAGE
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.table import Column

_LETTER = 8  # pixels, about
_NARROWEST, _WIDEST = 90, 260
_NO_ROWS = ("No rows yet", "An accepted event writes its row here; so does “Add row”.")
_NUMBERS = ("Number", "Decimal")


class RowsTab(Tab):
    """The rows of one data extension, in the columns it has."""

    name = "Data extensions"
    icon = "database"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._fields: tuple[DataExtensionField, ...] = ()
        self._columns_told: Any = None
        self._is_old = True  # the list of data extensions
        self._choice = choice("Data extension", 22)
        self._cells = TypedCells(self)
        model = EditableRows((), self)
        self.table = PagedTable("Data extension rows", (), attrgetter("number"), model)
        self.list = LongList("Find row", self.table)
        self._add = button("Add row…", self._open_form, icon="plus")
        self._delete = button("Delete row…", self._ask_to_delete, icon="trash-2")
        self._new = NewRow()
        self._set_up()
        self._wire()

    def _set_up(self) -> None:
        view = self.table.view
        view.setItemDelegate(self._cells)
        trigger = QAbstractItemView.EditTrigger
        view.setEditTriggers(
            trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed
        )
        view.horizontalHeader().setStretchLastSection(True)
        view.opened.connect(lambda _: self._edit())
        self.list.add_choice(self._choice)
        self.list.add_action(self._add)
        self.list.add_action(self._delete)
        self._delete.setEnabled(False)
        self.put_side_by_side(self.list, self._new, sizes=(760, 320))
        self.list.setMinimumWidth(420)
        self._new.hide()

    def _wire(self) -> None:
        self._choice.activated.connect(lambda _: self._begin())
        self.list.narrowed.connect(self.host.look_now)
        self.table.wanted.connect(self.host.look_now)
        self.table.chosen.connect(lambda _: self._delete.setEnabled(True))
        self._cells.edited.connect(self._change)
        self._new.wanted.connect(self._write_new)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_delete)

    @property
    def extension_id(self) -> str:
        return str(self._choice.currentData() or "")

    def _begin(self) -> None:
        self._new.hide()
        self._delete.setEnabled(False)
        self.list.begin()

    # What the pane calls.

    def forget(self) -> None:
        self._columns_told = None
        self._new.hide()
        self.table.begin()
        self._delete.setEnabled(False)
        with QSignalBlocker(self._choice):
            self._choice.clear()

    def search(self) -> None:
        self.list.finder.setFocus()
        self.list.finder.selectAll()

    def outdate(self) -> None:
        self._is_old = True
        self.table.outdate()

    async def look(self) -> None:
        if self._cells.is_editing:
            return
        if self._is_old or not self.extension_id:
            found = await self.controls.get("data-extensions")
            self._show_extensions(tuple(map(facts.extension_of, found["items"])))
            self._is_old = False
        await self._read()

    async def _read(self) -> None:
        asked, sought = self.extension_id, self.list.sought
        while asked and (number := self.table.next_wanted()) is not None:
            told = await self.controls.page(
                "data-extensions",
                asked,
                "rows",
                number=number,
                size=PAGE,
                search=sought,
            )
            if (asked, sought) != (self.extension_id, self.list.sought):
                return
            self._show_columns(told)
            rows = map(DataRow, told["numbers"], told["rows"])
            self.list.show_page(number, list(rows), told)
            self._delete.setEnabled(self.table.current is not None)

    def _show_extensions(self, extensions: tuple[Extension, ...]) -> None:
        """List them; the first time the fullest one is chosen."""
        if self._choice.view().isVisible():
            return
        if not extensions:
            self._choice.clear()
            self._show_none()
            return
        fullest = max(extensions, key=attrgetter("rows"))
        known = {each.id for each in extensions}
        self.table.set_empty(*_NO_ROWS)
        self._add.setEnabled(True)
        wanted = self.extension_id if self.extension_id in known else fullest.id
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for each in extensions:
                self._choice.addItem(f"{each.name} · {each.rows:,}", each.id)
            self._choice.setCurrentIndex(self._choice.findData(wanted))

    def _show_none(self) -> None:
        """Say that there is nothing to choose from."""
        self.table.set_empty(
            "This business unit has no data extension",
            "Make one through the service, or reset to the demo tenant.",
        )
        self.list.show_page(0, [], {"count": 0})
        self._add.setEnabled(False)

    def _show_columns(self, told: JsonObject) -> None:
        if told["columns"] == self._columns_told:
            return
        self._columns_told = told["columns"]
        fields = tuple(map(data_extension.from_body, told["columns"]))
        self._fields = fields
        self._cells.show_fields(fields)
        self.table.begin(tuple(_column(field, told["rows"]) for field in fields))

    # What the person does.

    def _edit(self) -> None:
        # A line passes Return on to the table, also while it is being edited.
        if not self._cells.is_editing:
            self.table.view.edit(self.table.view.currentIndex())

    def _open_form(self) -> None:
        self._new.ask(self._fields)

    def _change(self, row: DataRow, field: str, value: Any) -> None:
        place = ("data-extensions", self.extension_id, "rows", str(row.number))

        async def change() -> None:
            await self.controls.put(*place, body={field: value})
            self.host.notice.clear()
            self.table.outdate()

        self.write(change)

    def _write_new(self, row: JsonObject) -> None:
        place = ("data-extensions", self.extension_id, "rows")

        async def add() -> None:
            await self.controls.post(*place, body=row)
            self.host.notice.clear()
            self._new.hide()
            self.table.outdate()

        self.write(add, locks=self._new.locks)

    def _ask_to_delete(self) -> None:
        row: DataRow | None = self.table.current
        if row is None:
            return
        first = next((str(v) for v in row.values.values() if v is not None), "")
        self.host.notice.show_text(
            "Contacts whose journeys look at it find nothing there from then on.",
            title=f"Delete the row “{first}”?",
            state="warn",
            actions=(
                ("Delete", lambda: self._delete_row(row)),
                ("Keep", self.host.notice.clear),
            ),
        )

    def _delete_row(self, row: DataRow) -> None:
        place = ("data-extensions", self.extension_id, "rows", str(row.number))

        async def delete() -> None:
            await self.controls.delete(*place)
            self.host.notice.clear()
            self.table.outdate()

        self.write(delete, locks=(self._delete,))


def _column(field: DataExtensionField, rows: list[JsonObject]) -> Column:
    name = field.name
    longest = max([len(name), *(len(_told(row.get(name))) for row in rows)])
    width = min(max(longest * _LETTER + theme.SPACE_6, _NARROWEST), _WIDEST)
    label = data_extension.type_label(field)
    return Column(
        name,
        lambda row: _told(row[name]),
        width=width,
        is_number=field.type in _NUMBERS,
        about=f"{name}: {'primary key, ' if field.is_primary_key else ''}{label}",
    )


def _told(value: Any) -> str:
    return "" if value is None else str(value)
