"""Activities with another key, and events with another key, are still the same."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from jbdesk.model.changes.edits_references import rename_key, renamer, with_texts
from jbdesk.model.comparing.difference_view import outcome_names
from jbdesk.model.journey import Activity, Journey, JsonObject

_MOST_DIGITS = 9  # a longer number is no count
_COMMON = re.compile(  # outcome keys that many activities have
    r"|remainder_path|(branchResult-|default_path_|OUTCOME-)\d+", re.IGNORECASE
)


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
    """Old and new key of activities that got another one.

    They are told by all that they hold, but for the key and where they lead; else
    by the keys of their outcomes, which stay when something else is changed too.
    """
    found: dict[str, str] = {}
    for sign in (_content, _outcome_keys):
        gone = before.by_ref.keys() - after.by_ref.keys() - found.keys()
        come = after.by_ref.keys() - before.by_ref.keys() - set(found.values())
        found |= _matched(_by(sign, before, gone), _by(sign, after, come))
    return found


def _matched(gone: dict[str, list[str]], come: dict[str, list[str]]) -> dict[str, str]:
    return {
        gone[sign][0]: come[sign][0]
        for sign in gone
        if len(gone[sign]) == len(come.get(sign, ())) == 1
    }


def _by(
    sign: Callable[[Activity], str], journey: Journey, refs: Iterable[str]
) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ref in refs:
        activity = journey[ref]
        is_plain = activity.key == ref == ref.strip() != ""
        if is_plain and any(each.key for each in activity.outcomes):
            found[sign(activity) or f"nothing else is like {ref}"].append(ref)
    return found


def _outcome_keys(activity: Activity) -> str:
    """The type and the keys of the outcomes; "" where others have these too."""
    keys = [each.key for each in activity.outcomes]
    if all(_COMMON.fullmatch(each) for each in keys):
        return ""
    return json.dumps([activity.type.casefold(), *sorted(keys)])


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
