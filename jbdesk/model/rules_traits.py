"""What rules that look across activities need to know of each one.

It is read once for each activity; after an edit only what changed is read again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from jbdesk.model import catalogue, expressions, lens
from jbdesk.model.activity_type import Behaviour, Effect
from jbdesk.model.catalogue_splits import MESSAGE
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.words import text_in

Ways = tuple[tuple[int, str], ...]  # (position of the outcome, where it leads)

CONTACT_KEY = "the contact key"
_KEPT = 20_000  # activities; twice what the largest file should have
_EVENT = re.compile(r'(?:\{\{\s*|Key=["\'])Event\.\\?"?([^".}\s\']+)', re.IGNORECASE)
_ACTIVITY = re.compile(
    r'(?:\{\{\s*|Key=["\'])Interaction\.\\?"?([^".}\s\']+)', re.IGNORECASE
)
_PERSONAL = re.compile(r"%%([^%=]+)%%")
_WORDS_FOR_KEY = frozenset({"contactkey", "subscriberkey"})
_HOLDS = (Behaviour.WAIT, Behaviour.EVENT)
_UPDATES = ("arguments", "activityData", "updateContactFields")
_STARTS = ("configurationArguments", "aBnStartActivityKey")
_OLD_UPDATE = ("configurationArguments", "field")


@dataclass(frozen=True)
class Traits:
    """One activity as the rules see it; `ways` are the paths that lead on."""

    key: str
    title: str
    ways: Ways
    may_close_a_loop: bool
    is_hold: bool  # contacts spend time here
    is_message: bool
    asks: str  # the key of the message that an engagement split asks about
    starts: str  # the key of the path optimizer that ends here
    events: frozenset[str]  # keys of events that its bindings name
    activities: frozenset[str]  # keys of activities that its bindings name
    uses: frozenset[str]  # names of fields that it shows, in lower case
    sets: frozenset[str]  # names of fields that it changes, in lower case
    identifiers: frozenset[str]  # by what it tells others who the contact is

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.key, self.title, self.ways))


@lru_cache(maxsize=_KEPT)
def of(activity: Activity) -> Traits:
    """Tell an activity's traits."""
    row = catalogue.of(activity)
    texts = [each for each in texts_in(activity.body) if "." in each or "%" in each]
    asks = row.behaviour is Behaviour.ENGAGEMENT
    return Traits(
        key=activity.key,
        title=catalogue.title(activity),
        ways=tuple(_ways(activity)),
        may_close_a_loop=row.may_close_a_loop,
        is_hold=row.behaviour in _HOLDS,
        is_message=row.effect is Effect.SEND,
        asks=text_in(MESSAGE.read(activity.body)) if asks else "",
        starts=text_in(lens.read(activity.body, _STARTS, "")),
        events=_named(texts, _EVENT),
        activities=_named(texts, _ACTIVITY),
        uses=fields_in(texts) if row.effect is Effect.SEND else frozenset(),
        sets=_fields_set(activity) if row.effect is Effect.UPDATE else frozenset(),
        identifiers=identifiers_in(activity.body),
    )


def _ways(activity: Activity) -> Iterator[tuple[int, str]]:
    for position, outcome in enumerate(activity.outcomes):
        if target := outcome.next:
            yield position, target


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, without recursion."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _named(texts: Iterable[str], pattern: re.Pattern[str]) -> frozenset[str]:
    return frozenset(name for text in texts for name in pattern.findall(text))


def events_in(value: Any) -> frozenset[str]:
    """Name the events that the bindings in a JSON value name."""
    return _named(texts_in(value), _EVENT)


def fields_in(texts: Iterable[str]) -> frozenset[str]:
    """Name the fields that bindings and personalisation strings show."""
    found: set[str] = set()
    for text in texts:
        found.update(each.parts[-1] for each in expressions.bindings_in(text))
        found.update(_PERSONAL.findall(text))
    return frozenset(each.strip().casefold() for each in found)


def _fields_set(activity: Activity) -> frozenset[str]:
    updates = lens.read(activity.body, _UPDATES, [])
    given = updates if isinstance(updates, list) else []
    names = [each.get("field") for each in given if isinstance(each, dict)]
    names.append(lens.read(activity.body, _OLD_UPDATE, None))
    return frozenset(text_in(each).casefold() for each in names) - {""}


def identifiers_in(value: Any) -> frozenset[str]:
    """Tell which fields are handed on as the contact key."""
    found = set()
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            waiting.extend(each.values())
            for name, given in each.items():
                if isinstance(given, str) and _plain(name) in _WORDS_FOR_KEY:
                    found.add(_identifier(given))
    return frozenset(found - {""})


def _plain(name: str) -> str:
    return re.sub(r"[\s_]", "", name).casefold()


def _identifier(text: str) -> str:
    """Tell what a binding takes as the contact key; "" where it is no binding."""
    bindings = expressions.bindings_in(text)
    if len(bindings) != 1:
        return ""
    binding = bindings[0]
    last = _plain(binding.parts[-1])
    if last in _WORDS_FOR_KEY or (binding.root.casefold(), last) == ("contact", "key"):
        return CONTACT_KEY
    return f"“{binding.parts[-1].strip()}”"


@dataclass(frozen=True, eq=False)
class Graph:
    """A journey's activities and the paths between them that lead somewhere.

    Journeys that hang together in the same way share one graph.
    """

    traits: dict[str, Traits]

    @cached_property
    def _led(self) -> set[str]:
        """Every key that some path leads to, also those that are not there."""
        return {target for each in self.traits.values() for _, target in each.ways}

    @cached_property
    def ways(self) -> dict[str, Ways]:
        known = self.traits
        if self._led <= known.keys():
            return {ref: found.ways for ref, found in known.items()}
        return {
            ref: tuple(each for each in found.ways if each[1] in known)
            for ref, found in known.items()
        }

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Where contacts can start: nothing leads there; else the first one."""
        free = tuple(ref for ref in self.traits if ref not in self._led)
        return free or tuple(self.traits)[:1]

    @cached_property
    def holds(self) -> frozenset[str]:
        return frozenset(ref for ref, each in self.traits.items() if each.is_hold)

    @cached_property
    def speaking(self) -> dict[str, Traits]:
        """Those that name an event or hand on a contact key."""
        return {
            ref: each
            for ref, each in self.traits.items()
            if each.events or each.identifiers
        }

    def said(self, ref: str) -> str:
        return f"“{self.traits[ref].title}”"

    def spread(self, start: str, found: set[str]) -> int:
        """Add all that can be reached from here; gives how many that were."""
        before = len(found)
        waiting = [start]
        found.add(start)
        while waiting:
            for _, target in self.ways[waiting.pop()]:
                if target not in found:
                    found.add(target)
                    waiting.append(target)
        return len(found) - before

    def carried(
        self, marks: dict[str, int], stops: frozenset[str] = frozenset()
    ) -> dict[str, int]:
        """Tell which marks (bits) come before each activity, its own included.

        No mark passes a stop. One pass for a journey without loops.
        """
        masks = dict.fromkeys(self.ways, 0)
        if not marks:
            return masks
        order = [ref for ref in self._forward if ref not in stops]
        is_settled = False
        while not is_settled:
            is_settled = True
            passed = set()
            for ref in order:
                passed.add(ref)
                masks[ref] |= marks.get(ref, 0)
                for _, target in self.ways[ref]:
                    if target not in stops and masks[ref] & ~masks[target]:
                        masks[target] |= masks[ref]
                        is_settled = is_settled and target not in passed
        return masks

    @cached_property
    def _forward(self) -> list[str]:
        """Order activities so that paths lead forward, but for loops."""
        done: list[str] = []
        seen: set[str] = set()
        for start in self.ways:
            stack = [] if start in seen else [(start, iter(self.ways[start]))]
            seen.add(start)
            while stack:
                ref, left = stack[-1]
                for _, target in left:
                    if target not in seen:
                        seen.add(target)
                        stack.append((target, iter(self.ways[target])))
                        break
                else:
                    done.append(ref)
                    stack.pop()
        return done[::-1]


@lru_cache(maxsize=2)  # every rule asks about the same journey
def graph(journey: Journey) -> Graph:
    """Tell how a journey's activities hang together."""
    known = journey.by_ref
    return _graph(tuple(known), tuple(map(of, known.values())))


@lru_cache(maxsize=2)  # most edits leave it as it was
def _graph(refs: tuple[str, ...], traits: tuple[Traits, ...]) -> Graph:
    return Graph(dict(zip(refs, traits, strict=True)))
