"""A difference in one sentence: "Wait 1 day → 3 days; new branch VIP"."""

from collections.abc import Iterator
from dataclasses import dataclass

from jbdesk.model import catalogue
from jbdesk.model.comparing import difference_words as words
from jbdesk.model.comparing.difference_change import Change, Difference, Kind
from jbdesk.model.comparing.difference_view import outcome_names
from jbdesk.model.filters.criteria_words import listed
from jbdesk.model.journey import Journey

NOTHING = "Nothing changed"


def summary(difference: Difference) -> str:
    """Tell a difference in one sentence; what is too much for it is counted."""
    told = list(dict.fromkeys(_phrases(difference)))
    if not told:
        return NOTHING
    first, *others = told
    phrases = [_raised(first), *(each.text for each in others)]
    return listed(phrases, "; ")


@dataclass(frozen=True)
class _Phrase:
    """Part of a sentence; one that begins with a name keeps its first letter."""

    text: str
    is_name_first: bool = False


def _raised(phrase: _Phrase) -> str:
    text = phrase.text
    return text if phrase.is_name_first else text[:1].upper() + text[1:]


def _phrases(difference: Difference) -> Iterator[_Phrase]:
    in_branches = _in_new_branches(difference)
    for change in difference.changes:
        where = change.where
        if change.kind is Kind.CHANGED:
            yield _field(difference, change)
        elif where.kind == "activity" and where.key not in in_branches:
            yield _activity(difference, change)
        elif where.kind != "activity":
            yield _other(difference, change)


def _field(difference: Difference, change: Change) -> _Phrase:
    """Tell an activity's change by its line on the canvas, where that tells it."""
    ref = change.where.key
    if not ref:
        return _Phrase(_lowered(change.text))
    old, new = difference.before[ref], difference.after[ref]
    lines = catalogue.summary(old), catalogue.summary(new)
    if lines[0] != lines[1] and all(lines) and change.where.field != "name":
        line = f"{words.short_title(new)} {lines[0]} → {lines[1]}"
        return _Phrase(line, is_name_first=True)
    return _Phrase(_lowered(change.text))


def _activity(difference: Difference, change: Change) -> _Phrase:
    ref, kind = change.where.key, change.kind
    story = difference.before if kind is Kind.REMOVED else difference.after
    name = words.title(story[ref])
    if kind is Kind.ADDED:
        return _Phrase(f"new activity {name}")
    if kind is Kind.RENAMED:
        return _Phrase(change.text)
    if kind is Kind.REORDERED:
        return _Phrase(f"paths of {name} reordered")
    return _Phrase(f"{kind} {name}")


def _other(difference: Difference, change: Change) -> _Phrase:
    ref, position = change.where.key, change.where.outcome
    if not ref or position is None or change.kind is Kind.REROUTED:
        return _Phrase(_lowered(change.text))
    is_new = change.kind is Kind.ADDED
    story = difference.after if is_new else difference.before
    label = words.label_of(story[ref], position)
    return _Phrase(f"new branch {label}" if is_new else f"branch {label} removed")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _in_new_branches(difference: Difference) -> set[str]:
    """New activities that only new branches lead to; the branch tells of them."""
    story = difference.after
    added = [each for each in difference.changes if each.kind is Kind.ADDED]
    new = {each.where.key for each in added if each.where.kind == "activity"}
    branches = {
        (each.where.key, each.where.outcome)
        for each in added
        if each.where.kind == "outcome"
    }
    told: set[str] = set()
    waiting = _led_to(story, branches)
    while waiting:
        ref = waiting.pop()
        if ref in told or ref not in new:
            continue
        arrivals = story.arrivals[ref]
        if all(way in branches or way[0] in told for way in arrivals):
            told.add(ref)
            waiting += [target for each in story[ref].outcomes if (target := each.next)]
    return told


def _led_to(story: Journey, branches: set[tuple[str, int | None]]) -> list[str]:
    targets = [
        story[ref].outcomes[position].next
        for ref, position in branches
        if position is not None and position < len(outcome_names(story[ref].body))
    ]
    return [each for each in targets if each is not None and each in story]
