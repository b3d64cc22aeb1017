"""How the service answers: dates, envelopes, error bodies.

Two families of errors: the gateway's (with the address of its documentation)
and those of Journey Builder (with an empty one). A handler gives an `Answer`
or raises a `Refusal` that holds one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any, TypeVar

from jbdesk.model.journey import JsonObject

T = TypeVar("T")
SERVICE_ZONE = timezone(timedelta(hours=-6))  # the service's own clock, all year
MILLISECOND = 1000  # microseconds
NEVER = "0001-01-01T00:00:00"
NO_GUID = "00000000-0000-0000-0000-000000000000"
GATEWAY_DOCUMENTATION = (
    "https://developer.salesforce.com/docs/atlas.en-us.mc-apis.meta/mc-apis/"
    "error-handling.htm"
)


class _Nothing:
    """A body of zero bytes, which is not the same as null."""


NOTHING = _Nothing()


@dataclass(frozen=True)
class Answer:
    """What goes back: status, JSON body (or NOTHING) and headers of its own."""

    status: int = 200
    body: Any = NOTHING
    headers: Mapping[str, str] = field(default_factory=dict)


def dated(now: datetime) -> dict[str, str]:
    """Give the header that tells when, by the tenant's own clock, this was."""
    return {"Date": format_datetime(now.astimezone(UTC), usegmt=True)}


class Refusal(Exception):  # noqa: N818 - it is an answer, not a bug
    """The service says no; the answer says how."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def error(status: int, code: int, message: str, documentation: str = "") -> Refusal:
    """Give a refusal in the standard error body."""
    body = {"message": message, "errorcode": code, "documentation": documentation}
    return Refusal(Answer(status, body))


def errors(message: str, items: Iterable[tuple[int, str]]) -> Refusal:
    """Give a refusal that gathers several, as Journey Builder writes it."""
    body = {
        "message": message,
        "errorcode": 10006,
        "documentation": "",
        "validationErrors": [
            {"message": text, "errorcode": code, "documentation": ""}
            for code, text in items
        ],
    }
    return Refusal(Answer(400, body))


def gateway_error(status: int, code: int, message: str) -> Refusal:
    """Give a refusal by the gateway; its members come in another order."""
    body = {
        "documentation": GATEWAY_DOCUMENTATION,
        "errorcode": code,
        "message": message,
    }
    return Refusal(Answer(status, body))


def not_authorized() -> Refusal:
    return gateway_error(401, 0, "Not Authorized")


def insufficient_privileges() -> Refusal:
    return error(403, 20002, "Insufficient privileges")


def route_not_found() -> Refusal:
    return gateway_error(404, 404, "Not Found")


def throttled(seconds: int = 5) -> Answer:
    body = {
        "message": "Rate limit exceeded",
        "errorcode": 50100,
        "retryAfter": seconds,
        "documentation": GATEWAY_DOCUMENTATION,
    }
    return Answer(429, body, {"Retry-After": str(seconds)})


def blocked() -> Answer:
    body = {
        "message": "Your requests are temporarily blocked.",
        "errorcode": 50200,
        "documentation": GATEWAY_DOCUMENTATION,
    }
    return Answer(429, body)


def server_error() -> Answer:
    body = {"documentation": "", "errorcode": 500, "message": "Internal Server Error"}
    return Answer(500, body)


def service_date(moment: datetime) -> str:
    """Local to the service, without zone, trailing zeros of the fraction dropped."""
    local = moment.astimezone(SERVICE_ZONE).replace(tzinfo=None)
    if local.microsecond < MILLISECOND:
        return local.isoformat(timespec="seconds")
    return local.isoformat(timespec="milliseconds").rstrip("0")


def utc_date(moment: datetime) -> str:
    """As the data extension service writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: str) -> datetime | None:
    """Give the moment in a date; without a zone it is the service's own time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SERVICE_ZONE)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # a few hours more than there are years
        return None


def moment_at(seconds: float) -> datetime:
    """Give the moment that the store holds as seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def same_date(one: Any, other: Any) -> bool:
    """Compare moments, however many digits their fractions are written with."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    return one == other or (
        moment_of(one) is not None and moment_of(one) == moment_of(other)
    )


def page(items: list[JsonObject], number: int, size: int) -> JsonObject:
    """One page in the envelope; an empty page has no "items" at all."""
    return cut(items, number, size, lambda each: each)


def cut(
    found: Sequence[T], number: int, size: int, show: Callable[[T], JsonObject]
) -> JsonObject:
    """One page of what was found, of which no more than that is shown."""
    body: JsonObject = {
        "count": len(found),
        "page": number,
        "pageSize": size,
        "links": {},
    }
    if items := [show(each) for each in found[(number - 1) * size : number * size]]:
        body["items"] = items
    return body
