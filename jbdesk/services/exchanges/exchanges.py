"""The latest requests and answers, secrets already masked, for one place to show."""

import threading
from collections import deque
from collections.abc import Callable

from jbdesk.model.exchange import Exchange

Heard = Callable[[Exchange], None]


class Exchanges:
    """Hears of calls from any thread and tells whoever subscribed."""

    def __init__(self, limit: int = 500) -> None:
        self._kept: deque[Exchange] = deque(maxlen=limit)
        self._subscribers: tuple[Heard, ...] = ()
        self._lock = threading.Lock()

    def record(self, exchange: Exchange) -> None:
        with self._lock:
            self._kept.append(exchange)
            subscribers = self._subscribers
        for each in subscribers:
            each(exchange)

    def all(self) -> tuple[Exchange, ...]:
        """Give them all, the oldest first."""
        with self._lock:
            return tuple(self._kept)

    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Call `heard` for each one to come, from any thread; gives the way out."""
        with self._lock:
            self._subscribers = (*self._subscribers, heard)

        def leave() -> None:
            with self._lock:
                self._subscribers = tuple(
                    e for e in self._subscribers if e is not heard
                )

        return leave
