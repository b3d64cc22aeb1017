"""What became of a suite: for each contact its course and its verdicts."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from jbdesk.model.journey import Journey
from jbdesk.model.suites import walk_coverage
from jbdesk.model.suites.suite import Case, Suite
from jbdesk.model.suites.suite_verdict import Course, State, Verdict, judge
from jbdesk.model.suites.walk_coverage import Coverage


@dataclass(frozen=True)
class CaseResult:
    """What became of one contact."""

    case: Case
    course: Course
    verdicts: tuple[Verdict, ...]

    @property
    def is_met(self) -> bool:
        return all(each.state is State.MET for each in self.verdicts)


@dataclass(frozen=True)
class SuiteResult:
    """What became of all of them, and which paths they took together."""

    journey: Journey
    start: datetime
    cases: tuple[CaseResult, ...]
    coverage: Coverage

    @property
    def counts(self) -> Counter[State]:
        return Counter(each.state for one in self.cases for each in one.verdicts)

    @property
    def is_met(self) -> bool:
        return all(each.is_met for each in self.cases)


def judged(journey: Journey, case: Case, course: Course) -> CaseResult:
    """Judge all that is expected of one contact."""
    verdicts = (judge(journey, course, each) for each in case.expectations)
    return CaseResult(case, course, tuple(verdicts))


def evaluate(journey: Journey, suite: Suite, start: datetime) -> SuiteResult:
    """Walk every contact of a suite through a journey; nothing is sent."""
    facts = [each.contact.facts(journey) for each in suite.cases]
    seen = walk_coverage.coverage(journey, facts, start, seed=suite.seed)
    cases = tuple(
        judged(journey, case, Course(path))
        for case, path in zip(suite.cases, seen.walks, strict=True)
    )
    return SuiteResult(journey, start, cases, seen)


def result_of(
    journey: Journey, suite: Suite, start: datetime, courses: tuple[Course, ...]
) -> SuiteResult:
    """Judge what was seen of the contacts elsewhere."""
    cases = tuple(
        judged(journey, case, course)
        for case, course in zip(suite.cases, courses, strict=True)
    )
    seen = walk_coverage.of_walks(journey, tuple(each.walk for each in courses))
    return SuiteResult(journey, start, cases, seen)
