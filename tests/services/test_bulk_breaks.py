"""What breaks on this side: the disk, the program, the patience of a person."""

import asyncio
import socket
import sys
import time
from dataclasses import replace

import pytest
from bulk_judge import contact

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, RunDoor, RunState
from jbdesk.model.problem import Failure
from jbdesk.services.runs.bulk import Bulk

ACCEPTED, NOT_SENT = DeliveryState.ACCEPTED, DeliveryState.NOT_SENT


@pytest.mark.skipif(sys.platform != "linux", reason="a full disk is a device there")
def test_nothing_is_sent_that_can_not_be_written_before(judge, tmp_path):
    run = judge.run(20)
    log = tmp_path / "runs" / f"{run.id}.log"

    async def fill_the_disk(bulk):
        bulk.pause()
        await judge.until(lambda: judge.heard)
        log.symlink_to("/dev/full")
        bulk.resume()

    ended = judge.fire_with(run, fill_the_disk)

    assert ended.state is RunState.PAUSED
    assert "No space left" in ended.note
    assert judge.posts() == []
    assert judge.runs.counts(run.id) == {WAITING: 20}

    assert judge.is_settled(judge.fire(run)) == {ACCEPTED: 20}


def test_a_bug_in_who_listens_ends_the_run_and_is_not_hidden(judge):
    def heard(_):
        raise ZeroDivisionError

    async def fire():
        await Bulk(judge.connection, judge.runs, run, heard).run()

    judge.fault("delay", seconds=0.1)
    run = judge.run(30)
    with pytest.raises(ZeroDivisionError):
        judge.aio(fire())

    judge.is_settled(run)


def test_a_run_that_is_cancelled_is_stopped_in_order(judge):
    judge.fault("delay", seconds=20, every=3)
    run = judge.run(40, workers=4)

    async def fire():
        task = asyncio.create_task(judge.bulk(run).run())
        await judge.until(lambda: judge.entered() > 3)
        began = time.monotonic()
        task.cancel()
        await asyncio.wait({task})
        return task.cancelled(), time.monotonic() - began

    is_cancelled, took = judge.aio(fire())
    assert is_cancelled
    assert took < 3
    assert judge.runs.get(run.id).state is RunState.STOPPED
    assert DeliveryState.SENDING not in judge.runs.counts(run.id)

    judge.tenant.faults.clear()
    judge.is_settled(judge.settle(judge.fire(run)))


def test_a_row_that_can_not_be_sent_in_three_tries_is_not_sent(
    judge, connection_with, settings
):
    with socket.socket() as bound:  # but not listening
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        nowhere = connection_with(changed=replace(settings, auth_url=url))
        run = judge.fire(judge.run(9, workers=1), nowhere)

    (lost,) = judge.runs.rows(run.id, state=NOT_SENT)
    assert run.state is RunState.PAUSED
    assert (lost.number, lost.attempts) == (1, 3)
    assert "Nothing listens there" in lost.text
    assert judge.runs.retry_failures(run.id) == 1
    assert judge.is_settled(judge.fire(run)) == {ACCEPTED: 9}


def test_a_run_can_not_be_fired_twice_at_a_time(judge):
    judge.fault("delay", seconds=1.0)  # longer than the second one waits its turn
    run = judge.run(8)

    async def fire_once_more(_):
        await judge.until(lambda: judge.heard)
        with pytest.raises(Failure, match="under way"):
            await judge.bulk(run).run()

    assert judge.fire_with(run, fire_once_more).state is RunState.DONE
    assert judge.is_settled(run) == {ACCEPTED: 8}


@pytest.mark.parametrize("door", RunDoor)
def test_rows_made_before_the_allow_list_hold_up_nobody_else(
    judge, connection_with, settings, door
):
    allowed = tuple(contact(n) for n in (1, 2, 4, 5, 6))
    north = connection_with(changed=replace(settings, name="North", allowed=allowed))
    run = judge.run(6, door=door)

    ended = judge.fire(run, north)

    (lost,) = judge.runs.rows(run.id, state=NOT_SENT)
    assert ended.state is RunState.DONE
    assert judge.runs.counts(run.id) == {ACCEPTED: 5, NOT_SENT: 1}
    assert (lost.number, lost.attempts) == (3, 0)
    assert lost.text == f"“{contact(3)}” is not on the allow-list of “North”."
