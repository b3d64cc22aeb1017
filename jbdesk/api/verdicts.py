"""Decides what an answer means: success, a refusal, or nothing to rely on.

Success is a 2xx whose body is JSON (or empty) and reports no error code: the
service also answers 202 and 200 with an error body. A 5xx may stand for a
request that was processed, so it leaves the outcome open.
"""

import email.utils
import math
from dataclasses import dataclass, replace
from typing import Any

from jbdesk.api import refusals
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.errors import (
    Conflict,
    Forbidden,
    NotAuthorised,
    NotFound,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from jbdesk.api.reply import Reply
from jbdesk.model import wire
from jbdesk.model.answer_status import Family, family
from jbdesk.model.exchange import Exchange
from jbdesk.model.packages import scopes
from jbdesk.model.problem import Failure, Problem

NOT_MODIFIED = 304
UNAUTHORIZED = 401
_UNAVAILABLE = 503
_PEEK = 200  # characters of what is no JSON that a person is shown
_BY_CODE = {
    "20002": Forbidden,
    "30002": Conflict,
    "30003": NotFound,
    "30004": Conflict,
    "50100": Throttled,
    "50200": Throttled,
    "50300": Throttled,
}
_BY_STATUS = {
    401: NotAuthorised,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    410: NotFound,
    412: Conflict,
    429: Throttled,
}


@dataclass(frozen=True)
class Answer:
    """What the service said yes with."""

    status: int
    body: Any  # None: it was empty
    exchange: Exchange


class _NoJson(Exception):  # noqa: N818 - one way an answer can be
    """The body is something else; the text shows its beginning."""


def judge(endpoint: Endpoint, reply: Reply, exchange: Exchange) -> Answer:
    """Give the answer when it is one; else raises what it amounts to."""
    try:
        body = _json_in(reply)
    except _NoJson as error:
        raise _not_json(endpoint, reply, exchange, str(error)) from None
    if _is_success(reply, body):
        return Answer(reply.status, body, exchange)
    if family(reply.status) is Family.REDIRECT:
        raise _redirected(reply, exchange)
    if family(reply.status) is Family.FAILURE and not _says_when(reply):
        raise _failed(endpoint, reply.status, body, exchange)
    raise _refused(reply, body, exchange)


def _json_in(reply: Reply) -> Any:
    if not reply.content.strip():
        return None
    try:
        return wire.loads(reply.content)
    except Failure as error:
        kind = reply.header("Content-Type").partition(";")[0].strip()
        if "json" in kind and not reply.content.lstrip().startswith(b"<"):
            raise _NoJson(str(error)) from None
        raise _NoJson(
            "Is a proxy or a login page in between? It begins: "
            f"“{' '.join(reply.text[:_PEEK].split())}”"
        ) from None


def _is_success(reply: Reply, body: Any) -> bool:
    if reply.status == NOT_MODIFIED:
        return True
    is_yes = family(reply.status) is Family.SUCCESS
    return is_yes and not refusals.is_error(body)


def _says_when(reply: Reply) -> bool:
    return reply.status == _UNAVAILABLE and bool(reply.header("Retry-After"))


def _not_json(
    endpoint: Endpoint, reply: Reply, exchange: Exchange, why: str
) -> OutcomeUnknown | Refused:
    text = f"The answer (status {reply.status}) is not the JSON it should be. {why}"
    if family(reply.status) is Family.REDIRECT:
        return _redirected(reply, exchange)
    if family(reply.status) is Family.REFUSAL:
        return _kind(reply.status, None)(text, exchange=exchange, status=reply.status)
    return OutcomeUnknown(_open_end(endpoint, text), exchange=exchange)


def _redirected(reply: Reply, exchange: Exchange) -> Refused:
    goal = reply.header("Location")[:_PEEK] or "another address"
    return Refused(
        f"The service answered with a redirect to “{goal}”. "
        f"jbdesk does not follow it; nothing was sent there.",
        exchange=exchange,
        status=reply.status,
    )


def _failed(
    endpoint: Endpoint, status: int, body: Any, exchange: Exchange
) -> OutcomeUnknown:
    own = refusals.message_of(body)
    said = f" It says: “{own}”." if own else ""
    text = f"The service had a failure of its own (status {status}).{said}"
    return OutcomeUnknown(_open_end(endpoint, text), exchange=exchange)


def _open_end(endpoint: Endpoint, text: str) -> str:
    return (
        f"{text} It may have taken effect all the same." if endpoint.is_write else text
    )


def _refused(reply: Reply, body: Any, exchange: Exchange) -> Refused:
    code = refusals.code_of(body)
    kind = Throttled if _says_when(reply) else _kind(reply.status, code)
    problems = refusals.problems_of(reply.status, body)
    failure = kind(*problems, exchange=exchange, status=reply.status, code=code)
    if isinstance(failure, Throttled):
        failure.retry_after = retry_after(reply, body)
    return failure


def _kind(status: int, code: int | str | None) -> type[Refused]:
    return _BY_CODE.get(str(code)) or _BY_STATUS.get(status, Refused)


def with_scopes(
    refused: Forbidden, endpoint: Endpoint, held: tuple[str, ...] | None
) -> Forbidden:
    """Name the scopes that the call may have lacked, where that is known."""
    missing = tuple(e for e in endpoint.scopes if held is not None and e not in held)
    first, *others = refused.problems
    if missing:
        text = f"{first.text} It has no {' and no '.join(missing)}: tick"
        text += f" {scopes.screen_names(missing)} in the installed package."
        first = replace(first, text=text)
    return type(refused)(
        first,
        *others,
        exchange=refused.exchange,
        status=refused.status,
        code=refused.code,
    )


def unusable(text: str, exchange: Exchange) -> OutcomeUnknown:
    """Give an answer that looks like success and lacks what makes it one."""
    return OutcomeUnknown(Problem(text), exchange=exchange)


def retry_after(reply: Reply, body: Any = None) -> float | None:
    """How many seconds to wait; None where the service doesn't say it usably."""
    text = reply.header("Retry-After").strip()
    if not text:
        return _seconds(refusals.member(body, ("retryafter",)))
    if (seconds := _seconds(text)) is not None:
        return seconds
    then = _date(text)
    # The service's own clock: ours may be wrong by hours.
    now = _date(reply.header("Date"))
    return max(0.0, then - now) if then is not None and now is not None else None


def _seconds(value: Any) -> float | None:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _date(text: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, IndexError):
        return None
