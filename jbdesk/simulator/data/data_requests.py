"""What integrations ask of data extensions for later: rows, and changes of fields."""

import json

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, field_changes, row_sets, row_writing
from jbdesk.simulator.data.row_writing import BadRow
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.shapes.data_extension_shape import DataExtension
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant


def queue(tenant: Tenant, call: Call) -> Answer:
    """PUT and POST /data/v1/async/dataextensions/{id}/rows: change, or insert."""
    extension = row_sets.asked(tenant, call)
    items = member(call.members(), "items")
    if not isinstance(items, list):
        raise bodies.error(400, 10002, "items is required.")
    is_put = call.method == "PUT"
    return _queued(tenant, extension, {"items": items, "may_change": is_put})


def queue_events(tenant: Tenant, call: Call) -> Answer:
    """POST /hub/v1/dataeventsasync/{id}/rowset: inserted, or changed, later."""
    extension = row_sets.asked(tenant, call)
    if not isinstance(call.body, list):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    try:
        items = [row_sets.flat(extension, each) for each in call.body]
    except BadRow as bad:
        return row_sets.refused(extension, bad)
    return _queued(tenant, extension, {"items": items, "may_change": True})


def queue_fields(tenant: Tenant, call: Call) -> Answer:
    """POST and PATCH /data/v1/customobjectsasync/{id}/fields: add, or change."""
    extension = data_extensions.asked(tenant, call)
    fields = member(call.members(), "fields")
    if not isinstance(fields, list) or not fields:
        raise bodies.error(400, 10002, "fields is required.")
    work = {"fields": fields, "adds": call.method == "POST"}
    return _queued(tenant, extension, work)


def _queued(tenant: Tenant, extension: DataExtension, work: JsonObject) -> Answer:
    """Keep what is to be done with a data extension until its turn comes."""
    request_id = tenant.new_id()
    kept = {"extension": extension.id, "called": tenant.date(), **work}
    tenant.store.run(
        "INSERT INTO row_requests VALUES (?, ?, 'Pending', ?)",
        request_id,
        tenant.real() + tenant.queue_seconds,
        text_of(kept),
    )
    settle(tenant)
    return Answer(202, {"requestId": request_id, "resultMessages": []})


def settle(tenant: Tenant) -> None:
    """Carry out every request whose turn has come."""
    with tenant.store.transaction():
        due = tenant.store.all(
            "SELECT id, body FROM row_requests"
            " WHERE state = 'Pending' AND ready <= ? ORDER BY rowid",
            tenant.real(),
        )
        for row in due:
            kept = json.loads(row["body"])
            results = _done(tenant, kept)
            kept |= {"results": results, "done": tenant.date()}
            is_wrong = any(each["status"] == "Error" for each in results)
            tenant.store.run(
                "UPDATE row_requests SET state = ?, body = ? WHERE id = ?",
                "Error" if is_wrong else "Complete",
                text_of(kept),
                row["id"],
            )


def _done(tenant: Tenant, kept: JsonObject) -> list[JsonObject]:
    extension = data_extensions.find(tenant, kept["extension"])
    if extension is None:
        gone = "The data extension does not exist any more."
        return [{"message": gone, "status": "Error"}]
    if "fields" in kept:
        return field_changes.carried_out(tenant, extension, kept)
    return _written(tenant, extension, kept)


def _written(
    tenant: Tenant, extension: DataExtension, kept: JsonObject
) -> list[JsonObject]:
    results = []
    for each in kept["items"]:
        message, status = "", "OK"
        try:
            row_writing.write(
                tenant, extension, each, may_change=bool(kept["may_change"])
            )
        except BadRow as bad:
            message, status = bad.text, "Error"
        results.append({"message": message, "status": status})
    return results


def next_ready(tenant: Tenant) -> float | None:
    """Give the real time of the next request's turn; None where none waits."""
    row = tenant.store.one(
        "SELECT min(ready) AS first FROM row_requests WHERE state = 'Pending'"
    )
    return None if row is None else row["first"]


def _request(tenant: Tenant, call: Call) -> tuple[str, JsonObject]:
    settle(tenant)
    row = tenant.store.one(
        "SELECT state, body FROM row_requests WHERE id = ?", call.names["id"]
    )
    if row is None:
        raise bodies.error(404, 30003, "The request was not found.")
    return row["state"], json.loads(row["body"])


def status(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/async/{id}/status."""
    state, kept = _request(tenant, call)
    request_id = call.names["id"]
    told = {
        "callDateTime": kept["called"],
        "completionDateTime": kept.get("done"),
        "hasErrors": state == "Error",
        "pickupDateTime": kept.get("done"),
        "requestStatus": state,
        "resultStatus": "Error" if state == "Error" else "OK",
        "requestId": request_id,
    }
    return Answer(200, {"status": told, "requestId": request_id, "resultMessages": []})


def results(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/async/{id}/results: one for each row, in their order."""
    _, kept = _request(tenant, call)
    paged = call.paged(kept.get("results", []))
    return Answer(200, {**paged, "requestId": call.names["id"]})
