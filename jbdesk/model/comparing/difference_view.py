"""A journey as nested objects whose parts stand under their own names.

Activities stand under their ref, outcomes under their key, so that two journeys
can be laid over each other wherever the service has put a part in its list.
"""

from collections.abc import Iterable
from typing import Any

from jbdesk.model import lens
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.texts.words import object_in

View = dict[Any, Any]
PARTS = ("triggers", "goals", "exits")  # there are few; their position names them
_OUTCOME = 4  # steps to an outcome: activities, ref, outcomes, name


def named(keys: Iterable[str]) -> list[str]:
    """Names for parts: the key, or the key with a number where it is repeated."""
    names: dict[str, None] = {}
    for key in keys:
        name, number = key, 1
        while name in names:
            number += 1
            name = f"{key} ({number})"
        names[name] = None
    return list(names)


def outcome_names(body: JsonObject) -> list[str]:
    """The name of each outcome, in the order of the outcomes."""
    outcomes = body.get("outcomes")
    if not isinstance(outcomes, list):
        return []
    return named(
        str(each.get("key") or "") for each in outcomes if isinstance(each, dict)
    )


def view_of(journey: Journey) -> View:
    """The journey's JSON with its parts under their names."""
    view: View = dict(journey.body)
    if isinstance(view.get("activities"), list):
        view["activities"] = {
            ref: activity_view(each.body) for ref, each in journey.by_ref.items()
        }
    for part in PARTS:
        if isinstance(view.get(part), list):
            view[part] = dict(enumerate(view[part]))
        elif isinstance(view.get(part), dict):
            view[part] = _odd(view[part])
    return view


def _odd(value: Any) -> tuple[Any]:
    """What is no list where a list belongs: nobody looks into it."""
    return (value,)


def activity_view(body: JsonObject) -> View:
    outcomes = body.get("outcomes")
    if isinstance(outcomes, dict):
        return {**body, "outcomes": _odd(outcomes)}
    if not isinstance(outcomes, list) or not all(
        isinstance(each, dict) for each in outcomes
    ):
        return body
    return {**body, "outcomes": dict(zip(outcome_names(body), outcomes, strict=True))}


def journey_of(view: View) -> Journey:
    """The journey that a view shows."""
    body = dict(view)
    for part in ("activities", *PARTS):
        if part in body:
            body[part] = _listed(body[part])
    if isinstance(body.get("activities"), list):
        body["activities"] = [_activity_body(each) for each in body["activities"]]
    return Journey(body)


def _activity_body(view: View) -> JsonObject:
    if "outcomes" not in view:
        return view
    return {**view, "outcomes": _listed(view["outcomes"])}


def _listed(named_parts: Any) -> Any:
    """The list that named parts came from; an odd value as it was."""
    if isinstance(named_parts, tuple):
        return named_parts[0]
    return list(named_parts.values()) if isinstance(named_parts, dict) else named_parts


def is_part(path: lens.Path) -> bool:
    """Whether a whole activity, outcome, trigger, goal or exit stands there."""
    part = part_of(path)
    return part != "journey" and not inside(path)


def part_of(path: lens.Path) -> str:
    """What the place belongs to: activity, outcome, trigger, goal, exit, journey."""
    if len(path) < 2:  # noqa: PLR2004 - a list and the name in it
        return "journey"
    if path[0] == "activities":
        is_outcome = len(path) >= _OUTCOME and path[2] == "outcomes"
        return "outcome" if is_outcome else "activity"
    return str(path[0]).removesuffix("s") if path[0] in PARTS else "journey"


def inside(path: lens.Path) -> lens.Path:
    """The place inside the part it belongs to."""
    part = part_of(path)
    if part == "journey":
        return path
    return path[_OUTCOME:] if part == "outcome" else path[2:]


def body_at(journey: Journey, path: lens.Path) -> JsonObject:
    """The JSON of the part that the place belongs to."""
    part = part_of(path)
    if part == "journey":
        return journey.body
    if part not in ("activity", "outcome"):
        return object_in(lens.read(journey.body, path[:2]))
    activity = journey[str(path[1])]
    if part == "activity":
        return activity.body
    position = outcome_names(activity.body).index(str(path[3]))
    return activity.outcomes[position].body
