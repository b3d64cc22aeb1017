"""What a store remembers of its tables, until a statement changes them.

Tables that change together are remembered together; what is found for one kind
must come from its tables alone.
"""

import re
from collections.abc import Callable, Hashable
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

MOST = 1000  # of each kind
_Found = TypeVar("_Found")


class Kind(Enum):
    """Tables that change together."""

    SETTINGS = ("tokens", "data_extensions", "event_definitions", "journeys", "pauses")
    CONTACTS = ("contacts", "rows")
    NOTES = ("notes",)


_KINDS = {table: kind for kind in Kind for table in kind.value}
_WRITES = re.compile(
    r"\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM) (\w+)"
)


class Memory:
    """Whoever uses it holds the store's lock."""

    def __init__(self) -> None:
        self._known: dict[Kind, dict[Hashable, Any]] = {each: {} for each in Kind}

    def once(self, kind: Kind, name: Hashable, find: Callable[[], _Found]) -> _Found:
        """Give what `find` finds; it is asked once until its tables change."""
        known = self._known[kind]
        if name not in known:
            if len(known) >= MOST:
                known.clear()
            known[name] = find()
        found: _Found = known[name]
        return found

    def keep(self, kind: Kind, name: Hashable, found: Any) -> None:
        """Take in what is known without asking, and what else is known stays."""
        self._known[kind][name] = found

    def changes(self, statement: str) -> None:
        """Forget what a statement may change."""
        for kind in _changed(statement):
            self._known[kind].clear()

    def clear(self) -> None:
        for known in self._known.values():
            known.clear()


@lru_cache(maxsize=512)
def _changed(statement: str) -> tuple[Kind, ...]:
    found = _WRITES.match(statement)
    if found is None:
        return tuple(Kind)
    kind = _KINDS.get(found[1])
    return (kind,) if kind else ()
