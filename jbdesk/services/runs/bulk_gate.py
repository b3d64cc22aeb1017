"""The one gate before all workers of a run: the service's wishes, and the pace.

When the service says when to come again, nobody goes before that time: the gate
is shut by the worker that hears it, and looked at right before a request leaves.
"""

import random
import threading
import time
from datetime import UTC, datetime, timedelta

LONGEST_WAIT = 60.0  # seconds that a run waits by itself
_MOST_WAITS = 10  # in a row, without a row getting through between
_SPREAD = 0.2  # of the wait: so that not all come at once


class Gate:
    """Says when the next request may leave; usable from any thread."""

    def __init__(self, rate: float | None = None) -> None:
        self._rate = rate
        self._next_turn = 0.0
        self._open_at = 0.0  # monotonic
        self._waits = 0
        self._lock = threading.Lock()
        self.is_held = False  # by the run: paused, stopped or over
        self.until: datetime | None = None  # as a person reads it
        self.refusal = ""  # why waiting makes no sense

    @property
    def is_shut(self) -> bool:
        return self.is_held or time.monotonic() < self._open_at

    def shut(self, seconds: float | None) -> None:
        """Keep all back for as long as the service said, or for a growing while."""
        now = time.monotonic()
        with self._lock:
            if now >= self._open_at:  # not just another answer from before
                self._waits += 1
            wait = min(2.0 ** (self._waits - 1), LONGEST_WAIT)
            wait = wait if seconds is None else seconds
            if wait > LONGEST_WAIT:
                self.refusal = (
                    f"The service asks to wait {_span(wait)}. Go on after that time."
                )
            elif self._waits > _MOST_WAITS:
                self.refusal = (
                    f"The service was too busy {_MOST_WAITS} times in a row. "
                    f"Go on later, or with fewer workers."
                )
            if now + wait > self._open_at:
                self._open_at = now + wait
                self.until = datetime.now(UTC) + timedelta(seconds=wait)

    def passed(self) -> None:
        """Hear that the service took a row, or said no to it."""
        if self._waits and not self.is_shut:
            with self._lock:
                self._waits, self.until = 0, None

    @property
    def note(self) -> str:
        """Why it is shut, for a person."""
        return "The service asks for a pause; all workers wait for it."

    def wait(self) -> float:
        """Tell how many seconds the gate stays shut, for each a little longer."""
        left = self._open_at - time.monotonic()
        if left <= 0:
            return 0.0
        return left + random.uniform(0, min(1.0, left * _SPREAD))  # noqa: S311 - no secret

    def turn(self, rows: int) -> float:
        """Take the next turn for so many rows; tells in how many seconds it is."""
        if self._rate is None:
            return 0.0
        now = time.monotonic()
        at = max(self._next_turn, now)
        self._next_turn = at + rows / self._rate
        return at - now


def _span(seconds: float) -> str:
    for size, word in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {word}"
    return f"{seconds:.0f} seconds"
