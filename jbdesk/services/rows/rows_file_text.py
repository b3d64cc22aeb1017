"""Text files of rows: which encoding they have, and their lines, never too long."""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from jbdesk.model.problem import Failure

LONGEST = 1 << 20  # characters of a line; what is longer is no row of contacts
_CHUNK = 1 << 20
_MARKS = (  # the longer first: a mark of UTF-32 begins with one of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
}
_ODD = re.compile("[\udc80-\udcff]")  # a byte that the encoding does not have
_CONTROLS = [bytes([each]) for each in range(32) if chr(each) not in "\t\n\v\f\r"]
_BEYOND = re.compile("[\x80-\U0010ffff]")


def encoding_name(encoding: str) -> str:
    """Name the encoding as a person knows it."""
    return _NAMES.get(encoding, encoding)


def encoding_of(path: Path) -> str:
    """Find the encoding: by its mark, else by looking at every byte."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            for mark, encoding in _MARKS:
                if head.startswith(mark):
                    return encoding
            if (wide := _wide(head)) is not None:
                return wide
            if _is_no_text(head):
                raise Failure(f"“{path.name}” is no text. Choose a file of rows.")
            file.seek(0)
            return "utf-8" if _is_utf8(file) else "cp1252"
    except OSError as error:
        raise unreadable(path, error) from error


def _wide(head: bytes) -> str | None:
    """Find UTF-16 without a mark: every second byte of plain letters is NUL."""
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs * 0.6 > head[::2].count(0):
        return "utf-16-le"
    if pairs and head[::2].count(0) > pairs * 0.6 > head[1::2].count(0):
        return "utf-16-be"
    return None


def _is_no_text(head: bytes) -> bool:
    """Tell whether it is a picture, or anything else full of control characters."""
    return sum(head.count(each) for each in _CONTROLS) > len(head) / 20


def _is_utf8(file: BinaryIO) -> bool:
    """Tell whether more letters are UTF-8 than are not: one bad byte is a slip."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    odd = good = 0
    while chunk := file.read(_CHUNK):
        text = decoder.decode(chunk)
        if not text.isascii():
            wrong = len(_ODD.findall(text))
            odd += wrong
            good += len(_BEYOND.findall(text)) - wrong
    return odd <= good


def unreadable(path: Path, error: OSError) -> Failure:
    reason = (error.strerror or "it can't be read").lower()
    return Failure(f"“{path.name}” can't be read: {reason}.")


class TooLong(Exception):  # noqa: N818 - a line, no fault of the program
    """A line that is longer than any row."""


class Lines(Iterator[str]):
    """The lines with their ends; raises TooLong once, then goes on behind it."""

    def __init__(self, path: Path, encoding: str) -> None:
        try:
            self._raw = path.open("rb")
            self._size = max(path.stat().st_size, 1)
        except OSError as error:
            raise unreadable(path, error) from error
        self._text = io.TextIOWrapper(
            self._raw, encoding, errors="surrogateescape", newline=""
        )
        self._path = path
        self.number = 0  # of the line that was given last
        self.since: list[str] = []  # given since `begin`
        self.is_over = False

    @property
    def share(self) -> float:
        """How much of the file was read, from 0 to 1."""
        return 1.0 if self._raw.closed else min(self._raw.tell() / self._size, 1.0)

    def begin(self) -> None:
        """Forget the lines given: another record begins."""
        self.since.clear()

    def __next__(self) -> str:
        line = self._read()
        self.number += 1
        self.since.append(line)
        if len(line) == LONGEST and not line.endswith(("\n", "\r")):
            raise TooLong
        return line

    def piece(self) -> str:
        """Give the rest of a line that was too long, piece by piece; "" at its end."""
        if self.since and self.since[-1].endswith(("\n", "\r")):
            return ""
        try:
            self.since[:] = [self._read()]
        except StopIteration:
            return ""
        return self.since[0]

    def _read(self) -> str:
        try:
            line = self._text.readline(LONGEST)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", "") or "its text breaks off"
            raise Failure(f"“{self._path.name}” can't be read: {reason}.") from error
        if not line:
            self.is_over = True
            raise StopIteration
        return line

    def close(self) -> None:
        self._text.close()
