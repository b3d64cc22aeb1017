"""Edits of the graph: insert, remove, connect and disconnect."""

from collections.abc import Iterable

from jbdesk.model import catalogue
from jbdesk.model.changes import edits_capsule
from jbdesk.model.changes.edits_links import (
    activity_at,
    drop,
    ends_with_null,
    link,
    link_all,
    only_through,
    outcome_at,
    reachable,
    refusal,
    said,
    unreached,
)
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Failure


def insert(
    journey: Journey, activity: Activity, *, source: str | None, outcome: int = 0
) -> Journey:
    """Insert an activity on a path; what followed now follows it.

    Without a source it becomes the activity that contacts start with. One whose
    paths must meet again comes with the activity in which they do.
    """
    if not activity.key or activity.key in journey:
        raise Failure(f"The key “{activity.key}” is empty or already used.")
    made = edits_capsule.with_finish(journey, activity)
    added = [_with_endings(journey, each) for each in made]
    last = added[-1].key
    if source is None:
        placed = journey.with_activities([*added, *journey.activities])
        return _followed(placed, last, journey.start)
    followed = outcome_at(journey, source, outcome).outcomes[outcome].next
    placed = _after(journey, source, added)
    return link(_followed(placed, last, followed), source, outcome, activity.key)


def append(
    journey: Journey, activity: Activity, *, source: str, outcome: int = 0
) -> Journey:
    """Add an activity where this path ends, following first outcomes."""
    passed: set[str] = set()
    target = outcome_at(journey, source, outcome).outcomes[outcome].next or ""
    while target in journey and target not in passed and journey[target].outcomes:
        passed.add(target)
        source, outcome = target, 0
        target = journey[source].outcomes[0].next or ""
    return insert(journey, activity, source=source, outcome=outcome)


def _with_endings(journey: Journey, activity: Activity) -> Activity:
    """Write the open ends of a new activity as the file writes them."""
    if not ends_with_null(journey):
        return activity
    ended = [{"next": None, **each.body} for each in activity.outcomes]
    return activity.with_body({**activity.body, "outcomes": ended})


def _after(journey: Journey, source: str, added: list[Activity]) -> Journey:
    placed: list[Activity] = []
    for ref, each in journey.by_ref.items():
        placed.append(each)
        if ref == source:
            placed += added
    return journey.with_activities(placed)


def _followed(journey: Journey, ref: str, target: str | None) -> Journey:
    if target is None:
        return journey
    if not journey[ref].outcomes:
        raise refusal(f"Nothing can follow “{said(journey[ref])}”.", ref)
    return link(journey, ref, 0, target)


def remove(
    journey: Journey, refs: Iterable[str], *, keep: int | None = None
) -> Journey:
    """Remove activities; what followed takes their place.

    Where several branches could, `keep` names the outcome whose branch does; the
    others go, with everything that only they led to. Failure asks for the choice.
    Start and end of a path optimizer go together.
    """
    gone = set(refs)
    for ref in gone:
        activity_at(journey, ref)
    if keep is not None and len(gone) == 1:
        journey, gone = _kept_one(journey, next(iter(gone)), keep)
    gone |= edits_capsule.partners(journey, gone)
    start = journey.start
    heirs = {ref: _heir(journey, ref, gone) for ref in _entered(journey, gone)}
    targets = {
        path: heir
        for ref, heir in heirs.items()
        for path in journey.arrivals[ref]
        if path[0] not in gone
    }
    journey = link_all(journey, targets)
    heir = heirs.get(start or "")
    return _started(drop(journey, gone), heir)


def _kept_one(journey: Journey, ref: str, keep: int) -> tuple[Journey, set[str]]:
    """The journey without the other branches of a split that is to go."""
    outcomes, roots = outcome_at(journey, ref, keep).outcomes, journey.roots
    heir = outcomes[keep].next
    for position, outcome in enumerate(outcomes):
        if outcome.next != heir:
            journey = link(journey, ref, position, None)
    lost = {each.next for each in outcomes if each.next in journey} - {heir}
    refs = [each for each in lost if each]
    return drop(journey, unreached(journey, refs, {*roots, ref})), {ref}


def _entered(journey: Journey, gone: set[str]) -> list[str]:
    """Those of the removed that contacts come to from what stays, or start with."""
    return [
        ref
        for ref in journey.by_ref
        if ref in gone
        and (
            not journey.arrivals[ref]
            or ref == journey.start
            or any(source not in gone for source, _ in journey.arrivals[ref])
        )
    ]


def _heir(journey: Journey, ref: str, gone: set[str]) -> str | None:
    """What takes the place of a removed activity: the one thing that followed."""
    heirs = {
        outcome.next: None
        for each in reachable(journey, [ref], without=frozenset(journey.by_ref) - gone)
        for outcome in journey[each].outcomes
        if outcome.next is not None and outcome.next not in gone
    }
    if len(heirs) > 1:
        raise refusal(
            f"“{said(journey[ref])}” leads to {len(heirs)} branches. Choose the one"
            " that takes its place, or remove it with its branches.",
            ref,
        )
    return next(iter(heirs), None)


def _started(journey: Journey, start: str | None) -> Journey:
    """Let contacts start where they would have come next."""
    if start not in journey.roots or journey.start == start:
        return journey
    first = journey[start]
    rest = [each for each in journey.activities if each is not first]
    return journey.with_activities([first, *rest])


def remove_branch(journey: Journey, ref: str) -> Journey:
    """Remove an activity and everything that is only reached through it."""
    activity_at(journey, ref)
    return drop(journey, only_through(journey, [ref]))


def can_connect(journey: Journey, *, source: str, outcome: int, target: str) -> str:
    """The reason why a path can't lead there; "" where it can."""
    activity = outcome_at(journey, source, outcome)
    following = activity_at(journey, target)
    if following.key != target:
        return f"Two activities have the key “{following.key}”. Rename one first."
    if source == target and not _may_close(activity):
        return f"“{said(activity)}” can't lead to itself."
    if _may_close(activity) or _may_close(following):
        return ""
    open_loops = frozenset(
        ref for ref, each in journey.by_ref.items() if _may_close(each)
    )
    if source in reachable(journey, [target], without=open_loops):
        return (
            f"“{said(following)}” comes before “{said(activity)}”: contacts would go"
            " round for ever. Only a wait until an event can lead back."
        )
    return ""


def _may_close(activity: Activity) -> bool:
    return catalogue.of(activity).may_close_a_loop


def connect(journey: Journey, *, source: str, outcome: int, target: str) -> Journey:
    """Let a path lead to another activity; Failure where that makes a loop."""
    reason = can_connect(journey, source=source, outcome=outcome, target=target)
    if reason:
        raise refusal(reason, source, outcome)
    return link(journey, source, outcome, target)


def disconnect(journey: Journey, *, source: str, outcome: int) -> Journey:
    """Let a path end here; what followed stays in the journey."""
    outcome_at(journey, source, outcome)
    return link(journey, source, outcome, None)
