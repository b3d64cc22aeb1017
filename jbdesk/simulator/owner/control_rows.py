"""The rows of data extensions for the owner: by pages, changed one by one.

A row is named by its number, as a data extension may have no primary key.
"""

import json
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, rows, values
from jbdesk.simulator.data.row_writing import BadRow
from jbdesk.simulator.data.row_writing import write as write_new
from jbdesk.simulator.owner.paged_lists import Listing, listed
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.shapes.data_extension_shape import DataExtension
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

_ROWS = "SELECT number, body FROM rows"


def read(tenant: Tenant, call: Call) -> Answer:
    """GET /simulator/data-extensions/{key}/rows: all, or ?$page= with ?search=."""
    extension = _asked(tenant, call)
    names = [each["name"] for each in extension.fields]
    if "$page" not in call.query:
        every = rows.of(tenant, extension)
        return Answer(200, {"count": len(every), "fields": names, "rows": every})
    where, told = "data_extension = ?", [extension.id]
    if sought := call.query.get("search"):
        where += (
            " AND EXISTS (SELECT 1 FROM json_each(body)"
            " WHERE instr(lower(json_each.value), ?))"
        )
        told.append(sought.lower())
    count, found = listed(tenant, call, Listing(_ROWS, where, "number", tuple(told)))
    return Answer(
        200,
        {
            "count": count,
            "fields": names,
            "columns": extension.fields,
            "rows": [json.loads(each["body"]) for each in found],
            "numbers": [each["number"] for each in found],
        },
    )


def add(tenant: Tenant, call: Call) -> Answer:
    """POST /simulator/data-extensions/{key}/rows: a row that is not there yet."""
    extension = _asked(tenant, call)
    with tenant.transaction():
        try:
            write_new(tenant, extension, call.members(), may_change=False)
        except BadRow as bad:
            raise bodies.error(400, 10006, bad.text) from None
    return Answer(201, {})


def change(tenant: Tenant, call: Call) -> Answer:
    """PUT /simulator/data-extensions/{key}/rows/{number}: the members named."""
    extension = _asked(tenant, call)
    with tenant.transaction():
        whole = _body(tenant, extension, call)
        for name, value in call.members().items():
            field = extension.field(name)
            if field is None:
                raise _wrong(f"The data extension has no field “{name}”.")
            whole[field["name"]] = _read(field, value)
        key = extension.row_key(whole)
        _refuse_a_second(tenant, extension, call, key)
        tenant.store.run(
            "UPDATE rows SET key = ?, contact = ?, body = ? WHERE number = ?",
            key,
            extension.contact_of(whole),
            text_of(whole),
            int(call.names["number"]),
        )
    return Answer(200, whole)


def delete(tenant: Tenant, call: Call) -> Answer:
    """DELETE /simulator/data-extensions/{key}/rows/{number}."""
    extension = _asked(tenant, call)
    with tenant.transaction():
        _body(tenant, extension, call)
        tenant.store.run("DELETE FROM rows WHERE number = ?", call.names["number"])
    return Answer(200, {})


def _asked(tenant: Tenant, call: Call) -> DataExtension:
    extension = data_extensions.find(tenant, call.names["key"])
    if extension is None:
        raise _unknown(f"No data extension is called “{call.names['key']}”.")
    return extension


def _body(tenant: Tenant, extension: DataExtension, call: Call) -> JsonObject:
    number = call.names["number"]
    row = tenant.store.one(
        "SELECT body FROM rows WHERE number = ? AND data_extension = ?",
        int(number) if number.isdecimal() else -1,
        extension.id,
    )
    if row is None:
        raise _unknown("The row is not there any more.")
    body: JsonObject = json.loads(row["body"])
    return body


def _read(field: JsonObject, value: Any) -> Any:
    try:
        return values.read(field, values.converted(field, value))
    except values.Mismatch:
        raise _wrong(f"The value does not fit the field “{field['name']}”.") from None


def _refuse_a_second(
    tenant: Tenant, extension: DataExtension, call: Call, key: str | None
) -> None:
    twin = tenant.store.one(
        "SELECT 1 FROM rows WHERE data_extension = ? AND key = ? AND number != ?",
        extension.id,
        key,
        int(call.names["number"]),
    )
    if twin is not None:
        raise _wrong("Another row has this primary key.")


def _wrong(text: str) -> bodies.Refusal:
    return bodies.error(400, 10006, text)


def _unknown(text: str) -> bodies.Refusal:
    return bodies.error(404, 30003, text)
