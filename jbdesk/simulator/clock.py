"""The tenant's clock: it runs, faster if wanted, stops, and jumps.

All moments are aware and in UTC. Real time passes by `real`, a function that
gives seconds; between restarts a running clock goes on.
"""

import re
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
        left = (moment - self.now()).total_seconds()
        if left <= 0:
            return 0
        return left / self.speed if self.is_running else None

    def set(self, moment: datetime) -> None:
        self._change(at=moment)

    def run(self, *, is_running: bool) -> None:
        self._change(is_running=is_running)

    def set_speed(self, speed: float) -> None:
        self._change(speed=speed)

    def _change(
        self,
        *,
        at: datetime | None = None,
        is_running: bool | None = None,
        speed: float | None = None,
    ) -> None:
        state = replace(self._state, at=at or self.now(), since=self.real())
        if is_running is not None:
            state = replace(state, is_running=is_running)
        if speed is not None:
            state = replace(state, speed=speed)
        self._state = state

    def kept(self) -> JsonObject:
        """Give what must be kept for the clock to go on after a restart."""
        state = self._state
        return {
            "at": state.at.isoformat(),
            "since": state.since,
            "running": state.is_running,
            "speed": state.speed,
        }

    def restore(self, kept: JsonObject) -> None:
        self._state = ClockState(
            datetime.fromisoformat(kept["at"]),
            kept["since"],
            kept["running"],
            kept["speed"],
        )
