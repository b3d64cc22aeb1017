"""Time zones: the Windows ids that Journey Builder stores, and what they mean."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WINDOWS = {
    "Dateline Standard Time": "Etc/GMT+12",
    "Hawaiian Standard Time": "Pacific/Honolulu",
    "Alaskan Standard Time": "America/Anchorage",
    "Pacific Standard Time": "America/Los_Angeles",
    "US Mountain Standard Time": "America/Phoenix",
    "Mountain Standard Time": "America/Denver",
    "Central Standard Time": "America/Chicago",
    "Central America Standard Time": "America/Guatemala",
    "Central Standard Time (Mexico)": "America/Mexico_City",
    "Canada Central Standard Time": "America/Regina",
    "Eastern Standard Time": "America/New_York",
    "US Eastern Standard Time": "America/Indiana/Indianapolis",
    "SA Pacific Standard Time": "America/Bogota",
    "Atlantic Standard Time": "America/Halifax",
    "SA Western Standard Time": "America/La_Paz",
    "Pacific SA Standard Time": "America/Santiago",
    "Newfoundland Standard Time": "America/St_Johns",
    "E. South America Standard Time": "America/Sao_Paulo",
    "Argentina Standard Time": "America/Argentina/Buenos_Aires",
    "SA Eastern Standard Time": "America/Cayenne",
    "Azores Standard Time": "Atlantic/Azores",
    "UTC": "Etc/UTC",
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "Morocco Standard Time": "Africa/Casablanca",
    "W. Europe Standard Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "Romance Standard Time": "Europe/Paris",
    "W. Central Africa Standard Time": "Africa/Lagos",
    "GTB Standard Time": "Europe/Bucharest",
    "E. Europe Standard Time": "Europe/Chisinau",
    "FLE Standard Time": "Europe/Kyiv",
    "South Africa Standard Time": "Africa/Johannesburg",
    "Egypt Standard Time": "Africa/Cairo",
    "Israel Standard Time": "Asia/Jerusalem",
    "Turkey Standard Time": "Europe/Istanbul",
    "Arab Standard Time": "Asia/Riyadh",
    "Russian Standard Time": "Europe/Moscow",
    "E. Africa Standard Time": "Africa/Nairobi",
    "Iran Standard Time": "Asia/Tehran",
    "Arabian Standard Time": "Asia/Dubai",
    "Pakistan Standard Time": "Asia/Karachi",
    "India Standard Time": "Asia/Kolkata",
    "Nepal Standard Time": "Asia/Kathmandu",
    "Bangladesh Standard Time": "Asia/Dhaka",
    "SE Asia Standard Time": "Asia/Bangkok",
    "China Standard Time": "Asia/Shanghai",
    "Singapore Standard Time": "Asia/Singapore",
    "Taipei Standard Time": "Asia/Taipei",
    "W. Australia Standard Time": "Australia/Perth",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Korea Standard Time": "Asia/Seoul",
    "AUS Central Standard Time": "Australia/Darwin",
    "Cen. Australia Standard Time": "Australia/Adelaide",
    "AUS Eastern Standard Time": "Australia/Sydney",
    "E. Australia Standard Time": "Australia/Brisbane",
    "Tasmania Standard Time": "Australia/Hobart",
    "New Zealand Standard Time": "Pacific/Auckland",
}
_BY_NAME = {name.casefold(): place for name, place in WINDOWS.items()}


FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9000, 1, 1, tzinfo=UTC)  # the end of all calendars


def moments(day: date, clock: time, zone: tzinfo) -> tuple[datetime, ...]:
    """When the zone's clocks show this time on this day, in UTC.

    A time that comes twice in autumn has two moments; one that is skipped in
    spring has one, as much later as the clocks are set then.
    """
    early, late = (
        in_utc(datetime.combine(day, clock.replace(fold=fold), zone)) for fold in (0, 1)
    )
    return (early, late) if early < late else (early,)


def is_skipped(at: datetime, clock: time, zone: tzinfo) -> bool:
    """Whether the clocks show another time at the moment that stands for this one."""
    return local(at, zone).time() != clock


def next_moment(ready: datetime, clock: time, zone: tzinfo) -> datetime:
    """Find when the zone's clocks first show the time, at that moment or later."""
    day = local(ready, zone).date()
    for each in (*moments(day, clock, zone), *moments(_after(day), clock, zone)):
        if each >= ready:
            return each
    return LAST


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def in_utc(at: datetime) -> datetime:
    """The moment in UTC; before and after all calendars it is their end."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return LAST if at.year > FIRST.year else FIRST


def local(at: datetime, zone: tzinfo) -> datetime:
    """The moment by the clocks of the zone, as far as there is a calendar."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at.replace(tzinfo=zone)


def zone(name: str) -> tzinfo | None:
    """Find a zone by its Windows id, or by its IANA name; None if it is unknown."""
    plain = name.strip()
    place = _BY_NAME.get(plain.casefold(), plain)
    try:
        return ZoneInfo(place) if place else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
