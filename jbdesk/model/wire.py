"""Journeys as the service and files write them, and back without loss.

The JSON a journey came from is the journey: unknown keys, key order, absent
against null against "", and numbers as they were written all survive.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Self

from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Journey, JsonObject, Stamp
from jbdesk.model.problem import Failure

DEEPEST = 200  # levels; the deepest real journey has 17
_MOST_DIGITS = 4000  # Python refuses to count further; the text is kept
_NO_JOURNEY = "A journey is a JSON object with key, name and activities."
_MARKS = ("activities", "triggers", "workflowApiVersion", "key", "name")
_STAMP_KEYS = {
    "id": "id",
    "version": "version",
    "definitionId": "definition_id",
    "status": "status",
    "modifiedDate": "modified_date",
}


Made = Callable[[list[tuple[str, Any]]], JsonObject]


class WrittenFloat(float):
    """A number that remembers how it was written (1.50, 1.0e3)."""

    written: str

    def __new__(cls, written: str) -> Self:
        self = super().__new__(cls, written)
        self.written = written
        return self


def _no_constant(word: str) -> Any:
    raise Failure(f"{word} is not a value that JSON knows.")


def loads(text: str | bytes, made: Made | None = None) -> Any:
    """Parse JSON, keeping numbers as written; `made` makes objects of members.

    Raises Failure with one sentence when the text is no JSON.
    """
    try:
        value = json.loads(
            text,
            parse_int=_int,
            parse_float=_float,
            parse_constant=_no_constant,
            object_pairs_hook=made,
        )
    except RecursionError:
        raise Failure(f"The JSON is nested deeper than {DEEPEST} levels.") from None
    except UnicodeDecodeError:
        raise Failure("The file is not text in UTF-8, UTF-16 or UTF-32.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Failure(f"This is not JSON: {error.msg.lower()} at {place}.") from None
    except ValueError as error:
        raise Failure(f"This is not JSON: {error}.") from None
    if _depth_beyond(value, DEEPEST):
        raise Failure(f"The JSON is nested deeper than {DEEPEST} levels.")
    return value


def _int(written: str) -> int | float:
    is_plain = written != "-0" and len(written) <= _MOST_DIGITS
    return int(written) if is_plain else WrittenFloat(written)


def _float(written: str) -> float:
    return float(written) if repr(float(written)) == written else WrittenFloat(written)


def _depth_beyond(value: Any, most: int) -> bool:
    level: list[Any] = [value]
    for _ in range(most):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def dumps(value: Any, indent: int | None = 2) -> str:
    """Write JSON, numbers as they were read; NaN and infinity are refused."""
    written: list[str] = []
    marked = _marked(value, written)
    try:
        text = json.dumps(marked, indent=indent, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise Failure("A number is not finite; JSON can't hold it.") from None
    # A lone surrogate can't be encoded; JSON writes it escaped.
    text = re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    if not written:
        return text
    return re.sub(f'"{_MARK}(\\d+)"', lambda found: written[int(found[1])], text)


_MARK = "\ue0f1jbdesk-number:"


def _marked(value: Any, written: list[str]) -> Any:
    if isinstance(value, WrittenFloat):
        written.append(value.written)
        return f"{_MARK}{len(written) - 1}"
    if isinstance(value, dict):
        return {key: _marked(each, written) for key, each in value.items()}
    if isinstance(value, list):
        return [_marked(each, written) for each in value]
    return value


def journey_from(body: JsonObject) -> Journey:
    """The journey in a body of any of the four shapes.

    Raises Failure when the body is no journey at all.
    """
    if not isinstance(body, dict):
        raise Failure(_NO_JOURNEY)
    if not any(each in body for each in _MARKS):
        raise Failure(_NO_JOURNEY)
    for part in ("activities", "triggers"):
        items = body.get(part)
        if items is None:
            continue
        if not isinstance(items, list):
            raise Failure(f"“{part}” must be a list.")
        for number, item in enumerate(items, start=1):
            if not isinstance(item, dict):
                raise Failure(f"Number {number} in “{part}” is not an object.")
    return Journey(body)


def stamp_of(body: JsonObject) -> Stamp:
    """What the server wrote about this version."""
    found = {
        name: body[key]
        for key, name in _STAMP_KEYS.items()
        if body.get(key) is not None
    }
    found["version"] = number_in(found.get("version")) or 1
    return Stamp(**found)


def body_of(journey: Journey, stamp: Stamp | None = None) -> JsonObject:
    """The journey's JSON; with a stamp, what the server must see for an update."""
    if stamp is None or not stamp.is_saved:
        return journey.body
    body = journey.body
    for key, name in _STAMP_KEYS.items():
        value = getattr(stamp, name)
        if value not in ("", None) and body.get(key) != value:
            body = lens.write(body, (key,), value)
    return body


def journeys_in(document: Any) -> tuple[JsonObject, ...]:
    """The journey bodies of a file: one, or those of a list answer."""
    if isinstance(document, dict) and isinstance(document.get("items"), list):
        return tuple(each for each in document["items"] if isinstance(each, dict))
    if isinstance(document, list):
        return tuple(each for each in document if isinstance(each, dict))
    return (document,)
