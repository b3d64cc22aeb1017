"""Turns the service's error bodies into problems in a person's words.

The service has many shapes: the standard body (message, errorcode), lists of
items under errors, validationErrors or additionalErrors, the OAuth body (error,
error_description), texts joined by <br />, and bodies that say nothing at all.
Its own words are kept in quotation marks behind ours.
"""

import re
from collections.abc import Iterable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem, Severity, Where

_LISTS = ("errors", "validationerrors", "additionalerrors")
_MESSAGES = ("message", "error_description", "errordetail", "error")
_CODES = ("errorcode", "code")
_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_SUPPORT_CASE = "{{{"  # a text the service forgot to fill in

_WORDS_BY_CODE = {
    "10001": "A value has the wrong type.",
    "10002": "A required value is missing.",
    "10003": "A value has the wrong format.",
    "10004": "The service could not read what was sent as JSON.",
    "20002": "The installed package lacks a scope that this needs.",
    "30002": "This is not possible in the present state.",
    "30003": "The service does not know this.",
    "30004": "The service has this already.",
    "40002": "The token belongs to another tenant.",
    "50100": "Too many calls in a short time.",
    "50200": "The service blocks calls from this package for a while.",
    "50300": "The service is not available now.",
    "invalid_client": "The client ID or the client secret is not right, "
    "or the package is not enabled.",
    "unauthorized_client": "The package is not meant for server-to-server calls.",
    "invalid_scope": "The package does not have all the scopes that are asked for.",
    "invalid_grant": "The package is not enabled for this business unit.",
}
_WHERE_BY_CODE = {
    "invalid_client": Where("form", field="client_secret"),
    "invalid_scope": Where("form", field="scopes"),
    "invalid_grant": Where("form", field="account_id"),
}
_WORDS_BY_STATUS = {
    401: "The service does not accept the token.",
    403: "The installed package is not allowed to do this.",
    404: "The service does not know this.",
    409: "It has changed or is in use on the service.",
    413: "This is larger than the service takes.",
    429: "Too many calls in a short time.",
    503: "The service is not available now.",
}


def member(body: Any, names: Iterable[str]) -> Any:
    """Give the first member there is under one of the names, in any case."""
    if not isinstance(body, dict):
        return None
    lowered = {str(key).lower(): value for key, value in body.items()}
    found = (lowered.get(name) for name in names)
    return next((each for each in found if each not in (None, "")), None)


def code_of(body: Any) -> int | str | None:
    """Give the error code of a body or an item; 0 is one, too."""
    found = member(body, _CODES)
    if found is None:
        found = member(body, ("error",))
    return found if isinstance(found, int | str) else None


def is_error(body: Any) -> bool:
    """Whether a body reports a failure, whatever the status says."""
    return member(body, ("errorcode",)) is not None


def items_of(body: Any) -> tuple[JsonObject | str, ...]:
    """Give the single errors that a body gathers."""
    for name in _LISTS:
        found = member(body, (name,))
        if isinstance(found, list) and found:
            return tuple(each for each in found if isinstance(each, dict | str))
    return ()


def message_of(body: Any) -> str:
    """Give the service's own text, lines joined; "" where there is none to show."""
    found = body if isinstance(body, str) else member(body, _MESSAGES)
    if not isinstance(found, str) or _SUPPORT_CASE in found:
        return ""
    lines = (line.strip() for line in _BREAK.split(found))
    return " ".join(line for line in lines if line)


def problems_of(status: int, body: Any) -> tuple[Problem, ...]:
    """Tell what the body says is wrong; at least one problem."""
    found = tuple(
        problem
        for item in items_of(body)
        for problem in (_of_activity(item) or _of_event(item) or (_plain(0, item),))
    )
    is_heading = bool(found) and str(code_of(body)) in ("10006", "None")
    return found if is_heading else (*found, _plain(status, body))


def _plain(status: int, body: Any) -> Problem:
    code = code_of(body)
    own = message_of(body)
    words = _WORDS_BY_CODE.get(str(code)) or _WORDS_BY_STATUS.get(status, "")
    where = _WHERE_BY_CODE.get(str(code), Where())
    return Problem(_told(words, own, status), where=where, code=str(code or ""))


def _told(words: str, own: str, status: int) -> str:
    said = f"The service says: “{own}”" if own and own != words else ""
    if words or said:
        return " ".join(part for part in (words, said) if part)
    answer = f" (status {status})" if status else ""
    return f"The service refused this without saying why{answer}."


_MISSING = re.compile(
    r"required event data fields? (?:are|is) missing:\s*(.+)", re.IGNORECASE
)
_QUOTED_FIELD = re.compile(r"field '([^']+)'", re.IGNORECASE)


def _of_event(item: JsonObject | str) -> tuple[Problem, ...]:
    """Errors of event data, each at the form field it names."""
    own = message_of(item)
    code = str(code_of(item) or "")
    if missing := _MISSING.match(own):
        names = [name.strip().rstrip(".") for name in missing[1].split(",")]
        return tuple(
            Problem(
                f"The data extension requires “{name}”, and it was not sent.",
                where=Where("form", field=name),
                code=code,
            )
            for name in names
            if name
        )
    if named := _QUOTED_FIELD.search(own):
        text = (
            f"The value does not fit the field's type. The service says: “{own}”"
            if "does not match type" in own.lower()
            else f"The service says: “{own}”"
        )
        return (Problem(text, where=Where("form", field=named[1]), code=code),)
    return ()


def _of_activity(item: JsonObject | str) -> tuple[Problem, ...]:
    """Errors of a save or a publish, at the activity they name."""
    key = member(member(item, ("additionalinfo",)), ("activitykey",))
    if not isinstance(key, str):
        return ()
    return (
        Problem(
            message_of(item) or "The service finds this activity wrong.",
            where=Where("activity", key),
            code=str(code_of(item) or ""),
        ),
    )


def publish_problem(item: JsonObject | str, severity: Severity) -> Problem:
    """Give an item of a publish status as a problem of the journey."""
    kind = member(item, ("errortype",))
    if isinstance(kind, str) and kind.lower() == "warning":
        severity = Severity.WARNING
    found = _of_activity(item) or (_plain(0, item),)
    text = found[0].text if found[0].where.key else message_of(item) or found[0].text
    return Problem(text, severity, found[0].where, found[0].code)
