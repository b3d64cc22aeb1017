"""What the service's opaque answers mean, and what to do about each: one table.

A row is asked whether it knows an answer; the first that does explains it. An
answer that speaks for itself has no row.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jbdesk.model.answer_status import FORBIDDEN, THROTTLED, Family, family
from jbdesk.model.exchange import Exchange
from jbdesk.model.facts import member
from jbdesk.model.firing import doors

SUPPORT_CASE = "{{{ERROR_OPEN_SUPPORT_CASE}}}"
_OLDER = frozenset(each.path for each in doors.DOORS if each.path != doors.EVENTS.path)


@dataclass(frozen=True)
class Told:
    """An answer as the rows look at it."""

    status: int | None  # None: no answer came
    code: str
    text: str
    body: Any  # None: it is no JSON
    headers: Mapping[str, str]
    path: str

    @property
    def is_yes(self) -> bool:
        return family(self.status) is Family.SUCCESS


@dataclass(frozen=True)
class Explanation:
    """What an answer means, and what to do, in words."""

    name: str
    means: str
    to_do: str
    knows: Callable[[Told], bool]


def explain(exchange: Exchange) -> Explanation | None:
    """Explain an opaque answer; None where it speaks for itself."""
    told = _told(exchange)
    return next((each for each in EXPLANATIONS if each.knows(told)), None)


def _told(exchange: Exchange) -> Told:
    text = exchange.answer_body.lstrip("\ufeff \r\n\t")
    body = _json_in(text)
    one = doors.the_member(body)
    found = member(one if one is not None else body, "errorcode")
    code = str(found) if isinstance(found, int | str) else ""
    headers = {name.lower(): value for name, value in exchange.answer_headers}
    path = doors.door_of(exchange.url).path
    return Told(exchange.status, code, text, body, headers, path)


def _json_in(text: str) -> Any:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _json_in(body) if isinstance(body, str) and body[:1] == "{" else body


def _is_html(told: Told) -> bool:
    return told.body is None and (
        told.text[:1] == "<" or "html" in told.headers.get("content-type", "")
    )


def _says(told: Told, words: str) -> bool:
    return words in told.text.casefold()


EXPLANATIONS = (
    Explanation(
        "html",
        "A web page came instead of JSON: something between here and the service"
        " answered, such as a proxy, a firewall or a login page.",
        "Open the page's text below, sign in to the network or ask who runs the"
        " proxy, then check before firing again.",
        _is_html,
    ),
    Explanation(
        "no answer",
        "No whole answer came, so nobody here knows whether the service took the"
        " event.",
        "Check: history and membership tell whether the contact entered.",
        lambda t: t.status is None,
    ),
    Explanation(
        "support case",
        "Error 30000 with a text that the service forgot to fill in: its own general"
        " failure. Nothing in it tells what was wrong.",
        "Check whether it was taken all the same; compare the key and the data with an"
        " event that works. If it stays, open a support case with the whole answer.",
        lambda t: SUPPORT_CASE.casefold() in t.text.casefold(),
    ),
    Explanation(
        "errorcode 0",
        "Error code 0 means “not authorized”: the token is missing, has expired or"
        " was withdrawn. It is an error although 0 looks like success.",
        "Test the connection under Credentials; jbdesk has already asked for a new"
        " token once.",
        lambda t: t.code == "0",
    ),
    Explanation(
        "an error inside a yes",
        "The status says yes, but the body holds an error code: the service did not"
        " take the event.",
        "Trust the body. Mend what it names, then fire again.",
        lambda t: t.is_yes and t.code != "",
    ),
    Explanation(
        "no such field",
        "The data has a field that the data extension does not have. Names must be"
        " those of its columns.",
        "Load the fields again; a column may have been renamed.",
        lambda t: t.code == "10006" and _says(t, "does not exist"),
    ),
    Explanation(
        "10006",
        "Error 10006 is only a heading: the list inside it holds what is wrong, item"
        " by item.",
        "Look at the fields that are marked.",
        lambda t: t.code == "10006",
    ),
    Explanation(
        "limit of journeys",
        "More than ten running journeys listen to this event definition, and the"
        " batch door refuses then.",
        "Stop journeys that nobody needs, or give them an event definition of their"
        " own.",
        lambda t: _says(t, "count limit exceeded"),
    ),
    Explanation(
        "unknown key",
        "No event definition of this business unit has exactly this key.",
        "Choose the event definition from the list, and check that the connection"
        " leads to the right business unit.",
        lambda t: _says(t, "eventdefinitionkey not found"),
    ),
    Explanation(
        "door is gone",
        "This tenant does not have this door, or has it no more.",
        f"Choose the door “{doors.EVENTS.label}”.",
        lambda t: t.status in (404, 405, 410, 596) and t.path in _OLDER,
    ),
    Explanation(
        "inactive contact",
        "The contact is not active: it was deleted, suppressed or restricted.",
        "Choose another contact key, or look the contact up in Contact Builder.",
        lambda t: t.code == "30000" and _says(t, "not active"),
    ),
    Explanation(
        "30000",
        "Error 30000 is the service's general failure and names no cause.",
        "Check whether it was taken all the same; then compare the key and the data"
        " with an event that works.",
        lambda t: t.code == "30000",
    ),
    Explanation(
        "blocked",
        "Error 50200: too many calls ran at the same time, and the service blocks"
        " this package for a while. It does not say for how long.",
        "Wait some minutes and make fewer calls at once. Nothing was taken, so"
        " firing again is safe.",
        lambda t: t.code == "50200" and "retry-after" not in t.headers,
    ),
    Explanation(
        "throttled",
        "Too many calls in a short time. The service took nothing.",
        "Wait as long as Retry-After says, then fire again.",
        lambda t: t.code in ("50100", "50200") or t.status == THROTTLED,
    ),
    Explanation(
        "another tenant",
        "The token belongs to another tenant or stack than the address.",
        "Check the two addresses of the connection under Credentials.",
        lambda t: t.code == "40002",
    ),
    Explanation(
        "scope",
        "The installed package may not do this: a scope, or its user's permission,"
        " is missing.",
        "Test the connection under Credentials; it names the scope.",
        lambda t: t.code in ("20000", "20002") or t.status == FORBIDDEN,
    ),
    Explanation(
        "empty",
        "The status says yes, but no event instance id came with it, so the event"
        " may or may not have been taken.",
        "Check: history and membership tell whether the contact entered.",
        lambda t: t.is_yes and not doors.instance_id(t.body),
    ),
    Explanation(
        "own failure",
        "The service failed while it worked on this. The event may have been taken"
        " all the same.",
        "Check before firing again.",
        lambda t: family(t.status) is Family.FAILURE,
    ),
)
