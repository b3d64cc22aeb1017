"""Data extensions: their fields and rows, by the customobjects service."""

import json
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import row_filters
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.shapes.data_extension_shape import (
    FIELD_TYPES,
    LENGTHS,
    DataExtension,
    describe,
)
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant


def find(tenant: Tenant, identity: str) -> DataExtension | None:
    """Give the data extension with that id, key or name."""
    name = ("data extension", identity)
    return tenant.store.once(name, lambda: _find(tenant, identity))


def _find(tenant: Tenant, identity: str) -> DataExtension | None:
    row = tenant.store.one(
        "SELECT body, fields FROM data_extensions"
        " WHERE id = ?1 OR key = ?1 OR name = ?1 LIMIT 1",
        identity,
    )
    if row is None:
        return None
    return DataExtension(json.loads(row["body"]), json.loads(row["fields"]))


def asked(tenant: Tenant, call: Call) -> DataExtension:
    """Give the data extension that a request names by id, or refuse it."""
    row = tenant.store.one(
        "SELECT body, fields FROM data_extensions WHERE id = ?", call.names["id"]
    )
    if row is None:
        raise bodies.error(400, 10001, f"Parameter {call.names['id']} is invalid.")
    return DataExtension(json.loads(row["body"]), json.loads(row["fields"]))


def put(tenant: Tenant, extension: DataExtension) -> None:
    tenant.store.run(
        "REPLACE INTO data_extensions VALUES (?, ?, ?, ?, ?)",
        extension.id,
        extension.body["key"],
        extension.name,
        text_of(extension.body),
        text_of(extension.fields),
    )


def listed(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/customobjects."""
    sought = call.query.get("$search", "")
    if not sought:
        raise bodies.error(400, 10002, "$search is required.")
    # Clients send "_" for "everything": a wildcard for one character.
    pattern = row_filters.like(f"%{sought}%")
    shown = [
        body
        for body in all_bodies(tenant)
        if any(pattern.fullmatch(body[name]) for name in ("name", "key", "description"))
    ]
    return Answer(200, call.paged(ordered(call, shown)))


def ordered(call: Call, shown: list[JsonObject]) -> list[JsonObject]:
    """Give them in the order that $orderBy asks for: any plain member, up or down."""
    column, _, direction = call.query.get("$orderby", "name").strip().partition(" ")
    known = {name.lower(): name for each in shown for name in each}
    name = known.get(column.lower())
    if shown and name is None:
        raise bodies.error(400, 10005, f"Column '{column}' does not exist.")
    return sorted(
        shown,
        key=lambda body: _plain(body.get(name or "")),
        reverse=direction.strip().lower() == "desc",
    )


def _plain(value: Any) -> tuple[bool, Any]:
    """Give what is sorted: numbers before texts, whatever their case."""
    if isinstance(value, int | float):
        return False, value
    return True, str(value or "").casefold()


def all_bodies(tenant: Tenant) -> list[JsonObject]:
    found = tenant.store.all("SELECT body FROM data_extensions ORDER BY name")
    return [_counted(tenant, json.loads(each["body"])) for each in found]


def sendable(tenant: Tenant) -> list[str]:
    """Give the ids of those that hold contacts."""
    return [body["id"] for body in all_bodies(tenant) if body["isSendable"]]


def one(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/customobjects/{id}."""
    return Answer(200, _counted(tenant, asked(tenant, call).body))


def _counted(tenant: Tenant, body: JsonObject) -> JsonObject:
    row = tenant.store.one(
        "SELECT count(*) FROM rows WHERE data_extension = ?", body["id"]
    )
    return {**body, "rowCount": row[0] if row else 0}


def fields(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/customobjects/{id}/fields."""
    extension = asked(tenant, call)
    return Answer(200, {"id": extension.id, "fields": extension.fields})


def from_schema(tenant: Tenant, name: str, schema: JsonObject) -> DataExtension:
    """Make the data extension that an event definition's schema describes."""
    now = tenant.now()
    stamp = now.astimezone(bodies.SERVICE_ZONE)
    milliseconds = stamp.microsecond // 1000
    made = describe(
        {
            "id": tenant.new_id(),
            "key": tenant.new_id().upper(),
            "name": f"{name} - {stamp:%Y-%m-%dT%H%M%S}{milliseconds:03d}",
            "contactField": schema.get("sendableCustomObjectField", ""),
            "fields": [_schema_field(tenant, each) for each in schema["fields"]],
        },
        bodies.utc_date(now),
    )
    put(tenant, made)
    return made


_SCHEMA_TYPES = {"email": "EmailAddress"}


def _schema_field(tenant: Tenant, field: JsonObject) -> JsonObject:
    written = str(field.get("dataType", "Text"))
    known = {each.lower(): each for each in FIELD_TYPES}
    kind = _SCHEMA_TYPES.get(written.lower(), known.get(written.lower()))
    if kind is None or not field.get("name"):
        raise bodies.error(
            400, 10000, "Include a valid schema or DataExtensionId value."
        )
    length = field.get("maxLength")
    made = {
        "id": tenant.new_id(),
        "name": field["name"],
        "type": kind,
        "length": int(str(length))
        if str(length or "").isdecimal()
        else LENGTHS.get(kind, 0),
        "isNullable": bool(field.get("isNullable", True)),
        "isPrimaryKey": bool(field.get("isPrimaryKey", False)),
    }
    if field.get("defaultValue"):
        made["defaultValue"] = str(field["defaultValue"])
    return made


def name_of(tenant: Tenant, extension_id: str) -> str:
    found = find(tenant, extension_id)
    return found.name if found else extension_id
