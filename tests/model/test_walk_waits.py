from datetime import UTC, datetime

import pytest
from builders import EVENT_KEY, activity, wait

from jbdesk.model.facts import Facts
from jbdesk.model.texts import time_zones
from jbdesk.model.walking import walk_waits

BERLIN = "W. Europe Standard Time"


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def leaves(held, since, **event):
    facts = Facts("susan", EVENT_KEY, event, now=utc(since))
    way = walk_waits.wait(held, facts, utc(since))
    return way.leaves


def reason(held, since="2026-03-02T09:00", **event):
    return walk_waits.wait(held, Facts("susan", EVENT_KEY, event), utc(since)).reason


def until_time(at, duration=0, unit="DAYS", zone=BERLIN):
    held = wait("WAIT-1", duration, unit, specifiedTime=at, timeZone=zone)
    return held.with_body({**held.body, "metaData": {"isExtended": True}})


def until_date(day, at="", zone=BERLIN):
    ways = [("o", None, {}, {})]
    settings = {"specificDate": day, "specifiedTime": at, "timeZone": zone}
    return activity("WAIT-1", "WAIT", ways, settings=settings)


def by_attribute(duration, unit="DAYS", at="", zone=BERLIN):
    expression = f"{{{{Event.{EVENT_KEY}.Birthday}}}}"
    held = wait("WAIT-1", duration, unit, waitEndDateAttributeExpression=expression)
    settings = held.body["configurationArguments"]
    more = {**settings, "specifiedTime": at, "timeZone": zone}
    meta = {"uiType": "WAITBYATTRIBUTE"}
    return held.with_body(
        {**held.body, "configurationArguments": more, "metaData": meta}
    )


@pytest.mark.parametrize(
    ("number", "unit", "until"),
    [
        (90, "MINUTES", "2026-01-31T10:30"),
        (2, "hours", "2026-01-31T11:00"),
        ("1", "Days", "2026-02-01T09:00"),
        (1, "WEEKS", "2026-02-07T09:00"),
        (1, "MONTHS", "2026-02-28T09:00"),
        (-3, "DAYS", "2026-01-31T09:00"),
        (None, "DAYS", "2026-01-31T09:00"),
        (3, "FORTNIGHTS", "2026-01-31T09:00"),
    ],
)
def test_a_duration_counts_from_the_arrival(number, unit, until):
    assert leaves(wait("WAIT-1", number, unit), "2026-01-31T09:00") == utc(until)


def test_a_wait_with_the_old_names_is_understood():
    old = activity(
        "WAIT-1",
        "Wait",
        [("o", None, {}, {})],
        settings={"duration": 2, "durationUnits": "days"},
    )

    assert leaves(old, "2026-01-31T09:00") == utc("2026-02-02T09:00")


def test_a_wait_beyond_all_calendars_ends_at_their_end():
    assert leaves(wait("WAIT-1", 10**9, "MONTHS"), "2026-01-31T09:00").year == 9000
    assert leaves(wait("WAIT-1", 10**12, "DAYS"), "2026-01-31T09:00").year == 9000


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-01-15T06:00", "2026-01-15T08:00"),  # winter: Berlin is UTC+1
        ("2026-01-15T09:00", "2026-01-16T08:00"),  # past nine: tomorrow
        ("2026-07-15T05:00", "2026-07-15T07:00"),  # summer: UTC+2
        ("2026-03-28T09:00", "2026-03-29T07:00"),  # over the change in spring
        ("2026-10-24T09:00", "2026-10-25T08:00"),  # over the change in autumn
    ],
)
def test_nine_in_berlin_is_nine_there_in_summer_and_winter(since, until):
    assert leaves(until_time("09:00"), since) == utc(until)


def test_a_time_that_spring_leaves_out_comes_an_hour_later_by_the_clock():
    assert leaves(until_time("02:30"), "2026-03-28T12:00") == utc("2026-03-29T01:30")


def test_a_time_that_autumn_brings_twice_is_its_first():
    assert leaves(until_time("02:30"), "2026-10-24T12:00") == utc("2026-10-25T00:30")


def test_a_time_that_does_not_exist_is_told_so():
    held = until_time("02:30")

    assert reason(held, "2026-03-28T12:00").endswith(
        "(W. Europe Standard Time); clocks are set forward then, so 02:30 is 03:30"
    )
    assert "forward" not in reason(held, "2026-03-27T12:00")


def test_after_the_first_of_two_equal_times_the_second_is_next():
    # 00:45 in UTC is 02:45 in Berlin, an hour before it is 02:45 there again.
    assert leaves(until_time("02:30"), "2026-10-25T00:45") == utc("2026-10-25T01:30")
    assert leaves(until_time("02:30"), "2026-10-25T01:45") == utc("2026-10-26T01:30")


def test_a_zone_that_skips_midnight_lets_go_an_hour_later():
    # In Cairo 2026-04-24 begins at one o'clock.
    held = until_time("00:00", zone="Egypt Standard Time")

    assert leaves(held, "2026-04-23T12:00") == utc("2026-04-23T22:00")


def test_a_day_is_a_day_on_the_clock_whatever_the_season():
    assert leaves(wait("W", 1, "DAYS"), "2026-03-28T12:00") == utc("2026-03-29T12:00")


def test_an_offset_in_days_keeps_the_time_of_day_over_the_change():
    held = by_attribute(-1)

    assert leaves(held, "2026-03-02T09:00", Birthday="2026-03-30T10:00") == utc(
        "2026-03-29T08:00"
    )
    # A date with a zone of its own is told by the clocks of the wait's zone.
    assert leaves(held, "2026-03-02T09:00", Birthday="2026-03-29T22:30:00Z") == utc(
        "2026-03-28T23:30"
    )


def test_an_offset_in_hours_is_so_many_hours_over_the_change():
    held = by_attribute(-3, "HOURS")

    # Ten in Berlin is eight in UTC; three hours before it is five, not six.
    assert leaves(held, "2026-03-02T09:00", Birthday="2026-03-29T04:00") == utc(
        "2026-03-28T23:00"
    )


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
@pytest.mark.parametrize("zone", [BERLIN, "Hawaiian Standard Time", "UTC"])
@pytest.mark.parametrize("offset", [-999, 0, 999])
@pytest.mark.parametrize("at", ["", "00:00", "23:59"])
def test_dates_at_the_ends_of_all_calendars_are_survived(day, zone, offset, at):
    held = by_attribute(offset, "MONTHS", at, zone)

    assert leaves(held, "2026-03-02T09:00", Birthday=day) >= utc("2026-03-02T09:00")
    assert leaves(until_date(day, at, zone), "2026-03-02T09:00")


def test_a_wait_at_the_end_of_all_calendars_ends_there():
    assert leaves(until_time("09:00"), "9999-12-31T23:30")


def test_a_day_and_then_until_nine_is_the_second_morning_after_ten():
    held = until_time("09:00", 1)

    assert leaves(held, "2026-01-15T09:00") == utc("2026-01-17T08:00")
    assert reason(held) == "It waits 1 day, then until 09:00 (W. Europe Standard Time)"


def test_an_unknown_zone_is_that_of_the_service_and_said_so():
    held = until_time("09:00", zone="Nowhere Time")

    assert leaves(held, "2026-01-15T12:00") == utc("2026-01-15T15:00")
    assert "UTC-6, as “Nowhere Time” is not known" in reason(held)


@pytest.mark.parametrize(
    ("day", "at", "until"),
    [
        ("2026-04-01", "09:00", "2026-04-01T07:00"),
        ("2026-04-01T00:00:00", "9:00 AM", "2026-04-01T07:00"),
        ("2026-04-01", "", "2026-03-31T22:00"),
        ("2026-04-01T12:00:00Z", "", "2026-04-01T12:00"),
        ("2026-01-01", "09:00", "2026-03-02T09:00"),
        ("", "09:00", "2026-03-02T09:00"),
    ],
)
def test_until_a_date_holds_everybody_to_the_same_moment(day, at, until):
    meta = {"uiType": "WAITUNTILDATE"}
    held = until_date(day, at)
    held = held.with_body({**held.body, "metaData": meta})

    assert leaves(held, "2026-03-02T09:00") == utc(until)


@pytest.mark.parametrize(
    ("offset", "unit", "at", "birthday", "until"),
    [
        (0, "DAYS", "09:00", "2026-06-10", "2026-06-10T07:00"),
        (-8, "DAYS", "09:00", "2026-06-10", "2026-06-02T07:00"),
        (3, "HOURS", "", "2026-06-10T12:00:00Z", "2026-06-10T15:00"),
        (1, "MONTHS", "09:00", "2026-05-31", "2026-06-30T07:00"),
        (0, "DAYS", "09:00", "2026-01-01", "2026-03-02T09:00"),
        (0, "DAYS", "09:00", "soon", "2026-03-02T09:00"),
        (0, "DAYS", "09:00", None, "2026-03-02T09:00"),
    ],
)
def test_each_contact_is_held_until_its_own_date(offset, unit, at, birthday, until):
    held = by_attribute(offset, unit, at)

    assert leaves(held, "2026-03-02T09:00", Birthday=birthday) == utc(until)


def test_a_wait_tells_why_it_lets_go():
    assert reason(by_attribute(-8, at="09:00"), Birthday="2026-06-10") == (
        "It waits until 2026-06-02 09:00 (W. Europe Standard Time), 8 days before"
        " “Birthday”"
    )
    assert reason(by_attribute(0)) == (
        "“Birthday” holds no date, so it does not hold the contact"
    )


def test_every_windows_zone_in_the_table_is_there():
    assert [name for name in time_zones.WINDOWS if time_zones.zone(name) is None] == []
    assert time_zones.zone("europe/nowhere") is None
    assert time_zones.zone("../../etc/passwd") is None
    assert time_zones.zone("") is None
