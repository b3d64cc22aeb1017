"""What places and values in a journey are called when two are compared."""

import json
import re
from dataclasses import dataclass
from typing import Any

from jbdesk.model import catalogue, lens
from jbdesk.model.comparing.difference_silence import is_blank
from jbdesk.model.comparing.difference_view import inside, outcome_names, part_of
from jbdesk.model.fields import Field, Kind
from jbdesk.model.filters import criteria_words
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.journeys.journey_fields import DESCRIPTION, ENTRY_MODE, NAME
from jbdesk.model.problem import Failure, Where
from jbdesk.model.texts.words import first_line
from jbdesk.model.types.activity_type import Behaviour

MOST = 40  # letters of a name or a value
_CRITERIA = ("configurationArguments", "criteria")
_SECRET = re.compile(
    r"inarguments|secret|password|token|api_?key|authorization|headers", re.IGNORECASE
)
_TYPE = Field("type", "Type", (("type",),))
_FILTER = Field("criteria", "Filter", (_CRITERIA,), Kind.CRITERIA)
_JOURNEY = (
    NAME,
    DESCRIPTION,
    ENTRY_MODE,
    Field("email", "Email address", (("defaults", "email"),), Kind.JSON),
    Field("mobile", "Mobile number", (("defaults", "mobileNumber"),), Kind.JSON),
    Field("key", "Key", (("key",),)),
)
_EVENT = Field(
    "eventDefinitionKey",
    "Entry event",
    (("metaData", "eventDefinitionKey"), ("eventDefinitionKey",)),
)
_LEAVES = Field(
    "isExitCriteria",
    "Leave the journey on reaching it",
    (("metaData", "isExitCriteria"),),
    Kind.BOOLEAN,
)
_OUTCOME_LABEL = Field("label", "Label", (("metaData", "label"),))
_FIELDS: dict[str, tuple[Field, ...]] = {
    "journey": _JOURNEY,
    "trigger": (_EVENT, _FILTER, _TYPE, NAME),
    "goal": (_FILTER, _LEAVES, NAME),
    "exit": (_FILTER, NAME),
}
_SUBJECTS = {"trigger": "Entry source", "goal": "Goal", "exit": "Exit"}


@dataclass(frozen=True)
class Place:
    """A place in a journey: its address and what a person calls it."""

    where: Where
    subject: str  # "“Wait”", "Goal"; "" for the journey itself
    label: str
    field: Field | None
    is_secret: bool = False


def place_of(journey: Journey, path: lens.Path) -> Place:
    """Name a place that the journey has; paths are those of a view."""
    part, place = part_of(path), inside(path)
    if part == "activity":
        return _in_activity(journey, str(path[1]), place)
    if part == "outcome":
        return _in_outcome(journey, str(path[1]), str(path[3]), place)
    return _placed(Where(part), _SUBJECTS.get(part, ""), _FIELDS[part], place)


def _placed(
    where: Where, subject: str, fields: tuple[Field, ...], place: lens.Path
) -> Place:
    found = _field_at(fields, place)
    name = found.name if found else written(place)
    label = found.label if found else name
    where = Where(where.kind, where.key, where.outcome, name)
    return Place(where, subject, label, found, is_secret_at(place))


def is_secret_at(path: lens.Path) -> bool:
    """Whether what stands there may be a secret, by the names on the way."""
    return any(_SECRET.search(str(step)) for step in path)


def _field_at(fields: tuple[Field, ...], place: lens.Path) -> Field | None:
    for each in fields:
        if any(place[: len(path)] == path for path in each.paths):
            return each
    return None


def _in_activity(journey: Journey, ref: str, place: lens.Path) -> Place:
    activity = journey[ref]
    if place[:2] == _CRITERIA and len(place) > len(_CRITERIA):
        names = outcome_names(activity.body)
        if place[2] in names:
            return _criteria(journey, ref, names.index(str(place[2])))
    fields = (*catalogue.of(activity).fields, NAME, DESCRIPTION, _TYPE)
    return _placed(Where("activity", ref), quoted(title(activity)), fields, place)


def _criteria(journey: Journey, ref: str, position: int) -> Place:
    subject = path_words(journey, ref, position)
    where = Where("outcome", ref, position, "criteria")
    return Place(where, subject, "Filter", Field("criteria", "Filter", ()))


def _in_outcome(journey: Journey, ref: str, name: str, place: lens.Path) -> Place:
    activity = journey[ref]
    position = outcome_names(activity.body).index(name)
    fields = (*catalogue.of(activity).outcomes.fields, _OUTCOME_LABEL)
    where = Where("outcome", ref, position)
    return _placed(where, path_words(journey, ref, position), fields, place)


def written(place: lens.Path) -> str:
    """A JSON path as people write it: arguments.fields[0]["a.b"]."""
    steps = [
        f"[{each}]"
        if isinstance(each, int)
        else f".{each}"
        if "." not in each
        else f"[{json.dumps(each, ensure_ascii=False)}]"
        for each in place
    ]
    return "".join(steps).removeprefix(".")


def title(activity: Activity) -> str:
    return first_line(catalogue.title(activity), MOST)


def short_title(activity: Activity) -> str:
    """The title in a sentence that tells the settings: every wait is a wait there."""
    row = catalogue.of(activity)
    if not activity.name.strip() and row.behaviour is Behaviour.WAIT:
        return row.label.partition(" ")[0]
    return title(activity)


def label_of(activity: Activity, position: int) -> str:
    """What a way out is called: its label, its key, or its number."""
    outcome = activity.outcomes[position]
    named = [each.read(outcome.body) for each in catalogue.of(activity).outcomes.fields]
    names = [each for each in (*named[:1], outcome.label, outcome.key) if each]
    found = str(names[0]) if names else f"path {position + 1}"
    return first_line(found, MOST)


def path_words(journey: Journey, ref: str, position: int) -> str:
    """Name a path: "Path “VIP” of “Split”", "The path after “Wait”"."""
    activity = journey[ref]
    if len(activity.outcomes) == 1:
        return f"The path after {quoted(title(activity))}"
    label = quoted(label_of(activity, position))
    return f"Path {label} of {quoted(title(activity))}"


def named(activity: Activity) -> str:
    """The title in quotes; one without a name is told by its settings too."""
    settings = "" if activity.name.strip() else catalogue.summary(activity)
    return quoted(title(activity)) + (f" ({settings})" if settings else "")


def target_words(journey: Journey, key: str | None) -> str:
    """Name where a path leads."""
    if key is None:
        return "the end"
    return named(journey[key]) if key in journey else quoted(key)


def quoted(text: str) -> str:
    return f"“{text}”"


def value_words(value: Any, field: Field | None = None) -> str:
    """Show a value on part of a line."""
    if is_blank(value):
        return "nothing"
    for choice in field.choices if field else ():
        if choice.value == value:
            return choice.label
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _text_words(value)
    number = getattr(value, "written", None)
    return number or first_line(json.dumps(value, ensure_ascii=False), MOST)


def _text_words(text: str) -> str:
    if not text.lstrip().startswith("<FilterDefinition"):
        return quoted(first_line(text, MOST))
    try:
        return quoted(first_line(criteria_words.describe(text), 2 * MOST))
    except Failure:
        return "a filter that can't be read"
