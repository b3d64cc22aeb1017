"""Data bindings: “{{…}}” in any text, what they name and what they give.

Nothing is run: a binding is a name that is looked up, or it gives nothing.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from jbdesk.model import lens
from jbdesk.model.expressions_complete import Suggestion, complete, unknown
from jbdesk.model.facts import Facts, member
from jbdesk.model.filters.criteria_tree import key_parts
from jbdesk.model.journey import Journey
from jbdesk.model.texts import service_time

__all__ = [
    "Binding",
    "Place",
    "Suggestion",
    "bindings_in",
    "complete",
    "in_journey",
    "is_root",
    "names_in",
    "resolve",
    "unknown",
    "value",
]

_BINDING = re.compile(r"\{\{([^{}]*)\}\}")
_KEY_OF_A_FILTER = re.compile(r"\bKey=\\?(\"|')(.*?)\\?\1")
DEEPEST = 5  # defaults that name defaults


@dataclass(frozen=True)
class Binding:
    """One binding in a text: where it stands and what it names."""

    start: int
    end: int
    expression: str  # what stands between the braces
    parts: tuple[str, ...]  # without quotes

    @property
    def root(self) -> str:
        return self.parts[0]

    @property
    def key(self) -> str:
        """The key of the event or activity that it names; "" where it names none."""
        names_one = (
            self.root.lower() in ("event", "interaction") and len(self.parts) > 1
        )
        return self.parts[1] if names_one else ""


@dataclass(frozen=True)
class Place:
    """A binding found in a journey, with the path to the text that holds it."""

    path: lens.Path
    binding: Binding


def bindings_in(text: str) -> tuple[Binding, ...]:
    """Find all bindings of a text, in their order."""
    if "{{" not in text:
        return ()
    return tuple(
        Binding(found.start(), found.end(), found[1], _parts(found[1]))
        for found in _BINDING.finditer(text)
    )


def _parts(expression: str) -> tuple[str, ...]:
    """The parts of a name; in JSON that is kept as text, its quotes are escaped."""
    return tuple(each.strip() for each in key_parts(expression.replace('\\"', '"')))


def names_in(text: str) -> Iterator[tuple[str, ...]]:
    """Give what bindings and the conditions of filters in a text name, in parts."""
    for binding in bindings_in(text):
        yield binding.parts
    if "Key=" in text:
        for found in _KEY_OF_A_FILTER.finditer(text):
            yield _parts(unescape(found[2]))


def in_journey(journey: Journey) -> Iterator[Place]:
    """Find every binding anywhere in a journey."""
    waiting: list[tuple[lens.Path, Any]] = [((), journey.body)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            for binding in bindings_in(value):
                yield Place(path, binding)
        elif isinstance(value, dict):
            waiting.extend(((*path, key), each) for key, each in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, at), each) for at, each in enumerate(value))


def resolve(text: str, facts: Facts) -> str:
    """Put in what the bindings give; those that give nothing leave nothing."""
    return _resolved(text, facts, DEEPEST)


def _resolved(text: str, facts: Facts, depth: int) -> str:
    def put_in(found: re.Match[str]) -> str:
        return _shown(_value(_parts(found[1]), facts, depth))

    return _BINDING.sub(put_in, text)


def value(text: str, facts: Facts) -> Any:
    """Give what a text that is one binding names, in its own type; else the text."""
    found = _BINDING.fullmatch(text.strip())
    if found is None:
        return resolve(text, facts)
    return _value(_parts(found[1]), facts, DEEPEST)


def _shown(found: Any) -> str:
    if found is None or found is lens.ABSENT:
        return ""
    if isinstance(found, (dict, list)):
        return json.dumps(found, ensure_ascii=False)
    return str(found)


def _value(parts: tuple[str, ...], facts: Facts, depth: int) -> Any:
    look_up = _ROOTS.get(parts[0].lower())
    return look_up(parts[1:], facts, depth) if look_up else lens.ABSENT


def _event(parts: tuple[str, ...], facts: Facts, _: int) -> Any:
    if not parts:
        return facts.event
    is_other = facts.event_key and parts[0].lower() != facts.event_key.lower()
    found = facts.other_event(parts[0]) if is_other else facts.event
    return found if len(parts) == 1 else member(found, ".".join(parts[1:]))


def _interaction(parts: tuple[str, ...], facts: Facts, _: int) -> Any:
    return (
        member(member(facts.outputs, parts[0]), ".".join(parts[1:])) if parts else None
    )


def _contact(parts: tuple[str, ...], facts: Facts, _: int) -> Any:
    kind = parts[0].lower() if parts else ""
    if kind == "key":
        return facts.contact_key
    if kind == "attribute":
        plain = ".".join(parts[1:])
        is_key = plain.lower() == "contact.contact key"
        return facts.contact_key if is_key else facts.attribute(plain)
    if kind == "sendableattribute":  # .Email."Data extension.Field"
        return facts.attribute(".".join(parts[2:]))
    if kind == "default":
        return _default(".".join(parts[1:]), facts)
    return facts.attribute(".".join(("Contact", *parts)))


def _default(channel: str, facts: Facts) -> Any:
    """Give the contact's own address: an attribute, or its key if that is one."""
    found = facts.attribute(f"Default.{channel}")
    if found is lens.ABSENT and channel.lower() == "email" and "@" in facts.contact_key:
        return facts.contact_key
    return found


def _defaults(parts: tuple[str, ...], facts: Facts, depth: int) -> Any:
    """Give the first of the journey's default expressions that gives anything."""
    if depth <= 0 or not parts:
        return lens.ABSENT
    given = member(facts.defaults, parts[0])
    for each in given if isinstance(given, list) else [given]:
        text = _resolved(each, facts, depth - 1) if isinstance(each, str) else ""
        if text:
            return text
    return lens.ABSENT


def _now(parts: tuple[str, ...], facts: Facts, _: int) -> Any:
    is_now = [each.lower() for each in parts] == ["now"]
    return service_time.written(facts.now) if is_now else lens.ABSENT


def _context(parts: tuple[str, ...], facts: Facts, _: int) -> Any:
    is_key = [each.lower() for each in parts] == ["contactkey"]
    return facts.contact_key if is_key else lens.ABSENT


_ROOTS: dict[str, Callable[[tuple[str, ...], Facts, int], Any]] = {
    "event": _event,
    "interaction": _interaction,
    "contact": _contact,
    "interactiondefaults": _defaults,
    "datetime": _now,
    "context": _context,
}


def is_root(name: str) -> bool:
    """Whether a binding can begin with this."""
    return name.casefold() in (*_ROOTS, "activity")
