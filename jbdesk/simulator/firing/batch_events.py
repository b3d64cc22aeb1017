"""Events in batches: checked and queued at once, carried out a moment later."""

import json
import logging
import sqlite3
from datetime import datetime, timedelta
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions
from jbdesk.simulator.firing import events
from jbdesk.simulator.kept import versions
from jbdesk.simulator.kept.versions import RUNNING
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

MOST = 100
MOST_JOURNEYS = 10  # that run and listen to one key
_STATES = ("errored", "queued", "processed")
_KEPT = timedelta(days=30)
_LOG = logging.getLogger(__name__)


def queue(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/async/events: each member has its own result."""
    body = call.members()
    key = events.required(body, "eventDefinitionKey")
    definition = events.definition_of(tenant, key)
    members = member(body, "members")
    if not isinstance(members, list) or not members:
        raise bodies.error(400, 10002, "members is required.")
    if len(members) > MOST:
        raise bodies.error(400, 10005, f"members can have at most {MOST} items.")
    if (
        sum(e.status in RUNNING for e in versions.listening(tenant, key))
        > MOST_JOURNEYS
    ):
        text = "We could not queue your events. Interaction Count Limit Exceeded"
        raise bodies.error(400, 10000, text)
    at = bodies.dated(tenant.now())
    return Answer(202, queued(tenant, definition, tenant.new_id(), members), at)


def queued(
    tenant: Tenant, definition: JsonObject, request_id: str, members: list[Any]
) -> JsonObject:
    """Queue the members that are right; tells of each what became of it."""
    told = [_queued(tenant, definition, request_id, each) for each in members]
    settle(tenant)
    return {
        "requestId": request_id,
        "count": len(told),
        "notQueuedCount": sum("errorcode" in each for each in told),
        "members": told,
    }


def _queued(
    tenant: Tenant, definition: JsonObject, request_id: str, sent: Any
) -> JsonObject:
    event_instance_id = tenant.new_id()
    problem = _problem(tenant, definition, sent)
    found = sent if isinstance(sent, dict) else {}
    contact_key = str(member(found, "contactKey") or "")
    kept = {**problem, "data": member(found, "data") or {}}
    tenant.store.run(
        "INSERT INTO queued VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        event_instance_id,
        request_id,
        contact_key,
        definition["eventDefinitionKey"],
        tenant.now().timestamp(),
        tenant.real() + tenant.queue_seconds,
        "errored" if problem else "queued",
        text_of(kept),
    )
    told = {"contactKey": contact_key, "eventInstanceId": event_instance_id}
    return {**told, **problem}


def _problem(tenant: Tenant, definition: JsonObject, sent: Any) -> JsonObject:
    """Tell what is wrong with a member, in the words of a single event."""
    try:
        if not isinstance(sent, dict):
            raise bodies.error(400, 10004, "JSON Deserialization Exception")
        events.required(sent, "contactKey")
        data = events.data_of(sent)
        extension = data_extensions.find(tenant, definition["dataExtensionId"])
        if extension is not None:
            events.checked(tenant, extension, data)
    except Refusal as refusal:
        return _told(refusal)
    return {}


def _told(refusal: Refusal) -> JsonObject:
    body = refusal.answer.body
    first = body.get("validationErrors", [body])[0]
    return {"errorcode": str(first["errorcode"]), "message": first["message"]}


def settle(tenant: Tenant) -> None:
    """Carry out events whose turn has come; others get their turns between."""
    with tenant.store.transaction():
        due = tenant.store.all(
            "SELECT * FROM queued WHERE state = 'queued' AND ready <= ?"
            " ORDER BY rowid LIMIT ?",
            tenant.real(),
            MOST,
        )
        for row in due:
            kept = json.loads(row["body"])
            problem = _carried_out(tenant, row, kept["data"])
            tenant.store.run(
                "UPDATE queued SET state = ?, body = ? WHERE event_instance_id = ?",
                "errored" if problem else "processed",
                text_of({**kept, **problem}),
                row["event_instance_id"],
            )


def _carried_out(tenant: Tenant, row: sqlite3.Row, data: JsonObject) -> JsonObject:
    contact_key, event_instance_id = row["contact_key"], row["event_instance_id"]
    try:
        definition = events.definition_of(tenant, row["event_key"])
        events.accept(tenant, definition, contact_key, data, event_instance_id)
    except Refusal as refusal:
        return _told(refusal)
    except Exception:  # noqa: BLE001 - one event that breaks must not hold the others up
        _LOG.exception("The event of contact %s failed", contact_key)
        return {"errorcode": "30000", "message": "Runtime Error"}
    return {}


def next_ready(tenant: Tenant) -> float | None:
    """Give the real time of the next event's turn; None where none is queued."""
    row = tenant.store.one(
        "SELECT min(ready) AS first FROM queued WHERE state = 'queued'"
    )
    return None if row is None else row["first"]


def status(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/async/events/status."""
    settle(tenant)
    if call.query.get("type", _STATES[0]) not in _STATES:
        raise bodies.error(400, 10005, f"type is one of: {', '.join(_STATES)}.")
    start = _moment(call, "startdate") or tenant.now() - _KEPT
    where, values = ["at >= ?"], list[Any]([start.timestamp()])
    end = _moment(call, "enddate")
    if end is not None:
        where.append("at <= ?")
        values.append(end.timestamp())
    for name, column in _FILTERS:
        if name in call.query:
            where.append(f"{column} = ?")
            values.append(call.query[name])
    is_oldest_first = call.query.get("$orderby", "").lower().endswith(" asc")
    order = "ASC" if is_oldest_first else "DESC"
    found = tenant.store.all(
        f"SELECT * FROM queued WHERE {' AND '.join(where)} ORDER BY rowid {order}",  # noqa: S608 - values are bound
        *values,
    )
    return Answer(200, call.paged([_item(dict(row)) for row in found]))


_FILTERS = (
    ("type", "state"),
    ("contactkey", "contact_key"),
    ("requestid", "request_id"),
    ("eventinstanceid", "event_instance_id"),
    ("eventdefinitionkey", "event_key"),
)


def _moment(call: Call, name: str) -> datetime | None:
    return bodies.moment_of(call.query.get(name, ""))


def _item(row: JsonObject) -> JsonObject:
    kept = json.loads(row["body"])
    told = {
        "contactKey": row["contact_key"],
        "eventInstanceId": row["event_instance_id"],
        "requestId": row["request_id"],
        "eventDefinitionKey": row["event_key"],
        "type": row["state"],
        "createdDate": bodies.service_date(bodies.moment_at(row["at"])),
    }
    return told | {
        name: kept[name] for name in ("errorcode", "message") if name in kept
    }
