"""The three-way rule, applied to every place of three views laid over each other."""

from dataclasses import dataclass, field
from typing import Any

from jbdesk.model import lens
from jbdesk.model.comparing.difference_silence import (
    differences,
    is_blank,
    is_owned,
    is_silent,
)
from jbdesk.model.comparing.difference_view import inside, part_of

ORDER = -2  # the place of the order of outcomes; no JSON has it
REACH = -4  # the place of the question whether an activity that is left behind stays
KEY = -3  # the place of a key that both changed, under the key it had
_SETTINGS = ("configurationArguments",)
_SHARE = ("arguments", "percentage")


@dataclass(frozen=True)
class Clash:
    """A place that both changed, and how each left it."""

    path: lens.Path
    mine: Any
    theirs: Any


@dataclass
class Layers:
    """Merges views; notes where both changed the same."""

    taken: frozenset[lens.Path]  # where theirs is to be taken
    whole: frozenset[str] = frozenset()  # activities whose settings belong together
    shared: frozenset[str] = frozenset()  # activities whose shares stand in one place
    clashes: list[Clash] = field(default_factory=list)

    def merged(self, base: Any, mine: Any, theirs: Any, path: lens.Path = ()) -> Any:
        """What only one side changed, and mine where both did."""
        if any(_is_equal(theirs, each, path) for each in (mine, base)):
            return mine
        if _is_equal(mine, base, path):
            return theirs
        is_object = isinstance(mine, dict) and isinstance(theirs, dict)
        if is_object and not self._is_whole(path):
            under = base if isinstance(base, dict) else {}
            return self._members(under, mine, theirs, path)
        if self._is_silent(path, mine, theirs):
            return self._of_silent(path, mine, theirs)
        return self._chosen(base, mine, theirs, path)

    def _chosen(self, base: Any, mine: Any, theirs: Any, path: lens.Path) -> Any:
        if _means_the_same(mine, base, path):
            return theirs
        if any(_means_the_same(theirs, each, path) for each in (base, mine)):
            return mine
        self.clashes.append(Clash(path, mine, theirs))
        return theirs if path in self.taken else mine

    def _is_whole(self, path: lens.Path) -> bool:
        part, place = part_of(path), inside(path)
        if part == "activity":
            return place == _SETTINGS and path[1] in self.whole
        return part == "trigger" and not place

    def _is_silent(self, path: lens.Path, mine: Any, theirs: Any) -> bool:
        if part_of(path) == "outcome" and inside(path) == _SHARE:
            return path[1] in self.shared
        return is_silent(path, mine, theirs)

    def _of_silent(self, path: lens.Path, mine: Any, theirs: Any) -> Any:
        """Take what the service wrote last; notes follow what they tell of."""
        if is_blank(mine) or (is_owned(path) and not is_blank(theirs)):
            return theirs
        is_taken = any(each[:2] == path[:2] for each in self.taken)
        return theirs if is_taken else mine

    def _members(
        self, base: dict[Any, Any], mine: Any, theirs: Any, path: lens.Path
    ) -> dict[Any, Any]:
        found = {
            name: self.merged(
                base.get(name, lens.ABSENT),
                mine.get(name, lens.ABSENT),
                theirs.get(name, lens.ABSENT),
                (*path, name),
            )
            for name in self._order(list(base), list(mine), list(theirs), path)
        }
        return {name: each for name, each in found.items() if each is not lens.ABSENT}

    def _order(
        self, base: list[Any], mine: list[Any], theirs: list[Any], path: lens.Path
    ) -> list[Any]:
        of_base, of_mine, of_theirs = _in_common(base, mine, theirs)
        if of_mine == of_base:
            return woven(theirs, mine)
        is_path_order = part_of(path) == "activity" and inside(path) == ("outcomes",)
        if is_path_order and of_base != of_theirs != of_mine:
            place = (*path[:-1], ORDER)
            self.clashes.append(Clash(place, tuple(mine), tuple(theirs)))
            if place in self.taken:
                return woven(theirs, mine)
        return woven(mine, theirs)


def _is_equal(one: Any, other: Any, path: lens.Path) -> bool:
    """Whether two values are equal; where outcomes are inside, their order counts."""
    if one is other:
        return True
    has_outcomes = path in ((), ("activities",)) or (
        part_of(path) == "activity" and inside(path) in ((), ("outcomes",))
    )
    return not (has_outcomes and isinstance(one, dict)) and bool(one == other)


def _in_common(*orders: list[Any]) -> list[list[Any]]:
    common = set.intersection(*(set(each) for each in orders))
    return [[name for name in each if name in common] for each in orders]


def woven(leading: list[Any], other: list[Any]) -> list[Any]:
    """The leading names, with each further one after what it stood after."""
    following: dict[Any, list[Any]] = {}
    known, last = set(leading), lens.ABSENT
    for name in other:
        if name in known:
            last = name
        else:
            following.setdefault(last, []).append(name)
    woven = list(following.get(lens.ABSENT, ()))
    for name in leading:
        woven += [name, *following.get(name, ())]
    return woven


def _means_the_same(one: Any, other: Any, path: lens.Path) -> bool:
    return next(differences(one, other, path), None) is None
