"""Where the rows of a run come from: a file with its mapping, or a generator."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.firing import contact_rows
from jbdesk.model.firing.contact_rows import Mapping, Row, Unreadable
from jbdesk.model.firing.contact_rows_generated import generated
from jbdesk.services.rows.rows_file import Records, RowsFile


class Rows(Iterator[Row], Protocol):
    """Rows as they come; `share` of them all has come."""

    @property
    def share(self) -> float: ...
    @property
    def unknown(self) -> frozenset[str]: ...
    def close(self) -> None: ...


class Source(Protocol):
    """Gives its rows as often as it is asked, the same each time."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    def rows(self) -> Rows: ...


@dataclass(frozen=True)
class FileSource:
    """The rows of a file, as the mapping makes them."""

    file: RowsFile
    mapping: Mapping
    fields: tuple[DataExtensionField, ...]

    @property
    def name(self) -> str:
        return self.file.path.name

    @property
    def unit(self) -> str:
        return self.file.unit

    def rows(self) -> Rows:
        return _FileRows(self)


class _FileRows(Iterator[Row]):
    def __init__(self, source: FileSource) -> None:
        self._source = source
        self._records: Records = source.file.records()
        self._columns = frozenset(source.file.columns)
        self.unknown: frozenset[str] = frozenset()  # columns that nobody saw before

    @property
    def share(self) -> float:
        return self._records.share

    def close(self) -> None:
        self._records.close()

    def __next__(self) -> Row:
        number, record = next(self._records)
        if not isinstance(record, Unreadable) and not record.keys() <= self._columns:
            self.unknown |= record.keys() - self._columns
        source = self._source
        return contact_rows.row_of(source.mapping, source.fields, number, record)


@dataclass(frozen=True)
class GeneratedSource:
    """Rows that fit the fields, the same for a seed."""

    fields: tuple[DataExtensionField, ...]
    count: int
    seed: int = 1

    @property
    def name(self) -> str:
        return f"{self.count:,} generated rows"

    @property
    def unit(self) -> str:
        return "Row"

    def rows(self) -> Rows:
        return _GeneratedRows(self)


class _GeneratedRows(Iterator[Row]):
    unknown: frozenset[str] = frozenset()

    def __init__(self, source: GeneratedSource) -> None:
        self._rows = generated(source.fields, source.count, source.seed)
        self._given = 0
        self._count = max(source.count, 1)

    @property
    def share(self) -> float:
        return self._given / self._count

    def close(self) -> None:
        self._given = self._count

    def __next__(self) -> Row:
        row = next(self._rows)
        self._given += 1
        return row
