"""A merge under way: which conflicts there are, and what was decided about each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jbdesk.model import difference, lens
from jbdesk.model.difference import Conflict, Merge
from jbdesk.model.journey import Journey

_ROUNDS = 20  # a decision can bring further conflicts, but not for ever


@dataclass(frozen=True)
class Decisions:
    """A merge with all conflicts that were met, decided or not."""

    merge: Merge
    conflicts: tuple[Conflict, ...]
    theirs: Mapping[lens.Path, bool] = field(default_factory=dict)  # by conflict

    @classmethod
    def of(cls, base: Journey, mine: Journey, theirs: Journey) -> "Decisions":
        merged = difference.merge(base, mine, theirs)
        return cls(merged, merged.conflicts)

    @property
    def journey(self) -> Journey:
        return self.merge.journey

    @property
    def open(self) -> tuple[Conflict, ...]:
        """What is not decided yet; mine stands there meanwhile."""
        return self.merge.conflicts

    def takes_theirs(self, conflict: Conflict) -> bool | None:
        """What was decided; None where nothing was."""
        return self.theirs.get(conflict.path)

    def decide(self, conflict: Conflict, *, take_theirs: bool) -> "Decisions":
        """Decide one conflict, or decide it anew."""
        merge = difference.resolve(self.merge, conflict, take_theirs=take_theirs)
        return self._with(merge, {**self.theirs, conflict.path: take_theirs})

    def decide_all(self, *, take_theirs: bool) -> "Decisions":
        """Decide every conflict the same way, also those that this brings about."""
        found = self
        for conflict in self.conflicts:
            found = found.decide(conflict, take_theirs=take_theirs)
        for _ in range(_ROUNDS):
            for conflict in found.open:
                found = found.decide(conflict, take_theirs=take_theirs)
            if not found.open:
                break
        return found

    def _with(self, merge: Merge, theirs: Mapping[lens.Path, bool]) -> "Decisions":
        """Keep the order in which conflicts were met; new ones stand last."""
        known = {each.path: each for each in self.conflicts}
        open_ = {each.path: each for each in merge.conflicts}
        met = {**known, **open_}
        kept = tuple(e for path, e in met.items() if path in theirs or path in open_)
        return replace(self, merge=merge, conflicts=kept, theirs=theirs)
