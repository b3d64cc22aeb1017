"""The first sheet of an XLSX workbook, row by row, where openpyxl is installed."""

import datetime as dt
import importlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from jbdesk.model.firing.contact_rows import Record, Unreadable
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.services.rows.rows_file_csv import named

_LARGEST = 512 * 1024 * 1024  # bytes, unpacked
_MISSING = (
    "XLSX files need openpyxl, which is not installed. Save the sheet as CSV, or"
    " install jbdesk[xlsx]."
)


class XlsxRecords(Iterator[tuple[int, Record]]):
    """Streams the rows; the first that is not empty names the columns."""

    def __init__(self, path: Path) -> None:
        _check_size(path)
        # Given a name, openpyxl refuses what does not end in .xlsx.
        self._file = path.open("rb")
        try:
            self._book = _opened(path, self._file)
        except Failure:
            self._file.close()
            raise
        sheet = self._book.worksheets[0]
        self._most = max(sheet.max_row or 1, 1)
        self._rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        self._number = 0
        try:
            _, head = self._next_cells()
        except StopIteration:
            head = []
        while head and head[-1] in (None, ""):
            head.pop()
        self.columns = named([str(_plain(each) or "") for each in head])

    @property
    def share(self) -> float:
        return min(self._number / self._most, 1.0)

    def close(self) -> None:
        self._book.close()
        self._file.close()

    def __next__(self) -> tuple[int, Record]:
        number, cells = self._next_cells()
        width = len(self.columns)
        if any(each not in (None, "") for each in cells[width:]):
            return number, Unreadable(f"More cells than {counted(width, 'column')}.")
        cells += [None] * (width - len(cells))
        values = map(_plain, cells[:width])
        return number, dict(zip(self.columns, values, strict=True))

    def _next_cells(self) -> tuple[int, list[Any]]:
        while True:
            try:
                self._number, cells = next(self._rows)
            except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
                raise Failure(f"The workbook breaks off: {error}.") from error
            if any(each not in (None, "") for each in cells):
                return self._number, list(cells)


def _opened(path: Path, file: BinaryIO) -> Any:
    try:
        openpyxl = importlib.import_module("openpyxl")
    except ImportError:
        raise Failure(_MISSING) from None
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise Failure(f"“{path.name}” is no XLSX workbook that can be read.") from error
    if not book.worksheets:
        book.close()
        raise Failure(f"“{path.name}” holds no sheet.")
    return book


def _check_size(path: Path) -> None:
    """Refuse what unpacks to more than a sheet of a million rows takes."""
    try:
        with zipfile.ZipFile(path) as packed:
            total = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, OSError):
        raise Failure(f"“{path.name}” is no XLSX workbook that can be read.") from None
    if total > _LARGEST:
        most = f"{_LARGEST // 1024**2} MiB"
        raise Failure(f"“{path.name}” unpacks to more than {most}. Save it as CSV.")


def _plain(value: Any) -> Any:
    """Give a cell as it would be typed: whole numbers without a point, ISO dates."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | None) else str(value)
