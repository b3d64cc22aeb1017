"""The operators of filters: one row each, with its words and its test.

Text compares without regard to case, as the service does. Dates without a
time of day compare as whole days. A missing value meets only "is empty".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jbdesk.model.data_extension_value import TRUTHS
from jbdesk.model.texts import service_time

Test = Callable[[Any, Sequence[Any], datetime], bool]


@dataclass(frozen=True)
class Operator:
    """One way to compare what is known with the values of a condition."""

    name: str
    words: str
    test: Test
    values: int = 1  # how many it takes at least; 0: none


def _order(fact: Any, value: Any, now: datetime) -> int | None:
    """Compare numbers with numbers and dates with dates; None if neither fits."""
    numbers = number_of(fact), number_of(value)
    if numbers[0] is not None and numbers[1] is not None:
        return (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])
    if (dates := _dates(fact, value, now)) is not None:
        return (dates[0] > dates[1]) - (dates[0] < dates[1])
    if _is_word(fact) and _is_word(value):
        one, other = str(fact).casefold(), str(value).casefold()
        return (one > other) - (one < other)
    return None


def _is_word(value: Any) -> bool:
    """Whether text is neither a number nor a date, and so has an order of its own."""
    return (
        isinstance(value, str)
        and number_of(value) is None
        and service_time.moment(value) is None
        and not service_time.is_relative(value)
    )


def number_of(value: Any) -> Decimal | None:
    """The number that a value is, or that a text says; None where it is none."""
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _dates(
    fact: Any, value: Any, now: datetime
) -> tuple[datetime, datetime] | tuple[date, date] | None:
    known = service_time.moment(fact)
    wanted = service_time.relative(str(value), now) or service_time.moment(value)
    if known is None or wanted is None:
        return None
    if service_time.is_timed(str(value)):
        return known, wanted
    zone = service_time.SERVER_ZONE
    return known.astimezone(zone).date(), wanted.astimezone(zone).date()


def _same(fact: Any, value: Any, now: datetime) -> bool:
    if isinstance(fact, bool) or isinstance(value, bool):
        return _truth(fact) is not None and _truth(fact) == _truth(value)
    if isinstance(fact, (int, float)) or isinstance(value, (int, float)):
        return number_of(fact) is not None and number_of(fact) == number_of(value)
    if (dates := _dates(fact, value, now)) is not None:
        return dates[0] == dates[1]
    return str(fact).casefold() == str(value).casefold()


def _truth(value: Any) -> bool | None:
    return TRUTHS.get(str(value).strip().lower())


def _equal(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    return _same(fact, values[0], now)


def _contains(fact: Any, values: Sequence[Any], _: datetime) -> bool:
    return str(values[0]).casefold() in str(fact).casefold()


def _begins(fact: Any, values: Sequence[Any], _: datetime) -> bool:
    return str(fact).casefold().startswith(str(values[0]).casefold())


def _ends(fact: Any, values: Sequence[Any], _: datetime) -> bool:
    return str(fact).casefold().endswith(str(values[0]).casefold())


def _has_word(fact: Any, values: Sequence[Any], _: datetime) -> bool:
    text = "".join(each if each.isalnum() else " " for each in str(fact).casefold())
    return str(values[0]).casefold().strip() in text.split()


def _greater(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    return (_order(fact, values[0], now) or 0) > 0


def _less(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    return (_order(fact, values[0], now) or 0) < 0


def _at_least(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    order = _order(fact, values[0], now)
    return order is not None and order >= 0


def _at_most(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    order = _order(fact, values[0], now)
    return order is not None and order <= 0


def _between(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    both = values if len(values) > 1 else listed_values(values)
    return (
        len(both) > 1
        and _at_least(fact, both[:1], now)
        and _at_most(fact, both[1:2], now)
    )


def _in(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    return any(_same(fact, each, now) for each in listed_values(values))


def listed_values(values: Sequence[Any]) -> list[Any]:
    """List what one text with commas or several values name."""
    return [
        part.strip() if isinstance(part, str) else part
        for each in values
        for part in (each.split(",") if isinstance(each, str) else [each])
    ]


def _not(test: Test) -> Test:
    return lambda fact, values, now: not test(fact, values, now)


def _anniversary(compare: Callable[[tuple[int, int], tuple[int, int]], bool]) -> Test:
    def test(fact: Any, values: Sequence[Any], now: datetime) -> bool:
        known = service_time.moment(fact)
        text = str(values[0])
        wanted = service_time.relative(text, now) or service_time.moment(text)
        if known is None or wanted is None:
            return False
        zone = service_time.SERVER_ZONE
        one, other = known.astimezone(zone), wanted.astimezone(zone)
        return compare((one.month, one.day), (other.month, other.day))

    return test


def _never(*_: Any) -> bool:
    return False  # "is empty" is answered before any test is asked


def _always(*_: Any) -> bool:
    return True


_same_day = _anniversary(lambda one, other: one == other)
_ROWS = (
    Operator("Equal", "is", _equal),
    Operator("NotEqual", "is not", _not(_equal)),
    Operator("Is", "is", _equal),
    Operator("IsNot", "is not", _not(_equal)),
    Operator("Contains", "contains", _contains),
    Operator("NotContains", "does not contain", _not(_contains)),
    Operator("Begins", "begins with", _begins),
    Operator("Ends", "ends with", _ends),
    Operator("ExistsInWholeWord", "has the word", _has_word),
    Operator("IsNull", "is empty", _never, 0),
    Operator("IsNotNull", "is not empty", _always, 0),
    Operator("GreaterThan", "is greater than", _greater),
    Operator("GreaterThanOrEqual", "is at least", _at_least),
    Operator("LessThan", "is less than", _less),
    Operator("LessThanOrEqual", "is at most", _at_most),
    Operator("Between", "is between", _between, 2),
    Operator("In", "is one of", _in),
    Operator("NotIn", "is none of", _not(_in)),
    Operator("After", "is after", _greater),
    Operator("Before", "is before", _less),
    Operator("AtOrAfter", "is on or after", _at_least),
    Operator("AtOrBefore", "is on or before", _at_most),
    Operator("AnniversaryOf", "has its anniversary on", _same_day),
    Operator("NotAnniversaryOf", "has no anniversary on", _not(_same_day)),
    Operator(
        "BeforeAnniversaryOf",
        "has its anniversary before",
        _anniversary(lambda one, other: one < other),
    ),
    Operator(
        "AfterAnniversaryOf",
        "has its anniversary after",
        _anniversary(lambda one, other: one > other),
    ),
)
OPERATORS = {each.name: each for each in _ROWS}
_ALIASES = {
    "anniversarynotof": "NotAnniversaryOf",
    "anniversaryofnot": "NotAnniversaryOf",
    "anniversaryofbefore": "BeforeAnniversaryOf",
    "anniversarybefore": "BeforeAnniversaryOf",
    "anniversaryofafter": "AfterAnniversaryOf",
    "anniversaryafter": "AfterAnniversaryOf",
}
_BY_NAME = {each.name.lower(): each for each in _ROWS}


def operator(name: str) -> Operator | None:
    """Find an operator by its name in any case."""
    folded = name.lower()
    return _BY_NAME.get(_ALIASES.get(folded, folded).lower())
