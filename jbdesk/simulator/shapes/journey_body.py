"""What a journey's body must be to be saved, and what the service makes of it."""

from collections.abc import Callable, Iterator
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys.journey_fields import is_entry_mode
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import NEVER

_BANNED = frozenset("&<>\"'/\\")
_LISTS = ("activities", "triggers", "goals", "exits", "notifiers")
_TEXTS = ("key", "name", "description", "entryMode", "definitionType", "channel")
_OBJECTS = ("defaults", "metaData")
_PARTS = ("activities", "triggers", "goals", "exits")
_PART_OBJECTS = ("arguments", "configurationArguments", "metaData")
LONGEST_KEY = 200
_API_VERSIONS = (0.5, 1, "0.5", "1", "1.0")

# The order in which the service writes a journey, with what it puts for nothing.
_HEADER: tuple[tuple[str, Any], ...] = (
    ("id", ""),
    ("key", ""),
    ("name", ""),
    ("lastPublishedDate", NEVER),
    ("description", ""),
    ("version", 1),
    ("workflowApiVersion", 1),
    ("createdDate", NEVER),
    ("modifiedDate", NEVER),
    ("activities", []),
    ("triggers", []),
    ("goals", []),
    ("exits", []),
    ("notifiers", []),
    ("stats", {}),
    ("entryMode", "NotSet"),
    ("definitionType", "Multistep"),
    ("channel", ""),
    ("defaults", {}),
    ("metaData", {}),
    ("executionMode", "Production"),
    ("categoryId", 6298),
    ("status", "Draft"),
    ("definitionId", ""),
    ("scheduledStatus", "Draft"),
)
_NAMES = {name.lower(): name for name, _ in _HEADER}


def spelled(body: JsonObject) -> JsonObject:
    """Give the body with the header's names as the service spells them."""
    return {_NAMES.get(name.lower(), name): value for name, value in body.items()}


def check(body: JsonObject) -> None:
    """Refuse what the service refuses on saving; everything else is kept."""
    if not _is_readable(body):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    found = list(_refusals(body))
    if found:
        raise bodies.errors("Validation Errors Occurred!", found)


def _is_readable(body: JsonObject) -> bool:
    """Whether every member has the kind of value that the service can read."""
    return (
        _each_is(body, _LISTS, list)
        and _each_is(body, _TEXTS, str)
        and _each_is(body, _OBJECTS, dict)
        and is_entry_mode(body.get("entryMode", "NotSet"))
        and all(_is_readable_part(part) for part in _parts(body))
    )


def _each_is(body: JsonObject, names: tuple[str, ...], kind: type) -> bool:
    return all(isinstance(body[name], kind) for name in names if name in body)


def _parts(body: JsonObject) -> Iterator[Any]:
    for name in _PARTS:
        yield from body.get(name) or []


def _is_readable_part(part: Any) -> bool:
    return (
        isinstance(part, dict)
        and _each_is(part, ("key", "name", "description", "type"), str)
        and _each_is(part, ("outcomes",), list)
        and _each_is(part, _PART_OBJECTS, dict)
    )


def _refusals(body: JsonObject) -> Iterator[tuple[int, str]]:
    for name in ("key", "name", "workflowApiVersion"):
        if body.get(name) in (None, ""):
            yield 10002, f"Interaction {name} is required."
    if body.get("workflowApiVersion") not in (None, "", *_API_VERSIONS):
        yield 10005, "Interaction workflowApiVersion is 0.5 or 1.0."
    if len(body.get("key", "")) > LONGEST_KEY:
        yield 10005, f"Interaction key is longer than {LONGEST_KEY} characters."
    for name, word in (("name", "Name"), ("description", "Description")):
        if _BANNED & set(body.get(name) or ""):
            yield 121072, f"Interaction {word} contains illegal characters."
    for part in body.get("activities") or []:
        for outcome in part.get("outcomes") or []:
            if isinstance(outcome, dict) and outcome.get("next") == "":
                yield (
                    121000,
                    f"The outcome of activity {part.get('key', '')} has an empty next.",
                )


def whole(
    body: JsonObject, server: JsonObject, new_id: Callable[[], str]
) -> JsonObject:
    """Give the journey as the service keeps it: its order, its ids, its own members."""
    filled = {name: body.get(name, default) for name, default in _HEADER}
    others = {
        name: value
        for name, value in body.items()
        if name not in filled and name != "healthStats"
    }
    kept = {**filled, **others, **server}
    kept["activities"] = [_activity(each, new_id) for each in kept["activities"]]
    kept["triggers"] = [_trigger(each, new_id) for each in kept["triggers"]]
    kept["goals"] = [_with_id(each, new_id) for each in kept["goals"]]
    kept["exits"] = [_with_id(each, new_id) for each in kept["exits"]]
    return kept


def _with_id(part: JsonObject, new_id: Callable[[], str]) -> JsonObject:
    return part if part.get("id") else {"id": new_id(), **_without(part, "id")}


def _without(part: JsonObject, name: str) -> JsonObject:
    return {key: value for key, value in part.items() if key != name}


def _trigger(part: JsonObject, new_id: Callable[[], str]) -> JsonObject:
    made = _with_id(part, new_id)
    return made if "outcomes" in made else {**made, "outcomes": []}


def _activity(part: JsonObject, new_id: Callable[[], str]) -> JsonObject:
    """Drop a next that is null: the service writes an ending without it."""
    made = _with_id(part, new_id)
    outcomes = [
        _without(each, "next")
        if isinstance(each, dict) and each.get("next", "") is None
        else each
        for each in made.get("outcomes") or []
    ]
    return {**made, "outcomes": outcomes}
