"""Breakpoints: the clock stops where a contact arrives, and goes on when told."""

import threading

import pytest
from plain_client import MONDAY, SIGNUP, Client

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

JOURNEY = "nto-welcome-series"
SECOND_WAIT = {"journeyKey": JOURNEY, "activityKey": "WAITBYDURATION-2"}
EMAIL = {"journeyKey": JOURNEY, "activityKey": "EMAILV2-2"}


def stop_at(client, place, **more):
    answer = client.control("PUT", "breakpoints", place | more)
    assert answer.status_code == 200, answer.text


def fire(client, *contact_keys):
    for key in contact_keys:
        client.fire(key, EmailAddress=f"{key}@example.com")


def clock(client):
    return client.control("GET", "clock").json()


def visit(client, contact_key="ada"):
    return client.contact(contact_key)["journeys"][0]


def test_a_jump_stops_at_the_instant_a_contact_reaches_the_breakpoint(client):
    stop_at(client, SECOND_WAIT)
    fire(client, "ada")

    told = client.advance("P7D")

    assert told["now"] == "2026-03-02T15:05:00+00:00"
    assert told["running"] is False
    assert told["stopped"]["contactKey"] == "ada"
    assert told["stopped"]["activityKey"] == "WAITBYDURATION-2"
    title = told["stopped"]["activityTitle"]
    words = f"Stopped at the breakpoint “{title}”: contact ada."
    assert client.control("GET", "state").json()["clock"]["stopped"]["text"] == words


def test_a_contact_is_held_before_the_activity_acts(client):
    stop_at(client, EMAIL)
    fire(client, "ada")

    client.advance("P7D")

    assert visit(client)["activity"] == "EMAILV2-2"
    assert client.contact("ada")["messages"] == []
    client.advance("PT0S")
    assert len(client.contact("ada")["messages"]) == 1
    assert clock(client)["stopped"] is None


def test_nobody_else_moves_while_the_clock_stands_at_a_breakpoint(client, real_time):
    stop_at(client, SECOND_WAIT, contactKey="ada")
    fire(client, "ada")
    client.advance("PT1S")
    fire(client, "ben")

    client.advance("P7D")
    real_time.seconds += 3600
    client.control("POST", "clock", {"speed": 10})

    assert clock(client)["now"] == "2026-03-02T15:05:00+00:00"
    assert visit(client, "ben")["until"] == "2026-03-02T15:05:01+00:00"


def test_next_lets_the_held_contact_go_on_at_the_same_instant(client):
    stop_at(client, EMAIL)
    fire(client, "ada")
    stood = client.advance("P7D")["now"]

    told = client.advance("next")

    assert (told["now"], told["stopped"]) == (stood, None)
    assert visit(client)["activity"] == "WAITBYDURATION-2"


def test_each_contact_stops_the_clock_unless_one_is_named(client):
    stop_at(client, EMAIL)
    fire(client, "ada", "ben")

    held = [client.advance("P30D")["stopped"] for _ in range(3)]

    assert [each and each["contactKey"] for each in held] == ["ada", "ben", None]


def test_a_breakpoint_for_one_contact_lets_others_pass(client):
    stop_at(client, EMAIL, contactKey="ben")
    fire(client, "ada", "ben")

    told = client.advance("P30D")

    assert told["stopped"]["contactKey"] == "ben"
    assert len(client.contact("ada")["messages"]) == 1


def test_a_running_clock_stops_there_too_and_runs_on(client, real_time):
    stop_at(client, SECOND_WAIT)
    client.control("POST", "clock", {"running": True, "speed": 60})
    fire(client, "ada")
    real_time.seconds += 600

    told = client.control("POST", "clock", {"speed": 60}).json()
    assert told["now"] == "2026-03-02T15:05:00+00:00"
    assert told["running"] is False

    told = client.control("POST", "clock", {"running": True}).json()
    assert (told["running"], told["stopped"]) == (True, None)
    assert visit(client)["until"] is not None


def test_an_event_that_leads_straight_to_a_breakpoint_is_accepted(client):
    stop_at(client, {"journeyKey": JOURNEY, "activityKey": "WAITBYDURATION-1"})

    answer = client.fire("ada", SIGNUP, EmailAddress="ada@example.com")

    assert answer.status_code == 201
    assert clock(client)["stopped"]["contactKey"] == "ada"
    assert visit(client)["activity"] == "WAITBYDURATION-1"


def test_a_held_contact_can_be_taken_out(client):
    stop_at(client, EMAIL)
    fire(client, "ada")
    client.advance("P7D")

    leave = {"ContactKey": "ada", "DefinitionKey": JOURNEY}
    client.post("interaction/v1/interactions/contactexit", leave)
    client.advance("P1D")

    assert visit(client)["isInside"] is False
    assert client.contact("ada")["messages"] == []


def test_a_stop_at_a_breakpoint_outlives_a_restart(tmp_path, real_time):
    def opened():
        standing = Clock(MONDAY, is_running=False, real=real_time)
        return Simulator(home=tmp_path, clock=standing, publish_seconds=0)

    with opened() as simulator:
        client = Client(simulator)
        stop_at(client, EMAIL)
        fire(client, "ada")
        stood = client.advance("P7D")

    with Simulator(home=tmp_path) as simulator:
        client = Client(simulator)
        assert clock(client) == stood
        client.advance("PT0S")
        assert len(client.contact("ada")["messages"]) == 1


def test_breakpoints_are_listed_with_their_names_and_taken_away_one_by_one(client):
    stop_at(client, EMAIL)
    stop_at(client, EMAIL)
    stop_at(client, SECOND_WAIT, contactKey="ada")

    told = client.control("GET", "breakpoints").json()
    assert told["count"] == 2
    assert told["items"][0] == {
        **EMAIL,
        "journeyName": "Welcome series",
        "activityTitle": told["items"][0]["activityTitle"],
        "contactKey": None,
    }

    path = f"breakpoints?journeyKey={JOURNEY}&activityKey=EMAILV2-2"
    left = client.control("DELETE", path).json()["items"]
    assert [each["activityKey"] for each in left] == ["WAITBYDURATION-2"]
    assert client.control("DELETE", "breakpoints").json()["items"] == []


@pytest.mark.parametrize("body", [[SECOND_WAIT], {"items": [SECOND_WAIT]}])
def test_all_breakpoints_can_be_replaced_at_once(client, body):
    stop_at(client, EMAIL)

    client.control("PUT", "breakpoints", body)

    [left] = client.control("GET", "breakpoints").json()["items"]
    assert left["activityKey"] == "WAITBYDURATION-2"


@pytest.mark.parametrize(
    "place",
    [
        {"journeyKey": "none", "activityKey": "EMAILV2-2"},
        {"journeyKey": JOURNEY, "activityKey": "EMAILV2-99"},
        {},
    ],
)
def test_a_breakpoint_where_there_is_no_such_activity_is_refused(client, place):
    answer = client.control("PUT", "breakpoints", place)

    assert answer.status_code == 404
    assert client.control("GET", "breakpoints").json()["items"] == []


def test_a_jump_passes_the_business_units_in_the_order_of_time(simulator, client):
    office = 510004320
    other = Client(simulator)
    other.sign_in(account_id=office)
    [definition] = other.get("interaction/v1/eventDefinitions").json()["items"]
    data = {"WorkEmail": "ruth@nto.example", "FirstName": "Ruth"}
    key = definition["eventDefinitionKey"]
    assert other.fire("ruth", key, **data).status_code == 201
    fire(client, "ada")
    where = {"journeyKey": "nto-first-week", "activityKey": "EMAILV2-1"}
    answer = client.control("PUT", f"breakpoints?account_id={office}", where)
    assert answer.status_code == 200, answer.text

    told = client.advance("P30D")

    assert told["stopped"]["contactKey"] == "ruth"
    stood = told["now"]
    steps = visit(client)["steps"]
    assert all(each["left"] <= stood for each in steps)
    next_due = visit(client)["until"]
    assert next_due is None or next_due >= stood


def test_a_breakpoint_and_who_is_held_there_go_with_an_exported_tenant(client):
    stop_at(client, EMAIL)
    fire(client, "ada")
    stood = client.advance("P7D")
    exported = client.control("GET", "export").json()

    client.control("POST", "reset", {"seed": "demo"})
    assert client.control("GET", "breakpoints").json()["items"] == []
    assert clock(client)["stopped"] is None
    client.control("POST", "import", exported)

    assert clock(client) == stood
    assert client.control("GET", "breakpoints").json()["count"] == 1
    client.advance("PT0S")
    assert len(client.contact("ada")["messages"]) == 1


def test_whoever_looks_during_a_jump_sees_time_go_forward_only(client):
    fire(client, *(f"c{number}" for number in range(30)))
    seen = []
    jump = threading.Thread(target=client.advance, args=("P3D",))

    jump.start()
    while jump.is_alive():
        seen.append(clock(client)["now"])
    jump.join()

    assert seen == sorted(seen)
    assert clock(client)["now"] == "2026-03-05T15:00:00+00:00"
