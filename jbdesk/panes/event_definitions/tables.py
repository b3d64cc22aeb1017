"""The two tables of an event definition: its fields, and who listens to it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jbdesk.model.data_extension import DataExtensionField, type_label
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.panes.event_definitions import words
from jbdesk.widgets import theme
from jbdesk.widgets.labels import section
from jbdesk.widgets.surfaces import Line
from jbdesk.widgets.table import Column, RowsTable


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


FIELD_COLUMNS = (
    Column("Name", lambda each: each.name, is_stretched=True),
    Column("Type", type_label, width=112),
    Column("Type", words.plain_type, width=112),
    Column(
        "Length", words.length, lambda each: each.length or 0, width=66, is_number=True
    ),
    Column("Required", lambda each: _yes(each.is_required), width=72),
    Column("Primary key", lambda each: _yes(each.is_primary_key), width=90),
    Column("Default", lambda each: each.default, width=64),
)
_TYPE_AND_LENGTH, _TYPE, _LENGTH, _DEFAULT = 1, 2, 3, 6
_FOR_LENGTH, _FOR_DEFAULT = 560, 440  # widths from which they have their columns
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

    def __init__(self, name: str, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self._name = name
        self._title = section(name)
        self._title.setContentsMargins(theme.SPACE_4, 0, 0, 0)
        self.table = RowsTable(name, columns)
        self.table.filter_field.hide()
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        # It takes the room there is and asks for no more.
        self.table.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )
        inset = QHBoxLayout()
        inset.setContentsMargins(theme.SPACE_2, 0, 0, 0)
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
        number = f" · {len(rows)}" if rows else ""
        self._title.setText(f"{self._name}{number}")

    def show_age(self, told: str) -> None:
        """Say behind the title how old the rows are."""
        self._title.setText(f"{self._title.text()} · {told}")


class FieldsTable(TitledTable):
    """The data extension's fields; a length has its own column where there is room."""

    def __init__(self) -> None:
        super().__init__("Fields", FIELD_COLUMNS)

    def show_fields(self, fields: tuple[DataExtensionField, ...]) -> None:
        hint = "An event carries the contact key and nothing else."
        self.show_rows(fields, "No fields", hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        view, width = self.table.view, self.width()
        view.setColumnHidden(_TYPE_AND_LENGTH, width >= _FOR_LENGTH)
        view.setColumnHidden(_TYPE, width < _FOR_LENGTH)
        view.setColumnHidden(_LENGTH, width < _FOR_LENGTH)
        view.setColumnHidden(_DEFAULT, width < _FOR_DEFAULT)


class JourneysTable(TitledTable):
    """The versions of journeys that listen; a double click or Return opens one."""

    opened = Signal(object)  # JourneyRow

    def __init__(self) -> None:
        super().__init__("Journeys that use it", JOURNEY_COLUMNS)
        self.table.view.setToolTip("Double-click or Return opens the journey.")
        self.table.opened.connect(self.opened)

    def show_journeys(self, journeys: tuple[JourneyRow, ...], hint: str) -> None:
        rows = sorted(journeys, key=lambda each: (each.name.casefold(), -each.version))
        self.show_rows(tuple(rows), "No journey uses it", hint)
