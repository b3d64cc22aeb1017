"""Finds what a journey refers to, anywhere in its JSON, known activity or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from jbdesk.model import expressions, json_text, lens
from jbdesk.model.copying.reference import (
    FIELD,
    LISTS,
    MEMBERS,
    Aspect,
    Kind,
    Place,
    Reference,
)
from jbdesk.model.event_definition import NO_GUID
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure

_ROOTS = (  # of bindings; what else filters begin with is an attribute set
    "event",
    "interaction",
    "interactiondefaults",
    "contact",
    "activity",
    "context",
    "datetime",
)
_EVENT_FIELD = 3  # parts of Event.KEY.Field
_OF_NOBODY = ("", "0", NO_GUID)
_PARTS = {
    "triggers": "the entry event",
    "goals": "the goal",
    "exits": "the exit criteria",
    "defaults": "the settings",
}


@dataclass
class _Found:
    """What one object of the JSON tells of one thing."""

    kind: Kind
    told: dict[Aspect, str] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    used: list[str] = field(default_factory=list)


def referred(journey: Journey) -> tuple[Reference, ...]:
    """Give everything that the journey refers to, each once."""
    found = list(_in(journey.body, ()))
    return tuple(_named(journey, each) for each in _joined(found))


def _in(value: Any, path: lens.Path) -> Iterator[_Found]:
    if isinstance(value, str):
        opened = _opened(value)
        if opened is None:
            yield from _bound(value, path)
        else:
            yield from _in(opened, path)
    elif isinstance(value, dict):
        yield from _told(value, path)
        for name, each in value.items():
            if name.casefold() in LISTS:
                yield from _listed(LISTS[name.casefold()], each, (*path, name))
            else:
                yield from _in(each, (*path, name))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _in(each, (*path, at))


def _opened(text: str) -> Any:
    """The object that the service keeps as text, where it is one."""
    if not text.startswith("{") or text.startswith("{{"):
        return None
    try:
        found = json_text.loads(text)
    except Failure:
        return None
    return found if isinstance(found, dict) else None


def _told(value: dict[str, Any], path: lens.Path) -> Iterator[_Found]:
    """Give what the members of one object name, a thing for each kind."""
    found: dict[Kind, list[_Found]] = {}
    for name, each in value.items():
        kind, aspect = MEMBERS.get(name.casefold(), (None, Aspect.ID))
        text = _text(each)
        if kind is None or text in _OF_NOBODY or "{{" in text:
            continue
        of_kind = found.setdefault(kind, [_Found(kind)])
        if aspect in of_kind[-1].told:  # a second one of its kind
            of_kind.append(_Found(kind))
        of_kind[-1].told[aspect] = text
        of_kind[-1].places.append(Place((*path, name), aspect))
    for own in found.get(Kind.DATA_EXTENSION, ()):
        if text := _text(value.get(FIELD)):
            own.places.append(Place((*path, FIELD), Aspect.FIELD, text))
            own.used.append(text)
    for many in found.values():
        yield from (each for each in many if set(each.told) - {Aspect.NAME})


def _listed(kind: Kind, items: Any, path: lens.Path) -> Iterator[_Found]:
    for at, each in enumerate(items if isinstance(items, list) else ()):
        place = (*path, at, "id") if isinstance(each, dict) else (*path, at)
        text = _text(each.get("id") if isinstance(each, dict) else each)
        if text not in _OF_NOBODY:
            told = {Aspect.ID: text}
            yield _Found(kind, told, [Place(place, Aspect.ID)])


def _bound(text: str, path: lens.Path) -> Iterator[_Found]:
    """Give the events and attribute sets that bindings and filters name."""
    for parts in expressions.names_in(text):
        root = parts[0].casefold()
        if root == "event" and len(parts) >= _EVENT_FIELD and parts[1]:
            yield _by_name(Kind.EVENT, parts[1], parts[2], path)
        elif root == "contact" and parts[1:2] and parts[1].casefold() == "attribute":
            if len(parts) > _EVENT_FIELD:
                yield _by_name(Kind.ATTRIBUTES, parts[2], parts[3], path)
        elif root and root not in _ROOTS and len(parts) > 1:
            yield _by_name(Kind.ATTRIBUTES, parts[0], parts[1], path)


def _by_name(kind: Kind, key: str, field_: str, path: lens.Path) -> _Found:
    return _Found(kind, {Aspect.KEY: key}, [Place(path, Aspect.NAME)], [field_])


def _text(value: Any) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value.strip() if isinstance(value, str) else str(value) if is_number else ""


def _joined(found: Iterable[_Found]) -> list[_Found]:
    """Join what shares an id or a key."""
    made: list[_Found] = []
    known: dict[tuple[Kind, Aspect, str], _Found] = {}
    for each in found:
        marks = [
            (each.kind, aspect, text.casefold())
            for aspect, text in each.told.items()
            if aspect is not Aspect.NAME
        ]
        own = next((known[mark] for mark in marks if mark in known), None)
        if own is None:
            own = _Found(each.kind)
            made.append(own)
        own.told = {**each.told, **own.told}
        own.places += each.places
        own.used += [name for name in each.used if name not in own.used]
        known |= dict.fromkeys(marks, own)
    return made


def _named(journey: Journey, found: _Found) -> Reference:
    told = found.told
    made = Reference(
        found.kind,
        id=told.get(Aspect.ID, ""),
        key=told.get(Aspect.KEY, ""),
        name=told.get(Aspect.NAME, ""),
        places=tuple(found.places),
        used=tuple(found.used),
    )
    words = (_where(journey, each.path) for each in made.places)
    return replace(made, where=tuple(dict.fromkeys(filter(None, words))))


def _where(journey: Journey, path: lens.Path) -> str:
    if len(path) > 1 and path[0] == "activities" and isinstance(path[1], int):
        body = journey.body["activities"][path[1]]
        return f"“{lens.text(body, 'name') or lens.text(body, 'key')}”"
    return _PARTS.get(str(path[0]), "")
