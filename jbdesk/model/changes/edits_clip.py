"""Copy a group of activities and paste it on a path, with keys of its own.

A clip is plain JSON, so it can go through the clipboard to another journey.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from jbdesk.model import catalogue, lens
from jbdesk.model.changes import edits_capsule
from jbdesk.model.changes.edits_journey import cleaned
from jbdesk.model.changes.edits_links import (
    activity_at,
    ends_with_null,
    led,
    link,
    outcome_at,
)
from jbdesk.model.changes.edits_references import REFERENCES, renamer_of, with_texts
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.problem import Failure

CLIP = "jbdesk.clip"  # the member that tells a clip from other JSON
_CRITERIA = ("configurationArguments", "criteria")
_RESULT = ("arguments", "filterResult")
_NOTHING = "There is nothing here that can be pasted into a journey."


def copy_group(journey: Journey, refs: Iterable[str]) -> JsonObject:
    """Copy activities with the paths between them; they must hang together.

    A path optimizer is copied whole, from its start to its end.
    """
    chosen = {ref: activity_at(journey, ref) for ref in refs}
    wanted = edits_capsule.whole(journey, chosen)
    for ref in wanted:
        if journey[ref].key != ref:
            raise Failure(f"Two activities have the key “{journey[ref].key}”.")
    ordered = [ref for ref in journey.by_ref if ref in wanted]
    if not ordered:
        raise Failure("Choose the activities to copy first.")
    starts = _starts(journey, ordered)
    if len(starts) > 1:
        names = ", ".join(f"“{catalogue.title(journey[ref])}”" for ref in starts[:3])
        raise Failure(
            f"What is copied must begin with one activity; here {names} do."
            " Choose a group whose paths come from one of them."
        )
    return {
        CLIP: 1,
        "start": starts[0],
        "activities": [_alone(journey[ref], wanted) for ref in ordered],
    }


def _starts(journey: Journey, refs: list[str]) -> list[str]:
    """Those that nothing else in the group leads to; a loop begins where it stands."""
    inside = set(refs)
    free = [
        ref
        for ref in refs
        if not any(source in inside for source, _ in journey.arrivals[ref])
    ]
    return free or refs[:1]


def _alone(activity: Activity, inside: set[str]) -> JsonObject:
    """An activity whose paths out of the group end."""
    outcomes = [
        each.body if each.next in inside else led(each.body, None, with_null=False)
        for each in activity.outcomes
    ]
    return cleaned({**activity.body, "outcomes": outcomes})


def paste(
    journey: Journey, clip: Any, *, source: str | None, outcome: int = 0
) -> Journey:
    """Paste a clip on a path; what followed comes after its first open end.

    Without a source it becomes what contacts start with. Every activity gets a new
    key, and what names another one of the clip follows.
    """
    copies = _copies(journey, clip)
    start = copies[0].key
    followed = journey.start
    if source is not None:
        followed = outcome_at(journey, source, outcome).outcomes[outcome].next
    journey = journey.with_activities(_placed(journey, copies, source))
    if source is not None:
        journey = link(journey, source, outcome, start)
    if followed is None:
        return journey
    end = _open_end(copies)
    if end is None:
        raise Failure("The copied activities leave no path open for what follows.")
    return link(journey, *end, followed)


def _placed(
    journey: Journey, copies: list[Activity], source: str | None
) -> list[Activity]:
    """The activities with the copies after the source, or before all others."""
    if source is None:
        return [*copies, *journey.activities]
    placed: list[Activity] = []
    for ref, each in journey.by_ref.items():
        placed += [each, *copies] if ref == source else [each]
    return placed


def _copies(journey: Journey, clip: Any) -> list[Activity]:
    """The clip's activities with fresh keys, the one it starts with first."""
    bodies = _bodies(clip)
    keys = _fresh_keys(journey, [Activity(each) for each in bodies])
    with_null = ends_with_null(journey)
    made = [_copy(each, keys, with_null=with_null) for each in bodies]
    start = keys.get(str(clip.get("start")), made[0].key)
    placed = sorted(made, key=lambda each: each.key != start)
    return edits_capsule.apart(journey, placed)


def _bodies(clip: Any) -> list[JsonObject]:
    found = clip.get("activities") if isinstance(clip, dict) else None
    if not isinstance(found, list) or not found or CLIP not in clip:
        raise Failure(_NOTHING)
    if not all(isinstance(each, dict) and Activity(each).key for each in found):
        raise Failure(_NOTHING)
    return found


def _fresh_keys(journey: Journey, copied: list[Activity]) -> dict[str, str]:
    """A new key for each old one, none of them used by the journey or twice."""
    numbers: dict[str, int] = {}
    keys: dict[str, str] = {}
    for activity in copied:
        prefix = catalogue.of(activity).key_prefix
        if prefix not in numbers:
            unused = catalogue.unused_key(prefix, journey)
            numbers[prefix] = int(unused.removeprefix(f"{prefix}-"))
        if activity.key in keys:
            raise Failure(f"The clip has the key “{activity.key}” twice.")
        keys[activity.key] = f"{prefix}-{numbers[prefix]}"
        numbers[prefix] += 1
    return keys


def _copy(body: JsonObject, keys: dict[str, str], *, with_null: bool) -> Activity:
    """One copy with its new key, in which all that names a copied key follows."""
    old = Activity(body)
    ways = {each.key: _new_way(each.key) for each in old.outcomes}
    body = {**_with_filters(body, ways), "key": keys[old.key]}
    body = with_texts(body, renamer_of("Interaction", keys))
    for path in REFERENCES:
        named = lens.read(body, path, None)
        if isinstance(named, str) and named in keys:
            body = lens.write(body, path, keys[named])
    outcomes = [
        led(
            {**each.body, "key": ways[each.key]} if each.key else each.body,
            keys.get(each.next or ""),
            with_null=with_null,
        )
        for each in Activity(body).outcomes
    ]
    return Activity({**body, "outcomes": outcomes})


def _new_way(key: str) -> str:
    """Another key for an outcome; those with a meaning stay as they are."""
    try:
        uuid.UUID(key)
    except ValueError:
        return key
    return str(uuid.uuid4())


def _with_filters(body: JsonObject, ways: dict[str, str]) -> JsonObject:
    """Keep a split's filters under the keys that its outcomes get."""
    filters = lens.read(body, _CRITERIA, None)
    if isinstance(filters, dict):
        kept = {ways.get(key, key): xml for key, xml in filters.items()}
        body = lens.write(body, _CRITERIA, kept)
    result = lens.read(body, _RESULT, "")
    if isinstance(result, str) and result:
        parts = (each.partition("=") for each in result.split(","))
        told = ",".join(
            f"{ways.get(key, key)}{sign}{rest}" for key, sign, rest in parts
        )
        body = lens.write(body, _RESULT, told)
    return body


def _open_end(copies: list[Activity]) -> tuple[str, int] | None:
    """The first path that ends, following first outcomes first."""
    by_key = {each.key: each for each in copies}
    waiting, seen = [copies[0].key], {copies[0].key}
    while waiting:
        ref = waiting.pop()
        targets = [each.next for each in by_key[ref].outcomes]
        if None in targets:
            return ref, targets.index(None)
        for target in reversed(targets):
            if target in by_key and target not in seen:
                seen.add(target)
                waiting.append(target)
    return None
