"""Criteria in words: "Updated is False and City begins with “B”"."""

import re
from collections.abc import Sequence
from typing import Any

from jbdesk.model.filters import criteria_xml
from jbdesk.model.filters.criteria_operators import operator
from jbdesk.model.filters.criteria_tree import Condition, Group
from jbdesk.model.texts import service_time

_BARE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|true|false", re.IGNORECASE)
LONGEST = 60


def describe(xml: str) -> str:
    """Tell a filter in words; "" where there is none. Raises Failure if unreadable."""
    if not xml.strip():
        return ""
    return describe_part(criteria_xml.parse(xml).root)


def describe_part(part: Group | Condition) -> str:
    """Tell a condition, or a group with all its conditions, in words."""
    if isinstance(part, Condition):
        return _condition_words(part)
    inner = []
    for each in part.parts:
        text = describe_part(each)
        is_mixed = isinstance(each, Group) and len(each.parts) > 1
        inner.append(f"({text})" if is_mixed and len(part.parts) > 1 else text)
    return f" {part.operator.lower()} ".join(each for each in inner if each)


def _condition_words(condition: Condition) -> str:
    known = operator(condition.operator)
    words = known.words if known else condition.operator or "?"
    if known and known.values == 0:
        return f"{condition.name} {words}"
    return f"{condition.name} {words} {_values_words(condition)}"


def _values_words(condition: Condition) -> str:
    if condition.is_reference:
        return condition.value.rpartition(".")[2].strip('"')
    joint = " and " if condition.operator.lower() == "between" else ", "
    return joint.join(value_words(each) for each in condition.values or ("",))


def value_words(value: Any) -> str:
    """Show a value: text in quotes, numbers and dates bare."""
    text = str(value)
    if not isinstance(value, str) or _BARE.fullmatch(text):
        return _shown(text)
    if service_time.is_relative(text):
        return service_time.relative_words(text)
    if text and service_time.moment(text) is not None:
        return _shown(text)
    return f"“{_shown(text)}”"


def _shown(text: str) -> str:
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return line.capitalize() if line.lower() in ("true", "false") else line


def listed(texts: Sequence[str], joint: str) -> str:
    """Join some texts; what is too many for a sentence is only counted."""
    most = 3
    shown = list(texts[:most])
    if len(texts) > most:
        shown.append(f"{len(texts) - most} more")
    return joint.join(shown)
