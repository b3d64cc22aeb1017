"""All versions of a journey are paused and resumed in one call."""

import pytest

from jbdesk.api import journeys as journeys_api
from jbdesk.model.journeys.journey_pause import PauseOptions
from jbdesk.model.problem import Failure
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing
from jbdesk.services.journeys import journeys, publishing

RUNNING = "nto-welcome-series"  # version 2; version 1 is stopped


@pytest.fixture
def susan(aio, connection, ledger):
    """Somebody inside version 2."""
    journey, _ = aio(journeys.open(connection, RUNNING))
    key = journey.trigger.event_definition_key
    definition = aio(event_definitions.get(connection, key))
    data = {"EmailAddress": "susan@example.com", "Updated": False}
    aio(firing.fire(connection, ledger, definition, "susan@example.com", data))


@pytest.fixture
def two_that_hold(aio, life, versions, connection, susan):
    """Version 2 finishes with somebody inside, version 3 runs."""
    aio(life.new_version(versions(RUNNING)[0]))
    draft = versions(RUNNING)[0]
    told = []
    aio(publishing.publish(connection, draft.name, draft.stamp, told.append))
    return lambda: [(e.version, e.status) for e in versions(RUNNING)[:2]]


def test_all_versions_are_paused_and_resumed_in_one_call(
    aio, life, versions, two_that_hold, points
):
    assert two_that_hold() == [(3, "Published"), (2, "Unpublished")]

    aio(life.pause_all(versions(RUNNING), PauseOptions(3)))
    assert two_that_hold() == [(3, "Paused"), (2, "Paused")]

    aio(life.resume_all(versions(RUNNING)))
    assert two_that_hold() == [(3, "Published"), (2, "Unpublished")]
    assert [each.why for each in points.of("simulator", RUNNING)][:2] == [
        "Before resuming version 2",
        "Before resuming version 3",
    ]


def test_not_all_are_paused_where_somebody_else_changed_one(
    aio, life, versions, connection, two_that_hold
):
    seen = versions(RUNNING)
    aio(connection(journeys_api.stop, seen[0].id, 2))

    with pytest.raises(Failure, match="it is stopped by now"):
        aio(life.pause_all(seen, PauseOptions()))

    assert two_that_hold() == [(3, "Published"), (2, "Stopped")]
