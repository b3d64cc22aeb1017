"""The life of a version against the simulator: looked at first, a point kept."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jbdesk.api import journeys as journeys_api
from jbdesk.model.journey import Stamp
from jbdesk.model.journeys.journey_pause import PauseOptions
from jbdesk.model.problem import Failure, Severity
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing
from jbdesk.services.journeys import journeys, lifecycle, publishing

DRAFT = "nto-gear-care-draft"
RUNNING = "nto-welcome-series"  # version 2; version 1 is stopped


@pytest.fixture
def fire(aio, connection, ledger):
    def one(contact_key):
        journey, _ = aio(journeys.open(connection, RUNNING))
        key = journey.trigger.event_definition_key
        definition = aio(event_definitions.get(connection, key))
        data = {"EmailAddress": contact_key, "Updated": False}
        aio(firing.fire(connection, ledger, definition, contact_key, data))

    return one


def test_a_version_is_paused_with_its_options_resumed_and_stopped(
    aio, life, versions, fire, points
):
    fire("susan@example.com")
    row = versions(RUNNING)[0]
    assert row.inside == 1

    aio(life.pause(row, PauseOptions(3, keeps_arrivals=True)))
    paused = versions(RUNNING)[0]
    assert paused.status == "Paused"
    fire("ben@example.com")
    assert versions(RUNNING)[0].inside == 1

    aio(life.resume(paused))
    resumed = versions(RUNNING)[0]
    assert (resumed.status, resumed.inside) == ("Published", 2)

    aio(life.stop(resumed))
    stopped = versions(RUNNING)[0]
    assert (stopped.status, stopped.inside) == ("Stopped", 0)
    kept = points.of("simulator", RUNNING)
    assert [each.why for each in kept] == [
        "Before stopping version 2",
        "Before resuming version 2",
        "Before pausing version 2",
    ]
    assert kept[0].summary == "Running, as the service had it"


def test_one_version_is_deleted_and_the_others_stay(aio, life, versions):
    row = versions(RUNNING)[0]
    aio(life.new_version(row))
    draft = versions(RUNNING)[0]
    assert (draft.version, draft.status) == (3, "Draft")

    aio(life.delete(draft))

    assert [each.version for each in versions(RUNNING)] == [2, 1]


def test_a_new_version_is_begun_from_an_older_one(aio, life, versions, connection):
    oldest = versions(RUNNING)[-1]
    before, _ = aio(journeys.open(connection, RUNNING, oldest.version))

    begun, stamp, _ = aio(life.new_version(oldest))

    assert (oldest.version, stamp.version, stamp.status) == (1, 3, "Draft")
    assert len(begun.activities) == len(before.activities)


@pytest.mark.parametrize("act", ["pause", "stop", "delete"])
def test_nothing_is_done_to_what_somebody_else_changed(
    aio, life, versions, connection, act
):
    row = versions(RUNNING)[0]
    aio(connection(journeys_api.pause, row.id, 2, PauseOptions(1).body))
    arguments = (row, PauseOptions()) if act == "pause" else (row,)

    with pytest.raises(Failure, match="it is paused by now") as failure:
        aio(getattr(life, act)(*arguments))

    assert lifecycle.code_of(failure.value) == journeys.STALE
    assert versions(RUNNING)[0].status == "Paused"


def test_a_draft_that_somebody_else_saved_is_not_deleted(
    aio, life, versions, connection
):
    [row] = versions(DRAFT)
    journey, stamp = aio(journeys.open(connection, DRAFT))
    theirs = journey.with_body({**journey.body, "description": "From them"})
    aio(journeys.save(connection, theirs, stamp))

    with pytest.raises(Failure, match="its content is another by now"):
        aio(life.delete(row))

    assert versions(DRAFT)


def test_what_was_deleted_elsewhere_is_said_to_be_gone(aio, life, versions, connection):
    [row] = versions(DRAFT)
    aio(connection(journeys_api.delete, row.id, 1))

    with pytest.raises(Failure, match="Somebody else deleted version 1") as failure:
        aio(life.delete(row))

    assert lifecycle.code_of(failure.value) == journeys.GONE


def test_all_versions_go_only_if_they_are_those_that_were_seen(
    aio, life, versions, points
):
    row = versions(RUNNING)[0]
    aio(life.stop(row))
    seen = versions(RUNNING)
    aio(life.new_version(seen[0]))

    with pytest.raises(Failure, match="version 3 after it was read here: it is new"):
        aio(life.delete_all(seen))
    assert len(versions(RUNNING)) == 3

    aio(life.delete_all(versions(RUNNING)))
    assert versions(RUNNING) == ()
    assert len(points.of("simulator", RUNNING)) == 5


def test_an_error_under_a_status_of_success_is_a_failure(aio, life, versions, tenant):
    row = versions(RUNNING)[0]
    told = {"message": "The journey is busy.", "errorcode": 10000, "documentation": ""}
    fault = {"action": "status", "status": 202, "body": told, "path": "*/pause/*"}
    tenant.tenant.faults.put([fault])

    with pytest.raises(Failure, match="The journey is busy"):
        aio(life.pause(row, PauseOptions()))

    assert versions(RUNNING)[0].status == "Published"


def test_publishing_tells_its_progress_and_the_mistakes_at_their_activities(
    aio, connection
):
    journey, stamp = aio(journeys.open(connection, DRAFT))
    heard = []

    problems = aio(publishing.publish(connection, "Gear", stamp, heard.append))

    assert heard[0] == "Asking to publish …"
    wrong = [each for each in problems if each.severity is Severity.ACTIVATION]
    assert any(each.where.key in journey for each in wrong)


def test_validating_starts_nothing(aio, connection):
    journey, stamp = aio(journeys.open(connection, RUNNING))
    saved, new = aio(journeys.save(connection, journey, stamp))

    found = aio(publishing.validate(connection, saved.name, new, lambda _: None))

    assert all(each.severity is Severity.WARNING for each in found)
    assert aio(journeys.open(connection, RUNNING))[1].status == "Draft"


def test_a_version_is_scheduled_and_its_schedule_is_stopped(
    aio, connection, life, versions
):
    journey, stamp = aio(journeys.open(connection, RUNNING))
    _, new = aio(journeys.save(connection, journey, stamp))
    later = datetime.now(UTC) + timedelta(days=900)

    aio(publishing.schedule(connection, "W", new, lambda _: None, at=later))
    statuses = [each.status for each in versions(RUNNING)]
    assert statuses == ["ScheduledToPublish", "Published", "Stopped"]

    aio(life.stop(versions(RUNNING)[0]))
    statuses = [each.status for each in versions(RUNNING)]
    assert statuses == ["Stopped", "Published", "Stopped"]


def test_what_can_not_be_validated_is_refused_in_words(aio, connection):
    _, stamp = aio(journeys.open(connection, RUNNING))

    with pytest.raises(Failure, match="Cannot validate interaction in Published"):
        aio(publishing.validate(connection, "W", replace(stamp), lambda _: None))


def test_turns_are_taken_one_after_another(aio):
    heard = []

    async def story():
        turns = publishing.Turns()

        async def work(name):
            heard.append(f"{name} begins")
            await asyncio.sleep(0)
            heard.append(f"{name} ends")

        await asyncio.gather(*(turns.take(lambda n=n: work(n)) for n in "ab"))

    aio(story())

    assert heard == ["a begins", "a ends", "b begins", "b ends"]


def test_a_transactional_journey_is_paused_and_resumed_by_its_own_door(
    aio, connection, life, versions
):
    journey, _ = aio(journeys.open(connection, RUNNING))
    trigger = {**journey.triggers[0].body, "type": "transactional-api"}
    body = {
        **journey.body,
        "key": "receipt",
        "definitionType": "Transactional",
        "channel": "email",
        "triggers": [trigger],
    }
    aio(journeys.save(connection, journey.with_body(body), Stamp()))
    [row] = versions("receipt")
    aio(publishing.publish(connection, "Receipt", row.stamp, lambda _: None))
    [running] = versions("receipt")

    aio(life.pause(running, PauseOptions()))
    [paused] = versions("receipt")
    aio(life.resume(paused))

    assert (running.status, paused.status) == ("Published", "Paused")
    assert versions("receipt")[0].status == "Published"


def test_the_overview_tells_which_older_version_runs_still(aio, connection, life):
    before = {row.key: row for row in aio(journeys.overview(connection))}
    aio(life.new_version(before[RUNNING]))

    after = {row.key: row for row in aio(journeys.overview(connection))}

    assert before[RUNNING].running is None
    assert before[RUNNING].live is before[RUNNING]
    assert (after[RUNNING].version, after[RUNNING].status) == (3, "Draft")
    assert after[RUNNING].live.version == 2
    assert after[DRAFT].live is None
