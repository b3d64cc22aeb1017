"""What rules that look across activities need to know of each one.

It is read once for each activity; after an edit only what changed is read again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jbdesk.model import catalogue, expressions, lens
from jbdesk.model.journey import Activity
from jbdesk.model.texts.words import text_in
from jbdesk.model.types.activity_type import HOLDS, Behaviour, Effect
from jbdesk.model.types.catalogue_splits import MESSAGE

Ways = tuple[tuple[int, str], ...]  # (position of the outcome, where it leads)
Parts = tuple[str, ...]  # of a name

CONTACT_KEY = "the contact key"
_KEPT = 20_000  # activities; twice what the largest file should have
_PERSONAL = re.compile(r"%%([^%=]+)%%")
_WORDS_FOR_KEY = frozenset({"contactkey", "subscriberkey"})
_UPDATES = ("arguments", "activityData", "updateContactFields")
_STARTS = ("configurationArguments", "aBnStartActivityKey")
_OLD_UPDATE = ("configurationArguments", "field")


@dataclass(frozen=True, eq=False)
class Traits:
    """One activity as the rules see it; `ways` are the paths that lead on.

    Equal traits are one object, so that graphs compare quickly.
    """

    key: str
    title: str
    kind: str  # the name of its row in the catalogue
    is_message: bool
    may_close_a_loop: bool
    ways: Ways
    may_end: bool  # some way out of it leads nowhere
    repeats: tuple[tuple[str, int], ...]  # (where several paths lead, how many)
    is_hold: bool  # contacts spend time here
    asks: str  # the key of the message that an engagement split asks about
    starts: str  # the key of the path optimizer that ends here
    events: frozenset[str]  # keys of events that its bindings name
    results: frozenset[tuple[str, str]]  # (activity, result) that its bindings name
    gives: frozenset[str]  # its own results in lower case; none: nobody knows
    strange: frozenset[str]  # roots of bindings that no binding has
    uses: frozenset[str]  # names of fields that it shows, in lower case
    sets: frozenset[str]  # names of fields that it changes, in lower case
    identifiers: frozenset[str]  # by what it tells others who the contact is


_shared = lru_cache(maxsize=_KEPT)(Traits)


@lru_cache(maxsize=_KEPT)
def of(activity: Activity) -> Traits:
    """Tell an activity's traits."""
    row = catalogue.of(activity)
    texts = [each for each in texts_in(activity.body) if "." in each or "%" in each]
    names = [parts for text in texts for parts in expressions.names_in(text)]
    bound = [parts for text in texts for parts in _bound(text)]
    ways = tuple(_ways(activity))
    asks = row.behaviour is Behaviour.ENGAGEMENT
    return _shared(
        activity.key,
        catalogue.title(activity),
        row.name,
        row.effect is Effect.SEND,
        row.may_close_a_loop,
        ways,
        not ways or len(ways) < len(activity.outcomes),
        _repeats(ways),
        row.behaviour in HOLDS,
        text_in(MESSAGE.read(activity.body)) if asks else "",
        text_in(lens.read(activity.body, _STARTS, "")),
        frozenset(_keys(names, "event")),
        frozenset(_results(names)),
        frozenset(_given(activity)),
        frozenset(_strange(activity, bound)),
        fields_in(texts) if row.effect is Effect.SEND else frozenset(),
        _fields_set(activity) if row.effect is Effect.UPDATE else frozenset(),
        identifiers_in(activity.body),
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


def _repeats(ways: Ways) -> tuple[tuple[str, int], ...]:
    if len(ways) <= 1 or len({target for _, target in ways}) == len(ways):
        return ()
    counts = Counter(target for _, target in ways)
    return tuple((target, count) for target, count in counts.items() if count > 1)


def _keys(names: Iterable[Parts], root: str) -> Iterator[str]:
    for parts in names:
        if len(parts) > 1 and parts[0].casefold() == root and parts[1]:
            yield parts[1]


def _results(names: Iterable[Parts]) -> Iterator[tuple[str, str]]:
    for parts in names:
        if len(parts) > 1 and parts[0].casefold() == "interaction" and parts[1]:
            yield parts[1], ".".join(parts[2:])


def _strange(activity: Activity, bound: list[Parts]) -> Iterator[str]:
    """Name the roots that no binding has; what is only noted counts for nothing."""
    if all(expressions.is_root(parts[0]) for parts in bound):
        return
    for part in ("arguments", "configurationArguments"):
        for text in texts_in(activity.body.get(part)):
            for first, *rest in _bound(text):
                if rest and not expressions.is_root(first):
                    yield first


def _bound(text: str) -> list[Parts]:
    return [each.parts for each in expressions.bindings_in(text)]


def _given(activity: Activity) -> Iterator[str]:
    """Name the results that an activity's own schema lists."""
    schema = lens.read(activity.body, ("schema", "arguments"), None)
    for name, told in schema.items() if isinstance(schema, dict) else ():
        if text_in(lens.read(told, ("direction",), "")).casefold() == "out":
            yield name.casefold()


def events_in(value: Any) -> frozenset[str]:
    """Name the events that the bindings in a JSON value name."""
    names = (parts for text in texts_in(value) for parts in expressions.names_in(text))
    return frozenset(_keys(names, "event"))


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
