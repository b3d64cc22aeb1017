"""A contact read out of what was pasted or typed: JSON, a CSV row, a sheet's row.

Names of fields are mended where only case, blanks or one letter differ; a name
that no field bears is told with the nearest one, and the line it stands in.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from typing import Any

from jbdesk.model import json_text
from jbdesk.model.data_extension import (
    CONTACT_KEY,
    EVENT_KEY,
    RESERVED,
    DataExtensionField,
)
from jbdesk.model.facts import member
from jbdesk.model.journey import JsonObject
from jbdesk.model.lens import ABSENT
from jbdesk.model.problem import Failure

LARGEST = 1_000_000  # characters; more is no contact
_ALIKE = 0.86  # of two names: one letter of seven is wrong
_KEYS = (CONTACT_KEY, "contactID", "SubscriberKey")
_PLACE = re.compile(r"line (\d+)")
_TWO = 2


@dataclass(frozen=True)
class Doubt:
    """What could not be taken as it stands, and in which line that is."""

    text: str
    line: int = 0  # 0: no single line


@dataclass(frozen=True)
class Pasted:
    """What was found; `values` go by the fields' own names."""

    contact_key: str | None = None  # None: nothing was said of it
    event_key: str | None = None
    values: JsonObject = field(default_factory=dict)
    mended: tuple[str, ...] = ()  # "email_address is EmailAddress"
    doubts: tuple[Doubt, ...] = ()


class Unreadable(Failure):
    """The text is nothing that holds a contact; `line` is where reading ended."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        found = _PLACE.search(text)
        self.line = int(found[1]) if found else 0


def read(text: str, fields: Iterable[DataExtensionField]) -> Pasted:
    """Read a contact in whatever form; raises Unreadable where there is none."""
    told = text.strip("\ufeff\r\n ")
    if not told.strip():
        raise Unreadable("There is nothing to paste.")
    if len(told) > LARGEST:
        raise Unreadable("This is too long to be one contact.")
    known = tuple(fields)
    if told[0] in "{[":
        return read_json(text, known)
    contact_key, event_key, values = _of_row(told, known)
    return _named(values, known, contact_key, event_key, "")


def read_json(text: str, fields: Iterable[DataExtensionField]) -> Pasted:
    """Read the body of any door, a saved contact, or the event's data alone."""
    try:
        found = json_text.loads(text)
    except Failure as failure:
        raise Unreadable(str(failure)) from None
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if not isinstance(found, dict):
        raise Unreadable("A contact is one JSON object.")
    return read_object(found, fields, text)


def read_object(
    found: JsonObject, fields: Iterable[DataExtensionField], text: str = ""
) -> Pasted:
    """Read JSON that is parsed already; `text` tells the lines."""
    known = tuple(fields)
    contact_key, event_key, values = _of_object(found, known)
    return _named(values, known, contact_key, event_key, text)


_Found = tuple[str | None, str | None, JsonObject]


def _of_object(found: JsonObject, fields: tuple[DataExtensionField, ...]) -> _Found:
    event_key = _text(member(found, EVENT_KEY))
    members = member(found, "members")
    if isinstance(members, list):
        if len(members) != 1 or not isinstance(members[0], dict):
            raise Unreadable("One contact can be taken, so “members” must hold one.")
        contact_key, _, values = _of_object(members[0], fields)
        return contact_key, event_key, values
    data = member(found, "Data")
    if data is ABSENT:
        return _of_plain(found, fields, event_key)
    keys = [_text(member(found, name)) for name in _KEYS]
    contact_key = next((each for each in keys if each is not None), None)
    if isinstance(data, list):
        return contact_key, event_key, dict(_pairs(data))
    if data is not None and not isinstance(data, dict):
        raise Unreadable("“Data” must be an object of fields and values.")
    return contact_key, event_key, data or {}


def _of_plain(
    found: JsonObject, fields: tuple[DataExtensionField, ...], event_key: str | None
) -> _Found:
    """Take an object without data as the data; a field may be named ContactKey."""
    own = {_plain(each.name) for each in fields}
    aside = {_plain(name) for name in _KEYS} - own
    event_names = {_plain(EVENT_KEY)} - own
    values: JsonObject = {}
    contact_key = None
    for name, value in found.items():
        if _plain(name) in aside:
            contact_key = contact_key or _text(value)
        elif _plain(name) not in event_names:
            values[name] = value
    return contact_key, event_key if event_names else None, values


def _pairs(sets: list[Any]) -> Iterator[tuple[str, Any]]:
    for each in sets:
        for item in _list(member(each, "items")):
            for pair in _list(member(item, "values")):
                if isinstance(pair, dict):
                    yield str(pair.get("name", "")), pair.get("value")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return None if value is ABSENT or value is None else str(value)


def _of_row(text: str, fields: tuple[DataExtensionField, ...]) -> _Found:
    first = text.splitlines()[0]
    delimiter = max("\t;,", key=first.count)
    lines = [r for r in csv.reader(text.splitlines(), delimiter=delimiter) if any(r)]
    if len(lines) > _TWO:
        raise Unreadable(
            f"These are {len(lines) - 1} rows under one header. One contact can be"
            " taken here; paste the header and one row."
        )
    if len(lines) == 1:
        return _of_cells(lines[0], fields)
    names, cells = (tuple(each.strip() for each in line) for line in lines)
    if len(names) != len(cells):
        raise Unreadable(
            f"The header has {len(names)} cells and the row has {len(cells)}."
        )
    return _of_plain(dict(zip(names, cells, strict=True)), fields, None)


def _of_cells(cells: list[str], fields: tuple[DataExtensionField, ...]) -> _Found:
    """Take cells in the order of the fields; one more is the contact key before."""
    more = len(cells) - len(fields)
    if more not in (0, 1):
        raise Unreadable(
            "This is one line without a header. Paste the header above it, or as many"
            f" cells as there are fields ({len(fields)}), the contact key before them"
            " or not."
        )
    values = dict(zip((e.name for e in fields), cells[more:], strict=True))
    return cells[0].strip() if more else None, None, values


def _named(
    values: Mapping[str, Any],
    fields: tuple[DataExtensionField, ...],
    contact_key: str | None,
    event_key: str | None,
    text: str,
) -> Pasted:
    """Give each value to its field; what has none is a doubt."""
    taken: JsonObject = {}
    mended, doubts = [], []
    for name, value in values.items():
        own = name if not fields else mend(name, fields)
        line = _line_of(name, text)
        if name.casefold() == RESERVED.casefold():
            doubts.append(Doubt(f"The service gives “{RESERVED}” itself.", line))
        elif not own:
            doubts.append(Doubt(unknown(name, fields), line))
        elif isinstance(value, dict | list):
            doubts.append(Doubt(f"“{name}” must be a single value.", line))
        elif own in taken:
            doubts.append(Doubt(f"“{own}” is given twice.", line))
        else:
            taken[own] = _typed(value)
            if own != name:
                mended.append(f"{name} is {own}")
    return Pasted(contact_key, event_key, taken, tuple(mended), tuple(doubts))


def _typed(value: Any) -> Any:
    """Give a value as a field takes it: text, true or false, or nothing."""
    if value is None or isinstance(value, bool | str):
        return value
    return json_text.dumps(value, indent=None)


def mend(name: str, fields: Iterable[DataExtensionField]) -> str:
    """Give the one field that is meant; "" where none or several could be."""
    names = [each.name for each in fields]
    if name in names:
        return name
    for same in (str.casefold, _plain):
        found = [each for each in names if same(each) == same(name)]
        if len(found) == 1:
            return found[0]
    near = [each for each in names if _likeness(each, name) >= _ALIKE]
    return near[0] if len(near) == 1 else ""


def unknown(name: str, fields: Iterable[DataExtensionField]) -> str:
    """Tell that no field bears the name, with the nearest that there is."""
    names = {_plain(each.name): each.name for each in fields}
    near = get_close_matches(_plain(name), names, n=1, cutoff=0.4)
    hint = f" The nearest is “{names[near[0]]}”." if near else ""
    return f"The data extension has no field “{name}”.{hint}"


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio()


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _line_of(name: str, text: str) -> int:
    sought = json_text.dumps(name)
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if sought in line), 0)
