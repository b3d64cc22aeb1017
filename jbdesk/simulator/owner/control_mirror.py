"""Takes in what was read from another tenant, so that it can be rehearsed here.

Ids, keys, versions and states stay as they were; what has the same key is
replaced. Contacts, rows and secrets are never part of it.
"""

import json
import uuid
from collections.abc import Callable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions
from jbdesk.simulator.kept import versions
from jbdesk.simulator.shapes import bodies, event_definition_shape, journey_body
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.shapes.data_extension_shape import FIELD_TYPES, describe
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

_NAMES = ("data_extensions", "event_definitions", "journeys")
_SERVER = ("id", "definitionId", "version", "status")


def take(tenant: Tenant, call: Call) -> Answer:
    """POST /simulator/mirror: tells how many it took, and what it could not take."""
    body = call.members()
    lists = {name: body.get(name, []) for name in _NAMES}
    if not all(isinstance(each, list) for each in lists.values()):
        raise bodies.error(400, 10005, f"Expected lists: {', '.join(_NAMES)}.")
    takers = (_data_extension, _event_definition, _journey)
    told: JsonObject = {"problems": []}
    with tenant.transaction():
        for (name, items), taker in zip(lists.items(), takers, strict=True):
            problems = [why for each in items if (why := _why_not(tenant, each, taker))]
            told[name] = len(items) - len(problems)
            told["problems"] += problems
    return Answer(200, told)


def _why_not(
    tenant: Tenant, item: Any, taker: Callable[[Tenant, JsonObject], None]
) -> str:
    """Take an item; gives "" or why it can't be taken."""
    name = item.get("name") if isinstance(item, dict) else None
    try:
        taker(tenant, item)
    except Refusal as refusal:
        body = refusal.answer.body
        first = body.get("validationErrors", [body])[0]
        return f"{name}: {first['message']}"
    except (KeyError, TypeError, ValueError, AttributeError):
        return f"{name}: it is not in the service's own form."
    return ""


def _text(item: JsonObject, name: str) -> str:
    value = item[name]
    if not isinstance(value, str) or not value:
        raise ValueError(name)
    return value


def _data_extension(tenant: Tenant, item: JsonObject) -> None:
    identity = _text(item, "id")
    known = data_extensions.find(tenant, identity)
    seed = {
        "name": _text(item, "name"),
        "id": identity,
        "key": item.get("key") or (known.body["key"] if known else identity.upper()),
        "contactField": item.get("contactField") or "",
        "fields": [_field(each) for each in item["fields"]],
    }
    data_extensions.put(tenant, describe(seed, bodies.utc_date(tenant.now())))


def _field(item: JsonObject) -> JsonObject:
    name, kind = _text(item, "name"), item.get("type")
    made = {**item, "type": kind if kind in FIELD_TYPES else "Text"}
    return {"id": str(uuid.uuid5(uuid.NAMESPACE_OID, name)), **made}


def _event_definition(tenant: Tenant, item: JsonObject) -> None:
    for name in ("id", "eventDefinitionKey", "name", "type"):
        _text(item, name)
    user_id = tenant.package.user_id
    whole = event_definition_shape.describe(item, tenant.date(), user_id)
    tenant.store.run(
        "REPLACE INTO event_definitions VALUES (?, ?, ?)",
        item["id"],
        item["eventDefinitionKey"],
        text_of({**whole, **item}),
    )


def _journey(tenant: Tenant, item: JsonObject) -> None:
    journey_body.check(item)
    if isinstance(item["version"], bool) or not isinstance(item["version"], int):
        raise TypeError
    server = {name: item[name] for name in _SERVER}
    for name in ("id", "definitionId", "status"):
        _text(item, name)
    plain = {name: value for name, value in item.items() if name != "stats"}
    tenant.store.run(
        "DELETE FROM journeys WHERE key = ? AND version = ?",
        _text(item, "key"),
        item["version"],
    )
    # A copy: what was read stays as it was.
    whole = journey_body.whole(json.loads(text_of(plain)), server, tenant.new_id)
    versions.put(tenant, whole)
