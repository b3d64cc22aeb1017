"""What one person added and the other took the path to away from.

It stays in the merged journey, so that nothing is lost; that no path leads to it
any more is a clash of its own, once no other clash about its path is open.
"""

from collections.abc import Collection, Iterable, Iterator

from jbdesk.model.changes.edits_links import drop, reachable
from jbdesk.model.comparing.difference_graft import Sides
from jbdesk.model.comparing.difference_layers import REACH, Clash
from jbdesk.model.comparing.difference_view import outcome_names
from jbdesk.model.journey import Journey
from jbdesk.model.lens import ABSENT, Path


def left_behind(merged: Journey, sides: Sides, open_: Iterable[Clash]) -> list[Clash]:
    """The added activities that no path leads to, each with all that follows it."""
    found: list[Clash] = []
    clashes = tuple(open_)
    for side in (sides.mine, sides.theirs):
        lost = _lost(merged, side, sides.base)
        lost -= _explained(side, clashes)
        is_mine = side is sides.mine
        for ref in _first(merged, lost):
            body = side[ref].body
            pair = (body, ABSENT) if is_mine else (ABSENT, body)
            found.append(Clash(("activities", ref, REACH), *pair))
    return found


def _lost(merged: Journey, side: Journey, base: Journey) -> set[str]:
    added = (side.by_ref.keys() & merged.by_ref.keys()) - base.by_ref.keys()
    return added & (_reached(side) - _reached(merged)) if added else set()


def _reached(journey: Journey) -> set[str]:
    return reachable(journey, [] if journey.start is None else [journey.start])


def _explained(side: Journey, clashes: Iterable[Clash]) -> set[str]:
    """What follows the paths that are still to be decided."""
    starts = [ref for each in clashes for ref in _targets(side, each.path)]
    return reachable(side, [ref for ref in starts if ref in side])


def _targets(side: Journey, path: Path) -> Iterator[str]:
    if len(path) < 2 or path[0] != "activities" or path[1] not in side:  # noqa: PLR2004 - a list and the name in it
        return
    activity = side[str(path[1])]
    is_outcome = "outcomes" in path
    names = outcome_names(activity.body)
    for name, target in zip(names, activity.targets, strict=False):
        if target is not None and (not is_outcome or name in path):
            yield target


def _first(merged: Journey, lost: set[str]) -> list[str]:
    """Those which all others follow; of a circle the first in the file."""
    begin = [
        ref
        for ref in merged.by_ref
        if ref in lost and not any(each in lost for each, _ in merged.arrivals[ref])
    ]
    rest = lost - reachable(merged, begin)
    while rest:
        begin.append(next(ref for ref in merged.by_ref if ref in rest))
        rest -= reachable(merged, begin[-1:])
    return begin


def without_dropped(merged: Journey, sides: Sides, dropped: Collection[str]) -> Journey:
    """The journey without what was left behind and is not wanted."""
    gone = {
        ref
        for side in (sides.mine, sides.theirs)
        for ref in _lost(merged, side, sides.base)
    }
    first = [ref for ref in dropped if ref in gone]
    return drop(merged, gone & reachable(merged, first))
