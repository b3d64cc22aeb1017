"""A tenant mirrored into a simulator; a second simulator stands for the live one."""

import asyncio
from dataclasses import replace

import pytest
import requests

from jbdesk.api import event_definitions as api_definitions
from jbdesk.api import events, journeys
from jbdesk.api.client import Client
from jbdesk.api.errors import NotAuthorised
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import connect
from jbdesk.services.simulated import mirror
from jbdesk.simulator.server import Simulator

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"
ADA = {
    "ContactKey": "ada",
    "EventDefinitionKey": SIGNUP,
    "Data": {"EmailAddress": "ada@example.com", "FirstName": "Ada"},
}
RULE = {"method": "GET", "path": "/interaction/v1/interactions/key:*"}


class Here:
    """The simulator on this computer that the mirror goes into."""

    def __init__(self, simulator, settings):
        self.simulator = simulator
        self.settings = replace(
            settings,
            client_id=simulator.client_id,
            account_id="",
            auth_url=simulator.auth_url,
            rest_url=simulator.rest_url,
        )
        self.client = Client(
            self.settings, lambda: simulator.client_secret, lambda _: None
        )

    async def control(self, method, path, body=None):
        return await asyncio.to_thread(self.client.control, method, path, body)


@pytest.fixture
def here(settings):
    with Simulator(seed="empty", publish_seconds=0.05) as running:
        made = Here(running, settings)
        yield made
        made.client.abort()


@pytest.fixture
def live(connection_with, settings):
    return connection_with(changed=replace(settings, id="live", name="Production"))


@pytest.fixture
def in_mirror(here, work, exchanges):
    """Connects to the business unit that a mirror made."""
    made = []

    def connected(mirrored):
        there = replace(here.settings, account_id=str(mirrored.account_id))
        secret = here.simulator.client_secret
        made.append(connect(there, secret, work, exchanges.record))
        return made[-1]

    yield connected
    for each in made:
        each.close()


def test_a_journey_that_ran_there_can_be_fired_at_here(
    aio, live, here, in_mirror, tenant
):
    told = []

    async def story():
        found = await mirror.mirror(live, here.control, told.append)
        connection = in_mirror(found)
        return (
            found,
            await connection(events.fire, ADA),
            await here.control(
                "GET", f"/simulator/contacts/ada?account_id={found.account_id}"
            ),
            await connection(api_definitions.get_by_key, SIGNUP),
            await live(api_definitions.get_by_key, SIGNUP),
            await connection(journeys.get, "nto-welcome-series", 2),
            await live(journeys.get, "nto-welcome-series", 2),
        )

    found, fired, contact, definition, its_model, version, its_own = aio(story())

    assert str(found) == (
        "63 event definitions, 12 data extensions, 8 journey versions."
    )
    assert found.business_unit == "Mirror of Production"
    assert fired
    [visit] = contact["journeys"]
    assert (visit["journeyKey"], visit["isInside"]) == ("nto-welcome-series", True)
    counted = ("interactionCount", "publishedInteractionCount")
    assert without(definition.body, counted) == without(its_model.body, counted)
    assert without(version, ("stats",)) == without(its_own, ("stats",))
    assert "Reading journeys: 8 of 8" in told


def without(body, names):
    return {name: value for name, value in body.items() if name not in names}


def test_nothing_is_written_there_and_no_rows_are_read(aio, live, here, tenant):
    before = tenant.tenant.state()["counts"]

    found = aio(mirror.mirror(live, here.control, lambda _: None))

    asked = {(each["method"], each["path"]) for each in tenant.tenant.journal.all()}
    assert {method for method, path in asked if path != "/v2/token"} == {"GET"}
    assert not [path for _, path in asked if "rowset" in path or "contacts" in path]
    assert tenant.tenant.state()["counts"] == before
    place = f"/simulator/data-extensions/Members/rows?account_id={found.account_id}"
    assert aio(here.control("GET", place))["rows"] == []


def test_large_journeys_go_over_in_portions(aio, live, here, monkeypatch):
    monkeypatch.setattr(mirror, "PART", 10_000)

    found = aio(mirror.mirror(live, here.control, lambda _: None))

    assert (found.journeys, found.event_definitions, found.problems) == (8, 63, ())


def test_a_second_mirror_replaces_the_first(aio, live, here):
    async def story():
        first = await mirror.mirror(live, here.control, lambda _: None)
        second = await mirror.mirror(live, here.control, lambda _: None)
        place = f"/simulator/state?account_id={first.account_id}"
        return first, second, await here.control("GET", place)

    first, second, state = aio(story())

    assert first == second
    assert state["counts"]["journeys"] == first.journeys
    assert state["counts"]["data_extensions"] == first.data_extensions


def test_what_can_not_be_read_is_told_and_the_rest_goes_on(aio, live, here, tenant):
    gone = {**RULE, "path": f"{RULE['path']}cart*", "action": "status", "status": 404}
    tenant.tenant.faults.put([gone])

    found = aio(mirror.mirror(live, here.control, lambda _: None))

    [problem] = found.problems
    assert problem.startswith("Cart reminder, version 1: ")
    assert str(found).endswith("7 journey versions; 1 could not be read.")


def test_a_busy_service_is_given_the_time_it_asks_for(
    aio, live, here, tenant, monkeypatch
):
    waits = []
    asleep = asyncio.sleep

    async def no_sleep(seconds):
        waits.append(seconds)
        await asleep(0)

    monkeypatch.setattr(asyncio, "sleep", no_sleep)
    tenant.tenant.faults.put(
        [{**RULE, "action": "throttle", "seconds": 30, "times": 2}]
    )
    told = []

    found = aio(mirror.mirror(live, here.control, told.append))

    assert found.problems == ()
    assert waits == [30, 30]
    assert "The service asks to wait 30 s …" in told


def test_a_mirror_that_is_cancelled_leaves_nothing_behind(aio, live, here):
    async def story():
        reached = asyncio.Event()

        def progress(text):
            if text.startswith("Reading journeys: 2"):
                reached.set()

        task = asyncio.create_task(mirror.mirror(live, here.control, progress))
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await here.control("GET", "/simulator/tenants")

    [only] = aio(story())["items"]

    assert [each["name"] for each in only["business_units"]] == ["NTO Retail"]


def test_credentials_that_are_refused_end_the_mirror(
    aio, connection_with, settings, here
):
    live = connection_with("wrong", replace(settings, id="live"))

    with pytest.raises(NotAuthorised):
        aio(mirror.mirror(live, here.control, lambda _: None))


def test_the_simulator_is_not_mirrored_into_itself(aio, connection, here):
    with pytest.raises(Failure, match="into itself"):
        aio(mirror.mirror(connection, here.control, lambda _: None))


@pytest.mark.parametrize(
    "body",
    [
        {"journeys": "all"},
        {"journeys": [{"name": "x"}, 5, {"name": "x", "key": "k", "version": True}]},
        {"event_definitions": [{"name": "x", "id": ""}]},
        {"data_extensions": [{"name": "x", "id": "1", "fields": [{"name": 1}]}]},
    ],
)
def test_what_is_not_in_the_services_form_is_not_taken(here, body):
    answer = requests.post(
        f"{here.simulator.rest_url}simulator/mirror",
        json=body,
        headers={"Authorization": f"Bearer {here.simulator.client_secret}"},
        timeout=10,
    )

    assert answer.status_code == 400 or len(answer.json()["problems"]) > 0
    assert here.simulator.tenant.state()["counts"]["journeys"] == 0
