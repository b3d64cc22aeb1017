"""JSON rows: an array of objects, or one object a line.

An object of contact key and data (a test contact, or what is sent) becomes one
record: the members of its data stand beside the key.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jbdesk.model import json_text
from jbdesk.model.firing.contact_rows import Record, Unreadable
from jbdesk.model.problem import Failure
from jbdesk.services.rows.rows_file_text import LONGEST, Lines, TooLong

_DATA = ("Data", "data")
_BLANKS = re.compile(r"[\s,]*")
_PLAIN = json.JSONDecoder()
_NO_OBJECT = Unreadable("This is no JSON object.")


def record_of(text: str) -> Record:
    """Read one object; what can't be read tells why."""
    try:
        found = json_text.loads(text)
    except Failure as failure:
        return Unreadable(str(failure))
    return flat(found) if isinstance(found, dict) else _NO_OBJECT


def flat(found: dict[str, Any]) -> Record:
    """Put the members of the data beside the contact key."""
    name = next((each for each in _DATA if isinstance(found.get(each), dict)), None)
    if name is None:
        return found
    around = {key: value for key, value in found.items() if key != name}
    return {**around, **found[name]}


class NdjsonRecords(Iterator[tuple[int, Record]]):
    """One object a line; a bad line tells why, and the next ones are read."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._lines = Lines(path, encoding)

    @property
    def share(self) -> float:
        return self._lines.share

    def close(self) -> None:
        self._lines.close()

    def __next__(self) -> tuple[int, Record]:
        while True:
            self._lines.begin()
            try:
                line = next(self._lines)
            except TooLong:
                while self._lines.piece():
                    pass
                why = "The line is too long to be one contact."
                return self._lines.number, Unreadable(why)
            if line.strip():
                return self._lines.number, record_of(line)


class ArrayRecords(Iterator[tuple[int, Record]]):
    """The objects of an array by their position; nothing is read behind a mistake."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._lines = Lines(path, encoding)
        self._text = ""
        self._number = 0  # of the object that was given last, from 1
        self._is_over = False
        self._skip(re.compile(r"\s*\[?"))

    @property
    def share(self) -> float:
        return self._lines.share

    def close(self) -> None:
        self._lines.close()

    def __next__(self) -> tuple[int, Record]:
        self._skip(_BLANKS)
        if self._is_over or (self._text.startswith("]")):
            raise StopIteration
        while True:
            try:
                _, end = _PLAIN.raw_decode(self._text)
            except (json.JSONDecodeError, RecursionError) as error:
                if not self._is_cut(error) or not self._more():
                    return self._broken()
                continue
            if end == len(self._text) and self._more():
                continue  # a number could go on
            text = self._text[:end]
            self._take(end)
            self._number += 1
            return self._number, record_of(text)

    def _is_cut(self, error: Exception) -> bool:
        """Tell whether more text could mend it: all that came is well so far."""
        if not isinstance(error, json.JSONDecodeError) or len(self._text) > LONGEST:
            return False
        is_at_end = not self._text[error.pos :].strip() or error.pos >= len(self._text)
        return is_at_end or error.msg.startswith("Unterminated") or self._in_word(error)

    def _in_word(self, error: json.JSONDecodeError) -> bool:
        return re.fullmatch(r"[\w+.\\-]{1,12}\s*", self._text[error.pos :]) is not None

    def _broken(self) -> tuple[int, Record]:
        self._is_over = True
        why = record_of(self._text[:LONGEST])
        told = why.why if isinstance(why, Unreadable) else "The JSON breaks off."
        if len(self._text) > LONGEST:
            told = "The object is too long to be one contact."
        told = re.sub(r" at line \d+, column \d+", "", told)
        told = f"{told} Nothing behind it can be read."
        return self._number + 1, Unreadable(told)

    def _skip(self, blanks: re.Pattern[str]) -> None:
        while True:
            found = blanks.match(self._text)
            end = found.end() if found else 0
            is_all = end == len(self._text)
            self._take(end)
            if not is_all:
                return
            if not self._more():
                self._is_over = True
                return

    def _take(self, end: int) -> None:
        self._text = self._text[end:]

    def _more(self) -> bool:
        """Read on by a line, and by as much again as is here: no text is read twice."""
        wanted = max(len(self._text), 1)
        parts = [self._text]
        while wanted > 0:
            self._lines.begin()
            try:
                part = next(self._lines)
            except TooLong:
                part = self._lines.since[-1]
            except StopIteration:
                break
            parts.append(part)
            wanted -= len(part)
        self._text = "".join(parts)
        return len(parts) > 1
