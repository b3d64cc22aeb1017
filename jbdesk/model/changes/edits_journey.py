"""Edits of the journey as a whole: header, entry source, new journeys and copies."""

import uuid
from typing import Any

from jbdesk.model import lens
from jbdesk.model.changes.edits_fields import written
from jbdesk.model.changes.edits_references import renamer, with_texts
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.fields import Field
from jbdesk.model.journey import Activity, Journey, JsonObject, Trigger
from jbdesk.model.problem import Failure
from jbdesk.model.types import trigger_types

NO_EVENT_YET = "EVENT-KEY"  # what bindings name until an event is chosen
_SERVER_OWNS = (
    "id",
    "definitionId",
    "version",
    "status",
    "scheduledStatus",
    "createdDate",
    "modifiedDate",
    "lastPublishedDate",
    "lastSendDate",
    "stats",
    "healthStats",
)
_SERVER_OWNS_OF_A_PART: tuple[lens.Path, ...] = (
    ("id",),
    ("arguments", "waitDefinitionId"),
    ("configurationArguments", "triggeredSendId"),
    ("configurationArguments", "triggeredSendKey"),
    ("configurationArguments", "triggeredSend", "id"),
    ("configurationArguments", "triggeredSend", "key"),
    ("configurationArguments", "filterDefinitionId"),
)


def set_header(journey: Journey, path: lens.Path, value: Any) -> Journey:
    """Set a part of the journey itself; None takes it out."""
    if value is None:
        return journey.with_body(lens.remove(journey.body, path))
    stored = lens.read(journey.body, path)
    if stored is not lens.ABSENT and stored == value and type(stored) is type(value):
        return journey
    return journey.with_body(lens.write(journey.body, path, value))


def set_trigger(journey: Journey, definition: EventDefinition) -> Journey:
    """Let contacts enter by another event; bindings that name the old one follow."""
    if not definition.key:
        raise Failure("This event definition has no key yet; save it first.")
    trigger = journey.trigger
    old = trigger.event_definition_key if trigger else NO_EVENT_YET
    if trigger and trigger.type.lower() == definition.type.lower():
        body = _pointed(trigger, definition)
    else:
        body = _trigger_for(definition, trigger.body if trigger else {})
    others = journey.body.get("triggers") or []
    journey = journey.with_body({**journey.body, "triggers": [body, *others[1:]]})
    if not old or old == definition.key:
        return journey
    change = renamer("Event", old, definition.key)
    followed: JsonObject = with_texts(journey.body, change)
    return journey.with_body(followed)


def _pointed(trigger: Trigger, definition: EventDefinition) -> JsonObject:
    path = trigger.event_definition_key_path
    body: JsonObject = lens.write(trigger.body, path, definition.key)
    id_path = (*path[:-1], "eventDefinitionId")
    if definition.id and (len(path) > 1 or "eventDefinitionId" in body):
        body = lens.write(body, id_path, definition.id)
    for name, value in (
        ("eventDefinitionKey", definition.key),
        ("eventDefinitionId", definition.id),
        ("dataExtensionId", definition.data_extension_id),
    ):
        if value and lens.read(body, ("arguments", name)) is not lens.ABSENT:
            body = lens.write(body, ("arguments", name), value)
    # Some journeys name the entry after its event, others just say TRIGGER.
    if definition.name and body.get("name") not in (None, "", "TRIGGER"):
        body = lens.write(body, ("name",), definition.name)
    return body


def _trigger_for(definition: EventDefinition, before: JsonObject) -> JsonObject:
    kind = definition.type or "APIEvent"
    new = trigger_types.named(kind).new_body
    return {
        **new,
        "key": before.get("key") or new["key"],
        "name": definition.name or new["name"],
        "type": kind,
        "configurationArguments": {
            **new["configurationArguments"],
            "criteria": definition.criteria,
        },
        "metaData": {
            "eventDefinitionId": definition.id,
            "eventDefinitionKey": definition.key,
            **new["metaData"],
        },
    }


def set_trigger_field(journey: Journey, field: Field, value: Any) -> Journey:
    """Set a field of the entry source; None takes it out of the JSON."""
    trigger = journey.trigger
    if trigger is None:
        raise Failure("Contacts enter by no event yet; choose one first.")
    body = written(trigger.body, field, value)
    if body is trigger.body:
        return journey
    others = journey.body["triggers"][1:]
    return journey.with_body({**journey.body, "triggers": [body, *others]})


def new_journey(name: str, *, definition: EventDefinition | None = None) -> Journey:
    """An empty draft, ready to be saved."""
    journey = Journey(
        {
            "key": str(uuid.uuid4()),
            "name": name,
            "description": "",
            "workflowApiVersion": 1.0,
            "activities": [],
            "triggers": [],
            "goals": [],
            "exits": [],
            "entryMode": "NotSet",
            "definitionType": "Multistep",
            "channel": "",
            "defaults": {"email": [], "properties": {}},
            "metaData": {"dataSource": "ContactsModel"},
        }
    )
    return journey if definition is None else set_trigger(journey, definition)


def copy_of(journey: Journey, name: str) -> Journey:
    """A draft with the same content, cleaned of what the server owns."""
    body = {
        member: each
        for member, each in journey.body.items()
        if member not in _SERVER_OWNS
    }
    body |= {"key": str(uuid.uuid4()), "name": name}
    body = lens.remove(body, ("metaData", "templateId"))
    for part in ("triggers", "goals", "exits"):
        if isinstance(body.get(part), list):
            body[part] = [cleaned(each) for each in body[part]]
    copied = Journey(body)
    return copied.with_activities(
        [Activity(cleaned(each.body)) for each in copied.activities]
    )


def cleaned(part: JsonObject) -> JsonObject:
    """A part of a journey without what the server owns."""
    for path in _SERVER_OWNS_OF_A_PART:
        part = lens.remove(part, path)
    return part
