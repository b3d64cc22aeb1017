"""Edits of what an activity says about itself: its fields and its name."""

from typing import Any

from jbdesk.model import catalogue, lens
from jbdesk.model.changes.edits_links import activity_at, refusal, said
from jbdesk.model.fields import Field, Kind
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.types.catalogue_splits import MESSAGE

_NOTE = ("metaData", "isConfigured")
_MESSAGE_NAME = ("metaData", "refActivityName")


def settled(before: Activity, after: Activity) -> Activity:
    """What follows from an edit: notes of the service that must stay true."""
    row = catalogue.of(after)
    after = after.with_body(row.settle(before.body, after.body))
    note = lens.read(after.body, _NOTE, None)
    is_filled = catalogue.is_filled(after)
    if not isinstance(note, bool) or note == is_filled:
        return after
    return after.with_body(lens.write(after.body, _NOTE, is_filled))


def set_field(journey: Journey, ref: str, field: Field, value: Any) -> Journey:
    """Set a field of the catalogue; None takes it out of the JSON."""
    activity = activity_at(journey, ref)
    if catalogue.of(activity).is_locked:
        raise refusal(f"“{said(activity)}” can only be edited as JSON.", ref)
    body = written(activity.body, field, value)
    if body is activity.body:
        return journey
    if field.kind is Kind.MESSAGE:
        body = _about_message(journey, body, value)
    return journey.with_activity(ref, settled(activity, activity.with_body(body)))


def written(body: JsonObject, field: Field, value: Any) -> JsonObject:
    stored = lens.read(body, field.path_in(body))
    if stored is lens.ABSENT and value in (None, ""):
        return body
    if value is None:
        return {**lens.remove(body, field.path_in(body))}
    return field.write(body, value)


def _about_message(journey: Journey, body: JsonObject, key: Any) -> JsonObject:
    """Keep name and bindings in step with the message that a split asks about."""
    message = journey.by_ref.get(key) if isinstance(key, str) else None
    name = catalogue.title(message) if message is not None else ""
    body = lens.write(body, _MESSAGE_NAME, name)
    for argument, out in (("requestId", "RequestID"), ("messageKey", "MessageKey")):
        if isinstance(lens.read(body, ("arguments", argument), None), str):
            binding = f"{{{{Interaction.{key}.{out}}}}}"
            body = lens.write(body, ("arguments", argument), binding)
    return body


def rename(journey: Journey, ref: str, name: str) -> Journey:
    """Give an activity another name; splits that show it show the new one."""
    activity = activity_at(journey, ref)
    if activity.name == name and "name" in activity.body:
        return journey
    renamed = activity.with_body(lens.write(activity.body, ("name",), name))
    journey = journey.with_activity(ref, renamed)
    return journey.with_activities(
        [_renamed_in(each, activity.key, name) for each in journey.activities]
    )


def _renamed_in(activity: Activity, key: str, name: str) -> Activity:
    if MESSAGE.read(activity.body) != key:
        return activity
    if lens.read(activity.body, _MESSAGE_NAME) is lens.ABSENT:
        return activity
    return activity.with_body(lens.write(activity.body, _MESSAGE_NAME, name))
