"""One contact through each of the doors of the service."""

from dataclasses import replace

import pytest

from jbdesk.api import doors as api_doors
from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.trace import LayerState
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import acceptance, firing, tracer
from jbdesk.services.journeys import journeys
from jbdesk.simulator.kept import contact_records

WELCOME = "nto-welcome-series"
DATA = {"EmailAddress": "susan@example.com", "Updated": False}


@pytest.fixture
def definition(aio, connection):
    journey, _ = aio(journeys.open(connection, WELCOME))
    key = journey.trigger.event_definition_key
    return aio(event_definitions.get(connection, key))


@pytest.fixture
def fire(aio, connection, ledger, definition):
    def through(door, contact="susan@example.com", data=DATA):
        return aio(
            firing.fire(connection, ledger, definition, contact, data, door=door)
        )

    return through


@pytest.mark.parametrize(
    "door",
    [doors.EVENTS, doors.BATCH, doors.CONTACT_EVENTS, doors.EXPERIMENTAL],
    ids=lambda each: each.name,
)
def test_every_door_takes_a_contact_and_gives_its_event_an_id(fire, door):
    delivery = fire(door)

    assert delivery.state is DeliveryState.ACCEPTED
    assert len(delivery.event_instance_id) == 36
    assert doors.door_of(delivery.exchange.url).path == door.path


def test_a_batch_of_one_that_was_not_queued_is_a_refusal_at_its_field(fire):
    delivery = fire(doors.BATCH, data={"FirstName": "Susan"})

    (problem,) = delivery.problems
    assert delivery.state is DeliveryState.REFUSED
    assert problem.where.field.casefold() == "emailaddress"


def test_the_queue_tells_how_an_event_went(fire, aio, connection):
    delivery = fire(doors.BATCH)

    state, why = aio(connection(api_doors.queue_state, delivery.event_instance_id))

    assert state in ("queued", "processed")
    assert why == ""


def test_an_event_that_its_queue_fails_later_is_a_refused_delivery(
    fire, aio, connection, tenant
):
    tenant.tenant.queue_seconds = 3600
    delivery = fire(doors.BATCH)
    tenant.tenant.store.run(
        "UPDATE queued SET state = 'errored', body = ?",
        '{"data": {}, "errorcode": "30000", "message": "Runtime Error"}',
    )

    async def first():
        return await anext(tracer.follow(connection, delivery))

    settled = acceptance.settled(delivery, aio(first()))

    assert settled.state is DeliveryState.REFUSED
    assert "The queue could not carry the event out." in settled.problems[0].text


def test_the_door_is_known_again_by_address_and_body(fire):
    by_key = fire(doors.CONTACT_EVENTS)
    by_number = fire(doors.CONTACT_EVENTS_BY_NUMBER, contact="12345")

    assert acceptance.door_of(by_key) is doors.CONTACT_EVENTS
    assert acceptance.door_of(by_number) is doors.CONTACT_EVENTS_BY_NUMBER


def test_a_contact_named_by_its_number_is_followed_by_its_key(fire, aio, connection):
    fire(doors.EVENTS)
    number = str(contact_records.contact_id("susan@example.com"))
    delivery = fire(doors.CONTACT_EVENTS_BY_NUMBER, contact=number)

    async def first():
        return await anext(tracer.follow(connection, delivery))

    found = aio(first())
    key = f"Contact ID {number} has the contact key “susan@example.com”."
    assert key in found.layer("accepted").text
    assert found.layer("matched").state is LayerState.YES


def test_a_number_without_a_known_key_is_not_followed(fire, aio, connection):
    delivery = replace(
        fire(doors.CONTACT_EVENTS_BY_NUMBER, contact="12345"),
        state=DeliveryState.ACCEPTED,
    )

    async def first():
        return await anext(tracer.follow(connection, delivery))

    found = aio(first())
    assert found.is_final
    text = found.layer("entered").text
    assert "named by its contact ID" in text
    assert text.endswith("The service finds no contact key for it.")


def test_a_door_by_number_wants_a_number():
    door = doors.CONTACT_EVENTS_BY_NUMBER

    assert "whole number" in doors.refusal(door, "susan@example.com")
    assert doors.refusal(door, "36270040") == ""
    assert doors.refusal(doors.EVENTS, "susan@example.com") == ""


def test_every_door_says_in_a_sentence_what_it_does_differently():
    assert len({each.name for each in doors.DOORS}) == len(doors.DOORS)
    assert all(each.says.endswith(".") for each in doors.DOORS)
