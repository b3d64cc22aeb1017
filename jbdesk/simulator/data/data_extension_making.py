"""Data extensions made, renamed, emptied and deleted by integrations."""

from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, rows
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import NOTHING, Answer, Refusal
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.shapes.data_extension_shape import (
    FIELD_TYPES,
    LENGTHS,
    DataExtension,
    describe,
)
from jbdesk.simulator.tenancy.tenant import Tenant

_TYPES = {each.lower(): each for each in FIELD_TYPES}
# The service wants every one of them, and tells of the first that is missing.
_FLAGS = (
    "isNullable",
    "isPrimaryKey",
    "isTemplateField",
    "isInheritable",
    "isOverridable",
    "isHidden",
    "isReadOnly",
    "mustOverride",
)
_CHANGEABLE = ("name", "description", "categoryId", "isActive")


def create(tenant: Tenant, call: Call) -> Answer:
    """POST /data/v1/customobjects."""
    body = call.members()
    name = member(body, "name")
    sent = member(body, "fields")
    if not isinstance(name, str) or not name.strip():
        raise bodies.error(400, 10002, "name is required.")
    if not isinstance(sent, list) or not sent:
        raise bodies.error(400, 10002, "fields is required.")
    key = str(member(body, "key") or "") or tenant.new_id().upper()
    if any(data_extensions.find(tenant, each) for each in (key, name)):
        raise bodies.error(
            409, 30004, "A data extension with this name or key already exists."
        )
    made = describe(
        {
            "id": tenant.new_id(),
            "name": name,
            "key": key,
            "description": member(body, "description") or "",
            "contactField": _contact_field(body),
            "categoryId": member(body, "categoryId") or 0,
            "fields": [field_from(tenant, each) for each in sent],
            "userId": tenant.package.user_id,
            "userName": tenant.package.user_name,
        },
        bodies.utc_date(tenant.now()),
    )
    if _contact_field(body) and made.field(made.contact_field) is None:
        raise bodies.error(400, 10005, "The sendable field is none of the fields.")
    data_extensions.put(tenant, made)
    return Answer(201, made.body)


def _contact_field(body: JsonObject) -> str:
    is_sendable = bool(member(body, "isSendable", default=False))
    return str(member(body, "sendableCustomObjectField") or "") if is_sendable else ""


def field_from(tenant: Tenant, sent: Any) -> JsonObject:
    """Give the facts of a field as it was sent; refuses what is none."""
    if not isinstance(sent, dict):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    name, kind = member(sent, "name"), str(member(sent, "type") or "")
    if not name or kind.lower() not in _TYPES:
        raise _wrong(f"Field '{name}' has no type that is known.")
    missing = [each for each in _FLAGS if not isinstance(member(sent, each), bool)]
    if missing:
        raise bodies.error(400, 10002, f"{missing[0]} is required.")
    is_key = bool(member(sent, "isPrimaryKey"))
    is_nullable = bool(member(sent, "isNullable"))
    if is_key and is_nullable:
        raise _wrong(f"Field '{name}' is a primary key and can't be nullable.")
    length = member(sent, "length")
    made: JsonObject = {
        "id": tenant.new_id(),
        "name": str(name),
        "type": _TYPES[kind.lower()],
        "length": length
        if isinstance(length, int) and length > 0
        else LENGTHS.get(_TYPES[kind.lower()], 0),
        "isPrimaryKey": is_key,
        "isNullable": is_nullable,
        "description": str(member(sent, "description") or ""),
    }
    for optional in ("scale", "defaultValue"):
        if member(sent, optional) not in (None, ""):
            made[optional] = member(sent, optional)
    return made


def _wrong(text: str) -> Refusal:
    return bodies.error(400, 10005, text)


def change(tenant: Tenant, call: Call) -> Answer:
    """PATCH /data/v1/customobjects/{id}: its header, not its fields."""
    extension = data_extensions.asked(tenant, call)
    sent = call.members()
    changes = {
        name: member(sent, name)
        for name in _CHANGEABLE
        if member(sent, name) is not None
    }
    changes["modifiedDate"] = bodies.utc_date(tenant.now())
    changed = DataExtension({**extension.body, **changes}, extension.fields)
    data_extensions.put(tenant, changed)
    return Answer(200, changed.body)


def delete(tenant: Tenant, call: Call) -> Answer:
    """DELETE /data/v1/customobjects/{id}, with its rows."""
    extension = data_extensions.asked(tenant, call)
    rows.clear(tenant, extension)
    tenant.store.run("DELETE FROM data_extensions WHERE id = ?", extension.id)
    return Answer(200, NOTHING)


def clear(tenant: Tenant, call: Call) -> Answer:
    """POST /data/v1/customobjects/{id}/cleardata."""
    rows.clear(tenant, data_extensions.asked(tenant, call))
    return Answer(200, NOTHING)


def in_category(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/customobjects/category/{category}."""
    wanted = call.names["category"]
    found = data_extensions.all_bodies(tenant)
    shown = [each for each in found if str(each.get("categoryId")) == wanted]
    return Answer(200, call.paged(data_extensions.ordered(call, shown)))
