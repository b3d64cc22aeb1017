"""One request as a handler sees it: names matched in any case, paging read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies

T = TypeVar("T")
PAGE_SIZE = 50
GUID_LENGTH = 36
_DIGITS = 9  # a number of the service has 32 bits
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True)
class Grant:
    """What a token opens: one business unit, with these scopes."""

    account_id: int
    scopes: frozenset[str]
    expires: float
    client_id: str = ""


NO_GRANT = Grant(0, frozenset(), 0)


@dataclass(frozen=True)
class Ref:
    """How a path names a thing: by id, or as "key:…" by its key."""

    is_key: bool
    value: str

    @property
    def is_guid(self) -> bool:
        return not self.is_key and len(self.value) == GUID_LENGTH


@dataclass(frozen=True)
class Call:
    """A request that has found its route."""

    method: str
    path: str
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: Any = None
    grant: Grant = NO_GRANT

    def ref(self, name: str = "id") -> Ref:
        value = self.names[name]
        if value.lower().startswith("key:"):
            return Ref(is_key=True, value=value[len("key:") :])
        return Ref(is_key=False, value=value)

    def members(self) -> JsonObject:
        """Give the body as an object, or the answer for what can't be read as one."""
        if isinstance(self.body, dict):
            return self.body
        raise bodies.error(400, 10004, "JSON Deserialization Exception")

    def number(self, name: str, default: int | None = None) -> int | None:
        """Give a number of the query; refuses what is none."""
        text = self.query.get(name, "").strip()
        if not text:
            return default
        if not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS:
            raise bodies.error(400, 10001, f"Parameter {text} is invalid.")
        return int(text)

    def flag(self, name: str, *, default: bool) -> bool:
        """Give a yes or no of the query; refuses what is neither."""
        text = self.query.get(name, "").strip().lower()
        if text and text not in _FLAGS:
            raise bodies.error(400, 10001, f"Parameter {text} is invalid.")
        return _FLAGS[text] if text else default

    def paged(self, items: list[JsonObject]) -> JsonObject:
        """Give the page that was asked for; a size counts only beside a number."""
        return self.cut(items, lambda each: each)

    def cut(self, found: Sequence[T], show: Callable[[T], JsonObject]) -> JsonObject:
        """Give that page of what was found, showing no more than that."""
        number = max(self.number("$page") or 1, 1)
        size = PAGE_SIZE
        if "$page" in self.query:
            size = max(self.number("$pagesize") or PAGE_SIZE, 1)
        return bodies.cut(found, number, size, show)


def member(body: JsonObject, name: str, default: Any = None) -> Any:
    """Give a member by its name in any case."""
    if name in body:
        return body[name]
    wanted = name.lower()
    return next((body[each] for each in body if each.lower() == wanted), default)
