"""Arrivals, exits and errors per day: as bars, and as the same numbers in a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jbdesk.model.records.history import Day
from jbdesk.model.records.periods import Period
from jbdesk.widgets.bar_chart import BarChart, Bars, Series
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import Column, RowsTable

_MOST = 400  # days that a chart can show
_WIDTH = 520
_KINDS = (
    ("Arrivals", "accent", "arrivals", 70),
    ("Exits", "ok", "exits", 56),
    ("Turned away", "warn", "turned_away", 100),
    ("Errors", "bad", "errors", 64),
)


@dataclass(frozen=True)
class _Row:
    """A day, and whether too little is known of it."""

    day: Day
    is_gap: bool


def _title(day: Day) -> str:
    return f"{day.date:%a} {day.date.day} {day.date:%b %Y}"


def _told(row: _Row) -> str:
    return f"{_title(row.day)} · gap" if row.is_gap else _title(row.day)


COLUMNS = (
    Column("Day", _told, sort=lambda row: row.day.date, is_stretched=True),
    *(
        Column(
            name,
            lambda row, member=member: f"{getattr(row.day, member):,}",  # type: ignore[misc]
            sort=lambda row, member=member: getattr(row.day, member),  # type: ignore[misc]
            width=width,
            is_number=True,
        )
        for name, _, member, width in _KINDS
    ),
)


class DaysChart(QSplitter):
    """The chart at the left, the table at the right; a day chosen is in both."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.chart = BarChart("Arrivals, exits and errors per day")
        make_surface(self.chart)
        self.table = RowsTable("Days", COLUMNS)
        self.table.filter_field.hide()
        self.table.set_empty("No days yet", "Pull the history to see them.")
        self._rows: tuple[_Row, ...] = ()
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.addWidget(self.chart)
        self.addWidget(room)
        self.setStretchFactor(0, 1)
        self.setSizes([1000, _WIDTH])
        self.setChildrenCollapsible(False)
        self.chart.chosen.connect(lambda place: self.table.choose(self._rows[place]))
        self.table.chosen.connect(self._row_chosen)

    def show_days(self, days: Sequence[Day], read: Iterable[Period]) -> None:
        """Show every day from the first to the last, also where nothing happened."""
        filled, known = _filled(days), tuple(read)
        self._rows = tuple(_Row(day, not _is_read(day.date, known)) for day in filled)
        gaps = (place for place, row in enumerate(self._rows) if row.is_gap)
        series = tuple(
            Series(name, token, tuple(getattr(day, member) for day in filled))
            for name, token, member, _ in _KINDS
        )
        labels = tuple(f"{day.date.day} {day.date:%b}" for day in filled)
        titles = tuple(map(_title, filled))
        self.chart.show_bars(Bars(labels, titles, series, frozenset(gaps)))
        self.table.load(self._rows)

    def _row_chosen(self, row: _Row | None) -> None:
        if row is not None and row in self._rows:
            self.chart.choose(self._rows.index(row))


def _filled(days: Sequence[Day]) -> tuple[Day, ...]:
    if not days:
        return ()
    known = {each.date: each for each in days}
    last = days[-1].date
    first = max(days[0].date, last - timedelta(days=_MOST - 1))
    number = (last - first).days + 1
    dates = (first + timedelta(days=each) for each in range(number))
    return tuple(known.get(each, Day(each)) for each in dates)


def _is_read(day: date, read: Sequence[Period]) -> bool:
    """Whether all of a day was read, as far as it lies between what was."""
    start = datetime.combine(day, time()).astimezone()
    end = start + timedelta(days=1)
    if not read:
        return False
    inside = (max(start, read[0].start), min(end, read[-1].end))
    if inside[0] >= inside[1]:
        return True  # at the edge: what is newest is always read again
    return any(each.start <= inside[0] and inside[1] <= each.end for each in read)
