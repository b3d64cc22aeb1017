"""Edits of a journey's goals and exit criteria: add one, set a field, remove it."""

from typing import Any

from jbdesk.model.changes.edits_fields import written
from jbdesk.model.fields import Field
from jbdesk.model.journey import Journey
from jbdesk.model.journeys.journey_ends import End
from jbdesk.model.problem import Failure


def add_end(journey: Journey, end: End) -> Journey:
    """Give the journey a goal or exit criteria, behind those it has."""
    new = {**end.new_body, "key": _free_key(journey, end)}
    return _with(journey, end, [*_all(journey, end), new])


def remove_end(journey: Journey, end: End, at: int = 0) -> Journey:
    """Take a goal, or exit criteria, out."""
    place = _place(journey, end, at)
    listed = _all(journey, end)
    return _with(journey, end, [*listed[:place], *listed[place + 1 :]])


def set_end_field(
    journey: Journey, end: End, field: Field, value: Any, at: int = 0
) -> Journey:
    """Set a field of one of them; None takes it out of the JSON."""
    place = _place(journey, end, at)
    listed = _all(journey, end)
    body = written(listed[place], field, value)
    if body is listed[place]:
        return journey
    return _with(journey, end, [*listed[:place], body, *listed[place + 1 :]])


def _free_key(journey: Journey, end: End) -> str:
    plain = str(end.new_body["key"])
    taken = {str(body.get("key", "")) for body in end.of(journey)}
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (plain, *numbered) if key not in taken)


def _all(journey: Journey, end: End) -> list[Any]:
    found = journey.body.get(end.member)
    return found if isinstance(found, list) else []


def _place(journey: Journey, end: End, at: int) -> int:
    """Where the one stands among what the file lists there."""
    listed = enumerate(_all(journey, end))
    places = [place for place, each in listed if isinstance(each, dict)]
    if not 0 <= at < len(places):
        raise Failure(f"The journey has no {end.label.lower()} {at + 1}.")
    return places[at]


def _with(journey: Journey, end: End, listed: list[Any]) -> Journey:
    return journey.with_body({**journey.body, end.member: listed})
