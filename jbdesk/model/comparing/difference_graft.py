"""Bring three journeys to the same activities before they are merged.

A key that one changed is changed in all; what one removed is taken out of all,
its paths going where the remover led them; what one removed and the other changed
is a clash: mine decides unless theirs is taken.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jbdesk.model.changes.edits_links import ends_with_null, led
from jbdesk.model.comparing.difference_compare import compare
from jbdesk.model.comparing.difference_keys import (
    kept_apart,
    renamed_keys,
    with_event_of,
    with_keys,
)
from jbdesk.model.comparing.difference_layers import KEY, Clash
from jbdesk.model.comparing.difference_routes import ENTRY, Way, leads_to, ways
from jbdesk.model.comparing.difference_silence import differences
from jbdesk.model.comparing.difference_view import activity_view, outcome_names
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.lens import ABSENT, Path

TRIGGER: Path = ("triggers", 0)


@dataclass(frozen=True)
class Sides:
    """The common base and what each side made of it."""

    base: Journey
    mine: Journey
    theirs: Journey
    clashes: tuple[Clash, ...] = ()


def aligned(sides: Sides, taken: frozenset[Path]) -> Sides:
    """The sides with the same keys for the same activities and the same event."""
    return _with_one_event(_with_same_keys(_with_chosen_keys(sides, taken)), taken)


def grafted(sides: Sides, taken: frozenset[Path]) -> Sides:
    """Aligned sides with the same activities, but for those that each added."""
    base, mine, theirs = sides.base, sides.mine, sides.theirs
    removed = _removed(base, mine, theirs)
    removed_by_them = _removed(base, theirs, mine)
    changed = _changed(base, theirs) & removed
    changed_by_me = _changed(base, mine) & removed_by_them
    back = {ref for ref in changed if ("activities", ref) in taken}
    kept = {ref for ref in changed_by_me if ("activities", ref) not in taken}
    clashes = [
        *(_clash(ref, mine, theirs) for ref in sorted(changed)),
        *(_clash(ref, mine, theirs) for ref in sorted(changed_by_me)),
    ]
    by_me = _heirs(base, mine, removed - back)
    by_them = _heirs(base, theirs, removed_by_them - kept)
    return Sides(
        without(base, by_me | by_them),
        without(_with_again(mine, base, back), by_me | _heirs_in(mine, base, by_them)),
        without(
            _with_again(theirs, base, kept), by_them | _heirs_in(theirs, base, by_me)
        ),
        (*sides.clashes, *clashes),
    )


def _with_chosen_keys(sides: Sides, taken: frozenset[Path]) -> Sides:
    """Let both have the same key where each had changed it to another one."""
    mine, theirs = sides.mine, sides.theirs
    by_me, by_them = (renamed_keys(sides.base, each) for each in (mine, theirs))
    clashes = [
        Clash(("activities", old, KEY), by_me[old], by_them[old])
        for old in sides.base.by_ref
        if old in by_me and old in by_them and by_me[old] != by_them[old]
    ]
    for each in clashes:
        if each.path in taken:
            mine = with_keys(mine, {each.mine: each.theirs})
        else:
            theirs = with_keys(theirs, {each.theirs: each.mine})
    return Sides(sides.base, mine, theirs, tuple(clashes))


def _with_same_keys(sides: Sides) -> Sides:
    base, mine, theirs = sides.base, sides.mine, sides.theirs
    by_me = renamed_keys(base, mine)
    base, theirs = with_keys(base, by_me), with_keys(theirs, by_me)
    by_them = renamed_keys(base, theirs)
    base, mine = with_keys(base, by_them), with_keys(mine, by_them)
    both = [
        ref
        for ref in theirs.by_ref
        if ref in mine and ref not in base and _is_other(mine[ref], theirs[ref])
    ]
    apart = kept_apart(theirs, (base, mine), both)
    return Sides(base, mine, apart, sides.clashes)


def _is_other(mine: Activity, theirs: Activity) -> bool:
    views = activity_view(mine.body), activity_view(theirs.body)
    found = differences(*views, ("activities", mine.key))
    is_plain = mine.key == theirs.key == theirs.key.strip() != ""
    return is_plain and any(True for _ in found)


def _with_one_event(sides: Sides, taken: frozenset[Path]) -> Sides:
    """Let bindings name the entry event that the merged journey will have."""
    keys = [
        each.trigger.event_definition_key if each.trigger else ""
        for each in (sides.base, sides.mine, sides.theirs)
    ]
    is_theirs = keys[0] == keys[1] or TRIGGER in taken
    leading = sides.theirs if is_theirs else sides.mine
    return Sides(
        with_event_of(sides.base, leading),
        with_event_of(sides.mine, leading),
        with_event_of(sides.theirs, leading),
        sides.clashes,
    )


def _removed(base: Journey, by: Journey, other: Journey) -> set[str]:
    return {ref for ref in base.by_ref if ref not in by and ref in other}


def _changed(base: Journey, side: Journey) -> set[str]:
    return {each.where.key for each in compare(base, side).changes}


def _clash(ref: str, mine: Journey, theirs: Journey) -> Clash:
    bodies = [each[ref].body if ref in each else ABSENT for each in (mine, theirs)]
    return Clash(("activities", ref), *bodies)


def _heirs(base: Journey, side: Journey, gone: set[str]) -> dict[str, str | None]:
    """Where paths to each removed activity go now, as its remover led them."""
    now = ways(side)
    found = {
        target: now[way]
        for way, target in ways(base).items()
        if target in gone and way in now and way != ENTRY
    }
    if base.start in gone and base.start is not None:
        found.setdefault(base.start, side.start)
    for ref in gone:
        outcomes = base[ref].outcomes
        found.setdefault(ref, outcomes[0].next if outcomes else None)
    return found


def _heirs_in(
    side: Journey, base: Journey, heirs: dict[str, str | None]
) -> dict[str, str | None]:
    """The heirs in the other's journey: what it put in right after them comes first."""
    then, now = ways(base), ways(side)
    found = dict(heirs)
    for ref, heir in heirs.items():
        for name in outcome_names(base[ref].body):
            following = then[ref, name]
            if survivor(following, heirs) == survivor(heir, heirs):
                found[ref] = now.get((ref, name), following)
                break
    return found


def without(journey: Journey, heirs: dict[str, str | None]) -> Journey:
    """The journey without these activities; paths to them go to their heirs."""
    if not heirs:
        return journey
    is_null = ends_with_null(journey)
    return journey.with_activities(
        [
            _led_past(each, heirs, is_null=is_null)
            for ref, each in journey.by_ref.items()
            if ref not in heirs
        ]
    )


def _led_past(
    activity: Activity, heirs: dict[str, str | None], *, is_null: bool
) -> Activity:
    for position, outcome in enumerate(activity.outcomes):
        if outcome.next in heirs:
            target = survivor(outcome.next, heirs)
            body = led(outcome.body, target, with_null=target is None and is_null)
            activity = activity.with_outcome(position, body)
    return activity


def survivor(ref: str | None, heirs: dict[str, str | None]) -> str | None:
    """The first that is left of those that follow each other; None in a circle."""
    seen: set[str | None] = set()
    while ref in heirs and ref not in seen:
        seen.add(ref)
        ref = heirs[ref] if ref is not None else None
    return None if ref in seen else ref


def _with_again(journey: Journey, base: Journey, refs: Iterable[str]) -> Journey:
    """The journey with activities of the base back in their place."""
    back = {ref: base[ref] for ref in base.by_ref if ref in set(refs)}
    if not back:
        return journey
    then = ways(base)
    past = leads_to(base, frozenset(journey.by_ref))
    kept = [
        _led_back(ref, each, then, past, back) for ref, each in journey.by_ref.items()
    ]
    first = [each for ref, each in back.items() if ref == base.start]
    rest = [each for ref, each in back.items() if ref != base.start]
    return journey.with_activities([*first, *kept, *rest])


def _led_back(
    ref: str,
    activity: Activity,
    then: dict[Way, str | None],
    past: Callable[[str | None], frozenset[str | None]],
    back: dict[str, Activity],
) -> Activity:
    """Lead paths again to what is back, where they only went past it."""
    for position, name in enumerate(outcome_names(activity.body)):
        target, outcome = then.get((ref, name)), activity.outcomes[position]
        if target in back and outcome.next in past(target):
            body = led(outcome.body, target, with_null=False)
            activity = activity.with_outcome(position, body)
    return activity
