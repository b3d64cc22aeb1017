"""A payload with every field, each value of a kind that the field takes."""

from collections.abc import Iterable
from typing import Any

from jbdesk.model.data_extension import DataExtensionField, check_value, value_of
from jbdesk.model.journey import JsonObject

CONTACT_KEY = "CONTACT_KEY"  # stands where a person puts the contact's own
_BY_TYPE: dict[str, Any] = {
    "Number": 1,
    "Decimal": 1.5,
    "Boolean": True,
    "Date": "2026-03-02T09:00:00",
    "EmailAddress": "name@example.com",
    "Phone": "+13175550100",
    "Locale": "en-US",
}


def of(fields: Iterable[DataExtensionField], contact_field: str = "") -> JsonObject:
    """Give data with every field: its default, or a value to be replaced."""
    wanted = contact_field.casefold()
    return {
        each.name: CONTACT_KEY if each.name.casefold() == wanted else _value(each)
        for each in fields
    }


def _value(field: DataExtensionField) -> Any:
    # A default that is a function, such as GetDate(), fits no type.
    if field.default and not check_value(field, field.default):
        return value_of(field, field.default)
    found = _BY_TYPE.get(field.type, field.name)
    return found[: field.length] if isinstance(found, str) and field.length else found
