"""What a data extension's field takes: each type reads a value or refuses it."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes.data_extension_shape import DataExtension

LONGEST_TEXT = 4000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_LOCALE = re.compile(r"[A-Za-z]{2}([-_][A-Za-z]{2})?")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_DATES = ("%m/%d/%Y", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S")


class Mismatch(Exception):  # noqa: N818 - an answer, not a bug
    """The value does not fit the field."""


def _text(field: JsonObject, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Mismatch
    text = str(value)
    if len(text) > (field.get("length") or LONGEST_TEXT):
        raise Mismatch
    return text


def _number(_: JsonObject, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Mismatch
    if isinstance(value, float) and not value.is_integer():
        raise Mismatch
    if abs(value) >= 2**31:
        raise Mismatch
    return int(value)


def _decimal(_: JsonObject, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Mismatch
    return value


def _boolean(_: JsonObject, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    found = _BOOLEANS.get(str(value).strip().lower())
    if found is None:
        raise Mismatch
    return found


def _date(_: JsonObject, value: Any) -> str:
    if not isinstance(value, str) or not is_date(value):
        raise Mismatch
    return value


def is_date(text: str) -> bool:
    """Whether the service reads the text as a date."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return any(_reads(text, form) for form in _DATES)
    return True


def _reads(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True


def _matching(pattern: re.Pattern[str]) -> Callable[[JsonObject, Any], str]:
    def read(field: JsonObject, value: Any) -> str:
        text = _text(field, value)
        if not pattern.fullmatch(text):
            raise Mismatch
        return text

    return read


TYPES: dict[str, Callable[[JsonObject, Any], Any]] = {
    "text": _text,
    "number": _number,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "emailaddress": _matching(_EMAIL),
    "phone": _text,
    "locale": _matching(_LOCALE),
}


def read(field: JsonObject, value: Any) -> Any:
    """Give the value as the field keeps it; raises Mismatch."""
    if value is None or value == "":
        if field.get("isNullable", True):
            return None
        raise Mismatch
    return TYPES[str(field["type"]).lower()](field, value)


def converted(field: JsonObject | None, given: Any) -> Any:
    """Give a text as the number its field keeps; everything else as it is."""
    kind = str(field["type"]).lower() if field else ""
    if isinstance(given, str) and kind in ("number", "decimal"):
        try:
            return int(given) if kind == "number" else float(given)
        except ValueError:
            return given
    return given


def all_converted(extension: DataExtension, data: JsonObject) -> JsonObject:
    """Give the data with the texts of number fields as numbers."""
    return {
        name: converted(extension.field(name), value) for name, value in data.items()
    }


def default_of(field: JsonObject, now: datetime) -> Any:
    """Give what the field holds where a row says nothing."""
    text = field.get("defaultValue")
    if text in (None, ""):
        return None
    if str(text).lower() == "getdate()":
        return now.strftime("%Y-%m-%dT%H:%M:%S")
    kind = str(field["type"]).lower()
    if kind == "number":
        return int(text)
    return float(text) if kind == "decimal" else TYPES[kind](field, text)
