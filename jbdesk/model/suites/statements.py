"""What can be stated of a contact that no data tells: opens, results, events.

Each question is about one activity; its answers are what `Facts.engagement` holds
for that activity's key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jbdesk.model import catalogue, expressions
from jbdesk.model.fields import Choice
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_splits import MESSAGE
from jbdesk.model.walking.walk_splits import path_name

_DEEDS = (
    ("Does nothing with it", None),
    ("Opens it", "opened"),
    ("Opens it and clicks", "clicked"),
    ("Does not get it: it bounces", "bounced"),
)
_STATED: dict[str, JsonObject] = {
    "opened": {"opened": True},
    "clicked": {"opened": True, "clicked": True},
    "bounced": {"bounced": True},
    "happened": {"happened": True},
}
_BY_RESULT = (Behaviour.RANDOM, Behaviour.BRANCH)
_BRANCH = "branch:"


@dataclass(frozen=True)
class Question:
    """What is asked about one activity; the first answer is what is so unsaid."""

    key: str
    title: str
    answers: tuple[Choice, ...]


def questions(journey: Journey) -> tuple[Question, ...]:
    """Everything that decides which way a contact goes and that no data tells."""
    asked = [
        question
        for activity in journey.by_ref.values()
        for question in _about(journey, activity)
    ]
    return tuple({each.key: each for each in asked}.values())


def _about(journey: Journey, activity: Activity) -> Iterator[Question]:
    behaviour = catalogue.of(activity).behaviour
    if behaviour is Behaviour.ENGAGEMENT:
        message = MESSAGE.read(activity.body)
        if isinstance(message, str) and message in journey:
            answers = tuple(Choice(value, label) for label, value in _DEEDS)
            yield Question(message, catalogue.title(journey[message]), answers)
    elif behaviour in _BY_RESULT and len(activity.outcomes) > 1:
        unsaid = "By chance" if behaviour is Behaviour.RANDOM else "Nothing is stated"
        ways = (
            Choice(f"{_BRANCH}{outcome.key}", path_name(activity, position))
            for position, outcome in enumerate(activity.outcomes)
            if outcome.key
        )
        answers = (Choice(None, unsaid), *ways)
        yield Question(activity.key, catalogue.title(activity), answers)
    elif behaviour is Behaviour.EVENT:
        answers = (
            Choice("", "The event does not come"),
            Choice("happened", "It comes"),
        )
        yield Question(activity.key, catalogue.title(activity), answers)


def stated(answer: str | None) -> JsonObject:
    """Give what an answer states, for `Facts.engagement`; None states nothing."""
    if answer is None:
        return {}
    if answer.startswith(_BRANCH):
        return {"branch": answer.removeprefix(_BRANCH)}
    return _STATED[answer]


def answer_of(question: Question, said: JsonObject) -> str | None:
    """Tell which answer of a question was stated; None where none of them was."""
    values = [each.value for each in question.answers if isinstance(each.value, str)]
    return next((value for value in values if stated(value) == said), None)


def event_fields(journey: Journey) -> tuple[str, ...]:
    """The fields of the entry event that filters and bindings name anywhere."""
    found: dict[str, str] = {}
    waiting: list[Any] = [journey.body]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            for parts in expressions.names_in(value):
                if len(parts) > 2 and parts[0].casefold() == "event":  # noqa: PLR2004 - Event.KEY.Field
                    found.setdefault(parts[-1].casefold(), parts[-1])
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return tuple(found[name] for name in sorted(found))
