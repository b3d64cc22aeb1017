"""Several business units and packages: what a token opens, and what it does not."""

import json
import sqlite3

import pytest
import requests
from plain_client import MONDAY, SIGNUP, Client

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

HEAD_OFFICE = 510004320
HIRED = "APIEvent-b5a7c1d2-64e8-4f0b-8c3e-91d0a7f4e652"
CONTEXT = "platform/v1/tokenContext"
EVENTS = "interaction/v1/eventDefinitions"
RUTH = {"WorkEmail": "ruth@nto.example", "FirstName": "Ruth"}


@pytest.fixture
def head_office(simulator):
    client = Client(simulator)
    client.sign_in(account_id=HEAD_OFFICE)
    return client


def test_a_token_is_bound_to_the_business_unit_it_was_asked_for(client, head_office):
    contexts = [each.get(CONTEXT).json() for each in (client, head_office)]

    assert [each["organization"]["id"] for each in contexts] == [510004321, HEAD_OFFICE]
    assert [each["enterprise"]["id"] for each in contexts] == [510004320] * 2
    told = head_office.get("v2/userinfo").json()["organization"]
    assert (told["member_id"], told["enterprise_id"]) == (HEAD_OFFICE, 510004320)


def test_each_business_unit_has_its_own_definitions_and_journeys(client, head_office):
    [own] = head_office.get(EVENTS).json()["items"]

    assert own["name"] == "Colleague hired"
    assert client.get(f"{EVENTS}/key:{HIRED}").status_code == 400
    assert client.fire("ruth", HIRED, **RUTH).status_code >= 400
    assert head_office.fire("ada", SIGNUP, EmailAddress="a@b.c").status_code >= 400
    assert client.journey("nto-first-week").get("errorcode") == 30003


def test_a_contact_is_inside_its_own_business_unit_alone(client, head_office):
    assert head_office.fire("ruth", HIRED, **RUTH).status_code == 201

    asked = f"contacts/ruth?account_id={HEAD_OFFICE}"
    [visit] = head_office.control("GET", asked).json()["journeys"]
    assert visit["isInside"]
    assert client.control("GET", "contacts/ruth").status_code == 404


def test_all_business_units_live_by_the_same_clock(client, head_office):
    client.fire("ada", EmailAddress="ada@example.com")
    head_office.fire("ruth", HIRED, **RUTH)

    assert client.advance("next")["now"].startswith("2026-03-02T15:05:00")
    client.advance("P1D")

    asked = f"contacts/ruth?account_id={HEAD_OFFICE}"
    [visit] = head_office.control("GET", asked).json()["journeys"]
    assert visit["activity"] == "WAITBYDURATION-2"


def test_no_two_business_units_give_the_same_ids(client, head_office):
    fired = [
        client.fire("ada", EmailAddress="ada@example.com").json(),
        head_office.fire("ruth", HIRED, **RUTH).json(),
    ]

    assert fired[0]["eventInstanceId"] != fired[1]["eventInstanceId"]


def test_a_control_for_a_business_unit_that_is_not_there_is_told_so(client):
    assert client.control("GET", "state?account_id=7").status_code == 404
    assert client.control("GET", "state?account_id=x").status_code == 404


def test_an_older_home_goes_on_as_one_business_unit(tmp_path, real_time):
    clock = Clock(MONDAY, is_running=False, real=real_time)
    with Simulator(home=tmp_path, clock=clock, publish_seconds=0) as simulator:
        client = Client(simulator)
        client.fire("ada", EmailAddress="ada@example.com")
        before = client.contact("ada")
    make_older(tmp_path)

    with Simulator(home=tmp_path, clock=clock, publish_seconds=0) as simulator:
        again = Client(simulator)
        assert simulator.client_id == client.simulator.client_id
        assert simulator.account_id == "510004321"
        assert again.contact("ada") == before
        again.session.headers = client.session.headers
        assert again.get(CONTEXT).status_code == 200
        assert (
            again.control("GET", f"state?account_id={HEAD_OFFICE}").status_code == 404
        )


def make_older(home):
    """Write the notes as they were before there were several business units."""
    base = sqlite3.connect(home / "simulator.db")
    [(text,)] = base.execute("SELECT value FROM notes WHERE name = 'enterprises'")
    [enterprise] = json.loads(text)
    package = enterprise["packages"][0]
    older = {
        name: package[name] for name in ("account_id", "scopes", "user_id", "user_name")
    }
    older |= {"name": enterprise["name"], "enterprise_id": enterprise["enterprise_id"]}
    base.execute("DELETE FROM notes WHERE name = 'enterprises'")
    notes = {"package": older}
    notes |= {name: package[name] for name in ("client_id", "client_secret")}
    for name, value in notes.items():
        base.execute("INSERT INTO notes VALUES (?, ?)", (name, json.dumps(value)))
    base.commit()
    base.close()


def test_every_business_unit_is_there_again_after_a_restart(tmp_path, real_time):
    clock = Clock(MONDAY, is_running=False, real=real_time)
    with Simulator(home=tmp_path, clock=clock, publish_seconds=0) as simulator:
        client = Client(simulator)
        client.sign_in(account_id=HEAD_OFFICE)
        client.fire("ruth", HIRED, **RUTH)
        token = client.session.headers["Authorization"]

    with Simulator(home=tmp_path, clock=clock, publish_seconds=0) as simulator:
        again = requests.get(
            simulator.rest_url + CONTEXT, headers={"Authorization": token}, timeout=10
        )
        assert again.json()["organization"]["id"] == HEAD_OFFICE
        asked = f"contacts/ruth?account_id={HEAD_OFFICE}"
        assert Client(simulator).control("GET", asked).json()["journeys"]
