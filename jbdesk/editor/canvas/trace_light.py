"""The path that one contact took, as light on the cards and paths."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from typing import Protocol

from jbdesk.editor.canvas.activity_item import ActivityItem, Light
from jbdesk.editor.canvas.path_item import PathItem
from jbdesk.editor.geometry import ENTRY, ENTRY_PATH, PathKey
from jbdesk.model.journey import Journey


class Visit(Protocol):
    """A stay in an activity: a step of a walk, or of what the server told."""

    @property
    def ref(self) -> str: ...


@dataclass(frozen=True)
class TraceLight:
    """Which cards and paths are lit; without any, everything is as usual."""

    notes: dict[str, str] = field(default_factory=dict)
    paths: frozenset[PathKey] = frozenset()

    @classmethod
    def of(cls, journey: Journey, steps: Sequence[Visit]) -> "TraceLight":
        known = [step for step in steps if step.ref in journey]
        notes: dict[str, str] = {ENTRY: _when(_start(known[0])) if known else ""}
        for step in known:
            notes[step.ref] = _note(step)
        lit: set[PathKey] = {ENTRY_PATH} if known else set()
        following = [step.ref for step in known[1:]]
        for step, after in zip_longest(known, following):
            position = _taken(journey, step, after)
            if position is not None:
                lit.add((step.ref, position))
        return cls(notes, frozenset(lit))

    def apply(
        self, cards: dict[str, ActivityItem], paths: dict[PathKey, PathItem]
    ) -> None:
        rest = Light.DIMMED if self.notes else Light.NONE
        for ref, card in cards.items():
            taken = ref in self.notes
            card.show_light(Light.TAKEN if taken else rest, self.notes.get(ref, ""))
        for key, path in paths.items():
            path.show_light(Light.TAKEN if key in self.paths else rest)


def _start(step: Visit) -> datetime | None:
    for name in ("enters", "at"):
        found = getattr(step, name, None)
        if isinstance(found, datetime):
            return found
    return None


def _end(step: Visit) -> datetime | None:
    for name in ("leaves", "until"):
        found = getattr(step, name, None)
        if isinstance(found, datetime):
            return found
    return None


def _note(step: Visit) -> str:
    start, end = _start(step), _end(step)
    if start and end and end != start:
        return f"{_when(start)}, leaves {_short(end, start)}"
    if start and end is None:
        return f"since {_when(start)}"
    return _when(start)


def _when(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%b %H:%M}" if moment else ""


def _short(moment: datetime, after: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == after.date() else _when(moment)


def _taken(journey: Journey, step: Visit, after: str | None) -> int | None:
    """Give the outcome that was taken: as the step says, else the one that leads on."""
    said = getattr(step, "outcome", None)
    if isinstance(said, int):
        return said
    for position, outcome in enumerate(journey[step.ref].outcomes):
        if after is not None and outcome.next == after:
            return position
    return None
