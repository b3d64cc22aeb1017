"""Criteria: filters as the service writes them, in words, and as a verdict.

The tree is in `criteria_tree`, its edits in `criteria_edits`, its XML in
`criteria_xml`, its words in `criteria_words`, what each operator means in
`criteria_operators`, and how values are read for it in `criteria_readings`.
"""

from dataclasses import dataclass
from typing import Any

from jbdesk.model import lens
from jbdesk.model.facts import Facts, member
from jbdesk.model.filters.criteria_operators import Operator, operator
from jbdesk.model.filters.criteria_readings import reading
from jbdesk.model.filters.criteria_tree import (
    Condition,
    Criteria,
    Element,
    Group,
    changed,
    condition,
    conditions,
    criteria,
    equal,
    group,
    key_parts,
)
from jbdesk.model.filters.criteria_words import (
    describe,
    describe_part,
    listed,
    value_words,
)
from jbdesk.model.filters.criteria_xml import parse, write
from jbdesk.model.problem import Failure

__all__ = [
    "Condition",
    "Criteria",
    "Element",
    "Group",
    "Verdict",
    "changed",
    "condition",
    "conditions",
    "criteria",
    "describe",
    "equal",
    "evaluate",
    "fact",
    "fault",
    "group",
    "key_parts",
    "parse",
    "write",
]


@dataclass(frozen=True)
class Verdict:
    """Whether a filter is met, and why, in words without a full stop."""

    met: bool
    reason: str


def evaluate(xml: str, facts: Facts) -> Verdict:
    """Judge a contact by a filter; one that can't be read is not met."""
    if not xml.strip():
        return Verdict(True, "There is no filter")
    try:
        parsed = parse(xml)
    except Failure as failure:
        return Verdict(False, f"The filter can't be read: {failure}".rstrip("."))
    if parsed.is_empty:
        return Verdict(True, "The filter is empty")
    return _judge(parsed.root, facts)


def fault(xml: str) -> str:
    """Why a filter can't be read, as a sentence; "" where it can, or is none."""
    try:
        if xml.strip():
            parse(xml)
    except Failure as failure:
        return str(failure)
    return ""


def _judge(part: Group | Condition, facts: Facts) -> Verdict:
    if isinstance(part, Condition):
        return _judge_condition(part, facts)
    verdicts = [_judge(each, facts) for each in part.parts]
    wins = part.operator == "OR"
    decisive = [each.reason for each in verdicts if each.met == wins]
    if decisive:
        return Verdict(wins, decisive[0])
    reasons = [each.reason for each in verdicts]
    joint = " and " if not wins else "; "
    return Verdict(not wins or not reasons, listed(reasons, joint))


def _judge_condition(part: Condition, facts: Facts) -> Verdict:
    known = operator(part.operator)
    if known is None:
        return Verdict(False, f"jbdesk does not know the operator “{part.operator}”")
    value = fact(part.key, facts)
    met = _is_met(part, known, value, facts)
    read = "" if _is_missing(value) else _reading(part, known, value, facts)
    if met:
        return Verdict(True, describe_part(part) + (f" ({read})" if read else ""))
    stated = "has no value" if _is_missing(value) else f"is {value_words(value)}"
    told = f"{part.name} {stated}" + (f"; {read}" if read else "")
    return Verdict(False, f"“{describe_part(part)}” is not met ({told})")


def _reading(part: Condition, known: Operator, value: Any, facts: Facts) -> str:
    values = _values(part, facts)
    if not known.values or any(_is_missing(each) for each in values):
        return ""
    return reading(known, value, values, facts.now)


def _is_met(part: Condition, known: Operator, value: Any, facts: Facts) -> bool:
    missing = _is_missing(value)
    if known.name == "IsNull":
        return missing
    values = _values(part, facts)
    if missing:
        # Nothing compares with a missing value, as in the service's database.
        return known.name in ("Equal", "Is") and all(
            _is_missing(each) for each in values
        )
    if any(_is_missing(each) for each in values) and known.values:
        return known.name in ("NotEqual", "IsNot")
    return known.test(value, values, facts.now)


def _values(part: Condition, facts: Facts) -> list[Any]:
    if part.is_reference:
        return [fact(each, facts) for each in part.values or ("",)]
    return list(part.values or ("",))


def _is_missing(value: Any) -> bool:
    return value is lens.ABSENT or value is None or value == ""


def fact(key: str, facts: Facts) -> Any:
    """Look up what a condition's key names; ABSENT where nothing is known of it."""
    root, *rest = key_parts(key)
    if root.lower() == "event" and len(rest) > 1:
        return _event_fact(rest[0], ".".join(rest[1:]), facts)
    if root.lower() == "interaction" and len(rest) > 1:
        return member(member(facts.outputs, rest[0]), ".".join(rest[1:]))
    plain = ".".join((root, *rest))
    if plain.lower() in ("contact.key", "contact.contact key", "contact.contactkey"):
        return facts.contact_key
    prefix = "contact.attribute."
    return facts.attribute(
        plain[len(prefix) :] if plain.lower().startswith(prefix) else plain
    )


def _event_fact(event_key: str, name: str, facts: Facts) -> Any:
    """Look into the event that the contact came with, or waited for and got."""
    is_other = facts.event_key and event_key.lower() != facts.event_key.lower()
    if is_other:
        return member(facts.other_event(event_key), name)
    return facts.event_value(name)
