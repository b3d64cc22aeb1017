"""The advanced query of assets: properties, operators, AND and OR."""

from collections.abc import Callable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.calls import member

_Compare = Callable[[Any, Any], bool]


def _text(value: Any) -> str:
    return "" if value is None else str(value).casefold()


def _smaller(one: Any, other: Any) -> bool:
    is_number = isinstance(one, int | float) and isinstance(other, int | float)
    return one < other if is_number else _text(one) < _text(other)


_OPERATORS: dict[str, _Compare] = {
    "equal": lambda one, other: _text(one) == _text(other),
    "equals": lambda one, other: _text(one) == _text(other),
    "notequal": lambda one, other: _text(one) != _text(other),
    "lessthan": _smaller,
    "lessthanorequal": lambda one, other: not _smaller(other, one),
    "greaterthan": lambda one, other: _smaller(other, one),
    "greaterthanorequal": lambda one, other: not _smaller(one, other),
    "like": lambda one, other: _text(other).strip("%") in _text(one),
    "contains": lambda one, other: _text(other) in _text(one),
    "mustcontain": lambda one, other: _text(other) in _text(one),
    "startswith": lambda one, other: _text(one).startswith(_text(other)),
    "isnull": lambda one, _: one is None,
    "isnotnull": lambda one, _: one is not None,
    "in": lambda one, others: _text(one) in map(_text, others),
}


def read(body: Any, path: str) -> Any:
    """Give what stands at a dotted path, in any case; None where nothing does."""
    for name in path.split("."):
        body = member(body, name) if isinstance(body, dict) else None
    return body


def is_wanted(asset: JsonObject, query: Any) -> bool:
    """Whether an asset is what a query asks for; refuses what is no query."""
    if not isinstance(query, dict):
        raise _refusal("A query is an object.")
    joined = str(member(query, "logicalOperator") or "").upper()
    if joined:
        sides = (member(query, "leftOperand"), member(query, "rightOperand"))
        found = [is_wanted(asset, each) for each in sides]
        return any(found) if joined == "OR" else all(found)
    path, operator = member(query, "property"), member(query, "simpleOperator")
    compare = _OPERATORS.get(str(operator).lower())
    if not isinstance(path, str) or compare is None:
        raise _refusal(f"'{path}' and '{operator}' are no property and operator.")
    value = member(query, "values")
    value = member(query, "value") if value is None else value
    if str(operator).lower() == "in" and not isinstance(value, list):
        value = [value]
    return compare(read(asset, path), value)


def _refusal(message: str) -> bodies.Refusal:
    return bodies.error(400, 10005, message)
