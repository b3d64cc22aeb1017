"""What is known of an entry before anything is sent, against the simulator."""

import pytest

from jbdesk.model.firing.admission import Chance
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing, preflight
from jbdesk.services.journeys import journeys

WELCOME = "nto-welcome-series"
SUSAN = "susan@example.com"
DATA = {"EmailAddress": SUSAN, "Updated": False}


@pytest.fixture
def key(aio, connection):
    journey, _ = aio(journeys.open(connection, WELCOME))
    return journey.trigger.event_definition_key


@pytest.fixture
def look(aio, connection, key):
    def at(contact_key=SUSAN, data=DATA, of=key, address=""):
        async def whole():
            heard = await preflight.listening(connection, of)
            known = await preflight.whereabouts(connection, heard, contact_key, address)
            return preflight.outlooks(heard, contact_key, data, known)

        return aio(whole())

    return at


@pytest.fixture
def fire(aio, connection, ledger, key):
    def one(contact_key=SUSAN):
        definition = aio(event_definitions.get(connection, key))
        return aio(firing.fire(connection, ledger, definition, contact_key, DATA))

    return one


def test_a_new_contact_would_enter_and_is_not_known_yet(look):
    first, second = look()

    assert first.chance is Chance.YES
    assert "“Welcome series”" in first.title
    assert second.title.startswith("Not known whether the contact exists")


def test_who_is_inside_is_told_where_and_since_when(look, fire):
    fire()

    (found,) = look()

    assert found.chance is Chance.NO
    assert "already inside" in found.title
    assert "is at “5 minutes” since" in found.text


def test_the_condition_that_fails_is_told(look):
    found = look(data={**DATA, "Updated": True})

    assert found[0].chance is Chance.NO
    assert "Updated" in found[0].text


def test_a_key_that_nobody_knows_is_told(look):
    found = look(of="NTO-Sign-up")

    assert found[0].chance is Chance.NO
    assert "no event definition “NTO-Sign-up”" in found[0].title


def test_an_address_of_another_contact_is_told(look, fire):
    fire()

    found = look(contact_key="susan-2", address=SUSAN)

    assert "belongs to another contact" in found[-1].title
    assert SUSAN in found[-1].text


def test_what_cannot_be_read_is_not_known(look, tenant):
    tenant.tenant.faults.put(
        [{"path": "/interaction/v1/interactions", "action": "status", "status": 403}]
    )

    found = look()

    assert found[0].chance is Chance.UNKNOWN
    assert found[0].title == "Not known which journeys listen"


def test_where_the_contact_is_may_be_what_cannot_be_read(look, tenant):
    path = "/interaction/v1/interactions/contactMembership"
    tenant.tenant.faults.put([{"path": path, "action": "status", "status": 403}])

    found = look()

    assert {each.chance for each in found} == {Chance.UNKNOWN}
