"""Verdicts: whether what became of a contact is what was expected of it.

What became of it is a `Walk`, told by the walk itself, by the simulator or by the
history of a tenant; one that is not over yet may leave an expectation open.
"""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from jbdesk.model import catalogue
from jbdesk.model.journey import Journey
from jbdesk.model.suites.suite_expectation import Expectation, Kind
from jbdesk.model.texts import spans
from jbdesk.model.walk import Step, Walk
from jbdesk.model.walking.walk_splits import path_name


class State(StrEnum):
    """Whether an expectation is met."""

    MET = "met"
    NOT_MET = "not met"
    OPEN = "not known"  # the contact is still on its way, or nobody tells


@dataclass(frozen=True)
class Verdict:
    """What became of one expectation, and why it is so."""

    expectation: Expectation
    state: State
    why: str = ""


@dataclass(frozen=True)
class Course:
    """What became of a contact, as far as it is known."""

    walk: Walk
    is_over: bool = True  # nothing more will come of it
    now: datetime | None = None  # up to when it is known; None: for good
    tells_writes: bool = True  # whether the values it set are known


_Said = tuple[bool | None, str]  # None: not known
_Judge = Callable[[Journey, Course, Expectation], _Said]


def judge(journey: Journey, course: Course, expectation: Expectation) -> Verdict:
    """Tell whether an expectation is met."""
    lost = _lost(journey, expectation)
    said, why = (
        (False, lost)
        if lost
        else _JUDGES[expectation.kind](journey, course, expectation)
    )
    state = State.OPEN if said is None else State.MET if said else State.NOT_MET
    return Verdict(expectation, state, why)


# What is named.


def refs_named(journey: Journey, name: str) -> frozenset[str]:
    """The activities of that name or key; the exact key wins."""
    if name in journey:
        return frozenset((name,))
    wanted = name.casefold()
    return frozenset(
        ref
        for ref, each in journey.by_ref.items()
        if wanted in (ref.casefold(), catalogue.title(each).casefold())
    )


def paths_named(
    journey: Journey, name: str, of: str = ""
) -> frozenset[tuple[str, int]]:
    """The paths of that name, of one activity or of any."""
    refs = refs_named(journey, of) if of else journey.by_ref
    wanted = name.casefold()
    return frozenset(
        (ref, position)
        for ref in refs
        for position, outcome in enumerate(journey[ref].outcomes)
        if wanted
        in (outcome.key.casefold(), path_name(journey[ref], position).casefold())
    )


_ACTIVITIES = (Kind.REACHES, Kind.NOT_REACHES, Kind.LEAVES, Kind.WAITS)


def _lost(journey: Journey, it: Expectation) -> str:
    """Tell what the journey doesn't have; "" where all is there."""
    titles = {catalogue.title(each) for each in journey.activities}
    if it.kind in _ACTIVITIES and not refs_named(journey, it.what):
        return f"The journey has no activity “{it.what}”.{_near(it.what, titles)}"
    if it.kind is not Kind.TAKES:
        return ""
    if it.of and not refs_named(journey, it.of):
        return f"The journey has no activity “{it.of}”.{_near(it.of, titles)}"
    if not paths_named(journey, it.what, it.of):
        refs = refs_named(journey, it.of) if it.of else journey.by_ref
        names = {
            path_name(journey[ref], position)
            for ref in refs
            for position in range(len(journey[ref].outcomes))
        }
        return f"No path is called “{it.what}”.{_near(it.what, names)}"
    return ""


def _near(name: str, names: set[str]) -> str:
    folded = {each.casefold(): each for each in sorted(names)}
    found = difflib.get_close_matches(name.casefold(), folded, 1)
    return f" Is “{folded[found[0]]}” meant?" if found else ""


# What became of it.


def _enters(_: Journey, course: Course, __: Expectation) -> _Said:
    if not course.walk.entered and not course.is_over:
        return None, course.walk.reason
    return course.walk.entered, course.walk.reason


def _turned_away(_: Journey, course: Course, it: Expectation) -> _Said:
    path = course.walk
    if path.entered:
        return False, "It enters."
    if not course.is_over:
        return None, path.reason
    if it.what and it.what.casefold() not in path.reason.casefold():
        return False, f"It is turned away for another reason: {path.reason}"
    return True, path.reason


def _reaches(journey: Journey, course: Course, it: Expectation) -> _Said:
    steps = _at(journey, course, it.what)
    begin = _begin(course)
    if steps and begin is not None:
        took = steps[0].enters - begin
        if it.within is None or took <= it.within:
            return True, f"It is there {_after(took)}."
        return False, f"It is there only {_after(took)}."
    is_late = (
        it.within is not None
        and begin is not None
        and course.now is not None
        and course.now - begin > it.within
    )
    if course.is_over or is_late:
        return False, _ending(journey, course)
    return None, _ending(journey, course)


def _not_reaches(journey: Journey, course: Course, it: Expectation) -> _Said:
    steps, begin = _at(journey, course, it.what), _begin(course)
    if steps and begin is not None:
        return False, f"It is there {_after(steps[0].enters - begin)}."
    return (True if course.is_over else None), _ending(journey, course)


def _takes(journey: Journey, course: Course, it: Expectation) -> _Said:
    wanted = paths_named(journey, it.what, it.of)
    steps = course.walk.steps
    if taken := [each for each in steps if (each.ref, each.outcome) in wanted]:
        return True, taken[0].reason
    refs = {ref for ref, _ in wanted}
    other = next((e for e in steps if e.ref in refs and e.outcome is not None), None)
    if other is not None and other.outcome is not None:
        name = path_name(journey[other.ref], other.outcome)
        title = catalogue.title(journey[other.ref])
        why = f"“{title}”: {other.reason}"
        if f"“{name}”" not in other.reason:
            why = f"It takes “{name}” of “{title}”. {other.reason}".strip()
        return (False if course.is_over or it.of else None), why
    return (False if course.is_over else None), _ending(journey, course)


def _leaves(journey: Journey, course: Course, it: Expectation) -> _Said:
    steps, ending = course.walk.steps, _ending(journey, course)
    if not course.is_over:
        return None, ending
    if not steps or not course.walk.entered or steps[-1].leaves is None:
        return False, ending
    return steps[-1].ref in refs_named(journey, it.what), ending


def _waits(journey: Journey, course: Course, it: Expectation) -> _Said:
    begin = _begin(course)
    steps = _at(journey, course, it.what)
    if it.at is None or begin is None:
        held = [each for each in steps if each.leaves != each.enters]
        return bool(held) or (False if course.is_over else None), _ending(
            journey, course
        )
    at = begin + it.at if isinstance(it.at, timedelta) else it.at
    if any(e.enters <= at and (e.leaves is None or at < e.leaves) for e in steps):
        return True, f"It is there on {_moment(at)}."
    if not course.is_over and (course.now is None or course.now < at):
        return None, _ending(journey, course)
    return False, f"On {_moment(at)} {_where(journey, course, at)}"


def _updates(journey: Journey, course: Course, it: Expectation) -> _Said:
    if not course.tells_writes:
        return None, "Here nobody tells which values were set."
    wanted = it.what.casefold()
    writes = [
        each
        for step in course.walk.steps
        for each in step.writes
        if wanted in (each.name.casefold(), each.field.casefold())
    ]
    if writes:
        value = writes[-1].value
        return _plain(value) == _plain(it.to), f"It is set to “{value}”."
    why = f"Nothing sets it. {_ending(journey, course)}".strip()
    return (False if course.is_over else None), why


_JUDGES: dict[Kind, _Judge] = {
    Kind.ENTERS: _enters,
    Kind.TURNED_AWAY: _turned_away,
    Kind.REACHES: _reaches,
    Kind.NOT_REACHES: _not_reaches,
    Kind.TAKES: _takes,
    Kind.LEAVES: _leaves,
    Kind.WAITS: _waits,
    Kind.UPDATES: _updates,
}


def _plain(value: object) -> str:
    return str(value).strip().casefold()


def _at(journey: Journey, course: Course, name: str) -> tuple[Step, ...]:
    refs = refs_named(journey, name)
    return tuple(each for each in course.walk.steps if each.ref in refs)


def _begin(course: Course) -> datetime | None:
    return course.walk.steps[0].enters if course.walk.steps else None


def _after(took: timedelta) -> str:
    return f"after {spans.words(took)}" if took else "at once"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _ending(journey: Journey, course: Course) -> str:
    path = course.walk
    if not path.entered:
        return f"It does not enter: {path.reason}" if course.is_over else path.reason
    if course.is_over:
        return path.ends
    here = path.steps[-1].ref if path.steps else ""
    if here not in journey:
        return "It is on its way."
    return f"It is still at “{catalogue.title(journey[here])}”."


def _where(journey: Journey, course: Course, at: datetime) -> str:
    for each in _around(course, at):
        return f"it is at “{catalogue.title(journey[each.ref])}”."
    is_before = course.walk.steps and at < course.walk.steps[0].enters
    return "it has not entered yet." if is_before else "it is not inside."


def _around(course: Course, at: datetime) -> Iterator[Step]:
    for each in course.walk.steps:
        if each.enters <= at and (each.leaves is None or at < each.leaves):
            yield each
