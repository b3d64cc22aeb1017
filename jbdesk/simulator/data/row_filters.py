"""What $filter and $orderBy of row readings mean: Field eq 'x' and Other gt 2."""

import re
from collections.abc import Callable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Refusal
from jbdesk.simulator.shapes.data_extension_shape import DataExtension

Test = Callable[[JsonObject], bool]
_WORDS = re.compile(r"\s*(?:'((?:[^']|'')*)'|([()])|([^\s()']+))")
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda own, wanted: own == wanted,
    "neq": lambda own, wanted: own != wanted,
    "ne": lambda own, wanted: own != wanted,
    "gt": lambda own, wanted: own > wanted,
    "gte": lambda own, wanted: own >= wanted,
    "ge": lambda own, wanted: own >= wanted,
    "lt": lambda own, wanted: own < wanted,
    "lte": lambda own, wanted: own <= wanted,
    "le": lambda own, wanted: own <= wanted,
}
_LIKE = "like"


def test_of(extension: DataExtension, text: str) -> Test:
    """Give the test that a filter is; refuses what can't be read."""
    if not text.strip():
        return lambda _: True
    words = _Words(text)
    found = _any_of(extension, words)
    if words.is_left:
        raise _wrong(f"“{words.take()}” is not expected.")
    return found


def _wrong(why: str) -> Refusal:
    return bodies.error(400, 10003, f"The filter can't be read: {why}")


class _Words:
    """The words of a filter, taken one after another."""

    def __init__(self, text: str) -> None:
        found = list(_WORDS.finditer(text))
        if sum(len(each[0]) for each in found) < len(text.rstrip()):
            raise _wrong("a quotation mark is missing.")
        self._words = [
            (each[1].replace("''", "'"), True)
            if each[1] is not None
            else (each[2] or each[3], False)
            for each in found
        ]

    @property
    def is_left(self) -> bool:
        return bool(self._words)

    def take(self) -> str:
        if not self._words:
            raise _wrong("something is missing at its end.")
        return str(self._words.pop(0)[0])

    def takes(self, wanted: str) -> bool:
        """Take the next word if it is this one."""
        if not self._words or self._words[0][1]:
            return False
        is_next = self._words[0][0].lower() == wanted
        if is_next:
            self._words.pop(0)
        return is_next


def _any_of(extension: DataExtension, words: _Words) -> Test:
    tests = [_all_of(extension, words)]
    while words.takes("or"):
        tests.append(_all_of(extension, words))
    return lambda row: any(test(row) for test in tests)


def _all_of(extension: DataExtension, words: _Words) -> Test:
    tests = [_one(extension, words)]
    while words.takes("and"):
        tests.append(_one(extension, words))
    return lambda row: all(test(row) for test in tests)


def _one(extension: DataExtension, words: _Words) -> Test:
    if words.takes("("):
        inner = _any_of(extension, words)
        if not words.takes(")"):
            raise _wrong("a bracket is not closed.")
        return inner
    name, operator, wanted = words.take(), words.take().lower(), words.take()
    field = extension.field(name)
    if field is None:
        raise _wrong(f"the data extension has no field “{name}”.")
    if operator == _LIKE:
        pattern = like(wanted)
        return lambda row: bool(pattern.fullmatch(str(row.get(field["name"]) or "")))
    if operator not in _OPERATORS:
        raise _wrong(f"“{operator}” is no operator.")
    compare, given = _OPERATORS[operator], _comparable(field, wanted)
    return lambda row: compare(_comparable(field, row.get(field["name"])), given)


def like(text: str) -> re.Pattern[str]:
    """Give the pattern in which % stands for any text and _ for one character."""
    wild = {"%": ".*", "_": "."}
    pattern = "".join(wild.get(each) or re.escape(each) for each in text)
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _comparable(field: JsonObject, value: Any) -> tuple[int, Any]:
    """Give what is compared: by the field's type; nothing stands before all."""
    if value in (None, ""):
        return 0, 0
    kind, text = str(field["type"]).lower(), str(value)
    if kind in ("number", "decimal"):
        try:
            return 1, float(text)
        except ValueError:
            return 2, text.casefold()
    if kind == "date" and (moment := bodies.moment_of(text)):
        return 1, moment.timestamp()
    return 2, text.casefold()


def ordered(
    extension: DataExtension, rows: list[JsonObject], text: str
) -> list[JsonObject]:
    """Give the rows in the order that is asked for; the first column counts most."""
    for part in reversed([each.split() for each in text.split(",") if each.strip()]):
        field = extension.field(part[0])
        if field is None:
            raise bodies.error(400, 10005, f"Column '{part[0]}' does not exist.")
        is_down = len(part) > 1 and part[1].lower() == "desc"
        rows = sorted(rows, key=_key_by(field), reverse=is_down)
    return rows


def _key_by(field: JsonObject) -> Callable[[JsonObject], tuple[int, Any]]:
    return lambda row: _comparable(field, row.get(field["name"]))
