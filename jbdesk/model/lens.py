"""Read and change one place inside JSON, leaving everything else as it was.

JSON values are treated as immutable: a change copies the containers on the way
to the place and shares the rest, so key order and unknown content survive.
"""

from collections.abc import Mapping, Sequence
from typing import Any

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
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif (
            isinstance(value, Sequence)
            and not isinstance(value, str)
            and isinstance(step, int)
            and -len(value) <= step < len(value)
        ):
            value = value[step]
        else:
            return default
    return value


def write(value: Any, path: Path, new: Any) -> Any:
    """A copy with another value at the path; missing objects are made."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(value)
        items[step] = write(items[step], rest, new)
        return items
    members = dict(value) if isinstance(value, Mapping) else {}
    members[step] = write(members.get(step), rest, new)
    return members


def remove(value: Any, path: Path) -> Any:
    """A copy without the member at the path; absent is already removed."""
    if read(value, path) is ABSENT:
        return value
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
