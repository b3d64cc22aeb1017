"""Journeys kept before they are written to a service."""

from datetime import UTC, datetime, timedelta

from builders import journey, wait

from jbdesk.model import wire
from jbdesk.model.journey import Stamp
from jbdesk.services.journeys import restore_points
from jbdesk.services.journeys.restore_points import RestorePoint, RestorePoints

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)


def point(number=0):
    story = journey(wait("a", number))
    at = NOW + timedelta(minutes=number)
    return RestorePoint(at, "Before saving version 1", f"n{number}", story, Stamp("i"))


def test_points_come_back_the_latest_first_with_all_they_hold(tmp_path):
    kept = RestorePoints(tmp_path)
    kept.add("c", "k", point(1))
    kept.add("c", "k", point(2))
    kept.add("c", "other", point(3))

    found = RestorePoints(tmp_path).of("c", "k")

    assert [each.summary for each in found] == ["n2", "n1"]
    assert found[0] == point(2)
    assert wire.dumps(found[0].journey.body) == wire.dumps(point(2).journey.body)


def test_the_oldest_points_of_a_journey_go(tmp_path):
    kept = RestorePoints(tmp_path)
    for number in range(restore_points.MOST + 3):
        kept.add("c", "k", point(number))

    found = kept.of("c", "k")

    assert len(found) == restore_points.MOST
    assert found[-1].summary == "n3"


def test_a_damaged_point_is_left_out(tmp_path):
    kept = RestorePoints(tmp_path)
    kept.add("c", "k", point(1))
    kept.add("c", "k", point(2))
    newest = max((tmp_path / "restore_points").glob("*/*.json"))
    newest.write_text("{", encoding="utf-8")

    assert [each.summary for each in kept.of("c", "k")] == ["n1"]
