"""What a card on the canvas says: taken from the catalogue, drawn by the item."""

from collections.abc import Sequence
from dataclasses import dataclass

from jbdesk.editor.geometry import ENTRY, end_of
from jbdesk.editor.labels import end_title
from jbdesk.model import catalogue
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.journeys import journey_ends
from jbdesk.model.problem import Problem, Severity
from jbdesk.model.types import trigger_types
from jbdesk.model.types.activity_type import Group

TOKENS = {
    Group.MESSAGE: "message",
    Group.FLOW: "flow",
    Group.DATA: "data",
    Group.CUSTOM: "custom",
}
SEVERITY_TOKENS = {
    Severity.ERROR: "bad",
    Severity.ACTIVATION: "bad",
    Severity.WARNING: "warn",
}
SEVERITY_WORDS = {
    Severity.ERROR: "error",
    Severity.ACTIVATION: "blocks publish",
    Severity.WARNING: "warning",
}


@dataclass(frozen=True)
class CardFace:
    """Everything that a card shows."""

    title: str
    summary: str
    icon: str
    token: str  # the colour of its group
    kind: str  # the words for what it is: "Decision split"
    problems: tuple[str, ...] = ()
    problem_token: str = ""
    is_locked: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says, and the tooltip."""
        parts = [self.title]
        if self.kind != self.title:
            parts.append(self.kind)
        parts += [self.summary, *self.problems]
        return ". ".join(part.rstrip(".") for part in parts if part)


def face_of(activity: Activity, problems: Sequence[Problem] = ()) -> CardFace:
    row = catalogue.of(activity)
    title, summary = catalogue.title(activity), catalogue.summary(activity)
    return CardFace(
        title=title,
        summary=row.label if summary.casefold() == title.casefold() else summary,
        icon=row.icon,
        token=TOKENS[row.group],
        kind=row.label,
        problems=tuple(problem.text for problem in problems),
        problem_token=worst_token(problems),
        is_locked=row.is_locked,
    )


def entry_face(journey: Journey, problems: Sequence[Problem] = ()) -> CardFace:
    trigger = journey.trigger
    texts = tuple(problem.text for problem in problems)
    token = worst_token(problems)
    if trigger is None:
        return CardFace(
            "Entry", "no entry event", "log-in", "entry", "Entry", texts, token
        )
    kind = trigger_types.of(trigger)
    key = trigger.event_definition_key
    return CardFace(
        title=kind.label,
        summary=(trigger.name or key) if key else "not configured",
        icon=kind.icon,
        token="entry",  # noqa: S106 - a colour
        kind="Entry",
        problems=texts,
        problem_token=token,
    )


def header_face(
    ref: str, journey: Journey, problems: Sequence[Problem] = ()
) -> CardFace:
    """What the entry's, the goal's or the exit criteria's card shows."""
    if ref == ENTRY:
        return entry_face(journey, problems)
    found = end_of(ref)
    assert found is not None, ref
    end, at = found
    bodies = end.of(journey)
    return CardFace(
        title=end_title(journey, end, at),
        summary=journey_ends.words(bodies[at]) or "not configured",
        icon="target" if end is journey_ends.GOAL else "door-open",
        token="entry",  # noqa: S106 - a colour
        kind=end.label,
        problems=tuple(problem.text for problem in problems),
        problem_token=worst_token(problems),
    )


def worst_token(problems: Sequence[Problem]) -> str:
    for severity in Severity if problems else ():
        if any(problem.severity is severity for problem in problems):
            return SEVERITY_TOKENS[severity]
    return ""
