"""Spans of time as people write them ("3 days") and as ISO does ("P3D")."""

import re
from datetime import timedelta

from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted

_UNITS = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
_MOST = 36525 * 86400  # seconds: a hundred years
_PART = re.compile(r"(\d+)\s*(week|day|hour|minute|second)s?")
_ISO = re.compile(
    r"P(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)


def span(text: str) -> timedelta:
    """Read a span; raises Failure when it is none."""
    plain = text.strip()
    parts = _PART.findall(plain.lower())
    rest = _PART.sub("", plain.lower()).replace("and", "").strip(" ,")
    if parts and not rest:
        seconds = sum(int(number) * _UNITS[unit] for number, unit in parts)
    elif (found := _ISO.fullmatch(plain.upper())) and any(found.groups()):
        named = found.groupdict(default="0")
        seconds = sum(int(named[unit]) * each for unit, each in _UNITS.items())
    else:
        raise Failure(f"“{text}” is no span of time like “3 days” or “PT12H”.")
    if seconds > _MOST:
        raise Failure(f"“{text}” is longer than a hundred years.")
    return timedelta(seconds=seconds)


def words(length: timedelta) -> str:
    """Write a span in whole units, the largest first: “1 day 6 hours”."""
    left, parts = int(length.total_seconds()), []
    for unit, each in _UNITS.items():
        number, left = divmod(left, each)
        parts += [counted(number, unit)] if number else []
    return " ".join(parts) or "no time"
