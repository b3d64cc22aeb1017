"""Production connections are read-only until they are armed, for some minutes."""

import time
from collections.abc import Callable

from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure, Problem, Where

MINUTES = (5, 15, 60)


class Guard:
    """Says whether anything may be written over a connection now.

    Asked from any thread; the clock is the one that no change of time moves.
    """

    def __init__(
        self, settings: PackageSettings, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._name = settings.name
        self.is_guarded = settings.is_production
        self._now = now
        self._until = 0.0

    @property
    def seconds_left(self) -> int:
        """How long it stays armed; 0 where it is read-only."""
        return max(0, int(self._until - self._now() + 0.999))

    def arm(self, minutes: int, typed: str) -> None:
        """Allow writing for a while; raises Failure unless the name was typed."""
        if typed.strip() != self._name:
            where = Where("form", field="name")
            told = f"Type the connection's name as it is: “{self._name}”."
            raise Failure(Problem(told, where=where))
        self._until = self._now() + 60 * minutes

    def disarm(self) -> None:
        self._until = 0.0

    def refusal(self) -> str:
        """Why nothing may be written now; "" where it may."""
        if not self.is_guarded or self.seconds_left:
            return ""
        return (
            f"“{self._name}” is a production connection and read-only. Arm it in the"
            " top bar to change anything there. Nothing was sent."
        )
