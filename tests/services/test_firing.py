"""Firing against the simulator, and what became of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jbdesk.api import journeys as journeys_api
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.trace import LayerState
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing, tracer
from jbdesk.services.firing.visit import HERE
from jbdesk.services.journeys import journeys

WELCOME = "nto-welcome-series"
SUSAN = "susan@example.com"


@pytest.fixture
def story(aio, connection, ledger):
    """Find the definition that a journey listens to, fire at it, follow it."""

    class Story:
        def definition_of(self, journey_key):
            journey, _ = aio(journeys.open(connection, journey_key))
            key = journey.trigger.event_definition_key
            return aio(event_definitions.get(connection, key))

        def fire(self, definition, data, contact_key=SUSAN):
            fields = aio(event_definitions.fields_of(connection, definition))
            names = [each.name for each in fields]
            return aio(
                firing.fire(
                    connection, ledger, definition, contact_key, data, names=names
                )
            )

        def traces(self, delivery, most=1):
            async def collect():
                found = []
                following = tracer.follow(connection, delivery)
                async for trace in following:
                    found.append(trace)
                    if len(found) == most:
                        await following.aclose()
                        break
                return found

            return aio(collect())

        def enter(self, contact_key=SUSAN):
            data = {"EmailAddress": contact_key, "Updated": False}
            return self.fire(self.definition_of(WELCOME), data, contact_key)

    return Story()


def states(trace):
    return {layer.name: layer.state for layer in trace.layers}


def test_a_fired_contact_is_accepted_and_the_ledger_knows(story, ledger):
    delivery = story.enter()

    assert delivery.state is DeliveryState.ACCEPTED
    assert delivery.event_instance_id
    assert ledger.recent() == (delivery,)


def test_missing_fields_are_named_as_the_data_extension_names_them(story):
    delivery = story.fire(story.definition_of(WELCOME), {"FirstName": "Susan"})

    (problem,) = delivery.problems
    assert delivery.state is DeliveryState.REFUSED
    assert (problem.where.kind, problem.where.field) == ("form", "EmailAddress")
    assert "“EmailAddress”" in problem.text


def test_a_wrong_type_and_an_unknown_field_land_at_their_fields(story):
    data = {"EmailAddress": SUSAN, "MemberID": "many", "Colour": "red"}
    delivery = story.fire(story.definition_of(WELCOME), data)

    assert delivery.state is DeliveryState.REFUSED
    assert {each.where.field for each in delivery.problems} == {"MemberID", "Colour"}


def test_an_unknown_key_is_refused_in_words(story):
    unknown = EventDefinition({"eventDefinitionKey": "Nobody", "type": "APIEvent"})
    delivery = story.fire(unknown, {})

    assert delivery.state is DeliveryState.REFUSED
    assert "EventDefinitionKey not found" in delivery.problems[0].text

    (trace,) = story.traces(delivery)
    assert trace.is_final
    assert states(trace) == {"accepted": LayerState.NO}


def test_a_wrong_secret_means_that_nothing_was_sent(
    aio, connection_with, ledger, story
):
    definition = story.definition_of(WELCOME)
    connection = connection_with("wrong")

    delivery = aio(firing.fire(connection, ledger, definition, SUSAN, {}))

    assert delivery.state is DeliveryState.NOT_SENT
    assert delivery.problems[0].where.field == "client_secret"


def test_a_connection_cut_after_sending_is_unknown_and_fired_once(
    story, aio, connection, ledger, tenant
):
    definition = story.definition_of(WELCOME)
    rule = {
        "method": "POST",
        "path": "/interaction/v1/events",
        "action": "reset-after",
    }
    tenant.tenant.faults.put([rule])

    delivery = story.fire(definition, {"EmailAddress": SUSAN, "Updated": False})
    tenant.tenant.faults.clear()

    assert delivery.state is DeliveryState.UNKNOWN
    fired = [e for e in tenant.tenant.journal.all() if e["path"].endswith("/events")]
    assert len(fired) == 1
    (trace,) = story.traces(delivery)
    assert states(trace)["entered"] is LayerState.YES
    assert states(trace)["accepted"] is LayerState.YES


def test_a_contact_that_entered_is_followed_to_where_it_waits(story):
    (trace,) = story.traces(story.enter())

    assert set(states(trace).values()) == {LayerState.YES}
    assert trace.journey_key == WELCOME
    assert not trace.is_final
    assert trace.steps[-1].status == HERE
    assert trace.steps[-1].until is None
    assert all(step.ref and step.name for step in trace.steps)


def test_the_path_goes_on_with_the_tenants_clock_until_the_contact_leaves(
    story, tenant
):
    delivery = story.enter()
    before = story.traces(delivery)[-1]
    tenant.tenant.clock.set(tenant.tenant.now() + timedelta(days=25))
    tenant.tenant.woken()

    last = story.traces(delivery, most=20)[-1]

    assert last.is_final
    assert last.ends == "The contact reached the end of its path."
    assert len(last.steps) > len(before.steps)
    assert [step.ref for step in last.steps][: len(before.steps)] == [
        step.ref for step in before.steps
    ]
    assert all(step.until for step in last.steps)


def test_a_second_entry_is_turned_away_with_the_reason(story):
    story.enter()
    again = story.enter()

    (trace,) = story.traces(again)

    assert again.state is DeliveryState.ACCEPTED
    assert states(trace)["entered"] is LayerState.NO
    assert "inside this journey already" in trace.ends
    assert trace.is_final


def test_a_contact_that_misses_the_filter_is_turned_away(story):
    data = {"EmailAddress": SUSAN, "Updated": True}
    (trace,) = story.traces(story.fire(story.definition_of(WELCOME), data))

    assert states(trace)["entered"] is LayerState.NO
    assert "entry filter" in trace.ends


def test_a_journey_that_does_not_run_is_named(story):
    definition = story.definition_of("nto-cart-reminder")
    data = {
        "CartId": "c-1",
        "ContactKey": SUSAN,
        "EmailAddress": SUSAN,
    }
    delivery = story.fire(definition, data)

    (trace,) = story.traces(delivery)

    assert delivery.state is DeliveryState.ACCEPTED
    assert states(trace)["matched"] is LayerState.NO
    assert "No running journey listens" in trace.ends
    assert "“Cart reminder” is stopped" in trace.ends
    assert trace.is_final


def test_stopping_the_journey_ends_the_trace(story, aio, connection):
    delivery = story.enter()
    _, stamp = aio(journeys.open(connection, WELCOME))
    aio(connection(journeys_api.stop, stamp.id, stamp.version))

    trace = story.traces(delivery)[-1]

    assert trace.is_final
    assert states(trace)["entered"] is LayerState.YES
    assert "was running when the event came" in trace.layer("matched").text
    assert "the journey was stopped" in trace.ends


def test_an_older_delivery_is_traced_by_its_own_time(story):
    first = story.enter()
    story.enter()

    (trace,) = story.traces(replace(first, state=DeliveryState.UNKNOWN))

    assert states(trace)["entered"] is LayerState.YES
