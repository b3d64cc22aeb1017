"""A token that dies mid-work, and tokens of several business units side by side."""

import asyncio
from dataclasses import replace

from sign_in_bench import HEAD_OFFICE, RETAIL

from jbdesk.api import event_definitions, events, journeys, tokens

EVENTS = "/interaction/v1/events"


def asked_for_tokens(exchanges):
    return [each for each in exchanges.all() if each.label == "Get token"]


def test_a_token_that_dies_while_many_work_is_replaced_once(
    aio, connection, exchanges, tenant
):
    async def story():
        await connection(journeys.page)
        tenant.tenant.faults.put(
            [{"method": "GET", "action": "expire-token", "nth": 1}]
        )
        calls = (connection(event_definitions.page) for _ in range(8))
        return await asyncio.gather(*calls)

    pages = aio(story())

    assert {each.count for each in pages} == {63}
    assert len(asked_for_tokens(exchanges)) == 2
    refused = [each for each in exchanges.all() if each.status == 401]
    assert 1 <= len(refused) <= 8


def test_an_event_that_met_a_dead_token_is_fired_again_and_taken_once(
    aio, connection, exchanges, tenant
):
    rule = {"method": "POST", "path": EVENTS, "action": "expire-token", "nth": 1}
    tenant.tenant.faults.put([rule])
    body = {
        "ContactKey": "ada",
        "EventDefinitionKey": "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40",
        "Data": {"EmailAddress": "ada@lakeside.example", "MemberID": 5},
    }
    accepted = aio(connection(events.fire, body))

    fired = [each for each in exchanges.all() if each.label == "Fire event"]
    assert [each.status for each in fired] == [401, 201]
    assert accepted.event_instance_id
    assert len(asked_for_tokens(exchanges)) == 2


def test_each_business_unit_works_with_a_token_of_its_own(
    aio, connection_with, settings, exchanges
):
    retail = connection_with(changed=replace(settings, account_id=RETAIL))
    office = connection_with(changed=replace(settings, account_id=HEAD_OFFICE))

    async def story():
        calls = (each(tokens.context) for each in (retail, office, retail, office))
        return [each.business_unit for each in await asyncio.gather(*calls)]

    assert aio(story()) == [RETAIL, HEAD_OFFICE] * 2
    assert len(asked_for_tokens(exchanges)) == 2
    assert retail.token.business_unit == RETAIL
    assert office.token.business_unit == HEAD_OFFICE
