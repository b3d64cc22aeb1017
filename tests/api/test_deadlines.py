"""One thread watches all calls, and goes when there are none."""

import threading

import pytest

from jbdesk.api import events
from jbdesk.api.errors import OutcomeUnknown

EVENT = {"ContactKey": "susan", "EventDefinitionKey": "Welcome", "Data": {}}


def watchers():
    return [e for e in threading.enumerate() if e.name == "jbdesk-deadline"]


def test_many_calls_are_watched_by_one_thread(service, client):
    service.act = lambda line: line.answer(201, {"eventInstanceId": "e-1"})

    for _ in range(20):
        events.fire(client, EVENT)

    assert len(watchers()) == 1


def test_the_thread_goes_with_the_last_call(service, client):
    service.act = lambda line: line.answer(201, {"eventInstanceId": "e-1"})
    events.fire(client, EVENT)
    (watcher,) = watchers()

    watcher.join(timeout=5)
    assert not watcher.is_alive()

    events.fire(client, EVENT)
    assert len(watchers()) == 1


def test_each_call_has_its_own_end(service, client_with):
    client = client_with(total=0.4)
    events_taken = {"eventInstanceId": "e-1"}
    service.act = lambda line: line.answer(201, events_taken)
    events.fire(client, EVENT)
    service.act = service.drip

    with pytest.raises(OutcomeUnknown, match="within 0"):
        events.fire(client, EVENT)

    service.act = lambda line: line.answer(201, events_taken)
    assert events.fire(client, EVENT).event_instance_id == "e-1"
