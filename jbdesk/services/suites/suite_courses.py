"""What became of a contact elsewhere, told as the walk tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from jbdesk.model.firing.trace import LayerState, Trace
from jbdesk.model.journey import Journey
from jbdesk.model.suites.suite_verdict import Course
from jbdesk.model.walk import Step, Walk
from jbdesk.model.walking.walk_splits import path_name
from jbdesk.model.walking.walk_step import Write


@dataclass(frozen=True)
class _Seen:
    """An activity that the contact came to."""

    ref: str
    enters: datetime
    leaves: datetime | None
    told: str = ""


def of_simulator(
    journey: Journey, told: Any, values: Sequence[Write], now: datetime
) -> Course:
    """Read the simulator's own answer about a contact."""
    visits = [e for e in told.get("journeys", ()) if e["journeyKey"] == journey.key]
    if not visits:
        refusals = [
            f"{each['status']}: {each['message']}".removesuffix(": ")
            for each in told.get("turnedAway", ())
        ]
        reason = refusals[-1] if refusals else "The journey was never offered it."
        return Course(Walk(False, reason, ends="The contact does not enter."))
    visit = visits[-1]
    seen = [
        _Seen(
            each["activity"],
            datetime.fromisoformat(each["entered"]),
            _moment(each["left"]),
            each["message"],
        )
        for each in visit["steps"]
    ]
    if visit["isInside"] and visit["activity"]:
        since = _moment(visit["since"]) or now
        seen.append(_Seen(visit["activity"], since, _moment(visit["until"])))
    steps = list(_steps(journey, seen, is_inside=visit["isInside"]))
    if steps:
        steps[-1] = replace(steps[-1], writes=tuple(values))
    ends = str(visit["ends"] or "")
    return Course(
        Walk(True, "It entered.", tuple(steps), ends), not visit["isInside"], now
    )


def of_trace(journey: Journey, trace: Trace) -> Course:
    """Read a trace; what a tenant does not tell stays open."""
    entered = trace.layer("entered") or trace.layer("accepted")
    state = entered.state if entered else LayerState.UNKNOWN
    text = entered.text if entered else ""
    is_in = state is LayerState.YES and trace.layer("entered") is entered
    seen = [
        _Seen(each.ref, each.at, each.until)
        for each in trace.steps
        if each.ref in journey and each.at is not None
    ]
    steps = tuple(_steps(journey, seen, is_inside=not trace.is_final))
    return Course(
        Walk(is_in, text, steps, trace.ends),
        trace.is_final,
        datetime.now(UTC),
        tells_writes=False,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _steps(
    journey: Journey, seen: Sequence[_Seen], *, is_inside: bool
) -> Iterator[Step]:
    following = [each.ref for each in seen[1:]]
    for position, each in enumerate(seen):
        is_last = position == len(seen) - 1
        outcome = None
        if not (is_last and is_inside):
            after = None if is_last else following[position]
            outcome = _outcome(journey, each, after)
        kind = journey[each.ref].type
        yield Step(each.ref, kind, outcome, each.enters, each.leaves, each.told)


def _outcome(journey: Journey, seen: _Seen, after: str | None) -> int | None:
    """Tell which way out was taken: the one that leads on, or that is named."""
    activity = journey[seen.ref]
    fits = [n for n, each in enumerate(activity.outcomes) if each.next == after]
    if len(fits) == 1:
        return fits[0]
    named = [n for n in fits if f"path “{path_name(activity, n)}”" in seen.told]
    return named[0] if len(named) == 1 else None


def values_in(names: Sequence[str], rows: Sequence[tuple[str, Any]]) -> list[Write]:
    """The values that a contact's rows hold in fields of these names."""
    wanted = {each.casefold() for each in names}
    return [
        Write(extension, name, value, name)
        for extension, row in rows
        for name, value in row.items()
        if name.casefold() in wanted
    ]
