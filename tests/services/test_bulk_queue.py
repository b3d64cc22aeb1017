"""What the queue of the service makes of rows whose batch was taken."""

import asyncio

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import RunDoor
from jbdesk.services.runs import bulk_queue

ACCEPTED, REFUSED = DeliveryState.ACCEPTED, DeliveryState.REFUSED


def batch(judge, count=12):
    return judge.run(count, door=RunDoor.BATCH, batch_size=6, workers=1)


def follow(judge, run, seconds=5):
    return judge.aio(bulk_queue.follow(judge.connection, judge.runs, run, seconds))


def test_rows_that_the_queue_carried_out_stay_accepted(judge):
    run = judge.fire(batch(judge))

    followed = follow(judge, run)

    assert followed.words.endswith("none failed.")
    assert judge.is_settled(run) == {ACCEPTED: 12}


def test_rows_that_the_queue_fails_later_say_so(judge):
    judge.tenant.queue_seconds = 3600
    run = judge.fire(batch(judge))
    judge.tenant.store.run("DELETE FROM event_definitions")
    judge.tenant.store.run("UPDATE queued SET ready = 0")

    followed = follow(judge, run)

    rows = judge.runs.rows(run.id)
    assert followed.words == "12 rows failed in the service's queue."
    assert judge.is_settled(run) == {REFUSED: 12}
    assert rows[0].text.startswith("Taken by the service, then failed in its queue: ")


def test_the_queue_is_not_waited_for_longer_than_asked(judge):
    judge.tenant.queue_seconds = 3600
    run = judge.fire(batch(judge, 6))

    followed = follow(judge, run, seconds=0)

    assert followed.is_waiting
    assert "not known" in followed.words
    assert judge.runs.counts(run.id) == {ACCEPTED: 6}


def test_a_queue_that_can_not_be_asked_is_said_to_be_unknown(judge):
    run = judge.fire(batch(judge, 6))
    path = "/interaction/v1/async/events/status"
    judge.tenant.faults.put(
        [{"method": "GET", "path": path, "action": "status", "status": 403}]
    )

    async def asked():
        async with asyncio.timeout(10):
            return await bulk_queue.follow(judge.connection, judge.runs, run, 5)

    followed = judge.aio(asked())

    assert followed.words.startswith("Whether the queue carried the rows out")
    assert judge.runs.counts(run.id) == {ACCEPTED: 6}
