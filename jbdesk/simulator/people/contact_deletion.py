"""Contacts deleted: suppressed at once, and gone with their rows 14 days later."""

import json
from datetime import datetime, timedelta
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions
from jbdesk.simulator.inside import engine
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.people import contact_attributes
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

DAYS = 14  # in which a contact could be restored
_WHOLE = "ContactAndAttributes"


def start(tenant: Tenant, call: Call) -> Answer:
    """POST /contacts/v1/contacts/actions/delete?type=keys, or ids."""
    body = call.members()
    keys = _keys(tenant, call, member(body, "values"))
    kept = {
        "keys": keys,
        "type": _type(member(body, "DeleteOperationType")),
        "request": tenant.new_id(),
        "called": tenant.date(),
        "account": call.grant.account_id,
        "enterprise": tenant.enterprise.enterprise_id,
        "user": tenant.package.user_id,
    }
    row = tenant.store.one(
        "INSERT INTO contact_deletions (ready, due, state, body)"
        " VALUES (?, ?, 'suppressed', ?) RETURNING number",
        tenant.real() + tenant.queue_seconds,
        (tenant.now() + timedelta(days=DAYS)).timestamp(),
        text_of(kept),
    )
    for key in keys:
        _suppress(tenant, key)
    service = contact_attributes.service_members(tenant, call)
    told = {
        "operationInitiated": True,
        "operationID": row["number"] if row else 0,
        **service,
        "hasErrors": False,
        "resultMessages": [],
        "serviceMessageID": ids.of_message(tenant, call),
    }
    return Answer(200, told)


def _keys(tenant: Tenant, call: Call, sent: Any) -> list[str]:
    """Give the contacts that are named and known."""
    kind = call.query.get("type", "").lower()
    if kind not in ("keys", "ids"):
        raise bodies.error(400, 10005, "type is keys or ids.")
    if not isinstance(sent, list) or not sent:
        raise bodies.error(400, 10002, "values is required.")
    if kind == "ids":
        sent = [contact_records.key_of_id(tenant, each) for each in sent]
    keys = [str(each) for each in sent if each is not None]
    return [each for each in keys if contact_records.find(tenant, each) is not None]


def _type(sent: Any) -> str:
    if sent in (None, ""):
        raise bodies.error(400, 10002, "DeleteOperationType is required.")
    if str(sent).lower() != _WHOLE.lower():
        raise bodies.error(400, 10005, f"DeleteOperationType is {_WHOLE}.")
    return _WHOLE


def _suppress(tenant: Tenant, contact_key: str) -> None:
    """Let the contact take part in nothing from now on."""
    contact_records.put(tenant, contact_key, {"suppressed": True})
    engine.forget(tenant, contact_key)


def settle(tenant: Tenant) -> None:
    """Delete who was suppressed for long enough."""
    with tenant.store.transaction():
        due = tenant.store.all(
            "SELECT number, body FROM contact_deletions"
            " WHERE state = 'suppressed' AND due <= ?",
            tenant.now().timestamp(),
        )
        for row in due:
            for key in json.loads(row["body"])["keys"]:
                _delete(tenant, key)
            tenant.store.run(
                "UPDATE contact_deletions SET state = 'deleted' WHERE number = ?",
                row["number"],
            )


def _delete(tenant: Tenant, contact_key: str) -> None:
    """Forget the contact, and its rows where a data extension is sendable."""
    for extension_id in data_extensions.sendable(tenant):
        tenant.store.run(
            "DELETE FROM rows WHERE data_extension = ? AND contact = ?",
            extension_id,
            contact_key,
        )
    tenant.store.run("DELETE FROM contacts WHERE contact_key = ?", contact_key)


def next_due(tenant: Tenant) -> datetime | None:
    row = tenant.store.one(
        "SELECT min(due) AS first FROM contact_deletions WHERE state = 'suppressed'"
    )
    return None if not row or row["first"] is None else bodies.moment_at(row["first"])


def status(tenant: Tenant, call: Call) -> Answer:
    """GET /contacts/v1/contacts/actions/delete/status?operationID=."""
    settle(tenant)
    row = tenant.store.one(
        "SELECT * FROM contact_deletions WHERE number = ?",
        call.number("operationid", 0),
    )
    if row is None:
        raise bodies.error(404, 30003, "The operation was not found.")
    is_suppressed = row["ready"] <= tenant.real()
    background = {
        "backgroundOperationID": row["number"],
        "createdDate": json.loads(row["body"])["called"],
        "backgroundOperationStatusID": "Completed"
        if row["state"] == "deleted"
        else "Processing",
    }
    told: JsonObject = {"operationMappings": []}
    if is_suppressed:
        told["backgroundOperationsSummary"] = [background]
    told |= {
        "numberofRestorableDays": DAYS,
        "operation": _operation(dict(row), is_suppressed=is_suppressed),
        **contact_attributes.service_members(tenant, call),
        "resultMessages": [],
        "serviceMessageID": ids.of_message(tenant, call),
    }
    return Answer(200, told)


def _operation(row: JsonObject, *, is_suppressed: bool) -> JsonObject:
    kept = json.loads(row["body"])
    dates = ("scheduledDate", "startDate", "endDate")
    return {
        "contextType": 0,
        "isRestrictedForProcessing": False,
        "listTypeID": 5,
        "listIdentifier": kept["request"],
        "listKey": kept["request"],
        "expectedListCount": len(kept["keys"]),
        "deleteType": kept["type"],
        "deleteListOnCompleted": False,
        "errorsOccurredInBatchProcess": False,
        "operationID": row["number"],
        "eID": kept["enterprise"],
        "mID": kept["account"],
        "employeeID": kept["user"],
        "requestID": kept["request"],
        "status": "Completed" if is_suppressed else "Pending",
        **dict.fromkeys(dates, kept["called"]),
        "retryCount": 0,
        "createdDate": kept["called"],
        "createdBy": kept["user"],
        "modifiedDate": kept["called"],
        "modifiedBy": kept["user"],
    }
