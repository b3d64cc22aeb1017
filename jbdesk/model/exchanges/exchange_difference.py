"""What differs between two answers: status, headers, and the body by its meaning.

The order of an object's members and the way a number is written mean nothing.
The items of a list are held against each other by what names them.
"""

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from jbdesk.model.exchange import Exchange, Headers

MOST = 2_000  # differences told; past it two answers are simply others
_LINED_UP = 2_000  # items of a list; longer ones are compared place by place
_NAMES = ("id", "key", "contactKey", "eventInstanceId", "definitionId", "name")
# What a server writes anew each time.
_USUAL = frozenset(
    ("date", "age", "expires", "etag", "content-length", "x-request-id", "cf-ray")
)
_USUAL_MEMBERS = frozenset(("requestServiceMessageID", "requestId", "serverTime"))


class Part(StrEnum):
    """Which part of an answer differs."""

    STATUS = "Status"
    HEADER = "Header"
    BODY = "Body"


@dataclass(frozen=True)
class Change:
    """One place where two answers differ."""

    part: Part
    where: str  # the header's name, or the way to the value: "items[2].status"
    before: str | None  # None: it was not there
    after: str | None
    is_usual: bool = False  # it differs with every answer


def compare(before: Exchange, after: Exchange) -> tuple[Change, ...]:
    """Tell what differs, the status first; () where both answers mean the same."""
    return tuple(islice(_changes(before, after), MOST))


def _changes(before: Exchange, after: Exchange) -> Iterator[Change]:
    statuses = _status(before), _status(after)
    if statuses[0] != statuses[1]:
        yield Change(Part.STATUS, "", *statuses)
    yield from _bodies(before.answer_body, after.answer_body)
    yield from _headers(before.answer_headers, after.answer_headers)


def _status(exchange: Exchange) -> str:
    if exchange.status is None:
        return f"No answer. {exchange.error}".strip()
    return f"{exchange.status} {exchange.reason}".strip()


def _headers(before: Headers, after: Headers) -> Iterator[Change]:
    left, right = _by_name(before), _by_name(after)
    for name in dict.fromkeys((*left, *right)):
        values = left.get(name), right.get(name)
        if values[0] != values[1]:
            yield Change(Part.HEADER, name, *values, is_usual=name in _USUAL)


def _by_name(headers: Headers) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name.lower(), []).append(value)
    return {name: ", ".join(values) for name, values in found.items()}


# Bodies.


def _bodies(before: str, after: str) -> Iterator[Change]:
    if before == after:
        return
    try:
        yield from _values("", json.loads(before), json.loads(after))
    except (ValueError, RecursionError):
        yield from _lines(before, after)


def _values(where: str, before: Any, after: Any) -> Iterator[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _objects(where, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(where, before, after)
    elif not _is_same(before, after):
        yield _change(where, _text(before), _text(after))


def _objects(
    where: str, before: dict[str, Any], after: dict[str, Any]
) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        place = f"{where}.{name}" if where else name
        if name not in after:
            yield _change(place, _text(before[name]), None)
        elif name not in before:
            yield _change(place, None, _text(after[name]))
        else:
            yield from _values(place, before[name], after[name])


def _lists(where: str, before: list[Any], after: list[Any]) -> Iterator[Change]:
    for name, left, right in _pairs(before, after):
        place = f"{where}[{name}]"
        if right is _NOTHING:
            yield _change(place, _text(left), None)
        elif left is _NOTHING:
            yield _change(place, None, _text(right))
        else:
            yield from _values(place, left, right)


_NOTHING = object()
_Pairs = Iterator[tuple[str, Any, Any]]


def _pairs(before: list[Any], after: list[Any]) -> _Pairs:
    """Hold items against each other: by name, by likeness, or by place."""
    names = _names_of(before), _names_of(after)
    if names[0] is not None and names[1] is not None:
        yield from _named_pairs(names[0], names[1])
    elif max(len(before), len(after)) > _LINED_UP:
        yield from _placed_pairs(0, before, after)
    else:
        yield from _like_pairs(before, after)


def _names_of(items: list[Any]) -> dict[str, Any] | None:
    """Give items by what names them; None where nothing names each of them."""
    for name in _NAMES:
        found = {
            str(each[name]): each
            for each in items
            if isinstance(each, dict) and isinstance(each.get(name), str | int)
        }
        if items and len(found) == len(items):
            return found
    return None


def _named_pairs(before: dict[str, Any], after: dict[str, Any]) -> _Pairs:
    for name in dict.fromkeys((*before, *after)):
        yield f"“{name}”", before.get(name, _NOTHING), after.get(name, _NOTHING)


def _placed_pairs(start: int, before: list[Any], after: list[Any]) -> _Pairs:
    for place in range(max(len(before), len(after))):
        left = before[place] if place < len(before) else _NOTHING
        right = after[place] if place < len(after) else _NOTHING
        yield str(start + place), left, right


def _like_pairs(before: list[Any], after: list[Any]) -> _Pairs:
    left, right = ([_text(each) for each in side] for side in (before, after))
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            start = i1 if tag == "delete" else j1
            yield from _placed_pairs(start, before[i1:i2], after[j1:j2])


def _lines(before: str, after: str) -> Iterator[Change]:
    left, right = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=True)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            removed = "\n".join(left[i1:i2]) if i2 > i1 else None
            added = "\n".join(right[j1:j2]) if j2 > j1 else None
            number = (j1 if tag == "insert" else i1) + 1
            yield Change(Part.BODY, f"line {number}", removed, added)


def _change(where: str, before: str | None, after: str | None) -> Change:
    is_usual = where.rpartition(".")[2] in _USUAL_MEMBERS
    return Change(Part.BODY, where, before, after, is_usual)


def _is_same(before: Any, after: Any) -> bool:
    """Whether both mean the same; true is not 1, yet 1 is 1.0."""
    return isinstance(before, bool) == isinstance(after, bool) and bool(before == after)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
