"""Edits of a journey's goal and exit criteria: add one, set a field, remove it."""

from typing import Any

from jbdesk.model.changes.edits_fields import written
from jbdesk.model.fields import Field
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.journeys.journey_ends import End
from jbdesk.model.problem import Failure


def add_end(journey: Journey, end: End) -> Journey:
    """Give the journey a goal or exit criteria; it has one at most."""
    if _objects(journey, end):
        raise Failure(f"The journey has a {end.label.lower()} already.")
    return _with(journey, end, [*_all(journey, end), end.new_body])


def remove_end(journey: Journey, end: End) -> Journey:
    """Take the first goal, or the first exit criteria, out."""
    at = _first(journey, end)
    listed = _all(journey, end)
    return _with(journey, end, [*listed[:at], *listed[at + 1 :]])


def set_end_field(journey: Journey, end: End, field: Field, value: Any) -> Journey:
    """Set a field of the first one; None takes it out of the JSON."""
    at = _first(journey, end)
    listed = _all(journey, end)
    body = written(listed[at], field, value)
    if body is listed[at]:
        return journey
    return _with(journey, end, [*listed[:at], body, *listed[at + 1 :]])


def _all(journey: Journey, end: End) -> list[Any]:
    found = journey.body.get(end.member)
    return found if isinstance(found, list) else []


def _objects(journey: Journey, end: End) -> tuple[JsonObject, ...]:
    return tuple(each for each in _all(journey, end) if isinstance(each, dict))


def _first(journey: Journey, end: End) -> int:
    """Where the first one stands among what the file lists there."""
    for at, each in enumerate(_all(journey, end)):
        if isinstance(each, dict):
            return at
    raise Failure(f"The journey has no {end.label.lower()}.")


def _with(journey: Journey, end: End, listed: list[Any]) -> Journey:
    return journey.with_body({**journey.body, end.member: listed})
