"""What differs between two journeys, as a list of changes."""

from collections.abc import Iterator
from typing import Any

from jbdesk.model import lens
from jbdesk.model.comparing import difference_words as words
from jbdesk.model.comparing.difference_change import Change, Difference, Kind
from jbdesk.model.comparing.difference_keys import followed
from jbdesk.model.comparing.difference_routes import ENTRY, Way, rerouting, ways
from jbdesk.model.comparing.difference_silence import differences, is_same
from jbdesk.model.comparing.difference_view import (
    body_at,
    inside,
    is_part,
    outcome_names,
    part_of,
    view_of,
)
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Where

_CRITERIA = ("configurationArguments", "criteria")


def compare(before: Journey, after: Journey) -> Difference:
    """All that differs in meaning; nothing for two that mean the same."""
    if before is after:
        return Difference((), before, after)
    renamed, base = followed(before, after)
    changes = [
        *_renamings(renamed, after),
        *_fields(base, after),
        *_routes(base, after),
        *_orders(base, after),
    ]
    places = {ref: place for place, ref in enumerate(after.by_ref)}
    changes.sort(key=lambda each: places.get(each.where.key, len(places)))
    first = [each for each in changes if not each.where.key]
    rest = [each for each in changes if each.where.key]
    return Difference((*first, *rest), base, after)


def _renamings(renamed: dict[str, str], after: Journey) -> Iterator[Change]:
    for old, new in renamed.items():
        name = words.quoted(words.title(after[new]))
        text = f"{name}: key “{old}” → “{new}”"
        where = Where("activity", new, field="key")
        yield Change(Kind.RENAMED, where, text, old, new)


def _fields(before: Journey, after: Journey) -> Iterator[Change]:
    told: set[Where] = set()
    old, new = view_of(before), view_of(after)
    for path, one, other in differences(old, new):
        if part_of(path) == "outcome" and inside(path) == ("next",):
            continue  # told as a route
        if is_part(path):
            is_new = one is lens.ABSENT
            kind = Kind.ADDED if is_new else Kind.REMOVED
            yield _part(after if is_new else before, path, kind)
            continue
        change = _field(before, after, path, one, other)
        if change is not None and change.where not in told:
            told.add(change.where)
            yield change


def _part(story: Journey, path: lens.Path, kind: Kind) -> Change:
    part = part_of(path)
    if part == "activity":
        return _activity(kind, story, str(path[1]))
    if part == "outcome":
        return _outcome(kind, story, str(path[1]), str(path[3]))
    text = f"{words.place_of(story, path).subject} {kind}"
    return _change(kind, Where(part), text, body_at(story, path))


def _change(kind: Kind, where: Where, text: str, body: Any) -> Change:
    is_new = kind is Kind.ADDED
    return Change(kind, where, text, None if is_new else body, body if is_new else None)


def _activity(kind: Kind, story: Journey, ref: str) -> Change:
    activity = story[ref]
    text = f"{words.quoted(words.title(activity))} {kind}"
    if kind is Kind.ADDED:
        text = f"{text} {standing(story, ref)}"
    return _change(kind, Where("activity", ref), text, activity.body)


def standing(story: Journey, ref: str) -> str:
    """Where an activity stands: after what, or at the start."""
    sources = list(dict.fromkeys(source for source, _ in story.arrivals[ref]))
    if not sources:
        return "at the start" if story.start == ref else "where no path leads"
    names = [words.named(story[each]) for each in sources]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"after {names[0]}{more}"


def _outcome(kind: Kind, story: Journey, ref: str, name: str) -> Change:
    activity = story[ref]
    position = outcome_names(activity.body).index(name)
    branch = words.quoted(words.label_of(activity, position))
    of = words.quoted(words.title(activity))
    text = f"New branch {branch} of {of}"
    if kind is Kind.REMOVED:
        text = f"Branch {branch} of {of} removed"
    where = Where("outcome", ref, position)
    return _change(kind, where, text, activity.outcomes[position].body)


def _field(
    before: Journey, after: Journey, path: lens.Path, old: Any, new: Any
) -> Change | None:
    if _is_of_another_branch(before, after, path):
        return None
    place = words.place_of(after, path)
    if place.field is not None and place.field.paths:
        old, new = (
            place.field.read(body_at(story, path), lens.ABSENT)
            for story in (before, after)
        )
        if is_same(old, new):
            return None
    text = f"{place.subject}: {place.label}" if place.subject else place.label
    if place.is_secret:
        text = f"{text} changed"
    else:
        said = [words.value_words(each, place.field) for each in (old, new)]
        joint = " " if place.subject else ": "
        text = f"{text}{joint}{said[0]} → {said[1]}"
    return Change(Kind.CHANGED, place.where, text, _plain(old), _plain(new))


def _plain(value: Any) -> Any:
    return None if value is lens.ABSENT else value


def _is_of_another_branch(before: Journey, after: Journey, path: lens.Path) -> bool:
    """Whether this is the filter of a branch that only one of them has."""
    place = inside(path)
    if part_of(path) != "activity" or place[:2] != _CRITERIA or len(place) <= 2:  # noqa: PLR2004 - the branch's key
        return False
    names = [outcome_names(story[str(path[1])].body) for story in (before, after)]
    return (place[2] in names[0]) != (place[2] in names[1])


def _routes(before: Journey, after: Journey) -> Iterator[Change]:
    found = rerouting(before, after)
    for ref in found.moved:
        name = words.quoted(words.title(after[ref]))
        then, now = standing(before, ref), standing(after, ref)
        text = f"{name} moved from {then} to {now}"
        yield Change(Kind.MOVED, Where("activity", ref), text, then, now)
    old, new = ways(before), ways(after)
    for way in found.paths:
        yield _route(before, after, way, old[way], new[way])


def _route(
    before: Journey, after: Journey, way: Way, old: str | None, new: str | None
) -> Change:
    now, then = words.target_words(after, new), words.target_words(before, old)
    if way == ENTRY:
        text = f"Contacts start with {now} instead of {then}"
        return Change(Kind.REROUTED, Where("trigger"), text, old, new)
    position = outcome_names(after[way[0]].body).index(way[1])
    text = (
        f"{words.path_words(after, way[0], position)} leads to {now} instead of {then}"
    )
    where = Where("outcome", way[0], position, "next")
    return Change(Kind.REROUTED, where, text, old, new)


def _orders(before: Journey, after: Journey) -> Iterator[Change]:
    for ref, activity in after.by_ref.items():
        if ref not in before or before[ref].body is activity.body:
            continue
        old, new = outcome_names(before[ref].body), outcome_names(activity.body)
        kept = [each for each in new if each in old]
        if kept != [each for each in old if each in new]:
            text = f"Paths of {words.quoted(words.title(activity))} reordered"
            where = Where("activity", ref, field="outcomes")
            yield Change(Kind.REORDERED, where, text, tuple(old), tuple(new))
