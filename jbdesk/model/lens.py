"""Read and change one place inside JSON, leaving everything else as it was.

JSON values are treated as immutable: a change copies the containers on the way
to the place and shares the rest, so key order and unknown content survive. Where
the service keeps an object as text, the path goes on inside, and it stays text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from jbdesk.model import json_text
from jbdesk.model.problem import Failure

Path = tuple[str | int, ...]


class _Absent:
    """The difference between "there is nothing" and "there is null"."""

    def __repr__(self) -> str:
        return "ABSENT"

    def __bool__(self) -> bool:
        return False


ABSENT = _Absent()


def read(value: Any, path: Path, default: Any = ABSENT) -> Any:
    """What stands at the path, or the default where nothing stands."""
    for step in path:
        value = _opened(value)
        if not _holds(value, step):
            return default
        value = value[step]
    return value


def _holds(value: Any, step: str | int) -> bool:
    if isinstance(value, Mapping):
        return step in value
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return is_list and isinstance(step, int) and -len(value) <= step < len(value)


def text(value: Any, *path: str) -> str:
    """The text that stands at the path; "" where there is none."""
    found = read(value, path, "")
    return found if isinstance(found, str) else ""


def write(value: Any, path: Path, new: Any) -> Any:
    """A copy with another value at the path; missing objects and lists are made."""
    if not path:
        return new
    opened = _opened(value)
    if opened is not value:
        return _closed(write(opened, path, new), opened, value)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(value) if isinstance(value, list | tuple) else []
        if step == len(items):
            items.append(None)
        items[step] = write(items[step], rest, new)
        return items
    members = dict(value) if isinstance(value, Mapping) else {}
    members[step] = write(members.get(step), rest, new)
    return members


def _opened(value: Any) -> Any:
    """The object inside a text that holds one; the service stores some so."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            found = json_text.loads(value)
        except Failure:
            return value
        return found if isinstance(found, dict) else value
    return value


def _closed(changed: Any, opened: Any, text: str) -> str:
    """An object as text again, with blanks between tokens as the text had them."""
    spaced = (", ", ": ")
    is_spaced = json_text.dumps(opened, None, spaced) == text
    return json_text.dumps(changed, None, spaced if is_spaced else (",", ":"))


def remove(value: Any, path: Path) -> Any:
    """A copy without the member at the path; absent is already removed."""
    if read(value, path) is ABSENT:
        return value
    opened = _opened(value)
    if opened is not value:
        return _closed(remove(opened, path), opened, value)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(value)
        if rest:
            items[step] = remove(items[step], rest)
        else:
            del items[step]
        return items
    if rest:
        return {**value, step: remove(value[step], rest)}
    return {key: kept for key, kept in value.items() if key != step}
