"""Filters of Salesforce entry sources: JSON trees, told in words.

    {"operand": "AND", "conditions": [{"fieldName", "operator", "value"} or a tree]}

Some journeys keep such a tree as an object and some as text; nothing here writes.
"""

from collections.abc import Iterator
from typing import Any

from jbdesk.model import criteria, json_text, lens
from jbdesk.model.filters.criteria_words import listed, value_words
from jbdesk.model.journey import JsonObject, Trigger
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import object_in, text_in

_OPERATORS = {
    "EQUALS": "is",
    "NOTEQUALTO": "is not",
    "NOTEQUALS": "is not",
    "WASSET": "was set",
    "ISNULL": "is empty",
    "ISNOTNULL": "is not empty",
    "CONTAINS": "contains",
    "DOESNOTCONTAIN": "does not contain",
    "NOTCONTAINS": "does not contain",
    "STARTSWITH": "begins with",
    "ENDSWITH": "ends with",
    "GREATERTHAN": "is greater than",
    "GREATERTHANOREQUALTO": "is at least",
    "LESSTHAN": "is less than",
    "LESSTHANOREQUALTO": "is at most",
    "IN": "is one of",
    "NOTIN": "is none of",
}
_ALONE = frozenset({"WASSET", "ISNULL", "ISNOTNULL"})
_TREES = (
    "primaryObjectFilterCriteria",
    "relatedObjectFilterCriteria",
    "additionalObjectFilterCriteria",
)
_HAPPENED = {
    "created": "is created",
    "updated": "is updated",
    "createdupdated": "is created or updated",
}


def describe(tree: Any) -> str:
    """Tell a filter in words, be it an object or text; "" where there is none."""
    return _words(_opened(tree))


def _opened(tree: Any) -> JsonObject:
    if not isinstance(tree, str):
        return object_in(tree)
    try:
        return object_in(json_text.loads(tree))
    except Failure:
        return {}


def _words(part: JsonObject) -> str:
    inner = part.get("conditions")
    if not isinstance(inner, list):
        return _condition(part)
    told = [_within(each, len(inner)) for each in inner if isinstance(each, dict)]
    joint = " or " if text_in(part.get("operand")).upper() == "OR" else " and "
    return joint.join(each for each in told if each)


def _within(part: JsonObject, count: int) -> str:
    words = _words(part)
    inner = part.get("conditions")
    is_mixed = isinstance(inner, list) and len(inner) > 1 and count > 1
    return f"({words})" if is_mixed and words else words


def _condition(part: JsonObject) -> str:
    name = text_in(part.get("name")) or text_in(part.get("fieldName"))
    operator = text_in(part.get("operator")).upper()
    if not name or not operator:
        return ""
    words = f"{name} {_OPERATORS.get(operator, operator.lower())}"
    return words if operator in _ALONE else f"{words} {_value(part.get('value'))}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return listed([value_words(each) for each in value], ", ")
    return value_words("" if value is None else value)


def happening(trigger: Trigger) -> str:
    """Tell what lets a contact in: "Case is created or updated"; "" if not that."""
    given = _settings(trigger)
    name = text_in(given.get("objectApiName")) or text_in(given.get("objectAPIName"))
    happened = text_in(given.get("salesforceTriggerCriteria")).lower()
    return f"{name} {_HAPPENED[happened]}" if name and happened in _HAPPENED else ""


def entry_words(trigger: Trigger) -> str:
    """Tell whom an entry source admits; "" where everybody is.

    Raises Failure where its filter can't be read.
    """
    return " and ".join(_parts(trigger))


def _parts(trigger: Trigger) -> Iterator[str]:
    for each in _TREES:
        tree = _opened(lens.read(_settings(trigger), (each,), None))
        if words := _words(tree):
            inner = tree.get("conditions")
            is_mixed = isinstance(inner, list) and len(inner) > 1
            yield f"({words})" if is_mixed else words
    if words := criteria.describe(trigger.criteria):
        yield words


def _settings(trigger: Trigger) -> JsonObject:
    return object_in(trigger.body.get("configurationArguments"))
