"""The simulator's own controls, under /simulator/… and for the owner alone."""

import json
from datetime import UTC, datetime
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator import (
    agenda,
    bodies,
    clock,
    contact_records,
    history,
    samples,
    versions,
    visits,
)
from jbdesk.simulator.bodies import Answer, Refusal
from jbdesk.simulator.calls import Call
from jbdesk.simulator.store import NAMES
from jbdesk.simulator.tenant import Tenant

_KEPT_HERE = ("client_id", "client_secret")  # never leave the tenant
_FORMAT = "jbdesk simulator tenant 1"


def _wrong(text: str) -> Refusal:
    return bodies.error(400, 10005, text)


def _unknown(text: str) -> Refusal:
    return bodies.error(404, 30003, text)


def state(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    return Answer(200, tenant.state())


def reset(tenant: Tenant, call: Call) -> Answer:
    seed = (call.body or {}).get("seed", "demo")
    if seed not in samples.SEEDS:
        raise _wrong(f"Seeds are: {', '.join(samples.SEEDS)}.")
    tenant.reset(seed)
    return Answer(200, tenant.state())


def read_clock(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    return Answer(200, tenant.clock_state())


def change_clock(tenant: Tenant, call: Call) -> Answer:
    """POST /simulator/clock: answers when everybody has moved on to the new time."""
    body = call.members()
    moment = _moment(tenant, body)
    with tenant.transaction():
        if "speed" in body:
            tenant.clock.set_speed(_speed(body["speed"]))
        if "running" in body:
            tenant.clock.run(is_running=bool(body["running"]))
        if moment is not None:
            tenant.clock.go_on()
        tenant.keep_clock()
    agenda.travel([tenant], moment or tenant.now())
    return Answer(200, tenant.clock_state())


def _moment(tenant: Tenant, body: JsonObject) -> datetime | None:
    if "now" in body:
        moment = _iso(body["now"])
        if moment is None:
            raise _wrong("“now” must be an ISO date and time.")
        return moment
    if "advance" not in body:
        return None
    if body["advance"] == "next":
        found = agenda.next_of(tenant)
        if found is None:
            raise _wrong("Nothing is due: no contact waits for a time.")
        return max(found, tenant.now())
    length = clock.duration(str(body["advance"]))
    if length is None:
        raise _wrong("“advance” must be an ISO duration such as PT1H, or “next”.")
    try:
        return tenant.now() + length
    except OverflowError:
        raise _wrong("The clock can't go that far.") from None


def _iso(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _speed(value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 < value <= clock.FASTEST:
        raise _wrong(f"“speed” must be above 0 and at most {clock.FASTEST}.")
    return float(value)


def read_faults(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    return Answer(200, {"rules": tenant.faults.rules()})


def put_faults(tenant: Tenant, call: Call) -> Answer:
    body = call.body
    tenant.faults.put(body.get("rules") if isinstance(body, dict) else body)
    return read_faults(tenant, call)


def clear_faults(tenant: Tenant, call: Call) -> Answer:
    tenant.faults.clear()
    return read_faults(tenant, call)


def contact(tenant: Tenant, call: Call) -> Answer:
    """GET /simulator/contacts/{key}: where it is, what it did, why turned away."""
    key = call.names["key"]
    found = history.of_contact(tenant, key)
    known = contact_records.find(tenant, key)
    if known is None and not found:
        raise _unknown(f"No contact has the key “{key}”.")
    journeys = [_visit(tenant, each, found) for each in visits.of_contact(tenant, key)]
    turned_away = [_refusal(row) for row in found if row["status"] != history.COMPLETE]
    told = {
        "contactKey": key,
        **(known or {}),
        "journeys": journeys,
        "turnedAway": turned_away,
        "messages": _messages(tenant, key),
    }
    return Answer(200, told)


def _visit(tenant: Tenant, visit: visits.Visit, found: list[JsonObject]) -> JsonObject:
    version = versions.by_definition(tenant, visit.definition_id)
    keys = {
        str(each.body.get("id")): ref
        for ref, each in (version.journey.by_ref.items() if version else ())
    }
    steps = [
        {
            "activity": keys[row["activityId"]],
            "name": row["activityName"],
            "type": row["activityType"],
            "entered": _utc(row["startDate"]),
            "left": _utc(row["endDate"]),
            "message": row["message"],
        }
        for row in found
        if row["definitionInstanceId"] == visit.id and row["activityId"] in keys
    ]
    return {
        "journeyKey": version.key if version else "",
        "journeyName": version.journey.name if version else "",
        "version": version.version if version else None,
        "definitionId": visit.definition_id,
        "definitionInstanceId": visit.id,
        "isInside": visit.left is None,
        "activity": visit.activity if visit.left is None else None,
        "entered": _told(visit.entered),
        "since": _told(visit.since),
        "until": _told(visit.due),
        "left": _told(visit.left),
        "ends": visit.ends,
        "steps": steps,
    }


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _utc(date: str) -> str | None:
    return _told(bodies.moment_of(date))


def _refusal(row: JsonObject) -> JsonObject:
    names = ("definitionId", "definitionName", "status", "message")
    return {**{name: row[name] for name in names}, "at": _utc(row["transactionTime"])}


def _messages(tenant: Tenant, contact_key: str) -> list[JsonObject]:
    found = tenant.store.all(
        "SELECT body FROM outbox WHERE json_extract(body, '$.contactKey') = ?"
        " ORDER BY number",
        contact_key,
    )
    return [json.loads(row["body"]) for row in found]


def export(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/export: the whole tenant but its credentials and tokens."""
    with tenant.transaction():
        tenant.keep_clock()
    tables = {
        name: [
            dict(row)
            for row in tenant.store.all(f"SELECT * FROM {name}")  # noqa: S608 - own names
            if name != "notes" or row["name"] not in _KEPT_HERE
        ]
        for name in NAMES
        if name != "tokens"
    }
    return Answer(200, {"format": _FORMAT, "tables": tables})


def import_(tenant: Tenant, call: Call) -> Answer:
    """POST /simulator/import: replaces the tenant by an exported one."""
    body = call.members()
    tables = body.get("tables")
    if body.get("format") != _FORMAT or not isinstance(tables, dict):
        raise _wrong("This is not a tenant exported by jbdesk.")
    with tenant.transaction():
        for name in NAMES:
            if name != "tokens":
                _replace(tenant, name, tables.get(name, []))
        tenant.restored()
    return Answer(200, tenant.state())


def _replace(tenant: Tenant, table: str, items: Any) -> None:
    kept = _KEPT_HERE if table == "notes" else ()
    columns = [row["name"] for row in tenant.store.all(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(kept))
    tenant.store.run(
        f"DELETE FROM {table}"  # noqa: S608 - own names
        + (f" WHERE name NOT IN ({marks})" if kept else ""),
        *kept,
    )
    for item in items:
        if not isinstance(item, dict) or set(item) != set(columns):
            raise _wrong("This is not a tenant exported by jbdesk.")
        if table == "notes" and item["name"] in kept:
            continue
        tenant.store.run(
            f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
            *(item[column] for column in columns),
        )
