"""A run is fired: how it goes, pauses, stops, and goes on."""

import socket
import time
from dataclasses import replace

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, RunDoor, RunState

ACCEPTED, REFUSED = DeliveryState.ACCEPTED, DeliveryState.REFUSED
NOT_SENT, UNKNOWN = DeliveryState.NOT_SENT, DeliveryState.UNKNOWN


def test_every_row_is_fired_once_and_accepted(judge):
    run = judge.fire(judge.run(60))

    assert run.state is RunState.DONE
    assert judge.is_settled(run) == {ACCEPTED: 60}
    assert len(judge.came()) == 60
    assert judge.heard[-1].over == judge.heard[-1].total == 60


def test_a_batch_settles_each_member_by_itself(judge):
    run = judge.run(0, door=RunDoor.BATCH, batch_size=10)
    rows = [judge.row(n) for n in range(1, 25)]
    rows[6] = judge.row(7, {"EmailAddress": "no address", "Updated": False})
    judge.runs.add_rows(run.id, rows)

    run = judge.fire(judge.runs.get(run.id))

    (refused,) = judge.runs.rows(run.id, state=REFUSED)
    assert judge.runs.counts(run.id) == {ACCEPTED: 23, REFUSED: 1}
    assert refused.number == 7
    assert "type" in refused.text


def test_a_refused_row_says_why_and_can_be_retried(judge):
    judge.fault("status", status=400, nth=3)
    run = judge.fire(judge.run(5))

    (refused,) = judge.runs.rows(run.id, state=REFUSED)
    assert refused.status == 400
    assert refused.text
    assert judge.runs.retry_failures(run.id) == 1
    assert judge.is_settled(judge.fire(run)) == {ACCEPTED: 5}


def test_a_run_that_was_stopped_goes_on_with_what_was_never_sent(judge):
    judge.fault("delay", seconds=0.02)

    async def stop(bulk):
        await judge.until(lambda: judge.heard and judge.heard[-1].over > 8)
        bulk.stop()

    run = judge.fire_with(judge.run(120), stop)
    assert run.state is RunState.STOPPED
    assert judge.runs.counts(run.id)[WAITING] > 0

    run = judge.fire(run)
    assert run.state is RunState.DONE
    assert judge.is_settled(run)[ACCEPTED] == 120


def test_nothing_is_sent_while_a_person_paused(judge):
    async def pause(bulk):
        await judge.until(lambda: judge.heard and judge.heard[-1].over)
        bulk.pause()
        await judge.until(
            lambda: (
                DeliveryState.SENDING not in judge.heard[-1].counts
                and judge.heard[-1].state is RunState.PAUSED
            )
        )
        before = len(judge.posts())
        await judge.until(lambda: judge.runs.get(run.id).state is RunState.PAUSED)
        assert len(judge.posts()) == before
        assert judge.heard[-1].note == "Paused."
        bulk.resume()

    judge.fault("delay", seconds=0.02)
    run = judge.run(100)

    assert judge.fire_with(run, pause).state is RunState.DONE
    assert judge.is_settled(run) == {ACCEPTED: 100}


def test_stopping_ends_within_a_second_and_what_hangs_is_unknown(judge):
    judge.fault("delay", seconds=20)

    async def stop(bulk):
        await judge.until(
            lambda: judge.heard and judge.heard[-1].counts.get(DeliveryState.SENDING)
        )
        bulk.stop()

    run = judge.fire_with(judge.run(20, workers=4), stop)

    assert judge.runs.counts(run.id) == {UNKNOWN: 4, WAITING: 16}
    assert all("stopped" in e.text for e in judge.runs.rows(run.id, state=UNKNOWN))


def test_a_rate_is_kept(judge):
    began = time.monotonic()
    run = judge.fire(judge.run(12, rate=30))

    assert time.monotonic() - began >= 11 / 30
    assert judge.is_settled(run) == {ACCEPTED: 12}


def test_nothing_is_sent_before_the_service_says_so(judge):
    judge.fault("throttle", seconds=1, nth=10)
    run = judge.fire(judge.run(40))

    posts = judge.posts()
    (refused_at,) = [at for at, status in posts if status == 429]
    later = [at for at, _ in posts if at > refused_at]
    gap = max(
        (b - a).total_seconds()
        for a, b in zip([refused_at, *sorted(later)], sorted(later), strict=False)
    )
    assert gap >= 0.9
    assert judge.is_settled(run) == {ACCEPTED: 40}
    assert any(each.waiting_until and each.note for each in judge.heard)


def test_a_wait_of_a_day_is_put_to_the_person(judge):
    judge.fault("throttle", seconds=86_400, nth=5)
    run = judge.fire(judge.run(40))

    assert run.state is RunState.PAUSED
    assert "24 hours" in run.note
    counts = judge.is_settled(run)
    assert counts[ACCEPTED] + counts[WAITING] == 40


def test_wrong_credentials_pause_the_run_and_burn_no_row(judge, connection_with):
    run = judge.fire(judge.run(40), connection_with("wrong"))

    assert run.state is RunState.PAUSED
    assert "client secret" in run.note
    assert judge.runs.counts(run.id) == {WAITING: 40}
    assert judge.posts() == []

    assert judge.is_settled(judge.fire(run)) == {ACCEPTED: 40}


def test_a_token_that_opens_nothing_pauses_the_run_and_burns_no_row(judge):
    judge.fault("status", status=401)
    run = judge.fire(judge.run(40))

    assert run.state is RunState.PAUSED
    assert "does not accept the token" in run.note
    assert judge.runs.counts(run.id) == {WAITING: 40}


def test_a_missing_permission_pauses_the_run(judge):
    judge.fault("status", status=403)
    run = judge.fire(judge.run(40))

    counts = judge.runs.counts(run.id)
    assert run.state is RunState.PAUSED
    assert counts[REFUSED] <= 8
    assert counts[REFUSED] + counts[WAITING] == 40


def test_a_service_that_is_not_there_pauses_the_run(judge, connection_with, settings):
    with socket.socket() as bound:  # but not listening
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        nowhere = connection_with(changed=replace(settings, auth_url=url))
        run = judge.fire(judge.run(40), nowhere)

    assert run.state is RunState.PAUSED
    assert "in a row" in run.note
    assert judge.runs.counts(run.id) == {WAITING: 40}


def test_a_login_page_in_between_pauses_the_run(judge):
    judge.fault("html")
    run = judge.fire(judge.run(100))

    assert run.state is RunState.PAUSED
    assert "could not be trusted" in run.note
    assert judge.runs.counts(run.id)[UNKNOWN] < 40


def test_a_connection_that_is_not_armed_any_more_pauses_the_run(
    judge, connection_with, settings
):
    there = connection_with(changed=replace(settings, colour="red"))
    run = judge.run(20)

    run = judge.fire(run, there)
    assert (run.state, judge.posts()) == (RunState.PAUSED, [])
    assert "read-only" in run.note
    assert judge.runs.counts(run.id) == {WAITING: 20}

    there.guard.arm(5, settings.name)
    assert judge.is_settled(judge.fire(run, there)) == {ACCEPTED: 20}


def test_an_expired_token_costs_one_more_and_no_row(judge):
    judge.fault("expire-token", nth=5)
    run = judge.fire(judge.run(60))

    tokens = [
        each for each in judge.tenant.journal.all() if each["path"] == "/v2/token"
    ]
    assert judge.is_settled(run) == {ACCEPTED: 60}
    assert len(tokens) == 2


def test_what_was_lost_on_the_way_is_found_by_a_check(judge):
    judge.fault("reset-after", every=4)
    run = judge.fire(judge.run(40))
    lost = judge.is_settled(run)[UNKNOWN]
    judge.tenant.faults.clear()

    checked = judge.check(run)

    assert (checked.settled, checked.left) == (lost, 0)
    assert judge.is_settled(run) == {ACCEPTED: 40}


def test_what_never_came_stays_unknown_until_a_person_fires_it_again(judge):
    judge.fault("reset-before", every=4)
    run = judge.fire(judge.run(40))
    lost = judge.is_settled(run)[UNKNOWN]
    judge.tenant.faults.clear()

    checked = judge.check(run)
    assert (checked.settled, checked.left) == (0, lost)
    numbers = [each.number for each in judge.runs.rows(run.id, state=UNKNOWN)]
    assert judge.runs.fire_again(run.id, numbers) == lost

    assert judge.is_settled(judge.fire(run)) == {ACCEPTED: 40}


def test_a_batch_whose_answer_is_lost_is_found_in_the_queue(judge):
    judge.fault("reset-after", nth=2)
    run = judge.fire(judge.run(50, door=RunDoor.BATCH, batch_size=10, workers=1))
    assert judge.runs.counts(run.id) == {ACCEPTED: 40, UNKNOWN: 10}
    judge.tenant.faults.clear()

    assert judge.check(run).settled == 10

    rows = judge.runs.rows(run.id)
    assert len({each.event_instance_id for each in rows}) == 50


def test_a_contact_in_two_rows_is_settled_only_when_both_came(judge):
    run = judge.run(0, workers=1)
    judge.runs.add_rows(run.id, [judge.row(1), replace(judge.row(1), number=2)])
    judge.fault("reset-before", nth=2)
    run = judge.fire(judge.runs.get(run.id))
    judge.tenant.faults.clear()

    checked = judge.check(run)

    assert (checked.settled, checked.left) == (0, 1)
