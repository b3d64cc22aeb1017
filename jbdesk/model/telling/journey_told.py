"""A journey told step by step: what a document of it says, in words.

    Told ── about: rows ── steps: Step ── rows, ways: Way ── leads to another step

Steps stand in the order in which contacts come by, each with a number; what no path
leads to stands last. Values that look like secrets are not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jbdesk.model import catalogue, lens, object_criteria, wire
from jbdesk.model.comparing import difference_words as words
from jbdesk.model.expressions import Binding, bindings_in
from jbdesk.model.fields import Field, Kind
from jbdesk.model.filters import criteria_words
from jbdesk.model.journey import Activity, Journey, JsonObject, Trigger
from jbdesk.model.journeys.journey_fields import ENTRY_MODE
from jbdesk.model.problem import Failure
from jbdesk.model.types import trigger_types
from jbdesk.model.types.catalogue_splits import criteria_by_outcome

UNREADABLE = "a filter that can't be read"
_CRITERIA = ("configurationArguments", "criteria")
_LEAVES = ("metaData", "isExitCriteria")


@dataclass(frozen=True)
class Row:
    """One thing that is set, by its label."""

    label: str
    text: str


@dataclass(frozen=True)
class Way:
    """One way out of a step, and the number of the step that follows."""

    label: str  # "" where there is only one
    condition: str
    target: str
    number: int | None  # None: contacts leave here


@dataclass(frozen=True)
class Step:
    """One activity."""

    number: int
    title: str
    kind: str
    summary: str
    rows: tuple[Row, ...]
    ways: tuple[Way, ...]
    is_reached: bool


@dataclass(frozen=True)
class Told:
    """A whole journey in words."""

    title: str
    description: str
    about: tuple[Row, ...]
    entry: tuple[Row, ...]
    goals: tuple[Row, ...]
    exits: tuple[Row, ...]
    steps: tuple[Step, ...]


def told(journey: Journey) -> Told:
    """Tell a journey: how contacts enter, what they pass, how they leave."""
    order = list(_order(journey))
    numbers = {ref: number for number, ref in enumerate(order, start=1)}
    reached = set(_reached(journey))
    return Told(
        title=journey.name or "No name",
        description=lens.text(journey.body, "description"),
        about=tuple(_about(journey)),
        entry=tuple(_entry(journey)),
        goals=tuple(_goal(each) for each in journey.goals),
        exits=tuple(_exit(each) for each in journey.exits),
        steps=tuple(
            _step(journey, ref, numbers, is_reached=ref in reached) for ref in order
        ),
    )


def _reached(journey: Journey) -> Iterator[str]:
    """Where contacts come by, branch after branch."""
    waiting, seen = [journey.start], set[str]()
    while waiting:
        ref = waiting.pop()
        if ref is None or ref in seen or ref not in journey:
            continue
        seen.add(ref)
        yield ref
        waiting += [outcome.next for outcome in reversed(journey[ref].outcomes)]


def _order(journey: Journey) -> Iterator[str]:
    reached = dict.fromkeys(_reached(journey))
    yield from reached
    yield from (ref for ref in journey.by_ref if ref not in reached)


def _about(journey: Journey) -> Iterator[Row]:
    if journey.key:
        yield Row("Key", journey.key)
    version = journey.body.get("version")
    if version is not None:
        yield Row("Version", str(version))
    if status := lens.text(journey.body, "status"):
        yield Row("Status", status)


def _entry(journey: Journey) -> Iterator[Row]:
    trigger = journey.trigger
    if trigger is None:
        yield Row("Entry source", "not chosen")
    else:
        yield Row("Entry source", trigger_types.of(trigger).label)
        if key := trigger.event_definition_key:
            yield Row("Entry event", key)
        yield Row("Filter", _entry_filter(trigger))
        yield from _rows(trigger_types.of(trigger).fields, trigger.body, journey)
    yield Row("Re-entry", _choice(ENTRY_MODE, journey.entry_mode))


def _entry_filter(trigger: Trigger) -> str:
    told = object_criteria.entry_words(trigger) or _filter(trigger.criteria)
    return told or "everybody enters"


def _goal(body: JsonObject) -> Row:
    leaves = lens.read(body, _LEAVES, default=False) is True
    end = "; contacts leave on reaching it" if leaves else ""
    return Row(lens.text(body, "name") or "Goal", _filter_of(body) + end)


def _exit(body: JsonObject) -> Row:
    return Row(lens.text(body, "name") or "Exit", _filter_of(body))


def _filter_of(body: JsonObject) -> str:
    return _filter(lens.text(body, *_CRITERIA)) or "no filter"


def _filter(xml: str) -> str:
    try:
        return criteria_words.describe(xml)
    except Failure:
        return UNREADABLE


def _step(
    journey: Journey, ref: str, numbers: dict[str, int], *, is_reached: bool
) -> Step:
    activity = journey[ref]
    row = catalogue.of(activity)
    kind = row.label if row is not catalogue.UNKNOWN else activity.type
    return Step(
        numbers[ref],
        catalogue.title(activity),
        kind or row.label,
        catalogue.summary(activity),
        tuple(_rows_of(journey, activity)),
        tuple(_ways(journey, activity, numbers)),
        is_reached,
    )


def _rows_of(journey: Journey, activity: Activity) -> Iterator[Row]:
    if description := lens.text(activity.body, "description"):
        yield Row("Description", description)
    yield from _rows(catalogue.of(activity).fields, activity.body, journey)
    yield Row("Key", activity.key)


def _rows(
    fields: tuple[Field, ...], body: JsonObject, journey: Journey
) -> Iterator[Row]:
    for field in fields:
        value = field.read(body)
        if value in (None, "", [], {}) or field.paths[:1] == (_CRITERIA,):
            continue  # filters stand at the entry, and at the ways out of a split
        if any(words.is_secret_at(path) for path in field.paths):
            yield Row(field.label, "set, and not told here")
        else:
            yield Row(field.label, _value(field, value, journey))


def _value(field: Field, value: Any, journey: Journey) -> str:
    if field.choices:
        return _choice(field, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.kind is Kind.CRITERIA and isinstance(value, str):
        return _filter(value)
    if field.kind is Kind.MESSAGE and value in journey:
        return catalogue.title(journey[str(value)])
    text = value if isinstance(value, str) else wire.dumps(value, indent=None)
    return f"{_with_bindings(text)} {field.unit}".rstrip()


def _choice(field: Field, value: Any) -> str:
    for choice in field.choices:
        if choice.value == value:
            return choice.label
    return str(value)


def _with_bindings(text: str) -> str:
    """The text, and after it what its bindings stand for."""
    named = [_binding(each) for each in bindings_in(text)]
    if len(named) == 1 and text.strip() == text and text.startswith("{{"):
        return f"{named[0]} ({text})" if text.endswith("}}") else text
    return f"{text} ({'; '.join(dict.fromkeys(named))})" if named else text


def _binding(binding: Binding) -> str:
    last = binding.parts[-1]
    root = binding.root.lower()
    if root == "event":
        return f"“{last}” of the entry event"
    if root == "interaction" and binding.key:
        return f"“{last}” of the activity {binding.key}"
    if root == "contact":
        return f"“{last}” of the contact"
    return f"“{binding.expression}”"


def _ways(
    journey: Journey, activity: Activity, numbers: dict[str, int]
) -> Iterator[Way]:
    filters = criteria_by_outcome(activity)
    for position, outcome in enumerate(activity.outcomes):
        is_only = len(activity.outcomes) == 1
        target = outcome.next
        there = target is not None and target in journey
        name = "contacts leave the journey"
        if target is not None:
            name = catalogue.title(journey[target]) if there else f"“{target}”"
        found = filters[position] if position < len(filters) else None
        yield Way(
            "" if is_only else words.label_of(activity, position),
            _filter(found) if found else "",
            name,
            numbers[target] if there and target else None,
        )
