"""The value of a comparison: changes, each with its place and words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from jbdesk.model.journey import Journey
from jbdesk.model.problem import Where


class Kind(StrEnum):
    """What happened to the part that a change is about."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # an activity stands elsewhere on the paths
    RENAMED = "renamed"  # an activity has another key
    CHANGED = "changed"  # one field
    REROUTED = "re-routed"  # a path leads elsewhere
    REORDERED = "reordered"  # the outcomes of an activity


@dataclass(frozen=True)
class Change:
    """One thing that differs; `where` names it in the later journey, if it is there."""

    kind: Kind
    where: Where
    text: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class Difference:
    """All that differs in meaning between two journeys."""

    changes: tuple[Change, ...]
    before: Journey = field(compare=False, repr=False)
    after: Journey = field(compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.changes)
