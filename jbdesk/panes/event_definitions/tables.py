"""The two tables of an event definition: its fields, and who listens to it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jbdesk.model.data_extension import type_label
from jbdesk.model.events.drift import FieldPair
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.panes.event_definitions import words
from jbdesk.widgets import theme
from jbdesk.widgets.labels import section
from jbdesk.widgets.marked_cells import Mark, MarkedCells
from jbdesk.widgets.surfaces import Line
from jbdesk.widgets.table import Column, RowsTable


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


def _mark(pair: FieldPair) -> Mark | None:
    if not pair.has_drifted:
        return None
    return Mark("triangle-alert", "warn", f"{pair.told}. {pair.meaning}")


def _warns(_pair: FieldPair) -> str:
    return "warn"


FIELD_COLUMNS = (
    Column("Name", lambda each: each.shown.name, is_stretched=True),
    Column("Type", lambda each: type_label(each.shown), width=112),
    Column("Type", lambda each: words.plain_type(each.shown), width=112),
    Column(
        "Length",
        lambda each: words.length(each.shown),
        lambda each: each.shown.length or 0,
        width=66,
        is_number=True,
    ),
    Column("Required", lambda each: _yes(each.shown.is_required), width=72),
    Column("Primary key", lambda each: _yes(each.shown.is_primary_key), width=90),
    Column("Default", lambda each: each.shown.default, width=64),
    Column("In the schema", lambda each: each.in_schema, width=106, token=_warns),
)
_NAME, _TYPE_AND_LENGTH, _TYPE, _LENGTH, _DEFAULT, _SCHEMA = 0, 1, 2, 3, 6, 7
_KEY = 5
# Widths from which they have their columns.
_FOR_LENGTH, _FOR_DEFAULT, _FOR_KEY = 560, 440, 380
JOURNEY_COLUMNS = (
    Column("Name", lambda each: each.name, is_stretched=True),
    Column(
        "Status",
        lambda each: each.status_word,
        width=90,
        token=lambda each: words.status_token(each.status_word),
    ),
    Column(
        "Version",
        lambda each: str(each.version),
        sort=lambda each: each.version,
        width=64,
        is_number=True,
    ),
)
_READING = "Reading…"
_LEAST_HEIGHT = 4 * theme.ROW_HEIGHT  # header and three rows


class TitledTable(QWidget):
    """A small table under its title; says itself why it is empty."""

    def __init__(
        self, name: str, columns: tuple[Column, ...], margin: int = theme.SPACE_4
    ) -> None:
        super().__init__()
        self._name = name
        self._title = section(name)
        self._title.setContentsMargins(margin, 0, 0, 0)
        self.table = RowsTable(name, columns)
        self.table.filter_field.hide()
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        # It takes the room there is and asks for no more.
        self.table.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )
        inset = QHBoxLayout()
        side = max(0, margin - theme.SPACE_2)  # a cell has room of its own
        inset.setContentsMargins(side, 0, side, 0)
        inset.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self._title)
        column.addWidget(Line("line-soft"))
        column.addLayout(inset, 1)

    def show_reading(self) -> None:
        self.show_rows((), _READING)

    def show_failure(self, failure: Failure) -> None:
        self.show_rows((), f"{self._name} could not be read", str(failure))

    def show_rows(self, rows: tuple[Any, ...], title: str, hint: str = "") -> None:
        """Show rows; title and hint say what it means that there are none."""
        self.table.set_empty(title, hint)
        self.table.load(rows)
        self.show_number(str(len(rows)) if rows else "")

    def show_number(self, told: str) -> None:
        """Say in the title how many there are."""
        self._title.setText(" · ".join(filter(None, (self._name, told))))

    def show_age(self, told: str) -> None:
        """Say behind the title how old the rows are."""
        self._title.setText(f"{self._title.text()} · {told}")


class FieldsTable(TitledTable):
    """The data extension's fields; a length has its own column where there is room."""

    def __init__(self) -> None:
        super().__init__("Fields", FIELD_COLUMNS)
        self._has_drifted = False
        self._marks = MarkedCells(_mark, self)
        self.table.view.setItemDelegateForColumn(_NAME, self._marks)
        self._show_columns()

    def show_pairs(self, pairs: tuple[FieldPair, ...]) -> None:
        """Show live fields; what differs from the schema is marked and told."""
        self._has_drifted = any(each.has_drifted for each in pairs)
        hint = "An event carries the contact key and nothing else."
        self.show_rows(pairs, "No fields", hint)
        self._show_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _show_columns(self) -> None:
        view, width = self.table.view, self.width()
        room = width - (FIELD_COLUMNS[_SCHEMA].width if self._has_drifted else 0)
        view.setColumnHidden(_TYPE_AND_LENGTH, room >= _FOR_LENGTH)
        view.setColumnHidden(_TYPE, room < _FOR_LENGTH)
        view.setColumnHidden(_LENGTH, room < _FOR_LENGTH)
        view.setColumnHidden(_DEFAULT, room < _FOR_DEFAULT)
        view.setColumnHidden(_KEY, room < _FOR_KEY)
        view.setColumnHidden(_SCHEMA, not self._has_drifted)


class JourneysTable(TitledTable):
    """The versions of journeys that listen; a double click or Return opens one."""

    opened = Signal(object)  # JourneyRow

    def __init__(self, margin: int = theme.SPACE_4) -> None:
        super().__init__("Journeys that use it", JOURNEY_COLUMNS, margin)
        self.table.view.setToolTip("Double-click or Return opens the journey.")
        self.table.opened.connect(self.opened)

    def show_journeys(self, journeys: tuple[JourneyRow, ...], hint: str) -> None:
        rows = sorted(journeys, key=lambda each: (each.name.casefold(), -each.version))
        self.show_rows(tuple(rows), "No journey uses it", hint)
        if rows:
            number = counted(len({each.key or each.id for each in rows}), "journey")
            versions = counted(len(rows), "version")
            self.show_number(f"{number}, {versions}")
