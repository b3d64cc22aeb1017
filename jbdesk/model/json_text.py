"""JSON as text: numbers come back as they were written.

Python's own reader turns 1.50 into 1.5, takes NaN, and counts only so far.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Self

from jbdesk.model.problem import Failure

DEEPEST = 200  # levels; the deepest real journey has 17
_MOST_DIGITS = 4000  # Python refuses to count further; the text is kept
Made = Callable[[list[tuple[str, Any]]], dict[str, Any]]


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


def dumps(
    value: Any, indent: int | None = 2, separators: tuple[str, str] | None = None
) -> str:
    """Write JSON, numbers as they were read; NaN and infinity are refused."""
    written: list[str] = []
    marked = _marked(value, written)
    try:
        text = json.dumps(
            marked,
            indent=indent,
            separators=separators,
            ensure_ascii=False,
            allow_nan=False,
        )
    except ValueError:
        raise Failure("A number is not finite; JSON can't hold it.") from None
    # A lone surrogate can't be encoded; JSON writes it escaped.
    text = re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    if not written:
        return text
    return re.sub(f'"{_MARK}(\\d+)"', lambda found: written[int(found[1])], text)


_MARK = "\ue0f1jbdesk-number:"


def _marked(value: Any, written: list[str]) -> Any:
    if isinstance(value, dict):
        # Most members are texts; asking that here spares a call for each.
        return {
            key: each if type(each) is str else _marked(each, written)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_marked(each, written) for each in value]
    if isinstance(value, WrittenFloat):
        written.append(value.written)
        return f"{_MARK}{len(written) - 1}"
    return value
