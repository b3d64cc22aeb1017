"""What a connection may not do: write to production unarmed, fire a stranger."""

import time
from collections.abc import Callable
from typing import Any

from jbdesk.api.endpoints import Endpoint
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import allow_list
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
        self.place = settings.place
        self.kind = "business unit" if settings.unit else "connection"
        self.allowed = settings.allowed
        self.is_guarded = settings.is_production
        self._now = now
        self._until = 0.0

    @property
    def seconds_left(self) -> int:
        """How long it stays armed; 0 where it is read-only."""
        return max(0, int(self._until - self._now() + 0.999))

    def arm(self, minutes: int, typed: str) -> None:
        """Allow writing for a while; raises Failure unless the name was typed."""
        if typed.strip() != self.place:
            where = Where("form", field="name")
            told = f"Type the {self.kind}'s name as it is: “{self.place}”."
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

    def refusal_of(self, contact_key: str) -> str:
        """Why this contact may not be fired, whoever is armed; "" where it may."""
        return allow_list.refusal(self.allowed, contact_key, self._name)

    def objection(self, endpoint: Endpoint, body: Any) -> str:
        """Why a call may not be made now; "" where it may."""
        told = allow_list.refusal_of(self.allowed, endpoint.path, body, self._name)
        if told:
            return f"{told} Nothing was sent."
        return self.refusal() if endpoint.is_write else ""
