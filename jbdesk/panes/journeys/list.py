"""The page with the list of journeys; what becomes of the chosen one stands below."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.panes.journeys.columns import OFFERED, ColumnsMenu
from jbdesk.panes.journeys.filters import JourneyFilters
from jbdesk.panes.journeys.life.strip import USUAL_HEIGHT
from jbdesk.widgets import surfaces, theme
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import Column, RowsTable

_COLUMNS = "columns:"
_BEFORE_EVENT = 5  # columns left of the entry event
LEAST_OF_LIST = 328  # pixels, in a small window


class JourneyList(QWidget):
    """Filters, table, and which one is chosen or opened."""

    opened = Signal(JourneyRow)
    shown_changed = Signal(int, int)

    def __init__(self, jobs: QWidget, strip: QWidget) -> None:
        super().__init__()
        make_surface(self)
        self._names: dict[str, str] = {}  # of event definitions, by key
        self._unsaved: frozenset[str] = frozenset()
        self._rows: tuple[JourneyRow, ...] = ()
        self._wanted = ""  # the key of a journey to choose once it is read
        self.table = RowsTable("Journeys", self._columns())
        field = self.table.filter_field
        field.setPlaceholderText("Find by name, key or entry event")
        field.setAccessibleName("Find journey")
        self.columns = ColumnsMenu(self.table.view, self._columns())
        self.filters = JourneyFilters(field, self.columns.button)
        self.filters.changed.connect(self._pick)
        self.table.opened.connect(self.opened)
        self.table.shown_changed.connect(self._tell_shown)
        self._lay_out(jobs, strip)
        self.table.set_empty(
            "Not connected", "Choose a connection to see its journeys."
        )

    def _lay_out(self, jobs: QWidget, strip: QWidget) -> None:
        above = QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(
            theme.SPACE_2, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2
        )
        upper.setSpacing(theme.SPACE_2)
        upper.addWidget(self.filters)
        upper.addWidget(jobs)
        upper.addWidget(self.table, 1)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.addWidget(above)
        self._parts.addWidget(strip)
        self._parts.setStretchFactor(0, 1)
        self._parts.setStretchFactor(1, 0)
        self._parts.setCollapsible(0, False)
        self._parts.setSizes([LEAST_OF_LIST, USUAL_HEIGHT])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._parts)

    def _columns(self) -> tuple[Column, ...]:
        own = [each.column for each in OFFERED]
        event = Column("Entry event", self._event, width=190)
        return (
            Column("Name", self._name, is_stretched=True),
            *own[:_BEFORE_EVENT],
            event,
            *own[_BEFORE_EVENT:],
        )

    # The rows.

    def load(
        self, rows: Iterable[JourneyRow], definitions: Iterable[EventDefinition]
    ) -> None:
        chosen = self._wanted or (self.current.key if self.current else "")
        self._wanted = ""
        self._names = {each.key: each.name for each in definitions}
        self._rows = tuple(rows)
        self._show_rows()
        self.table.set_empty("No journeys yet", "Begin one with “New journey”.")
        self._pick()
        if chosen:
            self.choose(chosen)

    def _show_rows(self) -> None:
        self.filters.offer(self._rows, self._names)

    def _pick(self) -> None:
        """Show the rows that the filters let through."""
        chosen = self.filters.chosen
        self.table.load(chosen.picked(self._rows))
        if self._rows:
            self.table.set_empty(
                "No journey passes these filters",
                f"There are {len(self._rows):,}. Choose others, or clear the filters.",
            )

    def replace(self, key: str, latest: JourneyRow | None, is_chosen: bool) -> None:
        """Take in what became of one journey; None: it is no more."""
        changed = []
        for row in self._rows:
            if row.key != key:
                changed.append(row)
            elif latest is not None:  # a list of versions comes without triggers
                triggers = {"triggers": row.body.get("triggers", [])}
                changed.append(replace(latest, body={**triggers, **latest.body}))
        self._rows = tuple(changed)
        self._show_rows()
        self._pick()
        if is_chosen and latest is not None:
            self.choose(key)

    def choose(self, key: str) -> bool:
        """Choose a journey by its key; False where it is not shown."""
        row = next((each for each in self._rows if each.key == key), None)
        return row is not None and self.table.choose(row)

    def seek(self, key: str) -> None:
        """Choose a journey, past the filters; one that is not read yet, later."""
        if not self.choose(key):
            self.table.filter_field.clear()
            self.filters.clear()
            self._wanted = "" if self.choose(key) else key
        self.table.view.setFocus()

    def clear(self) -> None:
        self._rows = ()
        self.table.load(())
        self.table.set_empty("Reading the journeys", "")

    def mark_unsaved(self, keys: Collection[str]) -> None:
        """Say which journeys have changes that are only here."""
        self._unsaved = frozenset(keys)
        self.table.view.viewport().update()

    def is_unsaved(self, key: str) -> bool:
        return key in self._unsaved

    @property
    def current(self) -> JourneyRow | None:
        found = self.table.current
        return found if isinstance(found, JourneyRow) else None

    def _tell_shown(self, shown: int, _of_those_picked: int) -> None:
        self.shown_changed.emit(shown, len(self._rows))

    def _name(self, row: JourneyRow) -> str:
        return f"{row.name} · unsaved here" if row.key in self._unsaved else row.name

    def _event(self, row: JourneyRow) -> str:
        key = row.event_definition_key
        return self._names.get(key, key)

    # How it stands, from one start to the next.

    def arrangement(self) -> list[str]:
        """Tell the columns in one text, then how the parts stand."""
        return [_COLUMNS + ",".join(self.columns.shown), *surfaces.arrangement(self)]

    def arrange(self, states: list[str]) -> list[str]:
        """Take what is of the list; gives what is left, which is another's."""
        if not states or not str(states[0]).startswith(_COLUMNS):
            return states
        self.columns.show_only(states[0].removeprefix(_COLUMNS).split(","))
        surfaces.arrange(self, states[1:2])
        return states[2:]
