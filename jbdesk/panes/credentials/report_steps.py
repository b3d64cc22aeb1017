"""The rows of a connection test's report, made of what was tried."""

from collections.abc import Iterable, Iterator, Mapping

from jbdesk.model.packages import causes
from jbdesk.panes.credentials.scopes import ScopeRow
from jbdesk.services.connections.connection_step import State
from jbdesk.services.connections.connection_step import Step as Tried
from jbdesk.services.connections.connection_test import SERVICES, STEPS, TOKEN
from jbdesk.widgets.step_list import Step, StepState

SCOPES = "Scopes"
ANSWERED = "Services"
_STATES = {
    State.WAITING: StepState.WAITING,
    State.PASSED: StepState.DONE,
    State.ATTENTION: StepState.ATTENTION,
    State.FAILED: StepState.FAILED,
    State.NOT_REACHED: StepState.UNKNOWN,
}


def shown(
    tried: Mapping[str, Tried], lifetime: str
) -> tuple[tuple[Step, ...], tuple[ScopeRow, ...]]:
    """Give the rows of the list, and those of the table of scopes."""
    rows = tuple(_scope_row(each) for each in tried.values() if each.is_scope)
    steps = [
        _step(tried.get(name), name, lifetime if name == TOKEN else "")
        for name in STEPS
        if name not in SERVICES
    ]
    steps += _services([tried[name] for name in SERVICES if name in tried])
    if rows:
        steps.append(_summary(rows, held=_is_told(tried)))
    return tuple(steps), rows


def _step(tried: Tried | None, name: str, evidence: str) -> Step:
    if tried is None:
        return Step(StepState.WAITING, name)
    state = _STATES[tried.state]
    evidence = evidence or _evidence(tried)
    return Step(state, name, tried.text, evidence, next=tried.next)


def _evidence(tried: Tried) -> str:
    return tried.detail if tried.detail.endswith((" ms", " s")) else ""


def _services(tried: list[Tried]) -> Iterator[Step]:
    """Those that answered share a row; each other one has its own."""
    passed = [each for each in tried if each.state is State.PASSED]
    if passed and len(passed) == len(
        [e for e in tried if e.state is not State.WAITING]
    ):
        is_whole = len(passed) == len(SERVICES)
        state = StepState.DONE if is_whole else StepState.WAITING
        yield Step(state, ANSWERED, f"{_times(passed)}.")
        return
    if all(each.state is State.NOT_REACHED for each in tried):
        if tried:
            yield Step(StepState.UNKNOWN, ANSWERED, tried[0].text)
        return
    if passed:
        yield Step(StepState.DONE, ANSWERED, f"{_times(passed)}.")
    for each in tried:
        if each.state is not State.PASSED:
            yield _step(each, each.name, "")


def _times(passed: Iterable[Tried]) -> str:
    named = (f"{e.name.removesuffix(' answered')} {e.detail}" for e in passed)
    return "Answered: " + ", ".join(named)


def _is_told(tried: Mapping[str, Tried]) -> bool:
    scopes = [each for each in tried.values() if each.is_scope]
    return any(each.state is not State.NOT_REACHED for each in scopes)


def _scope_row(tried: Tried) -> ScopeRow:
    is_held = tried.state is State.PASSED
    is_known = tried.state is not State.NOT_REACHED
    facts = (tried.name, tried.detail, is_held, tried.text, is_known, tried.lacking)
    return ScopeRow(*facts)


def _summary(rows: tuple[ScopeRow, ...], *, held: bool) -> Step:
    if not held:
        return Step(StepState.UNKNOWN, SCOPES, "The service does not tell them.")
    missing = [row for row in rows if not row.is_held]
    if not missing:
        text = "The package has all the scopes that jbdesk needs."
        return Step(StepState.DONE, SCOPES, text)
    lines = ", ".join(f"“{row.label}”" for row in missing)
    lacking = dict.fromkeys(each for row in missing for each in row.lacking)
    return Step(
        StepState.ATTENTION,
        SCOPES,
        f"Scopes are missing for: {lines}.",
        next=causes.tick(tuple(lacking)),
    )
