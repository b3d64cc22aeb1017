"""What a run has begun and ended since it was last written into the file of runs.

A line a group, brought to the disk at once: that takes less than half of what a
change in the database does. Two files take turns: while one is settled into the
database, lines go to the other. After a crash both tell what it does not know yet.
"""

import errno
import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jbdesk.model.firing.run import RunRow
from jbdesk.model.problem import Failure
from jbdesk.services.runs.run_rows import state_in

Begun = tuple[int, str]  # a row's number, and when

_to_disk = getattr(os, "fdatasync", os.fsync)


class RunLog:
    """The two files of one run; only who claimed the run writes them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: list[int] = []  # opened with the first line
        self._count = 0
        self._is_settled = True  # the file that is not written holds nothing
        self._was_used = False  # before the last turn
        self.is_used = False  # since the last turn

    def write(self, ended: Sequence[RunRow], begun: Sequence[RunRow]) -> None:
        """Bring it to the disk; raises Failure where that can't be."""
        self._count += 1
        line = [self._count, [_end(e) for e in ended], [_begin(e) for e in begun]]
        # The break stands first: a line that was torn spoils no other.
        raw = f"\n{json.dumps(line)}".encode()
        try:
            if not self._files:
                self._files = [_opened(each) for each in _paths(self._path)]
            _put(self._files[0], raw)
            self.is_used = True
        except OSError as error:
            raise _unusable(error) from error

    def turn(self) -> None:
        """Write to the other file from now on, if that is settled."""
        if self._is_settled:
            self._files.reverse()
            self._was_used, self.is_used = self.is_used, False
            self._is_settled = False

    def settled(self) -> None:
        """Empty the file that is not written: the database knows it all."""
        try:
            if self._was_used:
                os.ftruncate(self._files[1], 0)
        except OSError as error:
            raise _unusable(error) from error
        self._is_settled = True

    def close(self) -> None:
        """Let go of the files; where all is settled they are not needed any more."""
        for each in self._files:
            os.close(each)
        self._files = []
        if is_empty(self._path):
            forget(self._path)


def is_empty(path: Path) -> bool:
    return not any(each.exists() and each.stat().st_size for each in _paths(path))


def read(path: Path) -> tuple[list[RunRow], list[Begun]]:
    """Give the rows that ended, and which only began, and when."""
    ended: dict[int, RunRow] = {}
    begun: dict[int, str] = {}
    for _, ends, begins in sorted(_lines(path), key=lambda line: line[0]):
        for each in ends:
            row = _row(each)
            ended[row.number] = row
            begun.pop(row.number, None)
        begun.update(begins)
    return list(ended.values()), list(begun.items())


def forget(path: Path) -> None:
    """Empty both files, after the database took what they told."""
    for each in _paths(path):
        each.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[Any]:
    for each in _paths(path):
        if not each.exists():
            continue
        for line in each.read_text("utf-8", errors="replace").splitlines():
            try:
                yield tuple(json.loads(line))
            except ValueError:
                continue  # torn by the crash: its rows were not sent yet


def _paths(path: Path) -> tuple[Path, Path]:
    return path.with_suffix(".log"), path.with_suffix(".log2")


def _opened(path: Path) -> int:
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_TRUNC
        return os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise _unusable(error) from error


def _put(file: int, raw: bytes) -> None:
    if os.write(file, raw) < len(raw):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    _to_disk(file)


def _unusable(error: OSError) -> Failure:
    return Failure(f"The file of runs can't be used: {error.strerror}.")


def _begin(row: RunRow) -> Begun:
    return row.number, row.at.isoformat() if row.at else ""


def _end(row: RunRow) -> list[Any]:
    told = (row.state, row.event_instance_id, row.text, row.status, row.attempts)
    return [*_begin(row), *told]


def _row(line: list[Any]) -> RunRow:
    number, at, state, event_instance_id, text, status, attempts = line
    return RunRow(
        number,
        "",
        state=state_in(state),
        event_instance_id=event_instance_id,
        text=text,
        status=status,
        at=datetime.fromisoformat(at) if at else None,
        attempts=attempts,
    )
