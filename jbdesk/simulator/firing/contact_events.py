"""The older door of the contacts service: an event with attribute sets as data."""

from collections.abc import Iterator
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, values
from jbdesk.simulator.firing import events
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy.tenant import Tenant

SCHEMA_VERSION = 192


def fire(tenant: Tenant, call: Call) -> Answer:
    """POST /contacts/v1/contactEvents."""
    body = call.members()
    contact_key = contact_key_in(tenant, body)
    key = events.required(body, "eventDefinitionKey")
    definition = events.definition_of(tenant, key)
    data = dict(pairs_in(member(body, "data")))
    extension = data_extensions.find(tenant, definition["dataExtensionId"])
    if extension is not None:
        data = values.all_converted(extension, data)
    event_instance_id = tenant.new_id()
    at = bodies.dated(tenant.now())
    events.accept(tenant, definition, contact_key, data, event_instance_id)
    return Answer(
        200,
        {
            "responseContext": {
                "operationStatus": "OK",
                "schemaType": "Contacts",
                "schemaVersionNumber": SCHEMA_VERSION,
                "schemaContextId": tenant.new_id(),
            },
            "eventInstanceID": event_instance_id,
            "asyncRequestID": tenant.new_id(),
            "requestServiceMessageID": tenant.new_id(),
            "serviceMessageID": tenant.new_id(),
        },
        at,
    )


def contact_key_in(tenant: Tenant, body: JsonObject) -> str:
    """Give the contact that a body names, by key or by number."""
    number = member(body, "contactID")
    if number is None or member(body, "contactKey"):
        return events.required(body, "contactKey")
    found = contact_records.key_of_id(tenant, number)
    if found is None:
        raise bodies.error(400, 10005, f"No contact has the contactID {number}.")
    return found


def pairs_in(sets: Any) -> Iterator[tuple[str, Any]]:
    """Give name and value of each attribute, whichever set it is in."""
    for each in objects(sets):
        for item in objects(member(each, "items")):
            for pair in objects(member(item, "values")):
                yield str(member(pair, "name")), member(pair, "value")


def objects(listed: Any) -> Iterator[JsonObject]:
    """Give the items of a list of objects, or refuse what is none."""
    if listed is not None and not isinstance(listed, list):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    for each in listed or []:
        if not isinstance(each, dict):
            raise bodies.error(400, 10004, "JSON Deserialization Exception")
        yield each
