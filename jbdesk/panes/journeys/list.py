"""The list of journeys: latest version of each, with what is unsaved here."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.widgets import theme
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import Column, RowsTable

_TOKENS = {  # the colour of a status
    "Published": "ok",
    "Draft": "muted",
    "Paused": "warn",
    "Unpublished": "warn",
    "Stopped": "bad",
}


class JourneyList(QWidget):
    """Filter, table, and which one is opened."""

    opened = Signal(JourneyRow)
    shown_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self._names: dict[str, str] = {}  # of event definitions, by key
        self._unsaved: frozenset[str] = frozenset()
        self.table = RowsTable("Journeys", self._columns())
        self.table.filter_field.setPlaceholderText(
            "Find a journey by name, key, status or entry event"
        )
        self.table.filter_field.setAccessibleName("Find journey")
        self.table.opened.connect(self.opened)
        self.table.shown_changed.connect(self.shown_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_2, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2
        )
        column.addWidget(self.table)
        self.table.set_empty(
            "Not connected", "Choose a connection to see its journeys."
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("Name", self._name, is_stretched=True),
            Column(
                "Status",
                lambda row: row.status_word,
                width=110,
                token=lambda row: _TOKENS.get(row.status, "text"),
            ),
            Column(
                "Version",
                lambda row: str(row.version),
                sort=lambda row: row.version,
                width=76,
                is_number=True,
            ),
            Column("Entry event", self._event, width=230),
            Column("Key", lambda row: row.key, width=190, is_fixed=True),
            Column(
                "Modified",
                lambda row: _date(row.modified_date),
                sort=lambda row: row.modified_date,
                width=140,
            ),
        )

    def load(
        self, rows: Iterable[JourneyRow], definitions: Iterable[EventDefinition]
    ) -> None:
        self._names = {each.key: each.name for each in definitions}
        self.table.load(rows)
        self.table.set_empty("No journeys yet", "Begin one with “New journey”.")

    def clear(self) -> None:
        self.table.load(())
        self.table.set_empty("Reading the journeys", "")

    def mark_unsaved(self, keys: Collection[str]) -> None:
        """Say which journeys have changes that are only here."""
        self._unsaved = frozenset(keys)
        self.table.view.viewport().update()

    @property
    def current(self) -> JourneyRow | None:
        found = self.table.current
        return found if isinstance(found, JourneyRow) else None

    def _name(self, row: JourneyRow) -> str:
        return f"{row.name} · unsaved here" if row.key in self._unsaved else row.name

    def _event(self, row: JourneyRow) -> str:
        key = row.event_definition_key
        return self._names.get(key, key)


def _date(text: str) -> str:
    """Give the service's date to the minute; it has no zone."""
    return text[:16].replace("T", " ")
