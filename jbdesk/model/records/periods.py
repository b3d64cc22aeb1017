"""Periods of time that were read, and the gaps between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise


@dataclass(frozen=True, order=True)
class Period:
    """From one moment to another."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def halves(self) -> tuple["Period", "Period"]:
        middle = self.start + self.length / 2
        return Period(self.start, middle), Period(middle, self.end)


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Join what touches or overlaps, in order of time."""
    made: list[Period] = []
    for each in sorted(periods):
        if made and each.start <= made[-1].end:
            made[-1] = Period(made[-1].start, max(made[-1].end, each.end))
        elif each.start < each.end:
            made.append(each)
    return tuple(made)


def missing(whole: Period, read: Iterable[Period]) -> tuple[Period, ...]:
    """Give the parts of a period that none of the others covers."""
    found: list[Period] = []
    at = whole.start
    for each in joined(read):
        if each.end <= at:
            continue
        if each.start >= whole.end:
            break
        if each.start > at:
            found.append(Period(at, each.start))
        at = each.end
    if at < whole.end:
        found.append(Period(at, whole.end))
    return tuple(found)


def gaps(read: Iterable[Period]) -> tuple[Period, ...]:
    """Give what was never read between the first and the last that was."""
    known = joined(read)
    return tuple(Period(one.end, other.start) for one, other in pairwise(known))


def parts(period: Period, length: timedelta) -> Iterator[Period]:
    """Cut a period into parts no longer than this."""
    start = period.start
    while start < period.end:
        end = min(start + length, period.end)
        yield Period(start, end)
        start = end
