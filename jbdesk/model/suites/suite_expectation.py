"""Expectations: what should become of a test contact, as JSON and in words.

    {"enters": true}                           {"turnedAway": "DidNotMeet"}
    {"reaches": "Email 2", "within": "3 days"} {"doesNotReach": "Email 3"}
    {"takes": "VIP", "of": "Which kind"}       {"leavesAt": "Email 2"}
    {"waitsAt": "Wait", "after": "2 days"}     {"updates": "Status", "to": "done"}

An activity or a path is named as people see it, or by its key. `turnedAway` may
hold a part of the reason; `waitsAt` may say a moment instead: "at": "2026-03-04".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.texts import spans


class Kind(StrEnum):
    """What is expected; each is the name of its member in the JSON."""

    ENTERS = "enters"
    TURNED_AWAY = "turnedAway"
    REACHES = "reaches"
    NOT_REACHES = "doesNotReach"
    TAKES = "takes"
    LEAVES = "leavesAt"
    WAITS = "waitsAt"
    UPDATES = "updates"


_BESIDE = {  # members that may stand beside
    Kind.REACHES: ("within",),
    Kind.TAKES: ("of",),
    Kind.WAITS: ("after", "at"),
    Kind.UPDATES: ("to",),
}
_MAY_BE_TRUE = (Kind.ENTERS, Kind.TURNED_AWAY)


@dataclass(frozen=True)
class Expectation:
    """One thing that should become of a contact."""

    kind: Kind
    what: str = ""  # the activity, path or field; of a refusal, part of the reason
    of: str = ""  # the split of a path
    within: timedelta | None = None  # after the contact entered
    at: timedelta | datetime | None = None  # since the contact entered, or a moment
    to: Any = None  # the value of a field

    @property
    def body(self) -> JsonObject:
        """The JSON it is read from."""
        told: JsonObject = {str(self.kind): self.what or True}
        if self.within is not None:
            told["within"] = spans.words(self.within)
        if isinstance(self.at, timedelta):
            told["after"] = spans.words(self.at)
        elif self.at is not None:
            told["at"] = self.at.isoformat()
        if self.of:
            told["of"] = self.of
        if self.kind is Kind.UPDATES:
            told["to"] = self.to
        return told

    def __str__(self) -> str:
        return _WORDS[self.kind](self)


def _reaches(it: Expectation) -> str:
    limit = f" within {spans.words(it.within)}" if it.within is not None else ""
    return f"reaches “{it.what}”{limit}"


def _waits(it: Expectation) -> str:
    if isinstance(it.at, timedelta):
        return f"waits at “{it.what}” after {spans.words(it.at)}"
    if it.at is not None:
        return f"waits at “{it.what}” on {it.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return f"waits at “{it.what}”"


_WORDS: dict[Kind, Callable[[Expectation], str]] = {
    Kind.ENTERS: lambda _: "enters",
    Kind.TURNED_AWAY: lambda it: (
        f"is turned away: “{it.what}”" if it.what else "is turned away"
    ),
    Kind.REACHES: _reaches,
    Kind.NOT_REACHES: lambda it: f"does not reach “{it.what}”",
    Kind.TAKES: lambda it: (
        f"takes “{it.what}” of “{it.of}”" if it.of else f"takes “{it.what}”"
    ),
    Kind.LEAVES: lambda it: f"leaves at “{it.what}”",
    Kind.WAITS: _waits,
    Kind.UPDATES: lambda it: f"has “{it.what}” set to “{it.to}”",
}


def expectation_from(found: Any, name: str) -> Expectation:
    """Read one; raises Failure that begins with the name of where it stands."""
    if not isinstance(found, dict):
        raise Failure(f"{name} must be a JSON object such as {{“reaches”: “Email 2”}}.")
    kinds = [each for each in Kind if each in found]
    if len(kinds) != 1:
        raise Failure(f"{name} must hold exactly one of: {', '.join(Kind)}.")
    kind = kinds[0]
    for member in found:
        if member not in (kind, *_BESIDE.get(kind, ())):
            raise Failure(f"{name}: “{member}” means nothing beside “{kind}”.")
    try:
        return Expectation(
            kind,
            _what(found[kind], kind),
            _text(found, "of"),
            spans.span(_text(found, "within")) if "within" in found else None,
            _at(found),
            found.get("to"),
        )
    except Failure as failure:
        raise Failure(f"{name}: {failure}") from None


def _what(said: Any, kind: Kind) -> str:
    if said is True and kind in _MAY_BE_TRUE:
        return ""
    if not isinstance(said, str) or not said.strip() or kind is Kind.ENTERS:
        wanted = "true" if kind is Kind.ENTERS else "a name"
        raise Failure(f"“{kind}” must be {wanted}.")
    return said.strip()


def _text(found: JsonObject, member: str) -> str:
    said = found.get(member, "")
    if not isinstance(said, str):
        raise Failure(f"“{member}” must be text.")
    return said.strip()


def _at(found: JsonObject) -> timedelta | datetime | None:
    if "after" in found:
        return spans.span(_text(found, "after"))
    return moment(_text(found, "at"), "at") if "at" in found else None


def moment(text: str, member: str) -> datetime:
    """Read an ISO date, in UTC where no zone is said; raises Failure."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Failure(
            f"“{member}” must be a date like 2026-03-02T09:00Z, not “{text}”."
        ) from None
