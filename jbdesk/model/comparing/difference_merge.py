"""Lay what two people did to one journey together.

base ──┬── mine ────┬── Merge: what only one of them changed is taken,
       └── theirs ──┘   what both changed is a conflict where mine is kept
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jbdesk.model import catalogue, lens
from jbdesk.model.changes.edits_fields import settled
from jbdesk.model.comparing import difference_reach
from jbdesk.model.comparing.difference_branches import branched
from jbdesk.model.comparing.difference_conflict import Conflict, conflict_of
from jbdesk.model.comparing.difference_graft import Sides, aligned, grafted, without
from jbdesk.model.comparing.difference_layers import REACH, Layers
from jbdesk.model.comparing.difference_shares import (
    part_shares,
    random_splits,
    with_shares,
)
from jbdesk.model.comparing.difference_view import journey_of, view_of
from jbdesk.model.journey import Journey
from jbdesk.model.types.activity_type import Behaviour

_WHOLE = (Behaviour.WAIT, Behaviour.EVENT)  # a number means nothing without its unit


@dataclass(frozen=True)
class Merge:
    """The merged journey, and where both had changed the same."""

    journey: Journey
    conflicts: tuple[Conflict, ...]
    sides: Sides = field(compare=False, repr=False)
    decided: Mapping[lens.Path, bool] = field(  # where; whether theirs is taken
        default_factory=dict, compare=False, repr=False
    )


def merge(base: Journey, mine: Journey, theirs: Journey) -> Merge:
    """Keep what either did; where both did something else, mine."""
    return _merge(Sides(base, mine, theirs), {})


def resolve(merge: Merge, conflict: Conflict, *, take_theirs: bool = True) -> Merge:
    """The same merge with one conflict decided; the other ones stay."""
    return _merge(merge.sides, {**merge.decided, conflict.path: take_theirs})


def _merge(given: Sides, decided: Mapping[lens.Path, bool]) -> Merge:
    taken = frozenset(path for path, is_theirs in decided.items() if is_theirs)
    whole = aligned(given, taken)
    sides = grafted(branched(whole, taken), taken)
    three = (sides.base, sides.mine, sides.theirs)
    shared = random_splits(*three)
    layers = Layers(taken, _waits(*three), shared)
    base, mine, theirs = (part_shares(view_of(each), shared) for each in three)
    laid = journey_of(with_shares(layers.merged(base, mine, theirs)))
    journey = _settled(_led(laid, whole), sides)
    journey = difference_reach.without_dropped(journey, whole, _dropped(whole, decided))
    clashes = (*sides.clashes, *layers.clashes)
    open_ = [each for each in clashes if each.path not in decided]
    behind = difference_reach.left_behind(journey, whole, open_)
    open_ += [each for each in behind if each.path not in decided]
    conflicts = tuple(conflict_of(each, journey, whole) for each in open_)
    return Merge(journey, conflicts, given, decided)


def _dropped(sides: Sides, decided: Mapping[lens.Path, bool]) -> list[str]:
    """The activities left behind that it was decided against: they are not there."""
    return [
        str(path[1])
        for path, is_theirs in decided.items()
        if path[-1] == REACH and (path[1] in sides.mine) is is_theirs
    ]


def _waits(*journeys: Journey) -> frozenset[str]:
    return frozenset(
        ref
        for journey in journeys
        for ref, activity in journey.by_ref.items()
        if catalogue.of(activity).behaviour in _WHOLE
    )


def _led(journey: Journey, sides: Sides) -> Journey:
    """Lead paths past what is not there any more."""
    heirs: dict[str, str | None] = {}
    for side in (sides.mine, sides.theirs, sides.base):
        for ref, activity in side.by_ref.items():
            if ref not in journey:
                following = activity.outcomes[0].next if activity.outcomes else None
                heirs.setdefault(ref, following)
    return without(journey, heirs)


def _settled(journey: Journey, sides: Sides) -> Journey:
    """Let notes tell of what was merged from both sides."""
    known = {
        id(activity.body)
        for side in (sides.mine, sides.theirs)
        for activity in side.activities
    }
    return journey.with_activities(
        [
            each if id(each.body) in known else settled(each, each)
            for each in journey.activities
        ]
    )
