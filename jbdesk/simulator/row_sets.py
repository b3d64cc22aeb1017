"""Rows written by integrations: at once by the hub, later by the data service."""

import json
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator import bodies, data_extensions, row_writing
from jbdesk.simulator.bodies import Answer
from jbdesk.simulator.calls import Call, member
from jbdesk.simulator.data_extension_shape import DataExtension
from jbdesk.simulator.row_writing import BadRow
from jbdesk.simulator.store import text_of
from jbdesk.simulator.tenant import Tenant


def upsert(tenant: Tenant, call: Call) -> Answer:
    """POST /hub/v1/dataevents/{id}/rowset: rows before the first bad one stay."""
    extension = _asked(tenant, call)
    if not isinstance(call.body, list):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    for each in call.body:
        try:
            row_writing.write(tenant, extension, _flat(extension, each))
        except BadRow as bad:
            return _refused(extension, bad)
    return Answer(200, call.body)


def _asked(tenant: Tenant, call: Call) -> DataExtension:
    ref = call.ref()
    found = data_extensions.find(tenant, ref.value)
    if found is None:
        raise bodies.error(400, 10001, f"Parameter {ref.value} is invalid.")
    return found


def _flat(extension: DataExtension, sent: Any) -> JsonObject:
    """Give keys and values as one row."""
    parts = [
        member(sent, name) or {} if isinstance(sent, dict) else None
        for name in ("keys", "values")
    ]
    keys, others = parts
    if not isinstance(keys, dict) or not isinstance(others, dict):
        raise BadRow("A row has keys and values.")
    own = {name.lower() for name in extension.primary_key}
    for name in keys:
        if name.lower() not in own:
            text = f"Primary key '{name.lower()}' does not exist."
            raise BadRow(text, is_of_keys=True)
    return {**keys, **others}


def _refused(extension: DataExtension, bad: BadRow) -> Answer:
    if bad.is_of_keys:
        return bodies.error(400, 10000, bad.text).answer
    inner = {"message": bad.text, "errorcode": 10000, "documentation": ""}
    return Answer(
        400,
        {
            "message": f"Unable to save rows for data extension ID {extension.id}",
            "errorcode": 10006,
            "documentation": "",
            "additionalErrors": [inner],
        },
    )


def queue(tenant: Tenant, call: Call) -> Answer:
    """PUT and POST /data/v1/async/dataextensions/{id}/rows: change, or insert."""
    extension = _asked(tenant, call)
    items = member(call.members(), "items")
    if not isinstance(items, list):
        raise bodies.error(400, 10002, "items is required.")
    request_id = tenant.new_id()
    kept = {
        "extension": extension.id,
        "items": items,
        "may_change": call.method == "PUT",
        "called": tenant.date(),
    }
    tenant.store.run(
        "INSERT INTO row_requests VALUES (?, ?, 'Pending', ?)",
        request_id,
        tenant.real() + tenant.queue_seconds,
        text_of(kept),
    )
    settle(tenant)
    return Answer(202, {"requestId": request_id, "resultMessages": []})


def settle(tenant: Tenant) -> None:
    """Write the rows of every request whose turn has come."""
    with tenant.store.transaction():
        due = tenant.store.all(
            "SELECT id, body FROM row_requests"
            " WHERE state = 'Pending' AND ready <= ? ORDER BY rowid",
            tenant.real(),
        )
        for row in due:
            kept = json.loads(row["body"])
            results = _written(tenant, kept)
            kept |= {"results": results, "done": tenant.date()}
            is_wrong = any(each["status"] == "Error" for each in results)
            tenant.store.run(
                "UPDATE row_requests SET state = ?, body = ? WHERE id = ?",
                "Error" if is_wrong else "Complete",
                text_of(kept),
                row["id"],
            )


def _written(tenant: Tenant, kept: JsonObject) -> list[JsonObject]:
    extension = data_extensions.find(tenant, kept["extension"])
    if extension is None:
        gone = "The data extension does not exist any more."
        return [{"message": gone, "status": "Error"} for _ in kept["items"]]
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
