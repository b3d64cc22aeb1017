"""Firing events: the row is checked and written, then the contact is offered.

That the event was accepted says nothing about entry; the history does.
"""

from collections.abc import Iterator
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, rows, values
from jbdesk.simulator.firing import event_definitions
from jbdesk.simulator.inside import entry
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.shapes import bodies, event_definition_shape
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.shapes.data_extension_shape import DataExtension
from jbdesk.simulator.tenancy import switches
from jbdesk.simulator.tenancy.tenant import Tenant

_RESERVED = "eventinstanceid"  # a value sent for it is ignored


def fire(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/events."""
    at = bodies.dated(tenant.now())
    return Answer(201, {"eventInstanceId": _fired(tenant, call.members())}, at)


def fire_experimental(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction-experimental/v1/events: JSON within a text."""
    at = bodies.dated(tenant.now())
    event_instance_id = _fired(tenant, call.members())
    return Answer(201, f'{{ "eventInstanceId": "{event_instance_id}" }}', at)


def _fired(tenant: Tenant, body: JsonObject) -> str:
    contact_key = required(body, "ContactKey")
    definition = definition_of(tenant, required(body, "EventDefinitionKey"))
    data = data_of(body)
    event_instance_id = tenant.new_id()
    accept(tenant, definition, contact_key, data, event_instance_id)
    return event_instance_id


def data_of(body: JsonObject) -> JsonObject:
    data = member(body, "Data")
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    return data


def required(body: JsonObject, name: str) -> str:
    value = member(body, name)
    if not isinstance(value, str) or not value.strip():
        raise bodies.error(400, 10002, f"{name} is required.")
    return value


def definition_of(tenant: Tenant, key: str) -> JsonObject:
    """Give the event definition that can be fired by that key, or refuse."""
    # A key that holds a period is never found by this door.
    found = None if "." in key else event_definitions.by_key(tenant, key)
    if found is None:
        raise bodies.error(400, 30003, f"EventDefinitionKey not found: {key}")
    if not event_definition_shape.kind_of(found["type"]).can_be_fired:
        raise bodies.error(
            400,
            30001,
            f"An event definition of type {found['type']} can't be fired by the API.",
        )
    return found


def accept(
    tenant: Tenant,
    definition: JsonObject,
    contact_key: str,
    data: JsonObject,
    event_instance_id: str,
) -> None:
    """Write the event's row and offer the contact; refuses data that is wrong."""
    known = contact_records.find(tenant, contact_key)
    if known is not None and known.get("suppressed"):
        raise bodies.error(400, 30000, f"Contact '{contact_key}' is not active.")
    extension = data_extensions.find(tenant, definition["dataExtensionId"])
    event: JsonObject = data
    place: tuple[str, str | None] = ("", None)
    if extension is not None:
        row = checked(tenant, extension, data)
        event = _written(tenant, extension, row)
        place = (extension.id, extension.row_key(event))
    contact_records.ensure(tenant, contact_key)
    arriving = Visit(
        "",
        "",
        "",
        contact_key,
        tenant.now(),
        definition["eventDefinitionKey"],
        event,
        *place,
        event_id=event_instance_id,
    )
    entry.offer(tenant, definition, arriving)


def _written(tenant: Tenant, extension: DataExtension, row: JsonObject) -> JsonObject:
    """Keep the event's row; a switch leaves one that is there as it is."""
    stays = switches.is_on(tenant, "keptRowsStay")
    if stays and rows.is_there(tenant, extension, row):
        return rows.completed(tenant, extension, row)
    return rows.write(tenant, extension, row)


def checked(tenant: Tenant, extension: DataExtension, data: JsonObject) -> JsonObject:
    """Read the row in the fields' own names and types, or refuse it."""
    if switches.is_on(tenant, "numbersFromText"):
        data = values.all_converted(extension, data)
    row: JsonObject = {}
    found = list(_problems(extension, data, row))
    if found:
        raise bodies.errors("Event Data contains errors:", found)
    return row


def _problems(
    extension: DataExtension, data: JsonObject, row: JsonObject
) -> Iterator[tuple[int, str]]:
    sent = {
        name.lower(): value for name, value in data.items() if name.lower() != _RESERVED
    }
    missing = [
        field["name"].lower() for field in extension.fields if _is_missing(field, sent)
    ]
    if missing:
        text = f"Required Event Data fields are missing: {', '.join(missing)}"
        yield 10000, text
    for name, value in sent.items():
        field = extension.field(name)
        if field is None:
            yield 10000, f"Event Data field '{name}' does not exist in the schema"
        elif name not in missing:
            yield from _read(field, value, row)


def _is_missing(field: JsonObject, sent: JsonObject) -> bool:
    is_required = not field["isNullable"] and not field.get("defaultValue")
    return is_required and sent.get(field["name"].lower()) in (None, "")


def _read(field: JsonObject, value: Any, row: JsonObject) -> Iterator[tuple[int, str]]:
    try:
        row[field["name"]] = values.read(field, value)
    except values.Mismatch:
        yield 10000, f"Field '{field['name'].lower()}' value does not match type"
