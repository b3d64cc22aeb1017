"""The simulator's business units as connections, and controls for the one in use."""

import asyncio

import pytest

from jbdesk.api import event_definitions
from jbdesk.api.client import Client
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import connect
from jbdesk.services.simulated.simulator_units import SimulatorUnits

HEAD_OFFICE = "simulator-510004320"


@pytest.fixture
def units(aio, tenant, settings):
    client = Client(settings, lambda: tenant.client_secret, lambda _: None)

    async def control(method, path, body=None):
        return await asyncio.to_thread(client.control, method, path, body)

    made = SimulatorUnits(control)
    aio(made.started(settings, tenant.client_secret))
    yield made
    client.abort()


def by_id(units, connection_id):
    return next(each for each in units.all if each.id == connection_id)


def test_each_package_in_each_business_unit_is_a_connection(units, settings):
    assert units.all[0] == settings
    assert [each.name for each in units.all[1:]] == [
        "NTO Head Office (simulator)",
        "NTO Head Office, NTO Reporting (simulator)",
        "NTO Retail, NTO Public App (simulator)",
    ]
    assert len({units.secret(each.id) for each in units.all}) == 3


def test_each_of_them_opens_its_own_business_unit(aio, units, work, exchanges):
    async def names_in(settings):
        secret = units.secret(settings.id)
        connection = connect(settings, secret, work, exchanges.record)
        try:
            page = await connection(event_definitions.page)
        finally:
            connection.close()
        return page.count

    async def story():
        return [await names_in(each) for each in units.all if not each.signs_in]

    assert aio(story()) == [63, 1, 1]


def test_controls_are_for_the_business_unit_in_use(aio, units):
    async def unit():
        return (await units.control("GET", "/simulator/state"))["business_unit"]

    assert aio(unit()) == "NTO Retail"
    units.use(by_id(units, HEAD_OFFICE))
    assert aio(unit()) == "NTO Head Office"
    assert aio(units.control("GET", "/simulator/contacts?$page=1"))["count"] == 0
    named = "/simulator/state?account_id=510004321"
    assert aio(units.control("GET", named))["business_unit"] == "NTO Retail"
    units.use(units.all[0])
    assert aio(unit()) == "NTO Retail"


def test_a_business_unit_that_a_reset_took_away_is_not_in_use_any_more(aio, units):
    units.use(by_id(units, HEAD_OFFICE))

    aio(units.control("POST", "/simulator/reset", {"seed": "empty"}))

    assert [each.id for each in units.all] == ["simulator"]
    assert aio(units.control("GET", "/simulator/state"))["account_id"] == "510004321"
    assert not units.knows(HEAD_OFFICE)
    assert units.of(510004320) == "simulator"


def test_a_new_business_unit_is_there_after_loading(aio, units):
    body = {"name": "NTO Canada"}
    made = aio(units.control("POST", "/simulator/business-units", body))

    aio(units.load())

    found = by_id(units, units.of(made["account_id"]))
    assert found.name == "NTO Canada (simulator)"


def test_a_simulator_that_does_not_tell_is_one_connection(aio, settings):
    async def silent(method, path, body):
        raise Failure("The simulator is not running.")

    units = SimulatorUnits(silent)
    aio(units.load())
    assert units.all == ()

    with pytest.raises(Failure):
        aio(units.started(settings, "secret"))

    assert units.all == (settings,)
    assert units.secret(settings.id) == "secret"
