"""What a fault puts in place of the service's answer, or makes of it."""

import gzip
from collections.abc import Callable
from typing import Any

from jbdesk.model import wire
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import NOTHING, Answer

_LOGIN_PAGE = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head>"
    "<body><h1>Sign in to the network</h1></body></html>"
)
_MEGABYTE = 1_000_000


def of(rule: JsonObject, path: str, own: Answer | None) -> Answer:
    """Give what is sent; `own` is the service's answer, if it was asked."""
    make = _MADE.get(rule["action"])
    answer = own or Answer()
    if make is not None:
        answer = make(rule, answer)
    headers = _texts(rule.get("headers"))
    if rule["action"] == "redirect":
        headers["Location"] = rule.get("location") or path
    return Answer(answer.status, answer.body, {**answer.headers, **headers})


def _texts(headers: JsonObject | None) -> dict[str, str]:
    return {name: str(value) for name, value in (headers or {}).items()}


def _number(rule: JsonObject, name: str, default: int) -> int:
    given = rule.get(name)
    return default if given is None else int(given)


def _status(rule: JsonObject, _: Answer) -> Answer:
    status = _number(rule, "status", 500)
    if "body" in rule:
        return Answer(status, rule["body"])
    return Answer(status, {**bodies.server_error().body, "errorcode": status})


def _with_body(rule: JsonObject, own: Answer, body: Any) -> Answer:
    return Answer(_number(rule, "status", own.status), body, own.headers)


def _body(rule: JsonObject, own: Answer) -> Answer:
    return _with_body(rule, own, rule.get("body", NOTHING))


def _text(rule: JsonObject, own: Answer) -> Answer:
    text = rule.get("text") or ""
    return _with_body(
        rule, own, text.encode("utf-8", "surrogatepass") * _number(rule, "repeat", 1)
    )


def _empty(rule: JsonObject, own: Answer) -> Answer:
    return _with_body(rule, own, NOTHING)


def _changed(rule: JsonObject, own: Answer) -> Answer:
    if not isinstance(own.body, dict):
        return own
    left = {k: v for k, v in own.body.items() if k not in (rule.get("without") or ())}
    return Answer(own.status, {**left, **(rule.get("members") or {})}, own.headers)


def _html(rule: JsonObject, _: Answer) -> Answer:
    headers = {"Content-Type": "text/html"}
    return Answer(_number(rule, "status", 200), _LOGIN_PAGE.encode(), headers)


def _redirect(rule: JsonObject, _: Answer) -> Answer:
    return Answer(_number(rule, "status", 302))


def _encoded(rule: JsonObject, own: Answer) -> Answer:
    encoding = rule.get("encoding") or "utf-16"
    text = "" if own.body is NOTHING else wire.dumps(own.body, indent=None)
    return Answer(own.status, text.encode(encoding, "replace"), own.headers)


def _large(rule: JsonObject, own: Answer) -> Answer:
    padding = "0" * (_number(rule, "megabytes", 10) * _MEGABYTE)
    body = own.body if isinstance(own.body, dict) else {}
    raw = wire.dumps({**body, "padding": padding}, indent=None).encode()
    if not rule.get("gzip"):
        return Answer(own.status, raw, own.headers)
    headers = {**own.headers, "Content-Encoding": "gzip"}
    return Answer(own.status, gzip.compress(raw), headers)


def _throttled(rule: JsonObject, _: Answer) -> Answer:
    told = bodies.throttled(_number(rule, "seconds", 5))
    words = rule.get("retryAfter")
    if words is None:
        return told
    return Answer(told.status, told.body, {"Retry-After": words} if words else {})


_MADE: dict[str, Callable[[JsonObject, Answer], Answer]] = {
    "status": _status,
    "body": _body,
    "text": _text,
    "change": _changed,
    "empty": _empty,
    "html": _html,
    "redirect": _redirect,
    "encode": _encoded,
    "large": _large,
    "throttle": _throttled,
    "block": lambda _, __: bodies.blocked(),
}
