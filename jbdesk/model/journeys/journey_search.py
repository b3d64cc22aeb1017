"""Finding activities by name, type, key, binding, or text in any of their fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jbdesk.model import catalogue
from jbdesk.model.journey import Activity, Journey

_LONGEST = 60  # letters of what is shown around a find


@dataclass(frozen=True)
class Find:
    """One activity that holds what is looked for, and where it does."""

    ref: str
    place: str  # "name", "type", "key", or where it stands in the JSON
    text: str  # what stands there, with the find in it


def find(journey: Journey, words: str) -> tuple[Find, ...]:
    """Every activity that holds the words, in the order contacts come by."""
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return ()
    found = (_in_activity(ref, journey[ref], wanted) for ref in in_order(journey))
    return tuple(each for each in found if each is not None)


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


def _in_activity(ref: str, activity: Activity, wanted: str) -> Find | None:
    row = catalogue.of(activity)
    spoken = (
        ("name", catalogue.title(activity)),
        ("type", row.label),
        ("key", activity.key),
        ("summary", catalogue.summary(activity)),
    )
    for place, text in (*spoken, *_texts(activity.body, "")):
        at = " ".join(text.split()).casefold().find(wanted)
        if at >= 0:
            return Find(ref, place, _around(" ".join(text.split()), at))
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
