"""Which paths lead elsewhere, apart from what was put in or taken out on the way.

Both journeys are looked at as if they had only the activities that both have:
a path that then still leads to the same one was not changed by anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from jbdesk.model.comparing.difference_view import outcome_names
from jbdesk.model.journey import Journey

Way = tuple[str, str]  # ref and name of the outcome
ENTRY: Way = ("", "")  # where contacts start
_MOST = 40  # changed paths among which moved activities are looked for
_MOVE = 2  # a move changes at least the path it left and the path it came to


@dataclass
class _Routes:
    """Where paths lead in one of the journeys, through what the other lacks."""

    journey: Journey
    common: frozenset[str]
    _found: dict[str | None, frozenset[str | None]] = field(default_factory=dict)

    def leads_to(self, target: str | None) -> frozenset[str | None]:
        if target not in self._found:
            self._found[target] = self._search(target)
        return self._found[target]

    def _search(self, target: str | None) -> frozenset[str | None]:
        waiting, seen, ends = [target], {target}, set()
        while waiting:
            ref = waiting.pop()
            if ref is None or ref in self.common or ref not in self.journey:
                ends.add(ref)
                continue
            outcomes = self.journey[ref].outcomes
            following = {each.next for each in outcomes} or {None}
            waiting.extend(following - seen)
            seen |= following
        return frozenset(ends)


def leads_to(
    journey: Journey, common: frozenset[str]
) -> Callable[[str | None], frozenset[str | None]]:
    """Tell where a target leads in the end, through all that is not common."""
    return _Routes(journey, common).leads_to


def ways(journey: Journey) -> dict[Way, str | None]:
    """Where each path leads, by name; None where contacts leave."""
    found: dict[Way, str | None] = {ENTRY: journey.start}
    for ref, activity in journey.by_ref.items():
        names = outcome_names(activity.body)
        for name, outcome in zip(names, activity.outcomes, strict=True):
            found[ref, name] = outcome.next
    return found


@dataclass(frozen=True)
class Rerouting:
    """The paths that lead elsewhere and the activities that stand elsewhere."""

    paths: tuple[Way, ...]
    moved: tuple[str, ...]


def rerouting(before: Journey, after: Journey) -> Rerouting:
    """What of the paths of both journeys was changed, in as few words as possible."""
    both = _Both(before, after, ways(before), ways(after))
    common = frozenset(before.by_ref) & frozenset(after.by_ref)
    moved: list[str] = []
    changed = both.changed(common)
    while _MOVE <= len(changed) <= _MOST:
        best: tuple[list[Way], str] = (changed, "")
        for ref in both.candidates(changed, common):
            left = both.changed(common - {ref})
            if len(left) <= len(changed) - _MOVE and len(left) < len(best[0]):
                best = (left, ref)
        if not best[1]:
            break
        changed = best[0]
        moved.append(best[1])
        common -= {best[1]}
    return Rerouting(tuple(changed), tuple(moved))


@dataclass(frozen=True)
class _Both:
    """Both journeys with their paths."""

    before: Journey
    after: Journey
    old: dict[Way, str | None]
    new: dict[Way, str | None]

    def changed(self, common: frozenset[str]) -> list[Way]:
        """The paths that lead elsewhere, if only the common activities count."""
        then, now = leads_to(self.before, common), leads_to(self.after, common)
        return [
            way
            for way, target in self.new.items()
            if way in self.old
            and (way == ENTRY or way[0] in common)
            and self.old[way] != target
            and not then(self.old[way]) & now(target)
        ]

    def candidates(self, changed: list[Way], common: frozenset[str]) -> list[str]:
        """What may have moved: one way out, and led to from elsewhere than before."""
        near = {way[0] for way in changed}
        near |= {each[way] or "" for each in (self.old, self.new) for way in changed}
        return [
            ref
            for ref, activity in self.after.by_ref.items()
            if ref in near & common
            and len(self.before[ref].outcomes) <= 1 >= len(activity.outcomes)
            and self._stands_elsewhere(ref)
        ]

    def _stands_elsewhere(self, ref: str) -> bool:
        then, now = _sources(self.before, ref), _sources(self.after, ref)
        return bool(then) and bool(now) and not then & now


def _sources(journey: Journey, ref: str) -> set[str]:
    found = {source for source, _ in journey.arrivals[ref]}
    return found | {""} if journey.start == ref else found
