"""Event definitions (entry sources): read, create, update, delete."""

import json
from typing import Any, TypeGuard

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions
from jbdesk.simulator.shapes import bodies, event_definition_shape
from jbdesk.simulator.shapes.bodies import NOTHING, Answer, Refusal
from jbdesk.simulator.shapes.calls import Call, Ref, member
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

LONGEST_KEY = 200
_MEMBERS = (
    "type",
    "name",
    "description",
    "mode",
    "eventDefinitionKey",
    "dataExtensionId",
    "schema",
    "sourceApplicationExtensionId",
    "iconUrl",
    "isVisibleInPicker",
    "category",
    "arguments",
    "configurationArguments",
    "metaData",
    "schedule",
    "automationId",
)
_FIXED = ("type", "category", "schema")
_RUNNING = ("Published", "Paused", "Unpublished")


def find(tenant: Tenant, ref: Ref) -> JsonObject | None:
    column = "key" if ref.is_key else "id"
    row = tenant.store.one(
        f"SELECT body FROM event_definitions WHERE {column} = ?",  # noqa: S608 - two names
        ref.value,
    )
    return None if row is None else _counted(tenant, json.loads(row["body"]))


def by_key(tenant: Tenant, key: str) -> JsonObject | None:
    ref = Ref(is_key=True, value=key)
    return tenant.store.once(("event definition", key), lambda: find(tenant, ref))


def _counted(tenant: Tenant, body: JsonObject) -> JsonObject:
    """With the number of journeys that use it, and how many of them run."""
    found = tenant.store.all(
        "SELECT id, status FROM journeys WHERE event_key = ? AND status != 'Deleted'",
        body["eventDefinitionKey"],
    )
    running = {row["id"] for row in found if row["status"] in _RUNNING}
    counts = {
        "interactionCount": len({row["id"] for row in found}),
        "publishedInteractionCount": len(running),
    }
    return {**body, **counts}


def listed(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/eventDefinitions."""
    wanted = call.query.get("name", "").lower()
    found = tenant.store.all("SELECT body FROM event_definitions ORDER BY rowid")
    bodies_found = [json.loads(row["body"]) for row in found]
    answer = call.paged([e for e in bodies_found if wanted in e["name"].lower()])
    if "items" in answer:
        answer["items"] = [_read(tenant, call, each) for each in answer["items"]]
    return Answer(200, answer)


def _read(tenant: Tenant, call: Call, body: JsonObject) -> JsonObject:
    extras = bool(call.query.get("extras"))
    return event_definition_shape.as_read(_counted(tenant, body), extras=extras)


def one(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/eventDefinitions/{id}; unknown is a 400 without words."""
    found = find(tenant, call.ref())
    if found is None:
        raise Refusal(Answer(400, {}))
    return Answer(200, event_definition_shape.as_read(found, extras=True))


def create(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/eventDefinitions."""
    given = _given(call.members())
    _check(given)
    if by_key(tenant, given["eventDefinitionKey"]) is not None:
        raise bodies.error(
            409, 30004, "An event definition with this key already exists."
        )
    given["id"] = tenant.new_id()
    told = event_definition_shape.as_written(_kept(tenant, given))
    if not given.get("schema"):
        told = {key: each for key, each in told.items() if key != "dataExtensionName"}
    return Answer(200, told)


def _given(sent: JsonObject) -> JsonObject:
    found = {name: member(sent, name) for name in _MEMBERS}
    return {name: value for name, value in found.items() if value is not None}


def _check(given: JsonObject) -> None:
    for name in ("type", "name", "eventDefinitionKey"):
        if not isinstance(given.get(name), str) or not given[name].strip():
            raise bodies.error(400, 10002, f"{name} is required.")
    key = given["eventDefinitionKey"]
    if len(key) > LONGEST_KEY:
        raise bodies.error(400, 10005, "eventDefinitionKey is too long.")


def _kept(tenant: Tenant, given: JsonObject) -> JsonObject:
    """Resolve the data extension, fill in the rest, and keep it."""
    return _described(tenant, {**given, **_data_extension(tenant, given)})


def _described(tenant: Tenant, given: JsonObject) -> JsonObject:
    user_id = tenant.package.user_id
    body = event_definition_shape.describe(given, tenant.date(), user_id)
    put(tenant, body)
    return body


def _data_extension(tenant: Tenant, given: JsonObject) -> JsonObject:
    """Give the data extension: the one named, else one made from the schema."""
    named = given.get("dataExtensionId")
    if isinstance(named, str) and named and named != bodies.NO_GUID:
        found = data_extensions.find(tenant, named)
        if found is None:
            raise bodies.error(400, 10001, f"Parameter {named} is invalid.")
        return {
            "dataExtensionId": found.id,
            "dataExtensionName": found.name,
            "schema": None,
        }
    schema = given.get("schema")
    if not _is_schema(schema):
        raise bodies.error(
            400, 10000, "Include a valid schema or DataExtensionId value."
        )
    made = data_extensions.from_schema(tenant, given["name"], schema)
    told = event_definition_shape.read_schema(schema, made.id, made.name)
    return {
        "dataExtensionId": made.id,
        "dataExtensionName": made.name,
        "schema": told,
    }


def _is_schema(schema: Any) -> TypeGuard[JsonObject]:
    """Whether it has fields, and one of them holds the contact key."""
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        return False
    fields = [each for each in schema["fields"] if isinstance(each, dict)]
    names = [str(each.get("name")).lower() for each in fields]
    return str(schema.get("sendableCustomObjectField")).lower() in names


def put(tenant: Tenant, body: JsonObject) -> None:
    tenant.store.run(
        "REPLACE INTO event_definitions VALUES (?, ?, ?)",
        body["id"],
        body["eventDefinitionKey"],
        text_of(body),
    )


def update(tenant: Tenant, call: Call) -> Answer:
    """PUT /interaction/v1/eventDefinitions/{id}."""
    stored = find(tenant, call.ref())
    if stored is None:
        raise bodies.error(400, 30000, "{{{ERROR_OPEN_SUPPORT_CASE}}}")
    if stored["publishedInteractionCount"]:
        raise bodies.error(
            400, 30000, "The event definition is used by an active journey."
        )
    given = {**_given(stored), **_changes(stored, call.members())}
    _check(given)
    other = by_key(tenant, given["eventDefinitionKey"])
    if other is not None and other["id"] != stored["id"]:
        raise bodies.error(
            409, 30004, "An event definition with this key already exists."
        )
    given |= {"id": stored["id"], "createdDate": stored["createdDate"]}
    is_same = given["dataExtensionId"] == stored["dataExtensionId"]
    given["dataExtensionName"] = stored["dataExtensionName"]
    kept = _described(tenant, given) if is_same else _kept(tenant, given)
    return Answer(200, event_definition_shape.as_written(kept))


def _changes(stored: JsonObject, sent: JsonObject) -> JsonObject:
    """Give what is to change; type and schema stay as they were made."""
    told = _given(sent)
    changes = {name: told[name] for name in told if name not in _FIXED}
    if changes.get("dataExtensionId") in ("", bodies.NO_GUID):
        changes["dataExtensionId"] = stored["dataExtensionId"]
    return changes


def delete(tenant: Tenant, call: Call) -> Answer:
    """DELETE /interaction/v1/eventDefinitions/{id}: 200 and no body."""
    stored = find(tenant, call.ref())
    if stored is None:
        raise bodies.error(400, 30000, "{{{ERROR_OPEN_SUPPORT_CASE}}}")
    if stored["publishedInteractionCount"]:
        raise bodies.error(
            400, 30000, "The event definition is used by an active journey."
        )
    tenant.store.run("DELETE FROM event_definitions WHERE id = ?", stored["id"])
    return Answer(200, NOTHING)
