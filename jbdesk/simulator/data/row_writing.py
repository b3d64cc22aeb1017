"""Rows from outside: read against the fields, then inserted or changed."""

from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import rows, values
from jbdesk.simulator.shapes.data_extension_shape import DataExtension
from jbdesk.simulator.tenancy.tenant import Tenant


class BadRow(Exception):  # noqa: N818 - an answer, not a bug
    """The row can't be kept; the text says why."""

    def __init__(self, text: str, *, is_of_keys: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.is_of_keys = is_of_keys


def write(
    tenant: Tenant, extension: DataExtension, sent: Any, *, may_change: bool = True
) -> None:
    """Keep a flat row; raises BadRow."""
    if not isinstance(sent, dict):
        raise BadRow("A row must be an object.")
    row = {}
    for name, value in sent.items():
        field = extension.field(name)
        if field is None:
            raise BadRow(f"Column '{name}' does not exist.")
        row[field["name"]] = _read(field, value)
    for name in extension.primary_key:
        if row.get(name) is None:
            raise BadRow(f"Primary key '{name.lower()}' is required.", is_of_keys=True)
    is_known = rows.is_there(tenant, extension, row)
    if is_known and not may_change:
        raise BadRow("A row with this primary key exists already.")
    missing = [each["name"] for each in extension.fields if _is_missing(each, row)]
    if missing and not is_known:
        raise BadRow(f"Required columns are missing: {', '.join(missing)}")
    rows.write(tenant, extension, row)


def _read(field: JsonObject, value: Any) -> Any:
    try:
        return values.read(field, values.converted(field, value))
    except values.Mismatch:
        raise BadRow(
            f"The value of column '{field['name']}' does not fit its type."
        ) from None


def _is_missing(field: JsonObject, row: JsonObject) -> bool:
    has_default = bool(field.get("defaultValue"))
    is_required = not field["isNullable"] and not has_default
    return is_required and row.get(field["name"]) is None
