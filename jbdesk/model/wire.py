"""Journeys as the service and files write them, and back without loss.

The JSON a journey came from is the journey: unknown keys, key order, absent
against null against "", and numbers as they were written all survive.
"""

from typing import Any

from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Journey, JsonObject, Stamp
from jbdesk.model.json_text import Made, WrittenFloat, dumps, loads
from jbdesk.model.problem import Failure

__all__ = [
    "Made",
    "WrittenFloat",
    "body_of",
    "dumps",
    "journey_from",
    "journeys_in",
    "loads",
    "stamp_of",
]

_NO_JOURNEY = "A journey is a JSON object with key, name and activities."
_MARKS = ("activities", "triggers", "workflowApiVersion", "key", "name")
_STAMP_KEYS = {
    "id": "id",
    "version": "version",
    "definitionId": "definition_id",
    "status": "status",
    "modifiedDate": "modified_date",
}


def journey_from(body: JsonObject) -> Journey:
    """The journey in a body of any of the four shapes.

    Raises Failure when the body is no journey at all.
    """
    if not isinstance(body, dict):
        raise Failure(_NO_JOURNEY)
    if not any(each in body for each in _MARKS):
        raise Failure(_NO_JOURNEY)
    for part in ("activities", "triggers"):
        items = body.get(part)
        if items is None:
            continue
        if not isinstance(items, list):
            raise Failure(f"“{part}” must be a list.")
        for number, item in enumerate(items, start=1):
            if not isinstance(item, dict):
                raise Failure(f"Number {number} in “{part}” is not an object.")
    return Journey(body)


def stamp_of(body: JsonObject) -> Stamp:
    """What the server wrote about this version."""
    found = {
        name: body[key]
        for key, name in _STAMP_KEYS.items()
        if body.get(key) is not None
    }
    found["version"] = number_in(found.get("version")) or 1
    return Stamp(**found)


def body_of(journey: Journey, stamp: Stamp | None = None) -> JsonObject:
    """The journey's JSON; with a stamp, what the server must see for an update."""
    if stamp is None or not stamp.is_saved:
        return journey.body
    body = journey.body
    for key, name in _STAMP_KEYS.items():
        value = getattr(stamp, name)
        if value not in ("", None) and body.get(key) != value:
            body = lens.write(body, (key,), value)
    return body


def journeys_in(document: Any) -> tuple[JsonObject, ...]:
    """The journey bodies of a file: one, or those of a list answer."""
    if isinstance(document, dict) and isinstance(document.get("items"), list):
        return tuple(each for each in document["items"] if isinstance(each, dict))
    if isinstance(document, list):
        return tuple(each for each in document if isinstance(each, dict))
    return (document,)
