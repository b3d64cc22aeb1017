"""The tenant's clock: it runs, faster if wanted, stops, and jumps.

All moments are aware and in UTC. Real time passes by `real`, a function that
gives seconds; between restarts a running clock goes on. A breakpoint stops it
with a reason; whoever lets it go on, or sets it, ends that.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from jbdesk.model.journey import JsonObject

_DURATION = re.compile(
    r"^(-)?P(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$",
    re.IGNORECASE,
)
FASTEST = 1_000_000


def duration(text: str) -> timedelta | None:
    """Give an ISO 8601 duration of weeks, days, hours, minutes and seconds."""
    found = _DURATION.match(text.strip())
    if found is None or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (
        float(each or 0) for each in found.groups()[1:]
    )
    try:
        length = timedelta(
            weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
        )
    except OverflowError:
        return None
    return -length if found[1] else length


@dataclass(frozen=True)
class ClockState:
    """Where the clock stood at a moment of real time, and how it goes on."""

    at: datetime
    since: float  # seconds of real time
    is_running: bool = True
    speed: float = 1.0
    stopped_by: JsonObject | None = None  # what stopped it of itself


class Clock:
    """Tells the tenant's time; a change starts from where it stands."""

    def __init__(
        self,
        at: datetime | None = None,
        *,
        is_running: bool = True,
        real: Callable[[], float] = time.time,
    ) -> None:
        self.real = real
        start = at or datetime.fromtimestamp(real(), UTC)
        self._state = ClockState(start, real(), is_running)
        self._lock = threading.Lock()  # reading needs none

    @property
    def stopped_by(self) -> JsonObject | None:
        """What stopped the clock of itself; nobody moves until it goes on."""
        return self._state.stopped_by

    @property
    def is_running(self) -> bool:
        return self._state.is_running

    @property
    def speed(self) -> float:
        return self._state.speed

    def now(self) -> datetime:
        state = self._state
        if not state.is_running:
            return state.at
        passed = max(self.real() - state.since, 0) * state.speed
        return state.at + timedelta(seconds=passed)

    def seconds_until(self, moment: datetime) -> float | None:
        """Real seconds until then; None: never, as the clock stands."""
        if self.stopped_by is not None:
            return None
        left = (moment - self.now()).total_seconds()
        if left <= 0:
            return 0
        return left / self.speed if self.is_running else None

    def set(self, moment: datetime) -> None:
        """Jump to a moment, whatever it stood still for."""
        with self._lock:
            self._state = replace(self._from_here(), at=moment, stopped_by=None)

    def reach(self, moment: datetime) -> bool:
        """Move on to a moment; gives False where the clock was stopped before."""
        with self._lock:
            if self._state.stopped_by is not None:
                return False
            if moment > self.now():
                self._state = replace(self._from_here(), at=moment)
            return True

    def stop_at(self, moment: datetime, why: JsonObject) -> None:
        """Stand still at that moment; the first reason is kept."""
        with self._lock:
            here = self._from_here()
            if here.stopped_by is None:
                here = replace(here, at=moment, stopped_by=why)
            self._state = replace(here, is_running=False)

    def go_on(self) -> None:
        """Forget what stopped the clock; whether it runs is `run`'s."""
        with self._lock:
            self._state = replace(self._from_here(), stopped_by=None)

    def run(self, *, is_running: bool) -> None:
        with self._lock:
            here = self._from_here()
            why = None if is_running else here.stopped_by
            self._state = replace(here, is_running=is_running, stopped_by=why)

    def set_speed(self, speed: float) -> None:
        with self._lock:
            self._state = replace(self._from_here(), speed=speed)

    def _from_here(self) -> ClockState:
        """Give the same state as counted from now."""
        return replace(self._state, at=self.now(), since=self.real())

    def kept(self) -> JsonObject:
        """Give what must be kept for the clock to go on after a restart."""
        state = self._state
        return {
            "at": state.at.isoformat(),
            "since": state.since,
            "running": state.is_running,
            "speed": state.speed,
            "stopped_by": state.stopped_by,
        }

    def restore(self, kept: JsonObject) -> None:
        self._state = ClockState(
            datetime.fromisoformat(kept["at"]),
            kept["since"],
            kept["running"],
            kept["speed"],
            kept.get("stopped_by"),
        )
