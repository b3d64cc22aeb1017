"""The fault dial: rules that make the tenant misbehave on purpose.

What rules can do and when they act is the table of `fault_actions`. A rule
counts the requests that it matches: `nth` picks one call, `every` each so many,
`times` bounds how often it acts, `probability` lets chance decide, always in the
same way under the same `seed`. In a `path`, `*` stands for anything.
"""

import json
import random
import threading
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.trouble import fault_actions

EARLY = "reset-early"  # acts before the body is there
_COUNTS = ("matches", "acted")
_OBJECTS = ("headers", "members")
_DEFAULTS = {each.name: each.default for each in fault_actions.MATCHERS}


@dataclass
class _Rule:
    body: JsonObject
    matches: int = 0
    acted: int = 0
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.value("seed"))  # noqa: S311 - a dial, no secret

    def value(self, name: str) -> Any:
        given = self.body.get(name)
        return _DEFAULTS[name] if given is None else given

    def applies(self, method: str, path: str, body: bytes) -> bool:
        """Count a match and tell whether this is one to act on."""
        if not self._matches(method, path, body):
            return False
        self.matches += 1
        if not self._is_turn():
            return False
        self.acted += 1
        return True

    def _matches(self, method: str, path: str, body: bytes) -> bool:
        wanted, pattern = self.value("method").upper(), self.value("path").lower()
        return (
            wanted in ("*", method)
            and fnmatchcase(path.lower(), pattern)
            and self.value("contains").encode() in body
            and (self.value("contactKey") in ("", *_contact_keys(body)))
        )

    def _is_turn(self) -> bool:
        nth, every, times = (self.value(each) for each in ("nth", "every", "times"))
        return (
            (not nth or self.matches == nth)
            and (not every or self.matches % every == 0)
            and (not times or self.acted < times)
            and self.chance.random() < float(self.value("probability"))
        )


def _contact_keys(body: bytes) -> tuple[str, ...]:
    try:
        return tuple(_keys_in(json.loads(body)))
    except (ValueError, RecursionError):
        return ()


def _keys_in(value: Any) -> list[str]:
    """Give every contact key in a body, however deep it stands."""
    if isinstance(value, dict):
        own = [str(e) for name, e in value.items() if name.lower() == "contactkey"]
        return own + [key for each in value.values() for key in _keys_in(each)]
    if isinstance(value, list):
        return [key for each in value for key in _keys_in(each)]
    return []


class Faults:
    """The rules in force; the first that applies to a request acts."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()

    def rules(self) -> list[JsonObject]:
        """Every rule with how often it matched and acted."""
        with self._lock:
            return [
                {**rule.body, "matches": rule.matches, "acted": rule.acted}
                for rule in self._rules
            ]

    def put(self, rules: object) -> None:
        """Replace all rules; refuses the whole where one can't be read."""
        if not isinstance(rules, list):
            raise bodies.error(400, 10005, "Faults are a list of rules.")
        made = [_Rule(_checked(each)) for each in rules]
        with self._lock:
            self._rules = made

    def add(self, rule: object) -> None:
        """Put one more rule behind the others."""
        made = _Rule(_checked(rule))
        with self._lock:
            self._rules = [*self._rules, made]

    def remove(self, position: int) -> bool:
        """Take away the rule that stands there; False where none does."""
        with self._lock:
            is_there = position < len(self._rules)
            self._rules = [e for n, e in enumerate(self._rules) if n != position]
            return is_there

    def clear(self) -> None:
        with self._lock:
            self._rules = []

    def before_body(self, method: str, path: str) -> bool:
        """Whether a request's line is to be cut before its body is read."""
        with self._lock:
            return any(
                rule.applies(method, path, b"")
                for rule in self._rules
                if rule.body["action"] == EARLY
            )

    def for_request(self, method: str, path: str, body: bytes) -> JsonObject | None:
        with self._lock:
            return next(
                (
                    rule.body
                    for rule in self._rules
                    if rule.body["action"] != EARLY and rule.applies(method, path, body)
                ),
                None,
            )


def _wrong(text: str) -> bodies.Refusal:
    return bodies.error(400, 10005, text)


def _checked(rule: object) -> JsonObject:
    """Give a rule as it is kept; one that was read here can be put again."""
    if not isinstance(rule, dict):
        raise _wrong("A fault rule is an object.")
    action = fault_actions.BY_NAME.get(str(rule.get("action")))
    if action is None:
        raise _wrong(f"Actions are: {', '.join(fault_actions.NAMES)}.")
    known = {e.name: e for e in (*fault_actions.MATCHERS, *action.parameters)}
    kept = {name: value for name, value in rule.items() if name not in _COUNTS}
    for name, value in kept.items():
        if name != "action" and name not in known:
            raise _wrong(f"“{action.name}” has no “{name}”.")
        if name != "action" and value is not None:
            _check(known[name], value)
    return kept


def _check(parameter: fault_actions.Parameter, value: object) -> None:
    name, kind = parameter.name, parameter.kind
    if kind == "text" and not isinstance(value, str):
        raise _wrong(f"“{name}” must be a text.")
    if kind == "boolean" and not isinstance(value, bool):
        raise _wrong(f"“{name}” must be true or false.")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "number" and not (is_number and value >= 0):  # type: ignore[operator]
        raise _wrong(f"“{name}” must be a number from 0.")
    if name in _OBJECTS and not isinstance(value, dict):
        raise _wrong(f"“{name}” must be an object.")
