"""What becomes of contacts inside journeys: data, goals, loops, versions, calls."""

from engine_bench import (
    JOURNEYS,
    criteria,
    decision,
    email,
    exit_when,
    goal,
)
from plain_client import SIGNUP, wait

from jbdesk.simulator.kept import versions
from jbdesk.simulator.shapes.calls import Ref


def named(contact_data, value):
    """A filter on the name, by contact data as it stands or by the event as it came."""
    name = "Members.FirstName" if contact_data else f"Event.{SIGNUP}.FirstName"
    return criteria(name, "Equal", value)


def change_row(bench, **values):
    """Write the contact's row as an integration does, without any event."""
    items = [{"keys": {"EmailAddress": "ada@example.com"}, "values": values}]
    answer = bench.client.post("hub/v1/dataevents/key:Members/rowset", items)
    if not answer.ok:
        found = bench.client.get("data/v1/customobjects?$search=Members").json()
        key = next(e["key"] for e in found["items"] if e["name"] == "Members")
        answer = bench.client.post(f"hub/v1/dataevents/key:{key}/rowset", items)
    assert answer.ok, answer.text


def test_contact_data_is_read_when_it_is_looked_at_and_event_data_stays(bench):
    bench.publish(
        wait("W-0", 60, "S-1"),
        decision("S-1", "S-2", "W-3", named(True, "Grace")),
        decision("S-2", "W-1", "W-2", named(False, "Ada")),
        wait("W-1", 1),
        wait("W-2", 1),
        wait("W-3", 1),
    )
    bench.fire(FirstName="Ada")

    change_row(bench, FirstName="Grace")
    bench.client.advance("P1D")

    assert bench.path() == ["W-0", "S-1", "S-2", "W-1"]


def test_a_row_that_was_deleted_leaves_the_event_data_alone(bench):
    bench.publish(
        wait("W-0", 60, "S-1"),
        decision("S-1", "W-1", "S-2", named(True, "Ada")),
        decision("S-2", "W-2", "W-3", named(False, "Ada")),
        wait("W-1", 1),
        wait("W-2", 1),
        wait("W-3", 1),
    )
    bench.fire()

    found = bench.client.get("data/v1/customobjects?$search=Members").json()
    extension = next(e["id"] for e in found["items"] if e["name"] == "Members")
    bench.client.post(f"data/v1/customobjects/{extension}/cleardata")
    bench.client.advance("P1D")

    assert bench.path() == ["W-0", "S-1", "S-2", "W-2"]


def test_a_decision_sees_what_an_update_activity_has_written(bench):
    found = bench.client.get("data/v1/customobjects?$search=Members").json()
    extension = next(e["id"] for e in found["items"] if e["name"] == "Members")
    fields = bench.client.get(f"data/v1/customobjects/{extension}/fields").json()
    field = next(e["id"] for e in fields["fields"] if e["name"] == "LastName")
    update = {
        **wait("U-1", 0, "S-1"),
        "type": "UPDATECONTACTDATA",
        "arguments": {
            "activityData": {
                "updateContactFields": [
                    {"dataExtensionId": extension, "field": field, "value": "Hopper"}
                ]
            }
        },
        "metaData": {"isConfigured": True, "dataExtensionName": "Members"},
    }
    met = criteria("Members.LastName", "Equal", "Hopper")
    bench.publish(
        update, decision("S-1", "W-1", "W-2", met), wait("W-1", 1), wait("W-2", 1)
    )

    bench.fire()

    [row] = [
        e
        for e in bench.client.rows("Members")
        if e["EmailAddress"] == "ada@example.com"
    ]
    assert row["LastName"] == "Hopper"
    assert bench.path() == ["U-1", "S-1"]
    assert bench.visit()["activity"] == "W-1"


def test_a_goal_is_counted_where_it_does_not_end_the_journey(bench):
    bench.publish(
        wait("W-1", 60, "W-2"), wait("W-2", 60), goals=[goal(named(True, "Ada"))]
    )
    bench.fire("ada", FirstName="Ada")
    bench.fire("ben", FirstName="Ben")

    bench.client.advance("PT1H")

    stats = bench.stats()
    assert (stats["metGoal"], stats["goalPerformance"]) == (1, 50.0)
    assert stats["currentPopulation"] == 2
    bench.client.advance("PT1H")
    assert bench.path("ada") == ["W-1", "W-2"]
    assert bench.stats()["metGoal"] == 1


def test_a_goal_that_is_an_exit_ends_the_journey_at_the_end_of_a_wait(bench):
    bench.publish(
        wait("W-1", 60, "W-2"),
        wait("W-2", 60),
        goals=[goal(named(True, "Ada"), ends=True)],
    )
    bench.fire()
    assert bench.visit()["isInside"] is True

    bench.client.advance("PT1H")

    assert bench.visit()["isInside"] is False
    assert bench.visit()["ends"].endswith("which is the journey's goal.")
    assert bench.stats()["metGoal"] == 1


def test_exit_criteria_take_a_contact_out_and_leave_a_row_of_their_own(bench):
    bench.publish(
        wait("W-1", 60, "W-2"), wait("W-2", 60), exits=[exit_when(named(True, "Grace"))]
    )
    bench.fire()
    bench.client.advance("PT30M")
    change_row(bench, FirstName="Grace")
    assert bench.visit()["isInside"] is True

    bench.client.advance("PT1H")

    assert bench.path() == ["W-1"]
    assert bench.stats()["metExitCriteria"] == 1
    rows = bench.client.history(contactKeys=["ada"], activityTypes=["ExitCriteria"])
    assert [(each["status"], each["activityName"]) for each in rows] == [
        ("Complete", "Exit criteria")
    ]


def test_the_old_version_stops_when_its_last_contact_has_left(bench):
    bench.publish(wait("W-1", 60))
    bench.fire()
    bench.publish(wait("W-1", 5), version=2)
    assert (bench.status(1), bench.status(2)) == ("Unpublished", "Published")

    bench.client.advance("PT59M")
    assert bench.status(1) == "Unpublished"
    bench.client.advance("PT1M")

    assert (bench.status(1), bench.status(2)) == ("Stopped", "Published")
    assert bench.path() == ["W-1"]


def test_a_version_in_which_nobody_is_does_not_finish_for_ever(bench):
    bench.publish(wait("W-1", 60))

    bench.publish(wait("W-1", 60), version=2)

    assert bench.status(1) == "Stopped"


def test_a_paused_version_only_finishes_once_a_newer_one_runs(bench):
    bench.publish(wait("W-1", 60))
    bench.fire()
    bench.post("pause")
    bench.publish(wait("W-1", 60), version=2)

    bench.post("resume")

    assert (bench.status(1), bench.status(2)) == ("Unpublished", "Published")
    bench.fire("ben")
    assert bench.visit("ben")["version"] == 2


def test_waits_that_ended_in_a_pause_are_over_when_resuming_is_answered(bench):
    bench.publish(wait("W-1", 60, "W-2"), wait("W-2", 60))
    bench.fire()
    bench.post("pause")
    bench.client.advance("PT2H")

    bench.post("resume")

    assert bench.visit()["activity"] == "W-2"
    assert bench.visit()["steps"][0]["left"] == "2026-03-02T17:00:00+00:00"


def test_a_pause_that_stops_a_journey_does_so_at_its_own_moment(bench):
    bench.publish(wait("W-1", 10))
    bench.fire()
    bench.post("pause", {"PausedDays": 3, "GuardrailAction": "Stop"})

    bench.client.advance("P10D")

    assert bench.visit()["left"] == "2026-03-05T15:00:00+00:00"


def test_a_contact_taken_out_while_it_waits_leaves_other_journeys_alone(bench):
    bench.publish(wait("W-1", 60), key="one")
    bench.publish(wait("W-1", 60), key="two")
    bench.fire()

    asked = [{"ContactKey": "ada", "DefinitionKey": "one"}]
    told = bench.client.post(f"{JOURNEYS}/contactexit", asked)

    assert (told.status_code, told.json()) == (202, {"errors": []})
    assert bench.visit(key="one")["isInside"] is False
    assert bench.visit(key="two")["isInside"] is True
    listed = {"ContactKeyList": ["ada"]}
    found = bench.client.post(f"{JOURNEYS}/contactMembership", listed).json()
    keys = [e["definitionKey"] for e in found["results"]["contactMemberships"]]
    assert sorted(keys) == ["nto-welcome-series", "two"]


def test_a_deleted_contact_leaves_every_journey_and_the_history_says_why(bench):
    bench.publish(wait("W-1", 60))
    bench.fire()

    body = {"values": ["ada"], "DeleteOperationType": "ContactAndAttributes"}
    told = bench.client.post("contacts/v1/contacts/actions/delete?type=keys", body)
    assert told.ok, told.text
    bench.client.advance("PT2H")

    assert bench.visit()["isInside"] is False
    assert bench.path() == []
    assert bench.refusals() == ["ContactIsDeleted"]


def publish_unchecked(bench, simulator):
    tenant = simulator.tenant
    with tenant.transaction():
        draft = versions.latest(tenant, Ref(is_key=True, value="tried"))
        listens = {"type": "APIEvent", "metaData": {"eventDefinitionKey": SIGNUP}}
        versions.set_status(tenant, draft, "Published", {"triggers": [listens]})


def test_a_circle_without_a_wait_ends_after_a_hundred_turns(bench, simulator):
    circle = [email("E-1", "E-2"), email("E-2", "E-1")]
    bench.client.create("tried", circle, entryMode="MultipleEntries")
    told = bench.client.publish("tried")
    assert told["status"] == "Error"  # so it must come in by another door

    publish_unchecked(bench, simulator)
    bench.fire()

    assert len(bench.messages()) == 200
    assert bench.refusals() == ["ErrorOccuredInProcessing"]
    assert "100 times" in bench.visit()["ends"]
