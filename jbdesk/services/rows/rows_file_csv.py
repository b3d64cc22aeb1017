"""CSV and its kin: the delimiter found, records with the line they begin in."""

import csv
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jbdesk.model.firing import plain_cell
from jbdesk.model.firing.contact_rows import Record, Unreadable
from jbdesk.services.rows.rows_file_text import Lines, TooLong

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LOOKED_AT = 50  # records


class CsvRecords(Iterator[tuple[int, Record]]):
    """Streams records; one that can't be read tells why in its place."""

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        self._lines = Lines(path, encoding)
        self._delimiter = delimiter
        self._reader = csv.reader(self._lines, delimiter=delimiter)
        self.columns: tuple[str, ...] = ()
        _, head = self._next_cells()
        self.columns = () if isinstance(head, Unreadable) else named(head)

    @property
    def share(self) -> float:
        return self._lines.share

    def close(self) -> None:
        self._lines.close()

    def __next__(self) -> tuple[int, Record]:
        number, cells = self._next_cells()
        if isinstance(cells, Unreadable):
            return number, cells
        if len(cells) != len(self.columns):
            text = f"{_counted(len(cells), 'cell')} for {len(self.columns)} columns."
            return number, Unreadable(text)
        plain = map(plain_cell.plain, cells)
        return number, dict(zip(self.columns, plain, strict=True))

    def _next_cells(self) -> tuple[int, list[str] | Unreadable]:
        """Read on to a record that is no empty line."""
        while True:
            self._lines.begin()
            number = self._lines.number + 1
            try:
                cells = next(self._reader)
            except (csv.Error, TooLong):
                return number, self._skipped(number)
            except StopIteration:
                if self.columns:
                    raise
                return 1, []
            if self._lines.is_over and _is_open(self._lines.since, self._delimiter):
                return number, Unreadable("A quote is opened and never closed.")
            if any(each.strip() for each in cells) or len(cells) > 1:
                return number, cells

    def _skipped(self, number: int) -> Unreadable:
        """Go to the end of a record that is too long, by its quotes."""
        lines = self._lines
        scan = _Scan(self._delimiter)
        for line in lines.since:
            scan.feed(line)
        while True:
            if rest := lines.piece():
                scan.feed(rest)
            elif not scan.is_quoted:
                break
            else:
                try:
                    scan.feed(next(lines))
                except TooLong:
                    scan.feed(lines.since[-1])
                except StopIteration:
                    break
        self._reader = csv.reader(lines, delimiter=self._delimiter)
        last = lines.number
        where = f" It ends in line {last:,}." if last > number else ""
        return Unreadable(f"The row is too long to be one contact.{where}")


class _Scan:
    """Whether text ends inside quotes, fed piece by piece."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self._is_at_start = True  # of a cell
        self.is_quoted = False

    def feed(self, text: str) -> None:
        place = 0
        while place < len(text):
            place = (
                self._in_quotes(text, place)
                if self.is_quoted
                else self._outside(text, place)
            )

    def _in_quotes(self, text: str, place: int) -> int:
        end = text.find('"', place)
        if end < 0:
            return len(text)
        if text[end + 1 : end + 2] == '"':
            return end + 2
        self.is_quoted, self._is_at_start = False, False
        return end + 1

    def _outside(self, text: str, place: int) -> int:
        letter = text[place]
        if letter == '"' and self._is_at_start:
            self.is_quoted = True
        self._is_at_start = letter in (self._delimiter, "\n", "\r")
        if self._is_at_start or self.is_quoted:
            return place + 1
        nearest = [text.find(each, place) for each in (self._delimiter, "\n", "\r")]
        return min((each for each in nearest if each > place), default=len(text))


def _is_open(lines: list[str], delimiter: str) -> bool:
    if not any('"' in line for line in lines):
        return False
    scan = _Scan(delimiter)
    for line in lines:
        scan.feed(line)
    return scan.is_quoted


def named(cells: list[str]) -> tuple[str, ...]:
    """Give every column a name of its own, also where it has none or shares it."""
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = cell.strip() or f"Column {position}"
        candidates = itertools.chain(
            [name], (f"{name} ({again})" for again in itertools.count(2))
        )
        names.append(next(each for each in candidates if each not in names))
    return tuple(names)


def delimiter_of(path: Path, encoding: str) -> str:
    """Take what parts the first records most evenly, into the most cells."""
    prefers_tab = path.suffix.lower() in (".tsv", ".tab")
    order = sorted(DELIMITERS, key=lambda each: each != "\t" if prefers_tab else 0)
    return max(order, key=lambda each: _evenness(path, encoding, each))


def _evenness(path: Path, encoding: str, delimiter: str) -> tuple[float, int]:
    lines = Lines(path, encoding)
    widths: Counter[int] = Counter()
    try:
        for cells in itertools.islice(
            csv.reader(lines, delimiter=delimiter), _LOOKED_AT
        ):
            lines.begin()
            widths[len(cells)] += bool(cells)
    except (csv.Error, TooLong):
        pass
    finally:
        lines.close()
    width, often = widths.most_common(1)[0] if widths else (1, 0)
    return (often / widths.total() if width > 1 else 0.0, width)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
