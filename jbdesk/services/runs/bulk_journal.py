"""Writes what is about to be sent, and what came of it, in groups.

Each worker thread must know its row written before a byte leaves, and a write
that survives a power cut takes its time. So whoever comes first writes for all
who wait: what they begin, and everything that ended since the last time. That
goes to the run's log; now and then the log is settled into the database.
"""

import threading
from collections.abc import Sequence

from jbdesk.model.firing.run import RunRow
from jbdesk.model.problem import Failure
from jbdesk.services.runs.runs import Runs

Rows = Sequence[RunRow]


class BulkJournal:
    """The rows of one run on their way to the disk; usable from any thread."""

    def __init__(self, runs: Runs, run_id: str) -> None:
        self._runs = runs
        self._run_id = run_id
        self._log = runs.log(run_id)
        self._ended: list[RunRow] = []  # not written yet
        self._begun: dict[int, Rows] = {}  # not written yet, by ticket
        self._logged: list[RunRow] = []  # ended, and not settled yet
        self._under_way: dict[int, RunRow] = {}  # begun, and not ended
        self._tickets = 0
        self._is_closed = False
        self._lock = threading.Lock()  # of all these
        self._writing = threading.Lock()
        self._settling = threading.Lock()

    def end(self, rows: Rows) -> None:
        """Take what became of rows; it is written with the next group."""
        with self._lock:
            self._ended += rows

    def announce(self, rows: Rows) -> int:
        """Take rows that are about to be sent; gives the ticket for `begin`.

        What is announced together is written together, by whoever begins first.
        """
        with self._lock:
            self._tickets += 1
            self._begun[self._tickets] = rows
            return self._tickets

    def begin(self, ticket: int) -> None:
        """Return once the ticket's rows are written as being sent.

        Raises Failure where they can't be; then they must not be sent.
        """
        with self._writing:
            with self._lock:
                is_written = ticket not in self._begun
            if not is_written:
                self._write(ticket)

    def _write(self, own: int) -> None:
        if self._is_closed:
            raise Failure("The run is over; nothing was sent.")
        with self._lock:
            ended, self._ended = self._ended, []
            begun, self._begun = self._begun, {}
        beginning = [row for rows in begun.values() for row in rows]
        try:
            self._log.write(ended, beginning)
        except BaseException:
            del begun[own]
            with self._lock:
                self._ended = ended + self._ended
                # The others who wait try by themselves.
                self._begun = begun | self._begun
            raise
        self._note(ended, beginning)

    def _note(self, ended: Rows, begun: Rows) -> None:
        with self._lock:
            self._logged += ended
            for each in ended:
                self._under_way.pop(each.number, None)
            self._under_way |= {each.number: each for each in begun}

    def settle(self) -> None:
        """Bring all that was begun and ended into the database."""
        with self._settling:
            with self._writing:
                if not self._ended and not self._logged and not self._log.is_used:
                    return
                with self._lock:
                    ended, self._ended = self._ended, []
                self._note(ended, ())
                with self._lock:
                    settled, self._logged = self._logged, []
                    under_way = tuple(self._under_way.values())
                self._log.turn()
            try:
                self._runs.settle(self._run_id, settled, under_way)
                self._log.settled()
            except BaseException:
                with self._lock:
                    self._logged = settled + self._logged
                raise

    def close(self) -> None:
        """Take nothing more; a worker that was given up can't begin a row now."""
        with self._writing:
            self._is_closed = True
            self._log.close()
