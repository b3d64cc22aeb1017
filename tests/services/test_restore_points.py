"""Journeys kept before they are written to a service."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from builders import journey, wait

from jbdesk.model import wire
from jbdesk.model.changes.edit_history import EditHistory, Step
from jbdesk.model.journey import Stamp
from jbdesk.services.journeys import restore_points
from jbdesk.services.journeys.drafts import Drafts, Work
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


def test_points_that_speak_of_a_forgotten_contact_go(tmp_path):
    kept = RestorePoints(tmp_path)
    told = journey(wait("a", name="Ask susan@x.com"))
    kept.add("c", "k", replace(point(1), journey=told))
    kept.add("c", "k", point(2))
    assert kept.mentions("susan@x.com") == 1

    assert kept.forget("susan@x.com") == 1

    assert [each.summary for each in kept.of("c", "k")] == ["n2"]


def test_undo_logs_that_speak_of_a_forgotten_contact_go_but_the_open_one(tmp_path):
    drafts = Drafts(tmp_path)
    told = journey(wait("a", name="Ask susan@x.com"))
    step = Step("Rename", NOW, journey(wait("a")), told)
    for draft_id in ("before", "open"):
        drafts.begin(draft_id)
        history = EditHistory((step,), 1)
        work = Work(
            draft_id, told, Stamp(), history, is_unsaved=False, turn=drafts.turn
        )
        drafts.keep(work)

    assert drafts.forget("susan@x.com") == 1

    assert drafts.begin("before").steps == ()
    assert [each.text for each in drafts.begin("open").steps] == ["Rename"]
