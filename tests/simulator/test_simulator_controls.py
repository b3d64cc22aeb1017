from datetime import UTC, datetime

import pytest
from plain_client import SIGNUP, Client

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import duration

MEMBER = {"EmailAddress": "ada@example.com", "FirstName": "Ada"}


def now(client):
    return datetime.fromisoformat(client.control("GET", "clock").json()["now"])


def test_the_clock_stands_jumps_and_runs_faster(client, real_time):
    assert now(client) == datetime(2026, 3, 2, 15, tzinfo=UTC)

    client.advance("PT1H")
    assert now(client) == datetime(2026, 3, 2, 16, tzinfo=UTC)

    client.control("POST", "clock", {"now": "2026-04-01T08:00:00Z"})
    client.control("POST", "clock", {"running": True, "speed": 60})
    real_time.seconds += 60
    assert now(client) == datetime(2026, 4, 1, 9, tzinfo=UTC)


def test_the_clock_jumps_to_what_comes_next(client):
    client.fire("ada", **MEMBER)

    told = client.advance("next")

    assert told["now"].startswith("2026-03-02T15:05:00")
    assert client.contact("ada")["journeys"][0]["activity"] == "WAITBYDURATION-2"


@pytest.mark.parametrize(
    "body",
    [
        {"advance": "soon"},
        {"advance": "P999999999W"},
        {"now": "tomorrow"},
        {"speed": 0},
        {"speed": "fast"},
    ],
)
def test_a_clock_that_cannot_be_set_is_told_in_words(client, body):
    answer = client.control("POST", "clock", body)

    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".")


def test_durations_are_read():
    assert duration("P1DT2H30M").total_seconds() == 95400
    assert duration("PT1.5S").total_seconds() == 1.5
    assert duration("P2W").days == 14
    assert duration("P") is None


def test_the_state_tells_the_tenant_in_numbers(client):
    client.fire("ada", **MEMBER)

    state = client.control("GET", "state").json()

    assert state["name"] == "Northern Trails Outfitters"
    assert state["counts"]["contacts_inside"] == 1
    assert state["next"].startswith("2026-03-02T15:05:00")


def test_reset_begins_again_and_keeps_the_credentials(client):
    client.fire("ada", **MEMBER)

    client.control("POST", "reset", {"seed": "demo"})

    assert client.control("GET", "contacts/ada").status_code == 404
    assert client.get("platform/v1/tokenContext").status_code == 200
    client.control("POST", "reset", {"seed": "empty"})
    events = client.get("interaction/v1/eventDefinitions").json()
    assert "items" not in events


def test_an_exported_tenant_opens_elsewhere_as_it_was(client):
    client.fire("ada", **MEMBER)
    exported = client.control("GET", "export")

    with Simulator(seed="empty") as other:
        assert client.simulator.client_secret not in exported.text
        there = Client(other)
        answer = there.control("POST", "import", exported.json())
        assert answer.status_code == 200
        assert there.contact("ada") == client.contact("ada")
        there.advance("PT6M")
        assert there.contact("ada")["journeys"][0]["activity"] == "WAITBYDURATION-2"


def test_something_else_is_not_imported(client):
    answer = client.control("POST", "import", {"format": "mine", "tables": {}})

    assert answer.status_code == 400
    assert client.fire("ada", SIGNUP, **MEMBER).status_code == 201


def test_an_opened_message_can_be_stated(client):
    key = client.journey("nto-spring-trail-campaign")
    key = key["triggers"][0]["metaData"]["eventDefinitionKey"]
    hike = {"Trail": "Ridge", "HikeDate": "2026-04-01", "GroupSize": 2}
    for number in range(10):
        opened = {"EMAILV2-2": {"opened": number % 2 == 0}}
        client.control("PUT", f"contacts/c{number}/engagement", opened)
        client.fire(f"c{number}", key, EmailAddress=f"c{number}@nto.com", **hike)

    client.advance("P20D")

    for number in range(10):
        [visit] = client.contact(f"c{number}")["journeys"]
        steps = [step["activity"] for step in visit["steps"]]
        if "ENGAGEMENTSPLITV2-1" in steps:
            assert ("EMAILV2-5" in steps) is (number % 2 == 1)
