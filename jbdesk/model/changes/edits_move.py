"""Edits that move activities: a whole branch, or what is chosen, onto another path."""

from collections.abc import Iterable

from jbdesk.model.changes import edits_capsule
from jbdesk.model.changes.edits_graph import connect, remove
from jbdesk.model.changes.edits_links import (
    activity_at,
    link,
    only_through,
    outcome_at,
    reachable,
    refusal,
    said,
)
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Failure


def branch(journey: Journey, ref: str) -> tuple[str, ...]:
    """Give an activity and all that only it leads to, in the order of the file."""
    activity_at(journey, ref)
    inside = only_through(journey, [ref])
    return tuple(each for each in journey.by_ref if each in inside)


def can_move(
    journey: Journey, refs: Iterable[str], *, source: str | None, outcome: int = 0
) -> str:
    """The reason why these can't be moved onto that path; "" where they can."""
    try:
        move(journey, refs, source=source, outcome=outcome)
    except Failure as failure:
        return str(failure)
    return ""


def move(
    journey: Journey, refs: Iterable[str], *, source: str | None, outcome: int = 0
) -> Journey:
    """Move activities onto a path; what followed there now follows them.

    Where they stood, what followed them takes their place. Without a source they
    become what contacts start with.
    """
    wanted = tuple(refs)
    for ref in wanted:
        activity_at(journey, ref)
    group = edits_capsule.whole(journey, wanted)
    start = _start_of(journey, group)
    if source is not None and source in group:
        raise refusal(_within(journey, start, source), start)
    followed = journey.start
    if source is not None:
        followed = outcome_at(journey, source, outcome).outcomes[outcome].next
    if followed == start:
        return journey
    _single_keys(journey, (start, followed, source))
    ends = _ends(journey, group, is_followed=followed is not None)
    kept = [_ended(journey, ref, ends) for ref in journey.by_ref if ref in group]
    placed = []
    for ref, each in remove(journey, group).by_ref.items():
        placed += [each, *kept] if ref == source else [each]
    moved = journey.with_activities(placed if source else [*kept, *placed])
    if source is not None:
        moved = connect(moved, source=source, outcome=outcome, target=start)
    for ref, position in ends if followed is not None else ():
        moved = connect(moved, source=ref, outcome=position, target=followed or "")
    return moved


def _ended(journey: Journey, ref: str, ends: tuple[tuple[str, int], ...]) -> Activity:
    """The activity without the paths that led on to what stays behind."""
    for source, position in ends:
        if source == ref:
            journey = link(journey, ref, position, None)
    return journey[ref]


def _within(journey: Journey, start: str, source: str) -> str:
    if source == start:
        return f"“{said(journey[start])}” stands here already."
    return (
        f"“{said(journey[source])}” moves along: a branch can't be moved into itself."
    )


def _start_of(journey: Journey, group: set[str]) -> str:
    """The one activity of the group that is come to from outside."""
    if not group:
        raise Failure("Choose the activities to move first.")
    entered = [
        ref
        for ref in journey.by_ref
        if ref in group
        and (
            ref in journey.roots
            or any(source not in group for source, _ in journey.arrivals[ref])
        )
    ]
    if len(entered) != 1:
        raise Failure(
            "What is moved must hang together and begin with one activity."
            " Choose a group whose paths come from one of them."
        )
    return entered[0]


def _ends(
    journey: Journey, group: set[str], *, is_followed: bool
) -> tuple[tuple[str, int], ...]:
    """The paths of the group that lead on to what follows it at its new place."""
    leaving = [
        (ref, position, outcome.next)
        for ref in journey.by_ref
        if ref in group
        for position, outcome in enumerate(journey[ref].outcomes)
        if outcome.next not in group
    ]
    going = [each for each in leaving if each[2] in journey]
    targets = {target for _, _, target in going if target}
    if len(targets) > 1 or reachable(journey, targets) & group:
        first = next(ref for ref in journey.by_ref if ref in group)
        raise refusal(
            f"From “{said(journey[first])}” contacts go on to activities that stay,"
            " in more than one way. End one of the paths first.",
            first,
        )
    if going or not is_followed:
        return tuple((ref, position) for ref, position, _ in going)
    if not leaving:
        raise Failure("What is moved leaves no path open for what follows there.")
    return (leaving[0][:2],)


def _single_keys(journey: Journey, refs: Iterable[str | None]) -> None:
    for ref in refs:
        if ref in journey and ref is not None and journey[ref].key != ref:
            raise Failure(
                f"Two activities have the key “{journey[ref].key}”. Rename one first."
            )
