"""Fields of a data extension added and changed."""

from dataclasses import replace
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extension_making, data_extensions
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Refusal
from jbdesk.simulator.shapes.calls import member
from jbdesk.simulator.shapes.data_extension_shape import DataExtension, field_of
from jbdesk.simulator.tenancy.tenant import Tenant

_CHANGEABLE = ("length", "scale", "isNullable", "defaultValue", "description")


def carried_out(
    tenant: Tenant, extension: DataExtension, kept: JsonObject
) -> list[JsonObject]:
    """Make the changes, one after another; tells what became of each."""
    results = []
    for sent in kept["fields"]:
        message, status = "", "OK"
        try:
            made = _added if kept["adds"] else _changed
            extension = _whole(made(tenant, extension, sent))
            data_extensions.put(tenant, extension)
        except Refusal as refusal:
            message, status = refusal.answer.body["message"], "Error"
        results.append({"message": message, "status": status})
    return results


def _whole(extension: DataExtension) -> DataExtension:
    body = {**extension.body, "fieldCount": len(extension.fields)}
    return replace(extension, body=body)


def _added(tenant: Tenant, extension: DataExtension, sent: Any) -> DataExtension:
    seed = data_extension_making.field_from(tenant, sent)
    if extension.field(seed["name"]) is not None:
        raise bodies.error(409, 30004, f"Field '{seed['name']}' exists already.")
    if seed["isPrimaryKey"]:
        text = f"Field '{seed['name']}' can't become part of the primary key."
        raise bodies.error(400, 10005, text)
    made = field_of(seed, len(extension.fields))
    return replace(extension, fields=[*extension.fields, made])


def _changed(_: Tenant, extension: DataExtension, sent: Any) -> DataExtension:
    named = sent if isinstance(sent, dict) else {}
    own = extension.field_by_id(str(member(named, "id") or ""))
    own = own or extension.field(str(member(named, "name") or ""))
    if own is None:
        raise bodies.error(400, 10005, f"No field is called '{member(named, 'name')}'.")
    changes = {
        name: member(named, name)
        for name in _CHANGEABLE
        if member(named, name) is not None
    }
    length = changes.get("length", own["length"])
    if not isinstance(length, int) or length < own["length"]:
        raise bodies.error(400, 10005, f"Field '{own['name']}' can only grow.")
    fields = [{**e, **changes} if e is own else e for e in extension.fields]
    return replace(extension, fields=fields)
