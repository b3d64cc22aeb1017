"""Dates as the service means them: without a zone they are in its own, UTC-6."""

import re
from datetime import datetime, time, timedelta, timezone

from jbdesk.model.data_extension_value import moment_in

# The service's clock stands at UTC-6 all year.
SERVER_ZONE = timezone(timedelta(hours=-6), "UTC-6")
_RELATIVE = re.compile(
    r";\s*([+-])\s*;\s*([0-9]{1,4})\s*;\s*([a-z]+)\s*", re.IGNORECASE
)
_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
MONTHS = {"month": 1, "year": 12}


def moment(text: object) -> datetime | None:
    """Read an aware moment; None where the text is no date."""
    found = moment_in(text.strip()) if isinstance(text, str) else None
    if found is not None and found.tzinfo is None:
        found = found.replace(tzinfo=SERVER_ZONE)
    return found


def has_time(text: str) -> bool:
    """Whether a date names a time of day, be it midnight."""
    return ":" in text


def written(at: datetime) -> str:
    """Write a moment as the service does: its own zone, no suffix."""
    local = at.astimezone(SERVER_ZONE).replace(tzinfo=None)
    return local.isoformat(timespec="seconds")


def shifted(at: datetime, number: int, unit: str) -> datetime:
    """Move a moment by so many units; months end on their last day at the latest.

    Raises ValueError for a unit that is none and OverflowError beyond all years.
    """
    name = unit.lower().rstrip("s")
    if name in MONTHS:
        return _months_later(at, number * MONTHS[name])
    if name not in _UNITS:
        raise ValueError(unit)
    return at + number * _UNITS[name]


def _months_later(at: datetime, number: int) -> datetime:
    whole = at.year * 12 + at.month - 1 + number
    year, month = divmod(whole, 12)
    for day in (at.day, 30, 29, 28):
        try:
            return at.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise OverflowError(number)


def is_relative(text: str) -> bool:
    return _RELATIVE.fullmatch(text.strip()) is not None


def relative(text: str, now: datetime) -> datetime | None:
    """Read ";-;14;days": days and longer count from midnight, hours from now."""
    found = _RELATIVE.fullmatch(text.strip())
    if found is None:
        return None
    number = int(found[2]) * (-1 if found[1] == "-" else 1)
    local = now.astimezone(SERVER_ZONE)
    if not is_timed(text):
        local = datetime.combine(local.date(), time(), SERVER_ZONE)
    try:
        return shifted(local, number, found[3])
    except (ValueError, OverflowError):
        return None


def is_timed(text: str) -> bool:
    """Whether a date, relative or not, means more than a whole day."""
    found = _RELATIVE.fullmatch(text.strip())
    if found is None:
        return has_time(text)
    return found[3].lower().rstrip("s") in ("hour", "minute")


def relative_words(text: str) -> str:
    """Tell a relative date in words: "14 days ago", "today", "in 3 days"."""
    found = _RELATIVE.fullmatch(text.strip())
    if found is None:
        return text
    number, unit = int(found[2]), found[3].lower().rstrip("s")
    if number == 0:
        return "today" if unit not in ("hour", "minute") else "now"
    length = f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{length} ago" if found[1] == "-" else f"in {length}"
