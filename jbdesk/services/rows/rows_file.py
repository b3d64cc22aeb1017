"""A file of contacts: its columns, and its records one by one, with their lines.

    CSV, TSV      rows_file_csv      encoding and delimiter are found, or given
    JSON, NDJSON  rows_file_json
    XLSX          rows_file_xlsx     where openpyxl is installed

Everything streams: no file is held whole. All of it blocks; whoever shows
something meanwhile takes records in slices, in the workers.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jbdesk.model.firing.contact_rows import Record, Unreadable
from jbdesk.model.problem import Failure
from jbdesk.services.rows import rows_file_text as texts
from jbdesk.services.rows.rows_file_csv import DELIMITERS, CsvRecords, delimiter_of
from jbdesk.services.rows.rows_file_json import ArrayRecords, NdjsonRecords
from jbdesk.services.rows.rows_file_text import Lines, TooLong
from jbdesk.services.rows.rows_file_xlsx import XlsxRecords

_LOOKED_AT = 1000  # records of JSON, for their columns
_UNITS = {"json": "Entry", "xlsx": "Row"}
_KINDS = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "ndjson": "NDJSON"}
ENDINGS = ("csv", "tsv", "tab", "txt", "json", "ndjson", "jsonl", "xlsx")


class Records(Iterator[tuple[int, Record]], Protocol):
    """Records as they come; `share` of the file was read."""

    @property
    def share(self) -> float: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class RowsFile:
    """A file whose beginning was looked at."""

    path: Path
    kind: str  # csv, tsv, json, ndjson, xlsx
    columns: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    size: int = 0
    changed: int = 0  # when, in nanoseconds

    @property
    def words(self) -> str:
        """Tell kind, encoding and delimiter: "CSV · UTF-8 · semicolons"."""
        parts = [_KINDS.get(self.kind, self.kind.upper())]
        if self.encoding:
            parts.append(texts.encoding_name(self.encoding))
        if self.delimiter:
            parts.append(f"{DELIMITERS.get(self.delimiter, self.delimiter)}s")
        return " · ".join(parts)

    @property
    def unit(self) -> str:
        """What the number of a record counts: lines, mostly."""
        return _UNITS.get(self.kind, "Line")

    def records(self) -> Records:
        """Read from the start; raises Failure where the file has changed since."""
        if _state(self.path) != (self.size, self.changed):
            name = self.path.name
            raise Failure(f"“{name}” has changed since it was opened. Open it again.")
        return _records(self.path, self.kind, self.encoding, self.delimiter)

    def first(self, count: int) -> tuple[tuple[int, Record], ...]:
        """Give the first records, for a look at them."""
        records = self.records()
        try:
            return tuple(itertools.islice(records, count))
        finally:
            records.close()


def open_rows(path: Path, *, encoding: str = "", delimiter: str = "") -> RowsFile:
    """Look at a file; what is not given is found. Raises Failure in words."""
    size, changed = _state(path)
    if not size:
        raise Failure(f"“{path.name}” is empty.")
    kind = "xlsx"
    if not _is_workbook(path):
        encoding = encoding or texts.encoding_of(path)
        kind = _kind_of_text(path, encoding)
    if kind in ("csv", "tsv"):
        delimiter = delimiter or delimiter_of(path, encoding)
        kind = "tsv" if delimiter == "\t" else "csv"
    columns = _columns(path, kind, encoding, delimiter)
    if not columns:
        raise Failure(f"“{path.name}” holds no rows of contacts.")
    return RowsFile(path, kind, columns, encoding, delimiter, size, changed)


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
        if path.is_dir():
            raise Failure(f"“{path.name}” is a folder.")
    except OSError as error:
        raise texts.unreadable(path, error) from error
    except ValueError:
        raise Failure("A file name holds a character that no name can have.") from None
    return found.st_size, found.st_mtime_ns


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise texts.unreadable(path, error) from error
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        name = path.name
        raise Failure(f"“{name}” is an old Excel file. Save it as XLSX or CSV.")
    return head.startswith(b"PK\x03\x04")


def _kind_of_text(path: Path, encoding: str) -> str:
    """Look at the first letter: what a file holds counts more than its name."""
    lines = Lines(path, encoding)
    try:
        first = next(
            (line.lstrip("\ufeff \t\r\n") for line in lines if line.strip()), ""
        )
    except TooLong:
        first = lines.since[-1].lstrip("\ufeff \t\r\n")
    finally:
        lines.close()
    if first.startswith("["):
        return "json"
    if first.startswith("{"):
        return "ndjson" if first.rstrip().endswith("}") else "json"
    return "csv"


def _records(path: Path, kind: str, encoding: str, delimiter: str) -> Records:
    if kind == "xlsx":
        return XlsxRecords(path)
    if kind == "ndjson":
        return NdjsonRecords(path, encoding)
    if kind == "json":
        return ArrayRecords(path, encoding)
    return CsvRecords(path, encoding, delimiter)


def _columns(path: Path, kind: str, encoding: str, delimiter: str) -> tuple[str, ...]:
    records = _records(path, kind, encoding, delimiter)
    try:
        if isinstance(records, CsvRecords | XlsxRecords):
            return records.columns
        found: dict[str, None] = {}
        for _, record in itertools.islice(records, _LOOKED_AT):
            if not isinstance(record, Unreadable):
                found.update(dict.fromkeys(record))
        return tuple(found)
    finally:
        records.close()
