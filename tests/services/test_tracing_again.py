"""Past deliveries traced again, and how sure each trace says it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.trace import LayerState
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import acceptance, firing, tracer
from jbdesk.services.firing.visit import HERE
from jbdesk.services.journeys import journeys

SUSAN = "susan@example.com"
DATA = {"EmailAddress": SUSAN, "Updated": False}


@pytest.fixture
def definition(aio, connection):
    journey, _ = aio(journeys.open(connection, "nto-welcome-series"))
    key = journey.trigger.event_definition_key
    return aio(event_definitions.get(connection, key))


@pytest.fixture
def fire(aio, connection, ledger, definition):
    def one(door=doors.EVENTS, data=DATA):
        return aio(firing.fire(connection, ledger, definition, SUSAN, data, door=door))

    return one


@pytest.fixture
def trace(aio, connection):
    def first(delivery, later=None, until=lambda _: True):
        async def ask():
            following = tracer.follow(connection, delivery, later)
            found = await anext(following)
            while not until(found):
                found = await anext(following)
            await following.aclose()
            return found

        return aio(ask())

    return first


def older(delivery):
    """The same delivery, made long ago by this computer's clock."""
    return replace(delivery, at=delivery.at - timedelta(hours=2))


def test_an_older_delivery_is_found_though_the_tenants_clock_was_moved(
    fire, trace, tenant
):
    tenant.tenant.clock.set(tenant.tenant.now() + timedelta(days=40))
    delivery = older(fire())

    found = trace(delivery)

    entered = found.layer("entered")
    assert entered.state is LayerState.YES
    assert entered.sure == "likely: the only entry since"


def test_two_fires_of_one_contact_are_told_apart_by_time(fire, trace, tenant):
    first = fire()
    tenant.tenant.clock.set(tenant.tenant.now() + timedelta(minutes=1))
    second = fire()

    one = trace(older(first), later=second).layer("entered")
    other = trace(second).layer("entered")

    assert (one.state, other.state) == (LayerState.YES, LayerState.NO)
    assert one.sure == "likely: the first of 2 entries since"
    assert other.sure == "certain"


def test_a_wait_tells_until_when_it_holds(fire, trace):
    here = trace(fire()).steps[-1]

    assert here.status == HERE
    assert here.due == here.at + timedelta(minutes=5)


def test_a_queued_event_says_so_until_it_went_through(fire, trace, tenant):
    tenant.tenant.queue_seconds = 1.0
    delivery = fire(doors.BATCH)

    waiting = trace(delivery).layer("accepted")
    done = trace(
        delivery, until=lambda t: t.layer("accepted").state is LayerState.YES
    ).layer("accepted")

    assert waiting.state is LayerState.PENDING
    assert "queue" in waiting.text
    assert "went through" in done.text


def test_an_unknown_delivery_that_is_found_is_settled(fire, trace):
    unknown = replace(
        fire(), state=DeliveryState.UNKNOWN, event_instance_id="", problems=()
    )

    settled = acceptance.settled(unknown, trace(unknown))

    assert settled.state is DeliveryState.ACCEPTED
    assert settled.id == unknown.id
    assert acceptance.settled(settled, trace(settled)) is None


def test_an_unknown_delivery_is_found_though_the_tenants_clock_is_behind(
    aio, connection, fire, tenant
):
    tenant.tenant.clock.set(tenant.tenant.now() - timedelta(days=200))
    unknown = replace(fire(), state=DeliveryState.UNKNOWN, exchange=None)

    async def ask():
        following = tracer.follow(connection, unknown, is_only=True)
        found = await anext(following)
        await following.aclose()
        return found

    entered = aio(ask()).layer("entered")

    assert entered.state is LayerState.YES
    assert entered.sure == "likely: the latest entry"


def test_an_unknown_delivery_that_is_not_found_stays_unknown(fire, trace):
    delivery = replace(fire(), contact_key="nobody", state=DeliveryState.UNKNOWN)

    found = trace(delivery)

    assert found.layer("entered").state is LayerState.PENDING
    assert acceptance.settled(delivery, found) is None
