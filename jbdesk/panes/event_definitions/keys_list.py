"""The list of keys of all business units, filtered as one types or pastes."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.events import key_rows
from jbdesk.model.events.key_rows import KeyRow
from jbdesk.model.types import trigger_types
from jbdesk.widgets import theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import Column, RowsTable
from jbdesk.widgets.tooltips import tooltip


def _type(row: KeyRow) -> str:
    return trigger_types.words(row.type)


def _fields(row: KeyRow) -> str:
    return "not read" if row.fields is None else str(row.fields or "none")


def _fields_first(row: KeyRow) -> int:
    return -1 if row.fields is None else row.fields


COLUMNS = (
    Column("Name", lambda each: each.name, is_stretched=True),
    Column(
        "Key",
        lambda each: each.key,
        width=120,
        is_fixed=True,
        token=lambda each: "warn" if each.has_period else "muted",
    ),
    Column("Business unit", lambda each: each.unit, width=120),
    Column("Type", _type, width=92),
    Column("Data extension", lambda each: each.data_extension, width=112),
    Column(
        "Journeys that listen",
        lambda each: each.told_journeys,
        sort=lambda each: -each.journeys,
        width=180,
    ),
    Column(
        "Fields",
        _fields,
        sort=_fields_first,
        width=72,
        is_number=True,
        is_searched=False,
    ),
    # Hidden: they are searched, too.
    Column("Type in the API", lambda each: each.type),
    Column("IDs", lambda each: each.ids),
    Column("All journeys", lambda each: each.names),
)
_NO_ADDRESS = (
    "Its journey may be newer than the copy: read again. A journey without an entry"
    " source has no key."
)
_SEARCHED = (
    "The search looks at key, name, type, data extension, business unit and the"
    " journeys that listen."
)
_FIELDS_TOO = (
    "Reading again (F5) keeps the fields of every key as well, for when there is no"
    " network: one data extension after another."
)
_SEARCHED_ALONE = (7, 8, 9)
_NEEDS = {
    3: 1080,
    4: 840,
    5: 480,
    6: 560,
}  # a column and the width from which it is shown
_FITS = (  # from a width on, columns that are wider
    (1240, {1: 330, 2: 170, 5: 260}),
    (900, {1: 220, 2: 140, 5: 220}),
    (0, {1: 84, 2: 128, 5: 148}),
)


class KeysList(QWidget):
    """Shows keys; tells which is chosen, which is opened, how many remain."""

    chosen = Signal(object)  # KeyRow, or None
    opened = Signal(object)
    counted = Signal(int, int)
    reading_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self._ids: frozenset[str] = frozenset()
        self._without = "unread"
        self._fits: dict[int, int] = {}
        self.table = RowsTable("Keys", COLUMNS, self._sought)
        field = self.table.filter_field
        field.setPlaceholderText("Part of a key, name or journey, or a pasted address")
        field.setAccessibleName("Find key")
        self.with_fields = QCheckBox("Fields too")
        self.with_fields.setAccessibleName("Fields too")
        self.with_fields.setToolTip(tooltip(_FIELDS_TOO))
        for column in _SEARCHED_ALONE:
            self.table.view.setColumnHidden(column, True)
        self._pages = {"table": self.table, **self._empty_pages()}
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.shown_changed.connect(lambda *_: self._show_page())
        self._show_page()

    def _empty_pages(self) -> dict[str, QWidget]:
        read = self.reading_wanted.emit
        self._nothing_found = EmptyState("", "", "Clear search", self.clear_search)
        return {
            "nothing": self._nothing_found,
            "unread": EmptyState(
                "No business unit has been read yet",
                "Their keys are kept on this computer, to be found without a network.",
                "Read all business units",
                read,
            ),
            "reading": EmptyState(
                "Reading all business units…", "How far it is stands above."
            ),
            "none": EmptyState(
                "No event definitions in any business unit",
                "Journey Builder makes one with each entry source.",
                "Read again",
                read,
            ),
        }

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout()
        row.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.table.filter_field, 1)
        row.addWidget(self.with_fields)
        inset = QHBoxLayout()
        inset.setContentsMargins(theme.SPACE_2, 0, 0, 0)
        inset.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(inset, 1)
        QWidget.setTabOrder(self.table.filter_field, self.with_fields)
        QWidget.setTabOrder(self.with_fields, self.table.view)

    # What the pane calls.

    def load(self, rows: Iterable[KeyRow], *, has_copy: bool) -> None:
        """Show other rows; the chosen one stays chosen by its id."""
        found = tuple(rows)
        before = self.current
        self._ids = frozenset(one for each in found for one in each.ids.split())
        self._without = "none" if has_copy else "unread"
        self.table.load(found)
        if before is not None:
            place = (before.connection_id, before.id)
            same = [e for e in found if (e.connection_id, e.id) == place]
            _ = same and self.table.choose(same[0])
        self._show_page()

    def tell_without_fields(self, number: int) -> None:
        """Say at the tick of how many keys no fields are kept."""
        told = f"Fields too · {number:,} not read" if number else "Fields too"
        self.with_fields.setText(told)

    def show_reading(self) -> None:
        """Say that the first copy is being made; rows that are there stay."""
        self._without = "reading"
        self._show_page()

    @property
    def current(self) -> KeyRow | None:
        found: KeyRow | None = self.table.current
        return found

    def search(self, text: str = "") -> None:
        """Stand in the field, with this text or with what is there selected."""
        field = self.table.filter_field
        if text:
            field.setText(text)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def clear_search(self) -> None:
        self.table.filter_field.clear()
        self.search()

    # What happens.

    def _sought(self, text: str) -> str:
        return key_rows.sought(text, self._ids)

    def _show_page(self) -> None:
        shown = self.table.view.model().rowCount()
        total = self.table.total
        page = "table" if shown else "nothing"
        if not total:
            page = self._without
        if page == "nothing":
            self._nothing_found.show_text(*self._nothing_words())
        self._stack.setCurrentWidget(self._pages[page])
        self.counted.emit(shown, total)

    def _nothing_words(self) -> tuple[str, str]:
        text = self.table.filter_field.text().strip()
        if key_rows.is_address(text):
            return "No key belongs to this address", _NO_ADDRESS
        return f"No key matches “{text}”", _SEARCHED

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, needed in _NEEDS.items():
            self.table.view.setColumnHidden(column, self.width() < needed)
        fits = next(widths for least, widths in _FITS if self.width() >= least)
        if fits is not self._fits:  # what the person resized stays else
            self._fits = fits
            for column, width in fits.items():
                self.table.view.setColumnWidth(column, width)
