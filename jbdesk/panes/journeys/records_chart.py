"""Arrivals, exits and errors per day: as bars, and as the same numbers in a table."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jbdesk.model.records.history import Day
from jbdesk.model.records.periods import Period
from jbdesk.widgets.bar_chart import BarChart, Bars, Series
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import Column, RowsTable

_MOST = 400  # days that a chart can show
_WIDTH = 440
_KINDS = (
    ("Arrivals", "accent", "arrivals", 70),
    ("Exits", "ok", "exits", 56),
    ("Turned away", "warn", "turned_away", 100),
    ("Errors", "bad", "errors", 64),
)


def _title(day: Day) -> str:
    return f"{day.date:%a} {day.date.day} {day.date:%b %Y}"


COLUMNS = (
    Column("Day", _title, sort=lambda day: day.date, is_stretched=True),
    *(
        Column(
            name,
            lambda day, member=member: f"{getattr(day, member):,}",  # type: ignore[misc]
            sort=lambda day, member=member: getattr(day, member),  # type: ignore[misc]
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
        self._days: tuple[Day, ...] = ()
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.addWidget(self.chart)
        self.addWidget(room)
        self.setStretchFactor(0, 1)
        self.setSizes([1000, _WIDTH])
        self.setChildrenCollapsible(False)
        self.chart.chosen.connect(lambda place: self.table.choose(self._days[place]))
        self.table.chosen.connect(self._row_chosen)

    def show_days(self, days: Sequence[Day], read: Iterable[Period]) -> None:
        """Show every day from the first to the last, also where nothing happened."""
        self._days = _filled(days)
        known = tuple(read)
        gaps = (n for n, day in enumerate(self._days) if not _is_read(day.date, known))
        series = tuple(
            Series(name, token, tuple(getattr(day, member) for day in self._days))
            for name, token, member, _ in _KINDS
        )
        labels = tuple(f"{day.date.day} {day.date:%b}" for day in self._days)
        titles = tuple(map(_title, self._days))
        self.chart.show_bars(Bars(labels, titles, series, frozenset(gaps)))
        self.table.load(self._days)

    def _row_chosen(self, day: Day | None) -> None:
        if day is not None and day in self._days:
            self.chart.choose(self._days.index(day))


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
