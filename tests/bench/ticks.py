"""A window at 60 Hz, and how long it was kept from its next tick."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer

_TICK = 1000 // 60


@dataclass
class Ticks:
    """The gaps between ticks of a window at 60 Hz."""

    gaps: list[float] = field(default_factory=list)
    last: float = 0.0

    def tick(self) -> None:
        now = time.perf_counter()
        if self.last:
            self.gaps.append(now - self.last)
        self.last = now

    @property
    def longest(self) -> float:
        """In milliseconds; the start of the run is not firing yet."""
        return max(self.gaps[3:], default=0.0) * 1000


@contextmanager
def ticking() -> Iterator[Ticks]:
    ticks, timer = Ticks(), QTimer(interval=_TICK)
    timer.timeout.connect(ticks.tick)
    timer.start()
    yield ticks
    timer.stop()
