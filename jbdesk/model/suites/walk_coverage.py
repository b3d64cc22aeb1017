"""Which paths a set of contacts takes together, and which none of them takes.

Each contact is walked once; paths are counted where they are taken and never
listed from start to end, of which a journey can have thousands.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jbdesk.model.facts import Facts
from jbdesk.model.journey import Journey
from jbdesk.model.walk import Walk, walk

Path = tuple[str, int]  # ref and position of the outcome


@dataclass(frozen=True)
class Coverage:
    """What all walks together saw of a journey, in the journey's order."""

    walks: tuple[Walk, ...]  # one for each contact, in their order
    visits: dict[str, int]  # for each activity how many contacts came there
    taken: dict[Path, int]  # for each path how many contacts took it

    @property
    def unvisited(self) -> tuple[str, ...]:
        """The activities that no contact came to."""
        return tuple(ref for ref, count in self.visits.items() if not count)

    @property
    def untaken(self) -> tuple[Path, ...]:
        """The paths that no contact took, those of unvisited activities included."""
        return tuple(path for path, count in self.taken.items() if not count)

    @property
    def share(self) -> float:
        """The part of all paths that was taken; 1.0 where there is none."""
        total = len(self.taken)
        return (total - len(self.untaken)) / total if total else 1.0


def coverage(
    journey: Journey, contacts: Iterable[Facts], start: datetime, *, seed: int = 0
) -> Coverage:
    """Walk every contact, each with its own luck, and count the paths taken."""
    walks = tuple(
        walk(journey, facts, start, seed=seed + number)
        for number, facts in enumerate(contacts)
    )
    return of_walks(journey, walks)


def of_walks(journey: Journey, walks: tuple[Walk, ...]) -> Coverage:
    """Count the paths that were taken, wherever that was seen."""
    visits: Counter[str] = Counter()
    taken: Counter[Path] = Counter()
    for each in walks:
        visits.update({step.ref for step in each.steps})
        taken.update(
            {
                (step.ref, step.outcome)
                for step in each.steps
                if step.outcome is not None
            }
        )
    paths = ((ref, position) for ref, position, _ in journey.paths())
    return Coverage(
        walks,
        {ref: visits[ref] for ref in journey.by_ref},
        {path: taken[path] for path in paths},
    )
