"""What changes a version's state: validate, publish, stop.

Validating and publishing take a moment of real time; until it has passed their
status is "in process". `settle` completes what is due.
"""

import json
import logging
from datetime import datetime
from typing import Any

from jbdesk.model import rules
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Problem, Severity
from jbdesk.simulator.inside import engine
from jbdesk.simulator.journey_life import journeys, schedules
from jbdesk.simulator.kept import audit_notes, pause_notes, versions
from jbdesk.simulator.kept.versions import ACTIVE, SCHEDULED, Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

_GENERAL = "VALIDATE_GENERAL_EXCEPTION"
_LOG = logging.getLogger(__name__)
ACCEPTED = {"status": "Accepted"}


def publish(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/publishAsync/{id}."""
    if call.number("versionnumber") is None:
        raise bodies.error(400, 10005, "VersionNumber required.")
    return _start(tenant, call, "publish")


def validate(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/validateAsync/{id}."""
    return _start(tenant, call, "validate")


def _start(tenant: Tenant, call: Call, kind: str) -> Answer:
    version = journeys.asked(tenant, call)
    if version.status != "Draft":
        code = 30000 if version.is_transactional else 10000
        text = f"Cannot {kind} interaction in {version.status} status."
        raise bodies.error(400, code, text)
    later = schedules.asked(call) if kind == "publish" else None
    status_id = tenant.new_id()
    if kind == "publish":
        _note(tenant, version, status_id, "PublishInProcess", [])
    tenant.store.run(
        "INSERT INTO processes VALUES (?, ?, ?, ?, ?, ?)",
        status_id,
        kind,
        version.definition_id,
        _ready(tenant),
        f"{kind.title()}InProcess",
        text_of({"errors": [], "warnings": [], "scheduled": later}),
    )
    place = f"/interaction/v1/interactions/{kind}Status/{status_id}"
    return Answer(200, {"statusUrl": place, "statusId": status_id})


def _ready(tenant: Tenant) -> float:
    """Give the time it ends: one process is done after another."""
    row = tenant.store.one(
        "SELECT max(ready) AS last FROM processes WHERE status LIKE '%InProcess'"
    )
    last = row["last"] if row and row["last"] is not None else 0
    return max(tenant.real(), float(last)) + tenant.publish_seconds


def status(tenant: Tenant, call: Call) -> Answer:
    """GET …/publishStatus/{id} and …/validateStatus/{id}."""
    settle(tenant)
    row = tenant.store.one(
        "SELECT status, body FROM processes WHERE id = ?", call.names["id"].lower()
    )
    if row is None:
        raise bodies.error(404, 30003, "The status was not found.")
    told = json.loads(row["body"])
    told.pop("scheduled", None)
    return Answer(200, {"statusId": call.names["id"], "status": row["status"], **told})


def settle(tenant: Tenant) -> None:
    """Complete every process whose time has come."""
    with tenant.store.transaction():
        due = tenant.store.all(
            "SELECT id, kind, definition_id, body FROM processes"
            " WHERE status LIKE '%InProcess' AND ready <= ? ORDER BY ready",
            tenant.real(),
        )
        for row in due:
            version = versions.by_definition(tenant, row["definition_id"])
            try:
                later = json.loads(row["body"]).get("scheduled")
                found, told = _completed(tenant, row["kind"], version, later)
            except Exception:  # noqa: BLE001 - a process that breaks must not begin again for ever
                _LOG.exception("Process %s could not be completed", row["id"])
                broken = _item("The journey can't be checked.", "Error", _GENERAL, {})
                found, told = "Error", {"errors": [broken], "warnings": []}
            tenant.store.run(
                "UPDATE processes SET status = ?, body = ? WHERE id = ?",
                found,
                text_of(told),
                row["id"],
            )
            if row["kind"] == "publish" and version is not None:
                _note(tenant, version, row["id"], found, told["errors"])


def _note(
    tenant: Tenant, version: Version, status_id: str, status: str, found: list[Any]
) -> None:
    """Write into the audit log how publishing goes: a row each time."""
    errors = [
        {"ErrorDetail": each["errorDetail"], "ErrorCode": each["errorCode"]}
        for each in found
    ]
    told = {"publishStatus": status, "publishRequestId": status_id, "errors": errors}
    audit_notes.write(tenant, version, "Publish", told)


def next_ready(tenant: Tenant) -> float | None:
    """Give the real time at which a process ends; None where none is under way."""
    row = tenant.store.one(
        "SELECT min(ready) AS first FROM processes WHERE status LIKE '%InProcess'"
    )
    return None if row is None else row["first"]


def _completed(
    tenant: Tenant, kind: str, version: Version | None, later: str | None
) -> tuple[str, JsonObject]:
    if version is None or version.status != "Draft":
        gone = [_item("The journey is no draft any more.", "Error", _GENERAL, {})]
        return "Error", {"errors": gone, "warnings": []}
    told = findings(tenant, version)
    if told["errors"]:
        return "Error", told
    if kind == "publish":
        schedules.publish(tenant, version, later)
        return "PublishCompleted", told
    return "ValidateCompleted", told


def findings(tenant: Tenant, version: Version) -> JsonObject:
    """Give what stands against activation, and what is only advice."""
    journey = version.journey
    told: dict[str, list[Any]] = {"errors": [], "warnings": []}
    if _event_is_unknown(tenant, journey):
        told["errors"].append(
            _item("The entry event could not be found.", "Error", _GENERAL, {})
        )
    for problem in rules.check(journey):
        is_advice = problem.severity == Severity.WARNING
        name = "warnings" if is_advice else "errors"
        told[name].append(_told(version, problem, "Warning" if is_advice else "Error"))
    return told


def _event_is_unknown(tenant: Tenant, journey: Journey) -> bool:
    trigger = journey.trigger
    if trigger is None or not trigger.event_definition_key:
        return False  # the rules say that
    return (
        tenant.store.one(
            "SELECT 1 FROM event_definitions WHERE key = ?",
            trigger.event_definition_key,
        )
        is None
    )


def _told(version: Version, problem: Problem, word: str) -> JsonObject:
    ref = problem.where.key
    if problem.where.kind not in ("activity", "outcome") or ref not in version.journey:
        return _item(problem.text, word, _GENERAL, {})
    activity = version.journey[ref]
    place = {
        "activityKey": activity.key,
        "activityId": activity.body.get("id", ""),
        "activityType": activity.type,
        "definitionId": version.definition_id,
    }
    code = problem.code if problem.code.isdecimal() else _GENERAL
    return _item(problem.text, word, code, place)


def _item(text: str, word: str, code: str, place: JsonObject) -> JsonObject:
    return {
        "errorDetail": text,
        "errorCode": code,
        "errorType": word,
        "additionalInfo": place,
    }


def stop(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/stop/{id}: everybody inside leaves."""
    found = in_state(tenant, call, (*ACTIVE, *SCHEDULED))
    # Transactional journeys are paused, never stopped.
    found = [each for each in found if not each.is_transactional]
    if not found:
        raise bodies.error(
            400,
            10000,
            "Published/Paused/Unpublished interaction matching criteria not found.",
        )
    stop_version(tenant, found[0])
    return Answer(200, ACCEPTED)


def stop_version(tenant: Tenant, version: Version, at: datetime | None = None) -> None:
    engine.eject_all(tenant, version, "The journey was stopped.", at)
    pause_notes.drop(tenant, version)
    schedules.drop(tenant, version)
    stopped = versions.set_status(tenant, version, "Stopped")
    audit_notes.write(tenant, stopped, "Stop")


def in_state(tenant: Tenant, call: Call, wanted: tuple[str, ...]) -> list[Version]:
    """Give the versions a request names that are in one of the states."""
    number = call.number("versionnumber")
    return [
        each
        for each in versions.of(tenant, call.ref())
        if each.status in wanted and number in (None, each.version)
    ]
