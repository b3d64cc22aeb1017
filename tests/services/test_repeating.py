"""A request that was sent before is sent once more, on a person's word alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jbdesk.model.exchange import Exchange
from jbdesk.model.exchanges.exchange_difference import compare
from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.problem import Failure
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing, repeating

SUSAN = "susan@example.com"
READ = Exchange(
    "1",
    datetime(2026, 3, 3, tzinfo=UTC),
    "GET",
    "https://elsewhere.example/interaction/v1/eventDefinitions?$page=1&name=a%7Bb%7D",
    request_headers=(("Authorization", "Bearer ••••••"),),
    label="List event definitions",
)


def posted(body, door=doors.EVENTS, host="https://x"):
    return replace(
        READ, method="POST", url=host + door.path, request_body=body, is_write=True
    )


def test_a_read_goes_to_the_connection_in_use_and_is_compared(
    aio, connection, ledger, exchanges
):
    first = aio(repeating.repeat(connection, ledger, READ))
    second = aio(repeating.repeat(connection, ledger, first))

    assert first.status == second.status == 200
    assert first.target == READ.target
    assert first.url.startswith("http://127.0.0.1")
    assert second.label == "List event definitions, again"
    assert [each for each in compare(first, second) if not each.is_usual] == []
    assert exchanges.all()[-1].id == second.id


def test_a_refused_answer_is_an_answer(aio, connection, ledger):
    missing = replace(READ, url="https://x/interaction/v1/interactions/key:nobody")

    answered = aio(repeating.repeat(connection, ledger, missing))

    assert answered.status == 404


def test_an_event_goes_through_the_ledger_again(aio, connection, ledger):
    definition = next(
        each
        for each in aio(event_definitions.list_all(connection))
        if each.name == "NTO Signup"
    )
    data = {"EmailAddress": SUSAN, "Updated": False}
    fired = aio(firing.fire(connection, ledger, definition, SUSAN, data))
    assert fired.state is DeliveryState.ACCEPTED, fired.problems

    again = aio(repeating.repeat(connection, ledger, fired.exchange))

    latest, first = ledger.recent()
    assert again.status == 201
    assert (latest.state, latest.contact_key) == (DeliveryState.ACCEPTED, SUSAN)
    assert latest.event_definition_key == definition.key
    assert latest.data == data
    assert latest.exchange.id == again.id
    assert latest.event_instance_id != first.event_instance_id


def test_without_a_token_nothing_is_sent_and_that_is_told(aio, connection_with, ledger):
    connection = connection_with(secret="wrong")

    with pytest.raises(Failure):
        aio(repeating.repeat(connection, ledger, READ))
    with pytest.raises(Failure):
        aio(repeating.repeat(connection, ledger, posted('{"contactKey": "a"}')))

    assert ledger.recent()[0].state is DeliveryState.NOT_SENT


def test_over_a_production_connection_nothing_is_changed_again_until_it_is_armed(
    aio, connection_with, settings, ledger, exchanges
):
    connection = connection_with(changed=replace(settings, colour="red"))
    stop = posted("{}")

    for write in (posted('{"contactKey": "a"}'), replace(stop, url="https://x/stop/1")):
        with pytest.raises(Failure, match="read-only"):
            aio(repeating.repeat(connection, ledger, write))

    assert aio(repeating.repeat(connection, ledger, READ)).status == 200
    assert {each.is_write for each in exchanges.all()} == {False}


@pytest.mark.parametrize(
    ("exchange", "reason"),
    [
        (replace(READ, method="POST", url="https://x/v2/token"), "asked for by itself"),
        (replace(READ, url="http://127.0.0.1:1/simulator/clock"), "in its pane"),
        (posted('{"password": "••••••"}'), "held a secret"),
        (replace(READ, url=f"{READ.url}&access_token=••••••"), "held a secret"),
        (posted('{"contactKey": "a… (9 more characters)'), "not kept whole"),
        (
            posted('{"members": [{"contactKey": "a"}, {}]}', doors.BATCH),
            "from their run",
        ),
    ],
)
def test_what_can_not_be_made_again_is_refused_in_words(
    aio, connection, ledger, exchange, reason
):
    assert reason in repeating.why_not(exchange)

    with pytest.raises(Failure, match=reason):
        aio(repeating.repeat(connection, ledger, exchange))

    assert ledger.recent() == ()


def test_what_it_does_is_told_before():
    one = posted('{"members": [{"contactKey": "ada"}]}', doors.BATCH)

    assert repeating.consequence(READ) == "It only reads: nothing is changed."
    assert "“ada” once more" in repeating.consequence(one)
    assert repeating.consequence(replace(one, url="https://x/stop")).startswith(
        "It changes something"
    )
