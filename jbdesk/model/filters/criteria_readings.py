"""How a contact's value was read to compare it, where that is not as it stands.

Data extensions and events hold much as text; a comparison by number or by date
reads that text, and a person who wonders why must be able to see it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jbdesk.model.filters.criteria_operators import Operator, listed_values, number_of
from jbdesk.model.texts import service_time

_BY_ORDER = frozenset(
    {
        "GreaterThan",
        "GreaterThanOrEqual",
        "LessThan",
        "LessThanOrEqual",
        "Between",
        "After",
        "Before",
        "AtOrAfter",
        "AtOrBefore",
    }
)
_BY_TEXT = frozenset({"Contains", "NotContains", "Begins", "Ends", "ExistsInWholeWord"})
_ANNIVERSARY = "anniversary"
_BY_LIST = frozenset({"Between", "In", "NotIn"})


def reading(known: Operator, fact: Any, values: Sequence[Any], now: datetime) -> str:
    """Tell how the contact's value was read; "" where as it stands."""
    values = listed_values(values) if known.name in _BY_LIST else values
    if known.name in _BY_TEXT:
        return "" if isinstance(fact, str) else f"{_shown(fact)} read as text"
    if _ANNIVERSARY in known.name.lower():
        return _of_date(fact, "by month and day")
    if known.name in _BY_ORDER:
        return _of_order(fact, values, now)
    return _of_date(fact, _days(values)) if _are_dates(fact, values, now) else ""


def _of_order(fact: Any, values: Sequence[Any], now: datetime) -> str:
    if number_of(fact) is not None:
        if any(number_of(each) is None for each in values):
            return "a number and a text can't be compared"
        return f"{_shown(fact)} read as a number" if isinstance(fact, str) else ""
    if _are_dates(fact, values, now):
        return _of_date(fact, _days(values))
    if all(_is_plain(each, now) for each in (fact, *values)):
        return "compared as text"
    return f"{_shown(fact)} can't be compared with that"


def _of_date(fact: Any, how: str) -> str:
    return f"compared {how} in UTC-6" if service_time.moment(fact) else ""


def _are_dates(fact: Any, values: Sequence[Any], now: datetime) -> bool:
    return service_time.moment(fact) is not None and all(
        service_time.moment(each) or service_time.relative(str(each), now)
        for each in values
    )


def _days(values: Sequence[Any]) -> str:
    are_timed = all(service_time.is_timed(str(each)) for each in values)
    return "as moments" if are_timed else "as whole days"


def _is_plain(value: Any, now: datetime) -> bool:
    """Whether text is neither a number nor a date."""
    return (
        isinstance(value, str)
        and number_of(value) is None
        and service_time.moment(value) is None
        and service_time.relative(value, now) is None
    )


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)
