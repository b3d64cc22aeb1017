"""Finding by name, type, key, binding, path, note, or text in any field."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from jbdesk.model import catalogue
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.journeys import journey_ends
from jbdesk.model.types import trigger_types

_LONGEST = 60  # letters of what is shown around a find


@dataclass(frozen=True)
class Find:
    """What holds the words that are looked for, and where it does."""

    ref: str  # of an activity; "" for anything else
    place: str  # "name", "type", "key", or where it stands in the JSON
    text: str  # what stands there, with the find in it
    kind: str = "activity"  # or trigger, goal, exit
    at: int = 0  # which of several goals or exit criteria


Texts = Iterable[tuple[str, str]]  # places, each with what stands there
More = Callable[[str], Texts]  # what else is told of an activity


def find(journey: Journey, words: str, more: More = lambda _: ()) -> tuple[Find, ...]:
    """Everything that holds the words: entry and ends, then as contacts come by."""
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return ()
    found = [
        Find("", *held, kind, at)
        for kind, at, texts in _headers(journey)
        if (held := _held(texts, wanted)) is not None
    ]
    for ref in in_order(journey):
        texts = chain(_of_activity(journey[ref]), more(ref))
        if (held := _held(texts, wanted)) is not None:
            found.append(Find(ref, *held))
    return tuple(found)


def _headers(journey: Journey) -> Iterator[tuple[str, int, Texts]]:
    """The entry, goals and exit criteria with their texts."""
    if (trigger := journey.trigger) is not None:
        told = (("name", trigger.name), ("type", trigger_types.of(trigger).label))
        yield "trigger", 0, chain(told, _texts(trigger.body, ""))
    for end in journey_ends.ENDS:
        for at, body in enumerate(end.of(journey)):
            told = (("type", end.label), ("summary", journey_ends.words(body)))
            yield end.kind, at, chain(told, _texts(body, ""))


def in_order(journey: Journey) -> Iterator[str]:
    """Every activity once, along the paths and then what nothing leads to."""
    seen: set[str] = set()
    for root in (*journey.roots, *journey.by_ref):
        waiting = [root]
        while waiting:
            ref = waiting.pop()
            if ref in seen or ref not in journey:
                continue
            seen.add(ref)
            yield ref
            waiting += [target or "" for target in reversed(journey[ref].targets)]


def _of_activity(activity: Activity) -> Iterator[tuple[str, str]]:
    yield "name", catalogue.title(activity)
    yield "type", catalogue.of(activity).label
    yield "key", activity.key
    yield "summary", catalogue.summary(activity)
    yield from _texts(activity.body, "")


def _held(texts: Texts, wanted: str) -> tuple[str, str] | None:
    """The first place that holds the words, and what stands around them."""
    for place, text in texts:
        line = " ".join(text.split())
        at = line.casefold().find(wanted)
        if at >= 0:
            return place, _around(line, at)
    return None


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """All texts and numbers below, with the name of what holds them."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, str(name))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, place)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield place, str(value)


def _around(text: str, at: int) -> str:
    if len(text) <= _LONGEST:
        return text
    start = max(0, min(at - _LONGEST // 3, len(text) - _LONGEST))
    cut = text[start : start + _LONGEST]
    return f"{'…' if start else ''}{cut}{'…' if start + _LONGEST < len(text) else ''}"


def way_to(journey: Journey, ref: str) -> tuple[tuple[str, int], ...]:
    """The shortest way there: (activity, outcome taken) from the start on.

    Empty where the activity is the start, or no path leads to it.
    """
    came: dict[str, tuple[str, int]] = {}
    start = journey.start
    waiting = [start] if start else []
    for here in waiting:
        for position, target in enumerate(journey[here].targets):
            if target is None or target == start or target in came:
                continue
            if target in journey:
                came[target] = (here, position)
                waiting.append(target)
    steps: list[tuple[str, int]] = []
    while ref in came:
        steps.append(came[ref])
        ref = came[ref][0]
    return tuple(reversed(steps))
