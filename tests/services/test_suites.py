"""Suites on a simulator of their own, and fired for real."""

import asyncio
from dataclasses import replace

import pytest
from builders import (
    END,
    criteria_equal,
    email,
    engagement_split,
    journey,
    split,
    trigger,
    update,
    wait,
)
from suite_builders import ADA, WELCOME, a_suite, states

from jbdesk.api.client import Client
from jbdesk.model.problem import Failure
from jbdesk.model.suites.suite_verdict import State
from jbdesk.services.connections.connection import connect
from jbdesk.services.suites import suites
from jbdesk.simulator.server import Simulator

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


class Stand:
    """A simulator that is there for rehearsals alone."""

    def __init__(self, simulator, settings, work, exchanges):
        there = replace(
            settings,
            client_id=simulator.client_id,
            account_id="",
            auth_url=simulator.auth_url,
            rest_url=simulator.rest_url,
        )
        secret = simulator.client_secret
        self.connection = connect(there, secret, work, exchanges.record)
        self.client = Client(there, lambda: secret, lambda _: None)

    async def control(self, method, path, body=None):
        return await asyncio.to_thread(self.client.control, method, path, body)


@pytest.fixture
def stand(settings, work, exchanges):
    with Simulator(seed="empty", publish_seconds=0.05) as running:
        made = Stand(running, settings, work, exchanges)
        yield made
        made.connection.close()
        made.client.abort()


def draft():
    return journey(
        wait("WAIT-1", 2, "DAYS", name="Two days"),
        split("SPLIT-1", vip="EMAIL-1", remainder=END),
        email("EMAIL-1", to=END, name="Email 2"),
    )


def rehearsed(aio, stand, material, wanted):
    return aio(suites.rehearse(stand.connection, stand.control, material, wanted))


def test_a_draft_is_rehearsed_on_a_simulator(aio, stand):
    wanted = a_suite(
        (
            "susan",
            {"Kind": "vip"},
            [
                {"takes": "vip"},
                {"reaches": "Email 2", "within": "2 days"},
                {"leavesAt": "Email 2"},
                {"waitsAt": "Two days", "after": "1 day"},
            ],
            {},
        ),
        ("old", {"Kind": "old"}, [{"reaches": "Email 2"}, {"turnedAway": True}], {}),
    )
    contacts = [each.contact for each in wanted.cases]

    result = rehearsed(aio, stand, suites.made_up(draft(), contacts), wanted)

    met, not_met = State.MET, State.NOT_MET
    assert states(result) == [[met] * 4, [not_met] * 2]
    assert result.coverage.untaken == ()


def test_a_value_that_the_journey_sets_is_read_from_the_row(aio, stand):
    story = journey(update("UPDATE-1", to=END, value="yes"))
    wanted = a_suite(("a", {"Updated": "no"}, [{"updates": "Updated", "to": "no"}], {}))
    contacts = [each.contact for each in wanted.cases]

    result = rehearsed(aio, stand, suites.made_up(story, contacts), wanted)

    assert states(result) == [[State.MET]]


def test_what_the_simulator_refuses_keeps_the_contact_out(aio, stand):
    wanted = a_suite(("a", {"Age": 7}, [{"enters": True}], {}))
    material = suites.made_up(draft(), [each.contact for each in wanted.cases])
    other = a_suite(("a", {"Agee": 7}, [{"enters": True}, {"turnedAway": True}], {}))

    result = rehearsed(aio, stand, material, other)

    assert states(result) == [[State.NOT_MET, State.MET]]
    assert result.cases[0].verdicts[0].why.startswith("The event was refused: ")


def test_what_is_stated_of_a_contact_counts_on_the_simulator(aio, stand):
    story = journey(
        email("EMAIL-1", name="Hello"),
        engagement_split("S-1", message="EMAIL-1", yes="EMAIL-2", no=END),
        email("EMAIL-2", to=END, name="Email 2"),
    )
    opened = {"engagement": {"EMAIL-1": {"opened": True}}}
    wanted = a_suite(
        ("a", {"Kind": "x"}, [{"reaches": "Email 2"}], opened),
        ("b", {"Kind": "x"}, [{"doesNotReach": "Email 2"}], {}),
    )
    contacts = [each.contact for each in wanted.cases]

    result = rehearsed(aio, stand, suites.made_up(story, contacts), wanted)

    assert states(result) == [[State.MET], [State.MET]]


def test_a_journey_without_an_entry_event_can_not_be_fired_into():
    with pytest.raises(Failure, match="no entry event"):
        suites.made_up(journey(wait("W"), event_key=""), [])


def test_what_a_connection_has_is_rehearsed_without_touching_it(
    aio, connection, stand, tenant
):
    wanted = a_suite(
        (
            "ada",
            ADA,
            [
                {"takes": "Named", "of": "Known by name?"},
                {"reaches": "Welcome, by name", "within": "5 minutes"},
            ],
            {},
        )
    )
    material = aio(suites.material_of(connection, WELCOME))

    result = rehearsed(aio, stand, material, wanted)

    assert states(result)[0][1] is State.MET
    assert tenant.tenant.store.all("SELECT id FROM visits") == []


def test_who_is_turned_away_on_the_simulator_is_so_with_the_reason(aio, stand):
    entry = trigger(criteria=criteria_equal("Kind", "vip"))
    story = journey(email("EMAIL-1", to=END), triggers=[entry])
    wanted = a_suite(
        ("old", {"Kind": "old"}, [{"turnedAway": "Kind"}, {"enters": True}], {}),
        ("new", {"Kind": "vip"}, [{"turnedAway": True}], {}),
    )
    contacts = [each.contact for each in wanted.cases]

    result = rehearsed(aio, stand, suites.made_up(story, contacts), wanted)

    assert states(result) == [[State.MET, State.NOT_MET], [State.NOT_MET]]


def test_attributes_of_a_contact_are_known_on_the_simulator(aio, stand):
    wanted = a_suite(
        (
            "a",
            {"Kind": "x"},
            [{"enters": True}],
            {"attributes": {"Member": {"City": "Berlin"}}},
        )
    )
    contacts = [each.contact for each in wanted.cases]

    rehearsed(aio, stand, suites.made_up(draft(), contacts), wanted)

    told = aio(stand.control("GET", "/simulator/contacts/a"))
    assert told["attributes"] == {"Member": {"City": "Berlin"}}


def test_who_still_waits_when_the_clock_stops_leaves_open_what_may_come(aio, stand):
    story = journey(wait("WAIT-1", 600, "DAYS", name="Long"), email("E", to=END))
    wanted = a_suite(
        ("a", {"K": 1}, [{"reaches": "E"}, {"waitsAt": "Long", "after": "9 days"}], {})
    )
    contacts = [each.contact for each in wanted.cases]

    result = rehearsed(aio, stand, suites.made_up(story, contacts), wanted)

    assert states(result) == [[State.OPEN, State.MET]]
    assert result.cases[0].verdicts[0].why == "It is still at “Long”."


def test_paths_that_lead_to_the_same_place_are_told_apart(aio, stand):
    story = journey(
        split("S-1", vip="E-1", gold="E-1", remainder="E-1"), email("E-1", to=END)
    )
    wanted = a_suite(
        ("a", {"Kind": "gold"}, [{"takes": "gold"}, {"takes": "vip"}], {}),
        ("b", {"Kind": "x"}, [{"takes": "remainder"}], {}),
    )
    contacts = [each.contact for each in wanted.cases]

    result = rehearsed(aio, stand, suites.made_up(story, contacts), wanted)

    assert states(result) == [[State.MET, State.NOT_MET], [State.MET]]


def test_a_draft_takes_its_event_as_the_connection_has_it(aio, connection):
    known = journey(email("E", to=END), event_key=SIGNUP)

    found = aio(suites.material_for(connection, known, []))
    made = aio(suites.material_for(connection, draft(), []))

    assert "FirstName" in [each.name for each in found.fields]
    assert made.definition.name == "Entry of Welcome"


def test_a_run_that_the_simulator_does_not_take_is_told(aio, stand):
    broken = journey(email("E", to=END), key="")
    wanted = a_suite(("a", {"K": 1}, [{"enters": True}], {}))
    material = suites.made_up(broken, [wanted.cases[0].contact])

    with pytest.raises(Failure):
        rehearsed(aio, stand, material, wanted)
