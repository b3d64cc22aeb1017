"""Evidence of one simulator, replayed in another."""

import asyncio
import json
from dataclasses import replace

import pytest

from jbdesk.api.client import Client
from jbdesk.model.firing import evidence as model
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.problem import Failure
from jbdesk.services.afterwards import evidence
from jbdesk.services.connections.connection import connect
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing, tracer
from jbdesk.simulator.server import Simulator

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"
ADA = {"EmailAddress": "ada@lovelace.org", "FirstName": "Ada", "MemberID": 7}


@pytest.fixture
def colleague(settings, work, exchanges):
    """Another simulator, and how a business unit of it is reached."""
    with Simulator(seed="empty", publish_seconds=0.05) as running:
        there = replace(
            settings,
            client_id=running.client_id,
            account_id="",
            auth_url=running.auth_url,
            rest_url=running.rest_url,
        )
        secret, opened = running.client_secret, []
        client = Client(there, lambda: secret, lambda _: None)

        async def control(method, path, body=None):
            return await asyncio.to_thread(client.control, method, path, body)

        def unit(account_id):
            made = replace(there, account_id=str(account_id))
            opened.append(connect(made, secret, work, exchanges.record))
            return opened[-1]

        yield control, unit
        client.abort()
        for each in opened:
            each.close()


async def fired(connection, ledger, data, key="ada@lovelace.org"):
    definition = await event_definitions.get(connection, SIGNUP)
    return await firing.fire(connection, ledger, definition, key, data)


async def traced(connection, delivery):
    async for trace in tracer.follow(connection, delivery):
        entered = trace.layer("entered")
        if trace.is_final or (entered and entered.state == "yes"):
            return trace
    return None


async def whole(connection, ledger, data=ADA):
    delivery = await fired(connection, ledger, data)
    trace = await traced(connection, delivery)
    made, fields = await evidence.gather(connection, delivery, trace)
    chosen = evidence.personal(fields)
    return evidence.redacted(made, fields, chosen, connection.settings)


def test_a_case_goes_the_same_way_where_it_is_opened(
    aio, connection, ledger, colleague, tmp_path
):
    control, unit = colleague
    path = tmp_path / "case.json"

    async def story():
        await evidence.write(path, await whole(connection, ledger))
        read = await evidence.read(path)
        there = unit(await evidence.put_into_simulator(control, read))
        delivery = await fired(there, ledger, read.data, read.contact_key)
        return read, await traced(there, delivery)

    read, trace = aio(story())

    assert model.is_same(read, trace)
    assert trace.journey_key == "nto-welcome-series"
    assert trace.steps[-1].name == "5 minutes"


def test_neither_personal_values_nor_secrets_are_in_the_file(
    aio, connection, ledger, tenant, tmp_path
):
    path = tmp_path / "case.json"

    aio(evidence.write(path, aio(whole(connection, ledger))))

    text = path.read_text()
    assert "lovelace" not in text
    assert "Ada" not in text
    assert tenant.client_secret not in text
    body = json.loads(text)
    assert body["delivery"]["contactKey"] == "person0@example.com"
    assert body["delivery"]["data"]["MemberID"] == 7
    assert "person0@example.com" in body["exchange"]["request_body"]
    assert body["trace"]["layers"][0]["state"] == "yes"


def test_a_case_that_is_opened_again_begins_anew(aio, connection, ledger, colleague):
    control, _ = colleague
    made = aio(whole(connection, ledger))

    first = aio(evidence.put_into_simulator(control, made))
    second = aio(evidence.put_into_simulator(control, made))

    assert first != second
    told = aio(control("GET", "/simulator/tenants"))
    names = [each["name"] for each in told["items"][0]["business_units"]]
    assert f"Evidence of {made.made:%Y-%m-%d %H.%M} (2)" in names


def test_a_refusal_is_refused_again(aio, connection, ledger, colleague):
    control, unit = colleague

    async def story():
        delivery = await fired(connection, ledger, {"Nonsense": "x"})
        made, fields = await evidence.gather(connection, delivery)
        read = evidence.redacted(made, fields, (), connection.settings)
        there = unit(await evidence.put_into_simulator(control, read))
        return read, await fired(there, ledger, read.data, read.contact_key)

    read, again = aio(story())

    assert read.state is again.state is DeliveryState.REFUSED
    assert read.story.startswith("The event was refused. ")
    assert again.problems[0].text in read.story


def test_a_delivery_that_nobody_followed_is_traced_for_its_evidence(
    aio, connection, ledger
):
    delivery = aio(fired(connection, ledger, ADA))

    made, _ = aio(evidence.gather(connection, delivery))

    layers = {each["name"]: each["state"] for each in made.trace["layers"]}
    assert layers["matched"] == "yes"


def test_what_the_connection_does_not_give_any_more_is_left_out(
    aio, connection, ledger, tenant
):
    delivery = aio(fired(connection, ledger, ADA))
    path = "/interaction/v1/eventDefinitions/*"
    tenant.tenant.faults.put([{"path": path, "action": "status", "status": 404}])

    made, fields = aio(evidence.gather(connection, delivery))
    read = evidence.redacted(made, fields, ("FirstName",), connection.settings)

    assert read.journeys == ()
    assert read.definition.key == SIGNUP
    assert read.data["FirstName"] == "FirstName2"


def test_tenant_and_package_are_never_named(aio, connection, ledger, settings):
    delivery = aio(fired(connection, ledger, {**ADA, "LastName": settings.client_id}))
    made, fields = aio(evidence.gather(connection, delivery))
    real = replace(settings, auth_url="", rest_url="", subdomain="mc-secret-place")

    read = evidence.redacted(made, fields, (), real)

    assert read.data["LastName"] == "client-id"
    assert settings.account_id not in json.dumps(read.body)


def test_what_is_no_evidence_is_refused_in_words(aio, tmp_path):
    path = tmp_path / "case.json"
    for body, why in (
        ({}, "case.json is no evidence of jbdesk."),
        ({"jbdeskEvidence": 2}, "case.json was written by another version"),
        ({"jbdeskEvidence": 1}, "case.json is damaged"),
    ):
        path.write_text(json.dumps(body))

        with pytest.raises(Failure, match=why):
            aio(evidence.read(path))
    assert aio(evidence.is_evidence(path))
    assert not aio(evidence.is_evidence(tmp_path / "lost.json"))
