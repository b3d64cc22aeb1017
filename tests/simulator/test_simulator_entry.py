"""Who may enter a journey, and what the history says of those who may not."""

import pytest
from engine_bench import JOURNEYS, criteria, decision
from plain_client import SIGNUP, wait

from jbdesk.simulator.kept import versions
from jbdesk.simulator.shapes.calls import Ref

INSIDE = "ContactAlreadyInInteraction"
WAS_INSIDE = "ContactPreviouslyInSameInteraction"


def test_a_contact_who_is_inside_is_turned_away_until_it_has_left(bench):
    bench.publish(wait("W-1", 60), entryMode="SingleEntryAcrossAllVersions")
    bench.fire()

    bench.fire()
    assert bench.refusals() == [INSIDE]
    bench.client.advance("PT1H")
    bench.fire()

    assert bench.refusals() == [INSIDE]
    assert [each["isInside"] for each in bench.visits()] == [False, True]


def test_whoever_finishes_in_the_old_version_is_turned_away_by_the_new_one(bench):
    mode = {"entryMode": "SingleEntryAcrossAllVersions"}
    bench.publish(wait("W-1", 60), **mode)
    bench.fire()
    bench.publish(wait("W-1", 5), version=2, **mode)

    bench.fire()
    bench.fire("ben")

    assert bench.refusals() == [INSIDE]
    assert bench.visit()["version"] == 1
    assert bench.visit("ben")["version"] == 2
    bench.client.advance("PT1H")
    bench.fire()
    assert [each["version"] for each in bench.visits()] == [1, 2]


def test_once_and_done_admits_nobody_twice_whichever_the_version(bench):
    bench.publish(wait("W-1", 60), entryMode="OnceAndDone")
    bench.fire()
    bench.fire()
    bench.client.advance("PT1H")
    bench.publish(wait("W-1", 60), version=2, entryMode="OnceAndDone")

    bench.fire()

    assert sorted(bench.refusals()) == [INSIDE, WAS_INSIDE]
    assert len(bench.visits()) == 1


def test_multiple_entries_let_a_contact_be_inside_more_than_once(bench):
    bench.publish(wait("W-1", 60))

    bench.fire()
    bench.client.advance("PT10M")
    bench.fire()

    assert [each["isInside"] for each in bench.visits()] == [True, True]
    assert bench.stats()["currentPopulation"] == 2
    assert bench.refusals() == []


def test_one_event_takes_a_contact_into_several_journeys(bench):
    bench.publish(wait("W-1", 60), key="one")
    bench.publish(wait("W-1", 90), key="two")

    bench.fire()

    found = bench.client.contact("ada")["journeys"]
    assert {each["journeyKey"] for each in found} == {
        "one",
        "two",
        "nto-welcome-series",
    }
    ids = {each["definitionInstanceId"] for each in found}
    assert len(ids) == 3


def test_an_event_is_offered_to_ten_running_journeys(bench):
    for number in range(10):  # the welcome series listens too
        bench.publish(wait("W-1", 60), key=f"j{number}")

    bench.fire()

    assert len(bench.client.contact("ada")["journeys"]) == 10
    [refusal] = bench.client.contact("ada")["turnedAway"]
    assert refusal["status"] == "Rejected"


def test_whoever_does_not_meet_the_entry_filter_is_accepted_and_turned_away(bench):
    listens = {
        "key": "TRIGGER",
        "name": "TRIGGER",
        "type": "APIEvent",
        "configurationArguments": {
            "criteria": criteria(f"Event.{SIGNUP}.FirstName", "Equal", "Grace")
        },
        "metaData": {"eventDefinitionKey": SIGNUP},
    }
    bench.client.create(
        "tried", [wait("W-1", 60)], triggers=[listens], entryMode="MultipleEntries"
    )
    assert bench.client.publish("tried")["status"] == "PublishCompleted"

    bench.fire("ada", FirstName="Ada")
    bench.fire("grace", FirstName="Grace")

    assert bench.refusals("ada") == ["DidNotMeetEntryCriteria"]
    assert bench.visits("ada") == []
    assert bench.visit("grace")["isInside"] is True


@pytest.mark.parametrize(
    ("action", "status"), [("stop", "Stopped"), ("pause", "Paused")]
)
def test_a_journey_that_does_not_run_admits_nobody(bench, action, status):
    bench.publish(wait("W-1", 60))
    bench.post(action)

    bench.fire()

    assert bench.refusals() == ["InteractionNotPublished"]
    [row] = bench.client.contact("ada")["turnedAway"]
    assert row["message"] == f"The journey is not running: its status is {status}."


def test_a_journey_without_a_first_activity_says_so(bench, simulator):
    bench.client.create(
        "tried",
        [],
        entryMode="MultipleEntries",
        triggers=[{"type": "APIEvent", "metaData": {"eventDefinitionKey": SIGNUP}}],
    )
    tenant = simulator.tenant
    with tenant.transaction():
        draft = versions.latest(tenant, Ref(is_key=True, value="tried"))
        versions.set_status(tenant, draft, "Published")

    bench.fire()

    assert bench.refusals() == ["ErrorDeterminingInitialActivity"]


def test_a_journey_made_again_after_its_end_knows_nobody(bench):
    bench.publish(wait("W-1", 60), entryMode="OnceAndDone")
    bench.fire()
    assert bench.client.delete(f"{JOURNEYS}/key:tried").status_code == 409
    bench.post("stop")
    assert bench.client.delete(f"{JOURNEYS}/key:tried").status_code == 200

    bench.publish(wait("W-1", 60), entryMode="OnceAndDone")
    bench.fire()

    assert [each["isInside"] for each in bench.visits()] == [False, True]
    assert bench.visits()[0]["ends"] == "The journey was stopped."


def test_an_event_without_a_row_of_its_own_changes_the_one_with_its_key(bench):
    wants = decision("S-1", "W-1", "W-2", criteria("Members.FirstName", "Equal", "Eve"))
    bench.publish(wait("W-0", 60, "S-1"), wants, wait("W-1", 1), wait("W-2", 1))
    bench.fire(FirstName="Ada")

    bench.fire("ben", EmailAddress="ada@example.com", FirstName="Eve")
    bench.client.advance("P1D")

    rows = [
        e
        for e in bench.client.rows("Members")
        if e["EmailAddress"] == "ada@example.com"
    ]
    assert len(rows) == 1
    assert bench.path("ada")[-1] == "W-1"
    assert bench.path("ben")[-1] == "W-1"
