"""The list of event definitions: search as one types, types, columns that fit."""

from collections import Counter
from collections.abc import Iterable

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

from jbdesk.model.event_definition import EventDefinition
from jbdesk.panes.event_definitions import words
from jbdesk.widgets import theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.marked_cells import Mark, MarkedCells
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import Column, RowsTable

ALL_TYPES = "All types"
_KEY = 1  # the key's column
_NEEDS = {5: 600, 3: 520, 4: 430}  # a column and the width from which it is shown
_WIDE = 900
_WHEN_WIDE = {1: 346, 2: 140, 3: 160}  # whole keys, where there is room for them


def _key_token(definition: EventDefinition) -> str:
    return "warn" if definition.has_period else "muted"


def _key_mark(definition: EventDefinition) -> Mark | None:
    if not definition.has_period:
        return None
    return Mark("triangle-alert", "warn", words.why_not_fireable(definition))


def _modified(definition: EventDefinition) -> str:
    return words.short_day(words.modified_at(definition))


COLUMNS = (
    Column("Name", lambda each: each.name, is_stretched=True),
    Column("Key", lambda each: each.key, width=104, is_fixed=True, token=_key_token),
    Column("Type", words.type_words, width=92),
    Column("Data extension", lambda each: each.data_extension_name, width=112),
    Column(
        "Journeys",
        lambda each: str(each.journeys),
        sort=lambda each: each.journeys,
        width=74,
        is_number=True,
    ),
    Column("Modified", _modified, sort=lambda each: each.modified_date, width=74),
    Column("Type in the API", lambda each: each.type),  # hidden: it is searched, too
)
_API_TYPE = 6


class DefinitionList(QWidget):
    """Shows definitions; tells which is chosen, which is opened, how many remain."""

    chosen = Signal(object)  # EventDefinition, or None
    opened = Signal(object)
    counted = Signal(int, int)  # how many are shown of how many
    reading_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self._definitions: tuple[EventDefinition, ...] = ()
        self._is_wide = False
        self._without = "not connected"  # the page while there are none
        self.table = RowsTable("Event definitions", COLUMNS)
        self.table.filter_field.setPlaceholderText("Find event definition")
        self.table.filter_field.setAccessibleName("Find event definition")
        self._marks = MarkedCells(_key_mark, self)
        self.table.view.setItemDelegateForColumn(_KEY, self._marks)
        self.table.view.setColumnHidden(_API_TYPE, True)
        self.types = QComboBox()
        self._nothing_found = EmptyState("", "", "Clear search", self.clear_search)
        self._pages = {"table": self.table, "nothing": self._nothing_found}
        self._pages |= self._empty_pages()
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.shown_changed.connect(lambda *_: self._show_page())
        self.types.currentIndexChanged.connect(self._type_changed)
        self._fill_types()
        self._show_page()

    def _empty_pages(self) -> dict[str, QWidget]:
        again = self.reading_wanted.emit
        return {
            "not connected": EmptyState(
                "Not connected",
                "Choose a connection under Credentials; the event definitions of its"
                " business unit appear here.",
            ),
            "reading": EmptyState("Reading the event definitions…"),
            "none": EmptyState(
                "No event definitions in this business unit",
                "Journey Builder makes one with each entry source.",
                "Read again",
                again,
            ),
            "failed": EmptyState(
                "The event definitions could not be read",
                "The reason stands above.",
                "Read again",
                again,
            ),
        }

    def _lay_out(self) -> None:
        self.types.setAccessibleName("Type")
        self.types.setToolTip("Type")
        self.types.setFixedHeight(theme.CONTROL_HEIGHT)
        self.types.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.types.setMinimumWidth(150)
        for page in self._pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout()
        row.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.table.filter_field, 1)
        row.addWidget(self.types)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        inset = QHBoxLayout()
        inset.setContentsMargins(theme.SPACE_2, 0, 0, 0)
        inset.addWidget(self._stack)
        column.addLayout(inset, 1)
        QWidget.setTabOrder(self.table.filter_field, self.types)
        QWidget.setTabOrder(self.types, self.table.view)

    # What the pane calls.

    def load(self, definitions: Iterable[EventDefinition]) -> None:
        """Show other definitions; the chosen one stays chosen by its id."""
        self._definitions = tuple(definitions)
        self._without = "none"
        self._fill_types()
        self._show_rows()

    def choose_first(self) -> None:
        """Show what a definition holds without being asked."""
        if self.current is None:
            self.table.view.selectRow(0)

    def choose_key(self, key: str) -> bool:
        """Choose the one with this key; False where there is none."""
        wanted = key.casefold()
        found = [each for each in self._definitions if each.key.casefold() == wanted]
        if found and not self.table.choose(found[0]):
            self.reset_search()  # it is filtered away
            self.table.choose(found[0])
        return bool(found)

    @property
    def all(self) -> tuple[EventDefinition, ...]:
        return self._definitions

    def forget(self, page: str) -> None:
        """Show none and say why: "not connected", "reading" or "failed"."""
        self._without = page
        self._definitions = ()
        self._fill_types()
        self._show_rows()

    @property
    def is_empty(self) -> bool:
        return not self._definitions

    @property
    def current(self) -> EventDefinition | None:
        found: EventDefinition | None = self.table.current
        return found

    def reset_search(self) -> None:
        self.types.setCurrentIndex(0)
        self.table.filter_field.clear()

    def clear_search(self) -> None:
        """Show everything again and stand in the field to search anew."""
        self.reset_search()
        self.table.filter_field.setFocus(Qt.FocusReason.OtherFocusReason)

    # What happens.

    def _type_changed(self) -> None:
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = self.types.currentData()
        rows = [
            each
            for each in self._definitions
            if wanted is None or words.type_words(each) == wanted
        ]
        before = self.current
        self.table.blockSignals(True)  # one change is told once, below
        self.table.load(rows)
        if before is not None:
            same = next((each for each in rows if each.id == before.id), None)
            _ = same is not None and self.table.choose(same)
        self.table.blockSignals(False)
        self._show_page()
        if before is not None:
            self.chosen.emit(self.current)

    def _fill_types(self) -> None:
        """List the types there are with their numbers; keep the chosen one."""
        before = self.types.currentData()
        numbers = Counter(map(words.type_words, self._definitions))
        self.types.blockSignals(True)
        self.types.clear()
        self.types.addItem(ALL_TYPES, None)
        for name in sorted(numbers, key=str.casefold):
            self.types.addItem(f"{name} ({numbers[name]})", name)
        self.types.setCurrentIndex(max(self.types.findData(before), 0))
        self.types.blockSignals(False)

    def _show_page(self) -> None:
        shown = self.table.view.model().rowCount()
        page = "table" if shown else "nothing"
        if not self._definitions:
            page = self._without
        if page == "nothing":
            self._nothing_found.show_text(*self._nothing_words())
        self._stack.setCurrentWidget(self._pages[page])
        self.counted.emit(shown, len(self._definitions))

    def _nothing_words(self) -> tuple[str, str]:
        sought = self.table.filter_field.text().strip()
        kind = self.types.currentData()
        among = f" among the type “{kind}”" if kind else ""
        return (
            f"Nothing matches “{sought}”{among}",
            "The search looks at name, key, type and data extension.",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, needed in _NEEDS.items():
            self.table.view.setColumnHidden(column, self.width() < needed)
        is_wide = self.width() >= _WIDE
        if is_wide != self._is_wide:  # what the person resized stays else
            self._is_wide = is_wide
            for column, width in _WHEN_WIDE.items():
                wanted = width if is_wide else COLUMNS[column].width
                self.table.view.setColumnWidth(column, wanted)
