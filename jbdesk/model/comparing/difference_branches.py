"""A branch that one person took out while the other put something into it.

The branch stays or goes as one: its way out of the split, what follows nothing else,
and what was put in. Which of it is a clash; mine decides unless theirs is taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jbdesk.model.changes.edits_links import reachable
from jbdesk.model.comparing.difference_graft import Sides
from jbdesk.model.comparing.difference_layers import Clash, woven
from jbdesk.model.comparing.difference_silence import differences
from jbdesk.model.comparing.difference_view import outcome_names
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.lens import ABSENT, Path


@dataclass(frozen=True)
class _Branch:
    """A way out of an activity, by name, and what only it leads to."""

    ref: str
    name: str
    below: frozenset[str] = frozenset()

    @property
    def path(self) -> Path:
        return ("activities", self.ref, "outcomes", self.name)


def branched(sides: Sides, taken: frozenset[Path]) -> Sides:
    """Aligned sides that have the same ways out where they disagree about one."""
    for each in _taken_out(sides.base, sides.mine, sides.theirs):
        clash = Clash(each.path, ABSENT, _outcome(sides.theirs, each))
        if each.path in taken:
            mine = _with_again(sides.mine, sides.base, each)
            sides = replace(sides, mine=mine)
        else:
            base, theirs = (
                _without(story, each) for story in (sides.base, sides.theirs)
            )
            sides = replace(sides, base=base, theirs=theirs)
        sides = replace(sides, clashes=(*sides.clashes, clash))
    for each in _taken_out(sides.base, sides.theirs, sides.mine):
        clash = Clash(each.path, _outcome(sides.mine, each), ABSENT)
        if each.path in taken:
            base, mine = (_without(story, each) for story in (sides.base, sides.mine))
            sides = replace(sides, base=base, mine=mine)
        else:
            theirs = _with_again(sides.theirs, sides.base, each)
            sides = replace(sides, theirs=theirs)
        sides = replace(sides, clashes=(*sides.clashes, clash))
    return sides


def _taken_out(base: Journey, remover: Journey, other: Journey) -> Iterator[_Branch]:
    """The branches that one took out and the other made longer or changed."""
    added = other.by_ref.keys() - base.by_ref.keys()
    for ref, activity in base.by_ref.items():
        if ref not in remover or ref not in other:
            continue
        kept, there = (outcome_names(each[ref].body) for each in (remover, other))
        for name in outcome_names(activity.body):
            if name in kept or name not in there:
                continue
            plain = _Branch(ref, name)
            is_longer = added and _branch(other, plain).below & added
            if is_longer or _is_changed(base, other, plain):
                yield _branch(base, plain)


def _is_changed(base: Journey, other: Journey, branch: _Branch) -> bool:
    both = _outcome(base, branch), _outcome(other, branch)
    return next(differences(*both, branch.path), None) is not None


def _branch(journey: Journey, branch: _Branch) -> _Branch:
    """The branch with what only it leads to in this journey."""
    start = [] if journey.start is None else [journey.start]
    without = reachable(_without(journey, branch), start)
    return replace(branch, below=frozenset(reachable(journey, start) - without))


def _outcome(journey: Journey, branch: _Branch) -> JsonObject:
    activity = journey[branch.ref]
    position = outcome_names(activity.body).index(branch.name)
    return activity.outcomes[position].body


def _ways(activity: Activity) -> dict[str, JsonObject]:
    bodies = (each.body for each in activity.outcomes)
    return dict(zip(outcome_names(activity.body), bodies, strict=True))


def _without(journey: Journey, branch: _Branch) -> Journey:
    ways = _ways(journey[branch.ref])
    del ways[branch.name]
    return _with_ways(journey, branch.ref, ways)


def _with_ways(journey: Journey, ref: str, ways: dict[str, JsonObject]) -> Journey:
    activity = journey[ref]
    body = {**activity.body, "outcomes": list(ways.values())}
    return journey.with_activity(ref, activity.with_body(body))


def _with_again(journey: Journey, base: Journey, branch: _Branch) -> Journey:
    """The journey with the branch of the base back in its place."""
    ways = {**_ways(journey[branch.ref]), branch.name: _outcome(base, branch)}
    order = woven(list(_ways(journey[branch.ref])), list(_ways(base[branch.ref])))
    found = {name: ways[name] for name in order if name in ways}
    journey = _with_ways(journey, branch.ref, found)
    back = [
        each
        for ref, each in base.by_ref.items()
        if ref in branch.below and ref not in journey
    ]
    return journey.with_activities([*journey.activities, *back])
