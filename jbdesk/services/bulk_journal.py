"""Writes what is about to be sent, and what came of it, in groups.

Each worker thread must know its row written before a byte leaves, and a write
that survives a power cut takes its time. So whoever comes first writes for all
who wait: what they begin, and everything that ended since the last time.
"""

import threading
from collections.abc import Sequence

from jbdesk.model.run import RunRow
from jbdesk.services.runs import Runs

Rows = Sequence[RunRow]


class BulkJournal:
    """The rows of one run on their way to the file; usable from any thread."""

    def __init__(self, runs: Runs, run_id: str) -> None:
        self._runs = runs
        self._run_id = run_id
        self._ended: list[RunRow] = []
        self._begun: dict[int, Rows] = {}  # by ticket
        self._tickets = 0
        self._lock = threading.Lock()  # of the two above
        self._writing = threading.Lock()

    def end(self, rows: Rows) -> None:
        """Take what became of rows; it is written with the next group."""
        with self._lock:
            self._ended += rows

    def begin(self, rows: Rows) -> None:
        """Return once these rows are written as being sent.

        Raises Failure where they can't be; then they must not be sent.
        """
        with self._lock:
            self._tickets += 1
            ticket = self._tickets
            self._begun[ticket] = rows
        with self._writing:
            with self._lock:
                is_written = ticket not in self._begun
            if not is_written:
                self._write(ticket)

    def flush(self) -> None:
        """Write all that ended."""
        with self._writing:
            self._write(None)

    def _write(self, own: int | None) -> None:
        with self._lock:
            ended, self._ended = self._ended, []
            begun, self._begun = self._begun, {}
        if not ended and not begun:
            return
        try:
            beginning = [row for rows in begun.values() for row in rows]
            self._runs.settle(self._run_id, ended, beginning)
        except BaseException:
            with self._lock:
                self._ended = ended + self._ended
                # The others who wait try by themselves.
                begun.pop(own or 0, None)
                self._begun = begun | self._begun
            raise
