"""The simulator's own controls, under /simulator/… and for the owner alone."""

from datetime import datetime

from jbdesk.model import catalogue
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.inside import outbox
from jbdesk.simulator.kept import contact_records, versions, visits
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.records import history
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant


def _unknown(text: str) -> Refusal:
    return bodies.error(404, 30003, text)


def state(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    return Answer(200, tenant.state())


def read_clock(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    return Answer(200, tenant.clock_state())


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
        if row["definitionInstanceId"] == visit.id
        and row["activityId"] in keys
        and row["status"] == history.COMPLETE
    ]
    return {
        "journeyKey": version.key if version else "",
        "journeyName": version.journey.name if version else "",
        "version": version.version if version else None,
        "definitionId": visit.definition_id,
        "definitionInstanceId": visit.id,
        "isInside": visit.left is None,
        "activity": visit.activity if visit.left is None else None,
        "activityTitle": _title(version, visit),
        "entered": _told(visit.entered),
        "since": _told(visit.since),
        "until": _told(visit.due),
        "left": _told(visit.left),
        "ends": visit.ends,
        "steps": steps,
    }


def _title(version: Version | None, visit: visits.Visit) -> str:
    ref = "" if visit.left is not None else visit.activity or ""
    activity = version.journey.by_ref.get(ref) if version else None
    return catalogue.title(activity) if activity else ""


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
    return [outbox.told(tenant, row["body"]) for row in found]
