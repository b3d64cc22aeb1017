"""What `jbdesk test` tells: for a person, for programs, for build servers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from jbdesk.model import catalogue, wire
from jbdesk.model.journey import JsonObject
from jbdesk.model.suites import junit
from jbdesk.model.suites.suite_result import CaseResult, SuiteResult
from jbdesk.model.suites.suite_verdict import State, Verdict
from jbdesk.model.texts.words import counted, first_line
from jbdesk.model.walking.walk_splits import path_name
from jbdesk.terminal import Terminal, Tone

_TONES = {State.MET: Tone.GOOD, State.NOT_MET: Tone.BAD, State.OPEN: Tone.WARNING}
_COLUMN = 4 + max(len(each) for each in State)
_KEY = 50  # letters of a contact key


@dataclass(frozen=True)
class Told:
    """A result and where it is from."""

    suite: str
    where: str  # "offline", "on the simulator", "live on “Production”"
    result: SuiteResult


def text(told: Told, to: Terminal) -> Iterator[str]:
    """Tell it to a person."""
    result = told.result
    title = result.journey.name or result.journey.key
    begin = f"{result.start.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield to.toned(f"{title}, {told.where}, from {begin}", Tone.STRONG)
    for case in result.cases:
        yield ""
        yield from _case(case, to)
    yield ""
    yield to.shown(_sum(result))
    missed = _untaken(result)
    if missed:
        yield to.shown(f"Nobody takes {', '.join(missed[:5])}{_more(missed)}.")


def _case(case: CaseResult, to: Terminal) -> Iterator[str]:
    yield to.shown(first_line(case.case.contact.contact_key, _KEY))
    if not case.verdicts:
        yield to.row("", _ends(case), column=2)
    for each in case.verdicts:
        said = str(each.expectation)
        tone = _TONES[each.state]
        yield to.row(each.state, said, column=_COLUMN, indent=2, tone=tone)
        if each.state is not State.MET:
            yield to.row("", each.why, column=_COLUMN, indent=2)


def _ends(case: CaseResult) -> str:
    path = case.course.walk
    return path.ends if path.entered else f"Does not enter: {path.reason}"


def _more(missed: list[str]) -> str:
    return f" and {len(missed) - 5} more" if len(missed) > 5 else ""  # noqa: PLR2004 - those that are named


def _sum(result: SuiteResult) -> str:
    counts, seen = result.counts, result.coverage
    ends = ", ".join(f"{counts[each]} {each}" for each in State if counts[each])
    expected = counted(sum(counts.values()), "expectation")
    taken, total = len(seen.taken) - len(seen.untaken), len(seen.taken)
    share = f"{taken} of {counted(total, 'path')} taken ({round(100 * seen.share)} %)"
    return f"{counted(len(result.cases), 'contact')}, {expected}: {ends}. {share}."


def _untaken(result: SuiteResult) -> list[str]:
    """The paths that nobody takes, where they part from others."""
    named = []
    for ref, position in result.coverage.untaken:
        activity = result.journey[ref]
        if len(activity.outcomes) > 1:
            title = catalogue.title(activity)
            named.append(f"“{path_name(activity, position)}” of “{title}”")
    return named


def as_json(told: Told) -> str:
    """Tell it to a program."""
    result, seen = told.result, told.result.coverage
    counts = result.counts
    body: JsonObject = {
        "suite": told.suite,
        "journey": result.journey.key,
        "where": told.where,
        "start": result.start.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "met": counts[State.MET],
        "not_met": counts[State.NOT_MET],
        "not_known": counts[State.OPEN],
        "contacts": [_contact(each) for each in result.cases],
        "coverage": {
            "share": round(seen.share, 4),
            "untaken": [
                {
                    "activity": ref,
                    "outcome": result.journey[ref].outcomes[position].key,
                    "path": path_name(result.journey[ref], position),
                }
                for ref, position in seen.untaken
            ],
            "unvisited": list(seen.unvisited),
        },
    }
    return f"{wire.dumps(body)}\n"


def _contact(case: CaseResult) -> JsonObject:
    path = case.course.walk
    return {
        "contactKey": case.case.contact.contact_key,
        "entered": path.entered,
        "ends": _ends(case),
        "path": [each.ref for each in path.steps],
        "expectations": [
            {
                "expect": each.expectation.body,
                "text": str(each.expectation),
                "state": str(each.state),
                "why": each.why,
            }
            for each in case.verdicts
        ],
    }


def as_junit(told: Told) -> str:
    """Tell it to a build server: a suite for each contact, a case for each wish."""
    suites = (
        junit.CaseSuite(
            f"{told.suite}: {each.case.contact.contact_key}",
            tuple(_junit_case(one) for one in each.verdicts)
            or (junit.Case("is walked", out=_ends(each)),),
        )
        for each in told.result.cases
    )
    return junit.written("jbdesk test", suites)


def _junit_case(verdict: Verdict) -> junit.Case:
    name = str(verdict.expectation)
    if verdict.state is State.MET:
        return junit.Case(name, out=verdict.why)
    why = verdict.why or str(verdict.state)
    return junit.Case(name, failure=why, kind=str(verdict.state))
