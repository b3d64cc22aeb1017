"""How long a contact waits: by duration, until a time of day, a date, an event."""

from dataclasses import replace
from datetime import datetime, time, tzinfo
from typing import Any

from jbdesk.model import catalogue, expressions
from jbdesk.model.data_extension_value import moment_in
from jbdesk.model.facts import Facts, member
from jbdesk.model.fields import number_in
from jbdesk.model.filters.criteria_tree import key_parts
from jbdesk.model.journey import Activity
from jbdesk.model.lens import ABSENT, read
from jbdesk.model.texts import service_time, time_zones
from jbdesk.model.texts.words import counted, text_in
from jbdesk.model.types import catalogue_waits as waits
from jbdesk.model.types.catalogue_splits import MESSAGE
from jbdesk.model.walking.walk_step import Way

_HOURS = ("minute", "hour")


def wait(activity: Activity, facts: Facts, now: datetime) -> Way:
    """Tell when a wait lets its contact go."""
    name = catalogue.of(activity).name
    until = _KINDS.get(name, _by_duration)(activity, facts, now)
    return _first_way(activity, until)


def _first_way(activity: Activity, until: tuple[datetime, str]) -> Way:
    leaves, reason = until
    return Way(0 if activity.outcomes else None, time_zones.in_utc(leaves), reason)


def _by_duration(activity: Activity, _: Facts, now: datetime) -> tuple[datetime, str]:
    length = length_of(activity)
    if length is None:
        return now, "No duration is set, so it does not hold the contact"
    number, unit = length
    ready = _later(now, max(number, 0), unit)
    words = counted(number, unit)
    at = waits.time_of_day(activity)
    if not at:
        return ready, f"It waits {words}"
    clock, zone, zone_words = _clock(activity, at)
    if clock is None:
        return ready, f"It waits {words}; “{at}” is no time of day"
    until = time_zones.next_moment(ready, clock, zone)
    skipped = _skipped(until, clock, zone)
    return until, f"It waits {words}, then until {clock:%H:%M} {zone_words}{skipped}"


def length_of(activity: Activity) -> tuple[int, str] | None:
    """Give how long it waits as a number and a unit in lower case, singular."""
    number = number_in(waits.DURATION.read(activity.body))
    unit = text_in(waits.UNIT.read(activity.body)).lower().rstrip("s")
    known = unit in ("minute", "hour", "day", "week", "month", "year")
    return (number, unit) if number is not None and known else None


def _until_date(activity: Activity, _: Facts, now: datetime) -> tuple[datetime, str]:
    stored = text_in(waits.DATE.read(activity.body))
    day = _local(stored)
    if day is None:
        return now, "No date is set, so it does not hold the contact"
    until, words = _at_time(activity, day)
    return _not_before(now, until, f"It waits until {words}")


def _by_attribute(
    activity: Activity, facts: Facts, now: datetime
) -> tuple[datetime, str]:
    expression = text_in(waits.ATTRIBUTE.read(activity.body))
    name = key_parts(expression.strip("{} "))[-1]
    value = expressions.value(expression, facts)
    day = _local(value) if isinstance(value, str) else None
    if day is None:
        return now, f"“{name}” holds no date, so it does not hold the contact"
    number, unit = length_of(activity) or (0, "day")
    until, words = _at_time(activity, day, number, unit)
    side = "before" if number < 0 else "after"
    offset = (
        f", {counted(abs(number), unit)} {side} “{name}”" if number else f", “{name}”"
    )
    return _not_before(now, until, f"It waits until {words}{offset}")


def _local(text: str) -> datetime | None:
    """Read a date; one without a zone stays without, for the wait has its own."""
    return moment_in(text.strip()) if text.strip() else None


def _at_time(
    activity: Activity, day: datetime, number: int = 0, unit: str = "day"
) -> tuple[datetime, str]:
    """Move a date, then set the time of day that the wait asks for, in its zone.

    Days and longer are counted on the calendar, hours and minutes on the clock.
    """
    clock, zone, zone_words = _clock(activity, text_in(waits.TIME.read(activity.body)))
    at = time_zones.local(day, zone) if day.tzinfo else day.replace(tzinfo=zone)
    if unit in _HOURS:
        at = time_zones.in_utc(at)
    at = time_zones.local(_later(at, number, unit), zone)
    skipped = ""
    if clock is not None:
        at = time_zones.moments(at.date(), clock, zone)[0]
        skipped = _skipped(at, clock, zone)
    shown = time_zones.local(time_zones.in_utc(at), zone)
    return time_zones.in_utc(at), f"{shown:%Y-%m-%d %H:%M} {zone_words}{skipped}"


def _skipped(at: datetime, clock: time, zone: tzinfo) -> str:
    """Tell that the clocks do not show a time on that day."""
    if not time_zones.is_skipped(at, clock, zone):
        return ""
    shown = time_zones.local(at, zone)
    return f"; clocks are set forward then, so {clock:%H:%M} is {shown:%H:%M}"


def _not_before(now: datetime, until: datetime, words: str) -> tuple[datetime, str]:
    if until <= now:
        return now, f"{words}, which is past already"
    return until, words


def _clock(activity: Activity, at: str) -> tuple[time | None, tzinfo, str]:
    """Read the time of day, the zone it counts in, and the words for the zone."""
    stored = text_in(waits.ZONE.read(activity.body))
    zone = time_zones.zone(stored)
    words = f"({stored})"
    if zone is None:
        zone = service_time.SERVER_ZONE
        words = f"(UTC-6, as “{stored}” is not known)" if stored else "(UTC-6)"
    for form in ("%H:%M", "%H:%M:%S", "%I:%M %p"):
        try:
            parsed = datetime.strptime(at, form)  # noqa: DTZ007 - a time of day
        except ValueError:
            continue
        return parsed.time(), zone, words
    return None, zone, words


def _later(at: datetime, number: int, unit: str) -> datetime:
    """Move on by so many units; what lies beyond all calendars is their end."""
    try:
        return service_time.shifted(at, number, unit)
    except OverflowError:
        end = time_zones.LAST if number > 0 else time_zones.FIRST
        return end if at.tzinfo else end.replace(tzinfo=None)


_KINDS = {
    waits.WAIT_BY_DURATION.name: _by_duration,
    waits.WAIT_UNTIL_DATE.name: _until_date,
    waits.WAIT_BY_ATTRIBUTE.name: _by_attribute,
}


def wait_for_event(activity: Activity, facts: Facts, now: datetime) -> Way:
    """Take the first way when the event comes in time, else the other one."""
    happened, without = _event_ways(activity)
    length = length_of(activity)
    deadline = _later(now, max(length[0], 0), length[1]) if length else None
    at = next(iter(_stated(facts, activity, now)), None)
    if at is not None and (deadline is None or at <= deadline):
        return Way(happened, max(at, now), "The event came")
    if deadline is None:
        return Way(happened, None, "It waits for the event, however long that takes")
    words = counted(*length) if length else ""
    return Way(without, deadline, f"No event came within {words}")


def without_event(activity: Activity, facts: Facts, left: datetime) -> Facts:
    """The facts once a contact went on: an event lets it go once, not in a loop."""
    stated = _stated(facts, activity, left)
    if not stated:
        return facts
    later = [each.isoformat() for each in stated if each > left]
    said = {**facts.done_with(activity.key), "happened": later}
    return replace(facts, engagement={**facts.engagement, activity.key: said})


def _event_ways(activity: Activity) -> tuple[int | None, int | None]:
    """Tell the outcome for the event, and the one for no event."""
    count = len(activity.outcomes)
    if count < 2:  # noqa: PLR2004 - both ways or not
        return (0, 0) if count else (None, None)
    for position, outcome in enumerate(activity.outcomes):
        is_default = read(outcome.body, ("metaData", "defaultOutcome"), False) is True
        if is_default or outcome.label.lower().startswith("no "):
            return (1 if position == 0 else 0), position
    return 0, 1


def _stated(facts: Facts, activity: Activity, now: datetime) -> list[datetime]:
    """Read when the event is said to come, in order; true means at once."""
    said: Any = member(facts.done_with(activity.key), "happened")
    if said is ABSENT:
        said = _reactions(facts, activity)
    given = said if isinstance(said, list) else [said]
    if True in given:
        return [now]
    return sorted(at for each in given if (at := service_time.moment(each)))


def _reactions(facts: Facts, activity: Activity) -> list[Any]:
    """List what was done with the message on which the contact is to react."""
    if not catalogue.of(activity).references:
        return []
    deeds = facts.done_with(text_in(MESSAGE.read(activity.body)))
    found = [member(deeds, each) for each in ("opened", "clicked")]
    return [bool(each) if isinstance(each, list) else each for each in found]
