"""A path optimizer as one unit: its start, its end, and the capsule that both note."""

from collections.abc import Iterable, Sequence

from jbdesk.model import catalogue, lens
from jbdesk.model.changes.edits_links import led, reachable
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.texts.words import text_in
from jbdesk.model.types.catalogue_optimizer import CAPSULE, START_KEY

_MEMBER: lens.Path = ("metaData", "capsuleData")
_IDS: tuple[lens.Path, ...] = ((*CAPSULE, "id"), (*_MEMBER, "id"))
_PREFIX = "CAPSULE-"


def with_finish(journey: Journey, activity: Activity) -> tuple[Activity, ...]:
    """The activity, and where its row has one, the end in which its paths meet."""
    row = catalogue.of(activity)
    if not row.finish or any(each.next for each in activity.outcomes):
        return (activity,)
    finish = catalogue.new_activity(catalogue.row(row.finish), journey)
    (number,) = _unused(journey, 1)
    capsule = {"id": number, "startId": activity.key, "endId": finish.key}
    outcomes = [
        led(each.body, finish.key, with_null=False) for each in activity.outcomes
    ]
    start = lens.write({**activity.body, "outcomes": outcomes}, CAPSULE, capsule)
    end = lens.write(finish.body, CAPSULE, capsule)
    return Activity(start), Activity(lens.write(end, START_KEY, activity.key))


def finish_of(journey: Journey, ref: str) -> str | None:
    """The activity in which the paths of this one meet; None where it has none."""
    activity = journey[ref]
    if not catalogue.of(activity).finish:
        return None
    noted = text_in(lens.read(activity.body, (*CAPSULE, "endId"), ""))
    if noted in journey:
        return noted
    return next(
        (
            each
            for each, found in journey.by_ref.items()
            if lens.read(found.body, START_KEY) == activity.key
        ),
        None,
    )


def partners(journey: Journey, refs: Iterable[str]) -> set[str]:
    """The starts and ends that make a unit with these activities."""
    found: set[str] = set()
    for ref in refs:
        start = text_in(lens.read(journey[ref].body, START_KEY, ""))
        other = start if start in journey else finish_of(journey, ref)
        found |= {other} if other else set()
    return found


def whole(journey: Journey, refs: Iterable[str]) -> set[str]:
    """These, and of each path optimizer among them everything from start to end."""
    found = set(refs)
    found |= partners(journey, found)
    for ref in tuple(found):
        if finish := finish_of(journey, ref):
            found |= reachable(journey, [ref], without=frozenset({finish}))
    return found


def _unused(journey: Journey, count: int) -> tuple[str, ...]:
    """So many capsule ids that the journey does not use."""
    used = (
        text_in(lens.read(each.body, path, ""))
        for each in journey.activities
        for path in _IDS
    )
    numbers = [each.removeprefix(_PREFIX) for each in used if each.startswith(_PREFIX)]
    last = max((int(each) for each in numbers if each.isdecimal()), default=0)
    return tuple(f"{_PREFIX}{last + step}" for step in range(1, count + 1))


def apart(journey: Journey, copies: Sequence[Activity]) -> list[Activity]:
    """Copies whose capsules are not those of the journey they go to.

    One that was copied out of its path optimizer is in none any more.
    """
    ids = dict.fromkeys(
        text_in(lens.read(each.body, _IDS[0], ""))
        for each in copies
        if lens.read(each.body, _IDS[0]) is not lens.ABSENT
    )
    fresh = dict(zip(ids, _unused(journey, len(ids)), strict=True))
    return [_apart(each, fresh) for each in copies]


def _apart(activity: Activity, fresh: dict[str, str]) -> Activity:
    body = activity.body
    for path in _IDS:
        noted = lens.read(body, path)
        if isinstance(noted, str) and noted in fresh:
            body = lens.write(body, path, fresh[noted])
        elif noted is not lens.ABSENT:
            body = lens.remove(body, path[:-1])
    return activity.with_body(body)
