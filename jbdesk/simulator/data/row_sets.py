"""Rows written by integrations, at once: what the hub calls data events."""

from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, row_writing
from jbdesk.simulator.data.row_writing import BadRow
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.shapes.data_extension_shape import DataExtension
from jbdesk.simulator.tenancy.tenant import Tenant


def upsert(tenant: Tenant, call: Call) -> Answer:
    """POST /hub/v1/dataevents/{id}/rowset: rows before the first bad one stay."""
    extension = asked(tenant, call)
    if not isinstance(call.body, list):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    for each in call.body:
        try:
            row_writing.write(tenant, extension, flat(extension, each))
        except BadRow as bad:
            return refused(extension, bad)
    return Answer(200, call.body)


def asked(tenant: Tenant, call: Call) -> DataExtension:
    """Give the data extension that a request names by id or key, or refuse it."""
    ref = call.ref()
    found = data_extensions.find(tenant, ref.value)
    if found is None:
        raise bodies.error(400, 10001, f"Parameter {ref.value} is invalid.")
    return found


def flat(extension: DataExtension, sent: Any) -> JsonObject:
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


def refused(extension: DataExtension, bad: BadRow) -> Answer:
    """Give the answer that a row which can't be kept gets."""
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
