"""The fault dial: rules that make the tenant misbehave on purpose.

    action          what happens
    delay           the answer waits `seconds`
    reset-before    the connection is reset, nothing was processed
    reset-after     processed, then the connection is reset
    truncate        processed, half of the answer is sent
    status          `status` with `body` (a standard error body by default)
    body            processed, the answer's body is replaced by `body`
    html            a login page with status 200, nothing was processed
    slow-body       processed, the answer comes byte by byte over `seconds`
    throttle        429 with Retry-After `seconds`
    block           429 without
    expire-token    the token ends now

A rule matches by `method` and `path` (`*` stands for anything) and counts its
matches: `nth` picks one call, `every` lets 3 stand for each third one, `times`
bounds how often it acts, `probability` lets chance decide. With "processed": true,
`status`, `html`, `throttle` and `block` answer so after the request was carried out.
"""

import random
import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase

from jbdesk.model.journey import JsonObject
from jbdesk.simulator import bodies, fault_actions

_LOGIN_PAGE = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head>"
    "<body><h1>Sign in to the network</h1></body></html>"
)


@dataclass
class _Rule:
    body: JsonObject
    matches: int = 0
    acted: int = 0

    def applies(self, method: str, path: str, chance: random.Random) -> bool:
        """Count a match and tell whether this is one to act on."""
        wanted = str(self.body.get("method") or "*").upper()
        pattern = str(self.body.get("path") or "*").lower()
        if wanted not in ("*", method) or not fnmatchcase(path.lower(), pattern):
            return False
        self.matches += 1
        if self.body.get("nth") and self.matches != self.body["nth"]:
            return False
        if self.body.get("every") and self.matches % self.body["every"]:
            return False
        if self.body.get("times") and self.acted >= self.body["times"]:
            return False
        if chance.random() >= self.body.get("probability", 1):
            return False
        self.acted += 1
        return True


class Faults:
    """The rules in force; the first that applies to a request acts."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._chance = random.Random(7)  # noqa: S311 - a dial, no secret
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

    def for_request(self, method: str, path: str) -> JsonObject | None:
        with self._lock:
            return next(
                (
                    rule.body
                    for rule in self._rules
                    if rule.applies(method, path, self._chance)
                ),
                None,
            )


def _checked(rule: object) -> JsonObject:
    if not isinstance(rule, dict):
        raise bodies.error(400, 10005, "A fault rule is an object.")
    if rule.get("action") not in fault_actions.NAMES:
        names = ", ".join(fault_actions.NAMES)
        raise bodies.error(400, 10005, f"Actions are: {names}.")
    for name in ("nth", "every", "times", "status", "seconds", "probability"):
        value = rule.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise bodies.error(400, 10005, f"“{name}” must be a number from 0.")
    if not isinstance(rule.get("headers", {}), dict):
        raise bodies.error(400, 10005, "“headers” must be an object.")
    return rule


def answer_of(rule: JsonObject) -> bodies.Answer | None:
    """Give the answer that a rule puts in place of the service's own."""
    action = rule["action"]
    if action == "throttle":
        return bodies.throttled(int(rule.get("seconds", 5)))
    if action == "block":
        return bodies.blocked()
    if action == "html":
        return bodies.Answer(200, _LOGIN_PAGE, {"Content-Type": "text/html"})
    if action == "status":
        return _status(rule)
    return None


def _status(rule: JsonObject) -> bodies.Answer:
    status = int(rule.get("status", 500))
    headers = {str(name): str(value) for name, value in rule.get("headers", {}).items()}
    if "body" in rule:
        return bodies.Answer(status, rule["body"], headers)
    plain = bodies.server_error().body
    return bodies.Answer(status, {**plain, "errorcode": status}, headers)
