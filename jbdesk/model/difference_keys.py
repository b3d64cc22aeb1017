"""Activities with another key, and events with another key, are still the same."""

import json
from collections import defaultdict
from collections.abc import Iterable

from jbdesk.model.difference_view import outcome_names
from jbdesk.model.edits_references import rename_key, renamer, with_texts
from jbdesk.model.journey import Activity, Journey, JsonObject

_MOST_DIGITS = 9  # a longer number is no count


def followed(before: Journey, after: Journey) -> tuple[dict[str, str], Journey]:
    """Which keys were changed, and the earlier journey with the later keys.

    Bindings to the entry event name the later event.
    """
    renamed = renamed_keys(before, after)
    return renamed, with_event_of(with_keys(before, renamed), after)


def with_event_of(journey: Journey, other: Journey) -> Journey:
    """The journey with bindings to its entry event naming the other's."""
    keys = [
        each.trigger.event_definition_key if each.trigger else ""
        for each in (journey, other)
    ]
    if not all(keys) or keys[0] == keys[1]:
        return journey
    body: JsonObject = with_texts(journey.body, renamer("Event", *keys))
    return journey.with_body(body)


def with_keys(journey: Journey, renamed: dict[str, str]) -> Journey:
    """The journey with these keys changed, and all that names them."""
    for old, new in renamed.items():
        if old in journey and new not in journey:
            journey = rename_key(journey, old, new)
    return journey


def renamed_keys(before: Journey, after: Journey) -> dict[str, str]:
    """Old and new key of activities that have nothing else changed but paths."""
    gone = _by_content(before, before.by_ref.keys() - after.by_ref.keys())
    come = _by_content(after, after.by_ref.keys() - before.by_ref.keys())
    return {
        gone[content][0]: come[content][0]
        for content in gone
        if len(gone[content]) == len(come.get(content, ())) == 1
    }


def _by_content(journey: Journey, refs: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ref in refs:
        activity = journey[ref]
        is_plain = activity.key == ref == ref.strip() != ""
        if is_plain and any(each.key for each in activity.outcomes):
            found[_content(activity)].append(ref)
    return found


def _content(activity: Activity) -> str:
    """The activity as text, without its key and without where it leads."""
    outcomes = [
        {**each.body, "next": name}
        for each, name in zip(
            activity.outcomes, outcome_names(activity.body), strict=True
        )
    ]
    body = {**activity.body, "key": None, "outcomes": outcomes}
    content = json.dumps(body, sort_keys=True)
    if "interaction." not in content.lower():
        return content
    return renamer("Interaction", activity.key, "itself")(content)


def kept_apart(
    journey: Journey, others: tuple[Journey, ...], taken: Iterable[str]
) -> Journey:
    """The journey with fresh keys for those of its activities."""
    for key in taken:
        if key not in journey:  # a repeated key, and the other one was changed
            continue
        journey = rename_key(journey, key, _fresh(key, journey, *others))
    return journey


def _fresh(key: str, *journeys: Journey) -> str:
    prefix, dash, number = key.rpartition("-")
    if not dash or not number.isdecimal() or len(number) > _MOST_DIGITS:
        prefix, number = key, "1"
    following = int(number) + 1
    while any(f"{prefix}-{following}" in each for each in journeys):
        following += 1
    return f"{prefix}-{following}"
