"""Cuts the lines whose time is over; one thread watches all calls of a client.

A timer for each call would be a thread for each call.
"""

import threading
import time

from jbdesk.api.line import Line

_LOOK = 0.5  # seconds after which it looks whether anybody still calls


class Deadlines:
    """Gives each call the same time; the thread is there while calls are."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due: dict[Line, float] = {}  # the earliest first
        self._changed = threading.Condition()
        self._is_watched = False

    def begin(self, line: Line) -> None:
        """Cut the line when its time is over, unless `end` comes before."""
        with self._changed:
            self._due[line] = time.monotonic() + self._seconds
            if self._is_watched:
                return
            self._is_watched = True
        threading.Thread(
            target=self._watch, name="jbdesk-deadline", daemon=True
        ).start()

    def end(self, line: Line) -> None:
        """Forget the line; from here on it is not cut."""
        with self._changed:
            self._due.pop(line, None)

    def close(self) -> None:
        """Let the thread go as soon as no call is under way."""
        with self._changed:
            self._changed.notify_all()

    def _watch(self) -> None:
        with self._changed:
            while self._due:
                line, due = next(iter(self._due.items()))
                left = due - time.monotonic()
                if left <= 0:
                    del self._due[line]
                    line.cut()
                else:
                    # Later calls are due later: nothing can be missed meanwhile.
                    self._changed.wait(min(left, _LOOK))
            self._is_watched = False
