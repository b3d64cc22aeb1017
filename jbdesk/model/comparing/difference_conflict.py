"""A conflict of a merge in a person's words."""

from dataclasses import dataclass, field
from typing import Any

from jbdesk.model import catalogue, lens
from jbdesk.model.comparing import difference_words as words
from jbdesk.model.comparing.difference_graft import Sides
from jbdesk.model.comparing.difference_layers import KEY, ORDER, REACH, Clash
from jbdesk.model.comparing.difference_shares import SHARES
from jbdesk.model.comparing.difference_view import inside, outcome_names, part_of
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Where

_SETTINGS = ("configurationArguments",)


@dataclass(frozen=True)
class Conflict:
    """One place that both changed, each in another way."""

    where: Where
    text: str
    mine: Any  # None: removed there, or never there
    theirs: Any
    path: lens.Path = field(default=(), compare=False, repr=False)


def conflict_of(clash: Clash, merged: Journey, sides: Sides) -> Conflict:
    """Name a clash; the place is that in the merged journey where it is there."""
    if clash.path[-1] == KEY:
        where, text = _key(clash, merged)
    elif clash.path[-1] == REACH:
        where, text = _left_behind(clash, merged)
    else:
        where, text = _told(clash, _with(clash.path, merged, sides), sides)
    mine, theirs = (
        None if each is lens.ABSENT else each for each in (clash.mine, clash.theirs)
    )
    return Conflict(where, text, mine, theirs, clash.path)


def _key(clash: Clash, merged: Journey) -> tuple[Where, str]:
    keys = (str(clash.mine), str(clash.theirs))
    ref = next((each for each in keys if each in merged), keys[0])
    name = words.title(merged[ref]) if ref in merged else str(clash.path[1])
    mine, theirs = map(words.quoted, keys)
    text = f"{words.quoted(name)}: Key is {mine} here, {theirs} there"
    return Where("activity", ref, field="key"), text


def _left_behind(clash: Clash, merged: Journey) -> tuple[Where, str]:
    ref = str(clash.path[1])
    side = "there" if clash.mine is lens.ABSENT else "here"
    name = words.named(merged[ref])
    text = f"{name} was added {side}, but no path leads to it any more"
    return Where("activity", ref), text


def _with(path: lens.Path, merged: Journey, sides: Sides) -> Journey:
    """The first journey that has the part which the place belongs to."""
    for story in (merged, sides.mine, sides.theirs):
        if _has(story, path):
            return story
    return sides.base


def _has(story: Journey, path: lens.Path) -> bool:
    part = part_of(path)
    if part not in ("activity", "outcome"):
        return True
    if path[1] not in story:
        return False
    return part == "activity" or path[3] in outcome_names(story[str(path[1])].body)


def _told(clash: Clash, story: Journey, sides: Sides) -> tuple[Where, str]:
    part, place = part_of(clash.path), inside(clash.path)
    if not place and part != "journey":
        return _part(clash, story)
    if part == "outcome" and place == ("next",):
        return _route(clash, story, sides)
    if part == "activity" and place in ((SHARES,), (ORDER,), _SETTINGS):
        return _whole(clash, story, sides)
    named = words.place_of(story, clash.path)
    label = f"{named.subject}: {named.label}" if named.subject else named.label
    if named.is_secret:
        return named.where, f"{label} was changed here and there"
    mine, theirs = (
        words.value_words(each, named.field) for each in (clash.mine, clash.theirs)
    )
    return named.where, f"{label} is {mine} here, {theirs} there"


def _part(clash: Clash, story: Journey) -> tuple[Where, str]:
    part = part_of(clash.path)
    if part == "activity":
        ref = str(clash.path[1])
        where, name = Where("activity", ref), words.quoted(words.title(story[ref]))
    else:
        found = words.place_of(story, clash.path)
        where = Where(part, found.where.key, found.where.outcome)
        name = found.subject
    if clash.mine is lens.ABSENT:
        return where, f"{name} was removed here and changed there"
    if clash.theirs is lens.ABSENT:
        return where, f"{name} was changed here and removed there"
    return where, f"{name} was changed here and there"


def _route(clash: Clash, story: Journey, sides: Sides) -> tuple[Where, str]:
    ref, name = str(clash.path[1]), str(clash.path[3])
    position = outcome_names(story[ref].body).index(name)
    targets = [
        words.target_words(side, value if isinstance(value, str) and value else None)
        for side, value in ((sides.mine, clash.mine), (sides.theirs, clash.theirs))
    ]
    path = words.path_words(story, ref, position)
    where = Where("outcome", ref, position, "next")
    return where, f"{path} leads to {targets[0]} here, to {targets[1]} there"


def _whole(clash: Clash, story: Journey, sides: Sides) -> tuple[Where, str]:
    ref = str(clash.path[1])
    name = words.quoted(words.title(story[ref]))
    if clash.path[-1] == ORDER:
        where = Where("activity", ref, field="outcomes")
        return where, f"The paths of {name} are in another order here than there"
    mine, theirs = (
        catalogue.summary(each[ref]) or "changed" for each in (sides.mine, sides.theirs)
    )
    part = "outcomes" if clash.path[-1] == SHARES else _SETTINGS[0]
    return Where("activity", ref, field=part), f"{name}: {mine} here, {theirs} there"
