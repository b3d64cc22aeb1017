"""A route: which requests it matches, who answers them, and what that takes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

Handler = Callable[[Tenant, Call], Answer]


@dataclass(frozen=True)
class Route:
    """One row: names in braces match one segment of the path."""

    method: str
    path: str
    handler: Handler
    scopes: tuple[str, ...] = ()
    needs_token: bool = True

    @cached_property
    def segments(self) -> tuple[str, ...]:
        return tuple(self.path.strip("/").split("/"))

    def names_in(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        """Give what the names stand for in this path; None where it does not match."""
        if len(segments) != len(self.segments):
            return None
        found = {}
        for own, given in zip(self.segments, segments, strict=True):
            if own.startswith("{"):
                found[own[1:-1]] = unquote(given)
            elif own.lower() != given.lower():
                return None
        return found
