"""Counts the rows of a run while it goes, and tells how fast it is."""

import time
from collections import deque
from collections.abc import Iterable, Mapping

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Progress, RowState, RunRow

_WINDOW = 5.0  # seconds over which the speed is measured


class Tally:
    """How many rows are in each state at this moment."""

    def __init__(self, counts: Mapping[RowState, int], total: int) -> None:
        self._counts = dict(counts)
        self._total = total
        self._over = 0  # rows that ended since the beginning
        self._seen: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def sending(self, rows: int) -> None:
        self._move(WAITING, DeliveryState.SENDING, rows)

    def ended(self, rows: Iterable[RunRow]) -> None:
        """Count what became of rows that were being sent."""
        for row in rows:
            self._move(DeliveryState.SENDING, row.state, 1)
            self._over += row.state is not WAITING

    def given_up(self, rows: int) -> None:
        """Count rows that waited once more and won't be tried again."""
        self._move(WAITING, DeliveryState.NOT_SENT, rows)
        self._over += rows

    def _move(self, before: RowState, after: RowState, rows: int) -> None:
        self._counts[before] = self._counts.get(before, 0) - rows
        self._counts[after] = self._counts.get(after, 0) + rows

    def progress(self) -> Progress:
        now = time.monotonic()
        self._seen.append((now, self._over))
        while len(self._seen) > 2 and now - self._seen[0][0] > _WINDOW:  # noqa: PLR2004 - a speed takes two
            self._seen.popleft()
        began, before = self._seen[0]
        per_second = (self._over - before) / max(now - began, 1e-3)
        waiting = self._counts.get(WAITING, 0)
        return Progress(
            counts={state: count for state, count in self._counts.items() if count},
            total=self._total,
            per_second=per_second,
            seconds_left=waiting / per_second if per_second else None,
        )
