"""Rows of contacts that may not be fired on a connection: told before any is sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jbdesk.model import data_extension
from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.run import RunRow
from jbdesk.services.connections.guard import Guard
from jbdesk.services.runs.rows_source import Rows, Source


def judged(rows: Iterable[Row], guard: Guard) -> Iterator[Row]:
    """Give the rows, with what is wrong about those of anybody else."""
    return (_judged(each, guard) for each in rows) if guard.allowed else iter(rows)


def parted(
    rows: tuple[RunRow, ...], guard: Guard
) -> tuple[tuple[RunRow, ...], tuple[RunRow, ...]]:
    """Part rows that may be fired from the others, which say why they may not."""
    if not guard.allowed:
        return rows, ()
    told = [(each, guard.refusal_of(each.contact_key)) for each in rows]
    others = tuple(replace(each, text=why) for each, why in told if why)
    return tuple(each for each, why in told if not why), others


def source(of: Source, guard: Guard) -> Source:
    """Give a source whose rows are judged, where the connection has a list."""
    return AllowedSource(of, guard) if guard.allowed else of


def _judged(row: Row, guard: Guard) -> Row:
    told = guard.refusal_of(row.contact_key)
    if not told:
        return row
    return replace(row, problems=(*row.problems, data_extension.of_contact(told)))


@dataclass(frozen=True)
class AllowedSource:
    """The rows of another source, judged by the allow-list of a connection."""

    of: Source
    guard: Guard

    @property
    def name(self) -> str:
        return self.of.name

    @property
    def unit(self) -> str:
        return self.of.unit

    def rows(self) -> Rows:
        return _AllowedRows(self.of.rows(), self.guard)


class _AllowedRows(Iterator[Row]):
    def __init__(self, rows: Rows, guard: Guard) -> None:
        self._rows = rows
        self._guard = guard

    @property
    def share(self) -> float:
        return self._rows.share

    @property
    def unknown(self) -> frozenset[str]:
        return self._rows.unknown

    def close(self) -> None:
        self._rows.close()

    def __next__(self) -> Row:
        return _judged(next(self._rows), self._guard)
