"""The smallest edits: where a path leads, and what reaches what."""

from collections.abc import Iterable, Mapping

from jbdesk.model import catalogue, lens
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.problem import Failure, Problem, Severity, Where
from jbdesk.model.types.catalogue_einstein import NEXT_ACTIVITY


def activity_at(journey: Journey, ref: str) -> Activity:
    """The activity; Failure where the journey has none of that address."""
    if ref not in journey:
        raise Failure(f"The journey has no activity “{ref}”.")
    return journey[ref]


def outcome_at(journey: Journey, ref: str, outcome: int) -> Activity:
    """The activity; Failure where it has no such outcome."""
    activity = activity_at(journey, ref)
    if not 0 <= outcome < len(activity.outcomes):
        raise refusal(f"“{said(activity)}” has no path {outcome + 1}.", ref)
    return activity


def said(activity: Activity) -> str:
    return catalogue.title(activity)


def refusal(text: str, ref: str, outcome: int | None = None) -> Failure:
    return Failure(Problem(text, Severity.ERROR, Where("activity", ref, outcome)))


def ends_with_null(journey: Journey) -> bool:
    """Whether this file writes the end of a path as null instead of leaving it out."""
    return any(
        outcome.body.get("next", "") is None
        for activity in journey.activities
        for outcome in activity.outcomes
    )


def link(journey: Journey, ref: str, outcome: int, target: str | None) -> Journey:
    """Let a path lead to a key, or end; nothing is checked."""
    return link_all(journey, {(ref, outcome): target})


def link_all(
    journey: Journey, targets: Mapping[tuple[str, int], str | None]
) -> Journey:
    """Let many paths lead elsewhere: the journey is made anew only once."""
    with_null = None in targets.values() and ends_with_null(journey)
    changed: dict[str, Activity] = {}
    for (ref, outcome), target in targets.items():
        activity = changed.get(ref, journey[ref])
        body = activity.outcomes[outcome].body
        linked = led(body, target, with_null=target is None and with_null)
        if linked is body:
            continue
        activity = activity.with_outcome(outcome, linked)
        if outcome == 0:
            activity = _announced(activity, journey.by_ref.get(target or ""))
        changed[ref] = activity
    if not changed:
        return journey
    return journey.with_activities([*{**journey.by_ref, **changed}.values()])


def led(body: JsonObject, target: str | None, *, with_null: bool) -> JsonObject:
    """An outcome that leads to the target; an ending that stands is kept as it is."""
    if target is None and not body.get("next") and body.get("next") != "":
        return body
    if target is None:
        return {**body, "next": None} if with_null else _without_next(body)
    if "next" in body or "key" not in body:
        return body if body.get("next") == target else {**body, "next": target}
    return {"key": body["key"], "next": target, **_without_next(body)}


def _without_next(body: JsonObject) -> JsonObject:
    return {name: value for name, value in body.items() if name != "next"}


def _announced(activity: Activity, target: Activity | None) -> Activity:
    """Keep the note in step that a send time activity has about its message."""
    note = lens.read(activity.body, NEXT_ACTIVITY, None)
    if not isinstance(note, dict) or target is None:
        return activity
    told = {**note, "key": target.key, "type": target.type}
    if "id" in note:
        told["id"] = target.body.get("id", "")
    return activity.with_body(lens.write(activity.body, NEXT_ACTIVITY, told))


def noted_again(journey: Journey, ref: str) -> Journey:
    """Let a send time activity note the message that follows it."""
    activity = outcome_at(journey, ref, 0)
    following = journey.by_ref.get(activity.outcomes[0].next or "")
    return journey.with_activity(ref, _announced(activity, following))


def reachable(
    journey: Journey, refs: Iterable[str], *, without: frozenset[str] = frozenset()
) -> set[str]:
    """These and everything that paths from them lead to, never through `without`."""
    waiting = [ref for ref in refs if ref not in without]
    found = set(waiting)
    while waiting:
        for outcome in journey[waiting.pop()].outcomes:
            target = outcome.next or ""
            if target in journey and target not in found and target not in without:
                found.add(target)
                waiting.append(target)
    return found


def only_through(journey: Journey, refs: Iterable[str]) -> set[str]:
    """These and everything that can't be reached but through them."""
    taken = frozenset(refs)
    below = reachable(journey, taken)
    elsewhere = {ref for ref in journey.by_ref if ref not in below}
    others = reachable(journey, elsewhere | set(journey.roots), without=taken)
    return below - others


def unreached(journey: Journey, refs: Iterable[str], roots: Iterable[str]) -> set[str]:
    """What of these and below them nothing else leads to, starting from the roots."""
    below = reachable(journey, refs)
    elsewhere = {ref for ref in journey.by_ref if ref not in below}
    return below - reachable(journey, elsewhere | set(roots))


def drop(journey: Journey, refs: set[str]) -> Journey:
    """Take activities out; paths that led to them end."""
    if not refs:
        return journey
    for ref, paths in journey.arrivals.items():
        for source, outcome in paths if ref in refs else ():
            if source not in refs:
                journey = link(journey, source, outcome, None)
    return journey.with_activities(
        [each for ref, each in journey.by_ref.items() if ref not in refs]
    )
