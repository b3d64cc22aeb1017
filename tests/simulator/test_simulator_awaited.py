"""Contacts that wait until an event is fired for them, or until time is up."""

from engine_bench import UPGRADED, criteria, email, until_event
from plain_client import SIGNUP, wait

WAITING = [until_event("U-1", "W-1", "W-2"), wait("W-1", 5), wait("W-2", 5)]


def test_a_fired_event_lets_its_contact_go_on_at_once(bench):
    bench.publish(*WAITING)
    bench.fire("ada")
    bench.fire("ben")
    bench.client.advance("PT10M")

    bench.fire("ada", UPGRADED)

    assert bench.visit("ada")["activity"] == "W-1"
    assert bench.visit("ben")["activity"] == "U-1"
    [step] = bench.visit("ada")["steps"]
    assert step["message"] == "The event came."
    assert step["left"] == "2026-03-02T15:10:00+00:00"


def test_an_event_in_a_batch_lets_its_contact_go_on_too(bench):
    bench.publish(*WAITING)
    bench.fire()

    data = {"EmailAddress": "ada@example.com"}
    body = {
        "eventDefinitionKey": UPGRADED,
        "members": [{"contactKey": "ada", "data": data}],
    }
    assert bench.client.post("interaction/v1/async/events", body).status_code == 202

    assert bench.visit()["activity"] == "W-1"


def test_without_the_event_the_contact_goes_the_other_way(bench):
    bench.publish(*WAITING)
    bench.fire()

    bench.client.advance("PT1H")

    assert bench.visit()["activity"] == "W-2"
    [step] = bench.visit()["steps"]
    assert step["message"] == "No event came within 60 minutes."


def test_an_event_before_the_wait_or_another_one_changes_nothing(bench):
    bench.publish(
        wait("W-0", 30, "U-1"),
        until_event("U-1", "W-1", "W-2"),
        wait("W-1", 5),
        wait("W-2", 5),
    )
    bench.fire()
    bench.fire("ada", UPGRADED)
    bench.client.advance("PT40M")
    bench.fire("ada", "nto-password-reset")

    assert bench.visit()["activity"] == "U-1"
    bench.client.advance("PT50M")
    assert bench.path()[-1] == "U-1"
    assert bench.visit()["activity"] == "W-2"


def test_only_an_event_that_meets_the_filter_counts(bench):
    xml = criteria(f"Event.{UPGRADED}.LastName", "Equal", "Gold")
    bench.publish(
        until_event("U-1", "W-1", "W-2", xml=xml), wait("W-1", 5), wait("W-2", 5)
    )
    bench.fire()

    bench.fire("ada", UPGRADED, LastName="Silver")
    assert bench.visit()["activity"] == "U-1"
    bench.fire("ada", UPGRADED, LastName="Gold")

    assert bench.visit()["activity"] == "W-1"


def test_bindings_see_both_the_first_event_and_the_awaited_one(bench):
    subject = f"{{{{Event.{SIGNUP}.LastName}}}} to {{{{Event.{UPGRADED}.LastName}}}}"
    bench.publish(
        until_event("U-1", "E-1", "W-1"), email("E-1", "W-1", subject), wait("W-1", 5)
    )
    bench.fire("ada", LastName="Bronze")

    bench.fire("ada", UPGRADED, LastName="Gold")

    assert [each["subject"] for each in bench.messages()] == ["Bronze to Gold"]


def test_a_loop_through_the_wait_takes_an_event_for_each_turn(bench):
    bench.publish(until_event("U-1", "E-1", "W-2"), email("E-1", "U-1"), wait("W-2", 5))
    bench.fire()

    for turn in range(1, 4):
        bench.client.advance("PT10M")
        bench.fire("ada", UPGRADED)
        assert len(bench.messages()) == turn
        assert bench.visit()["activity"] == "U-1"
    bench.client.advance("PT1H")

    assert bench.path() == ["U-1", "E-1"] * 3 + ["U-1"]
    assert bench.visit()["activity"] == "W-2"


def test_an_event_that_is_stated_counts_for_one_turn_of_a_loop(bench):
    bench.publish(until_event("U-1", "E-1", "W-2"), email("E-1", "U-1"), wait("W-2", 5))
    bench.fire()

    stated = {"U-1": {"happened": True}}
    bench.client.control("PUT", "contacts/ada/engagement", stated)

    assert len(bench.messages()) == 1
    assert bench.visit()["activity"] == "U-1"


def test_the_event_that_brought_a_contact_is_not_the_one_it_waits_for(bench):
    bench.publish(
        until_event("U-1", "W-1", "W-2", SIGNUP), wait("W-1", 5), wait("W-2", 5)
    )

    bench.fire()
    assert [each["activity"] for each in bench.visits()] == ["U-1"]
    bench.fire()

    assert [each["activity"] for each in bench.visits()] == ["W-1", "U-1"]


def test_in_a_pause_events_are_lost_unless_they_are_to_be_processed(bench):
    bench.publish(*WAITING, key="one")
    bench.publish(*WAITING, key="two")
    bench.fire()
    bench.post("pause", key="one")
    bench.post("pause", {"ProcessWaitUntilEvents": True}, key="two")

    bench.client.advance("PT10M")
    bench.fire("ada", UPGRADED)
    assert bench.visit(key="two")["activity"] == "U-1"
    bench.post("resume", key="one")
    bench.post("resume", key="two")

    assert bench.visit(key="one")["activity"] == "U-1"
    assert bench.visit(key="two")["activity"] == "W-1"
    [step] = bench.visit(key="two")["steps"]
    assert step["left"] == "2026-03-02T15:10:00+00:00"


def test_a_wait_that_was_extended_by_a_pause_ends_later_without_an_event(bench):
    bench.publish(*WAITING)
    bench.fire()
    bench.post("pause", {"ExtendWaitEndDates": True})
    bench.client.advance("PT3H")
    bench.post("resume")

    bench.client.advance("PT59M")
    assert bench.visit()["activity"] == "U-1"
    bench.client.advance("PT1M")

    assert bench.visit()["activity"] == "W-2"


def test_the_older_wait_for_an_event_goes_on_by_its_only_path(bench):
    made = wait("W-1", 60, "W-2")
    settings = {**made["configurationArguments"], "waitForEventKey": UPGRADED}
    made = {**made, "configurationArguments": settings}
    made["metaData"] = {"isConfigured": True, "uiType": "WAITBYEVENT"}
    bench.publish(made, wait("W-2", 5))
    bench.fire()
    bench.client.advance("PT10M")

    bench.fire("ada", UPGRADED)

    assert bench.visit()["activity"] == "W-2"


def test_a_wait_for_a_reaction_ends_when_the_message_is_opened(bench):
    push = {**wait("P-1", 0, "U-1"), "type": "PUSHNOTIFICATIONACTIVITY", "name": "P-1"}
    waiting = until_event("U-1", "W-1", "W-2")
    settings = {"waitDuration": 3, "waitUnit": "DAYS", "refActivityCustomerKey": "P-1"}
    waiting = {
        **waiting,
        "type": "WAITUNTILPUSHENGAGEMENT",
        "configurationArguments": settings,
    }
    push["configurationArguments"] = {"messageId": "7", "assetId": 7}
    bench.publish(push, waiting, wait("W-1", 5), wait("W-2", 5))
    bench.fire("ada")
    bench.fire("ben")
    bench.client.advance("PT2H")

    opened = {"P-1": {"opened": True}}
    bench.client.control("PUT", "contacts/ada/engagement", opened)

    assert bench.path("ada") == ["P-1", "U-1"]
    assert bench.visit("ada")["steps"][1]["left"] == "2026-03-02T17:00:00+00:00"
    assert bench.visit("ada")["activity"] == "W-1"
    bench.client.advance("P3D")
    assert bench.path("ben") == ["P-1", "U-1", "W-2"]
