"""Loops through a wait for an event, goals on the way, and what updates leave."""

from datetime import UTC, datetime

import pytest
from builders import (
    END,
    EVENT_KEY,
    activity,
    criteria_equal,
    email,
    journey,
    split,
    until_event,
    update,
    wait,
)

from jbdesk.model import walk
from jbdesk.model.facts import Facts

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIELD = "4e875b26-0317-4525-bfa0-50c8d1b7a7b5"
EXTENSION = "ace267f0-b81d-e711-80cc-1402ec7222b4"


def path(story, event=None, **known):
    return walk.walk(story, Facts("susan", EVENT_KEY, event or {}, **known), MONDAY)


def refs(taken):
    return [step.ref for step in taken.steps]


def reminders():
    """A mail; if an order comes within 3 days once more, else the end."""
    return journey(
        email("MAIL"), until_event("ORDER", happened="MAIL", no="BYE"), wait("BYE")
    )


def test_an_event_lets_a_contact_round_the_loop_once():
    once = path(reminders(), engagement={"ORDER": {"happened": True}})

    assert refs(once) == ["MAIL", "ORDER", "MAIL", "ORDER", "BYE"]
    assert [each.reason for each in once.steps if each.ref == "ORDER"] == [
        "The event came.",
        "No event came within 3 days.",
    ]


def test_each_of_several_events_is_one_more_round():
    days = ["2026-03-03T09:00Z", "2026-03-05T09:00Z", "2026-03-09T09:00Z"]
    twice = path(reminders(), engagement={"ORDER": {"happened": days}})

    assert refs(twice) == ["MAIL", "ORDER", "MAIL", "ORDER", "MAIL", "ORDER", "BYE"]
    # The third event would come a day too late: 8 March is the last day.
    assert twice.steps[-1].enters == datetime(2026, 3, 8, 9, tzinfo=UTC)


def test_a_loop_that_nothing_ends_is_given_up():
    story = journey(email("A"), wait("B", to="A"))

    taken = walk.walk(story, Facts("susan"), MONDAY, most=10)

    assert len(taken.steps) == 10
    assert taken.ends == "After 10 activities the path still goes in circles."


def test_a_long_way_is_no_circle():
    story = journey(*(email(f"E-{each}") for each in range(1500)))

    taken = path(story)

    assert len(taken.steps) == 1500
    assert taken.ends == "The path ends after “Email”."


def goal(ends):
    return {
        "configurationArguments": {"criteria": criteria_equal("Kind", "won")},
        "metaData": {"isExitCriteria": ends},
    }


def test_a_goal_that_ends_nothing_is_told_once_where_a_wait_ends():
    story = journey(email("A"), wait("B"), wait("C"), goals=[goal(ends=False)])

    taken = path(story, {"Kind": "won"})

    assert [each.reason for each in taken.steps] == [
        "It goes on at once.",
        "It waits 1 day. Kind is “won”: the goal is reached.",
        "It waits 1 day.",
    ]


def test_an_exit_criterion_is_looked_at_when_an_event_ends_a_wait():
    gone = {"configurationArguments": {"criteria": criteria_equal("Kind", "gone")}}
    story = journey(until_event("ORDER", happened="MAIL"), email("MAIL"), exits=[gone])

    assert refs(path(story, {"Kind": "gone"})) == ["ORDER"]


def asked(name, value):
    """A filter on an attribute of the contact."""
    return criteria_equal("x", value).replace(f"Event.{EVENT_KEY}.x", name)


def by_id(**meta):
    """The older update, which names its field by an ID."""
    return activity(
        "U",
        "DATAEXTENSIONUPDATE",
        [("o", "S", {}, {})],
        arguments={"value": "yes"},
        settings={"dataExtensionId": EXTENSION, "field": FIELD},
        meta=meta,
    )


def after(updating):
    return path(
        journey(
            updating,
            split("S", filters={"a": asked("Members.Confirmed", "yes")}, a="A"),
            wait("A", to=END),
        )
    )


def test_a_field_that_is_named_by_its_id_is_known_by_the_name_shown_for_it():
    named = by_id(dataExtensionName="Members", cachedFieldName="Confirmed")

    taken = after(named)

    assert refs(taken) == ["U", "S", "A"]
    assert taken.steps[0].writes[0].name == "Confirmed"
    assert taken.steps[0].reason == "It goes on at once."


def test_a_name_that_one_activity_shows_is_that_of_the_id_everywhere():
    fields = [{"dataExtensionId": EXTENSION, "field": FIELD.upper(), "value": "yes"}]
    plain = activity(
        "U",
        "UPDATECONTACTDATA",
        [("o", "S", {}, {})],
        arguments={"activityData": {"updateContactFields": fields}},
    )
    other = by_id(dataExtensionName="Members", cachedFieldName="Confirmed")
    other = other.with_body({**other.body, "key": "V", "outcomes": []})
    story = journey(
        plain,
        split("S", filters={"a": asked("Members.Confirmed", "yes")}, a="A"),
        wait("A", to=END),
        other,
    )

    assert refs(path(story)) == ["U", "S", "A"]


def test_an_id_without_a_name_is_told_and_changes_nothing_that_is_known():
    taken = after(by_id())

    assert refs(taken) == ["U", "S"]
    assert taken.steps[0].writes[0].field == FIELD
    assert taken.steps[0].reason == (
        "It goes on at once. The field it sets is named by ID alone:"
        " later filters do not see it."
    )


def test_a_deploy_file_names_its_data_extension_by_key():
    fields = [{"r__dataExtension_key": "Members", "field": "Confirmed", "value": "yes"}]
    given = update("U", to="S").body
    body = {**given, "arguments": {"activityData": {"updateContactFields": fields}}}

    assert refs(after(update("U").with_body(body))) == ["U", "S", "A"]


@pytest.mark.parametrize(("kind", "way"), [("new", "A"), ("old", "B")])
def test_a_later_split_sees_which_way_an_earlier_one_was_taken(kind, way):
    story = journey(
        split("FIRST", new="SECOND", remainder="SECOND"),
        split(
            "SECOND",
            filters={"was": asked("Interaction.FIRST.actualChoice", "new")},
            was="A",
            remainder="B",
        ),
        wait("A", to=END),
        wait("B", to=END),
    )

    assert refs(path(story, {"Kind": kind}))[-1] == way


def test_what_a_custom_activity_is_said_to_give_out_is_seen_by_bindings():
    story = journey(
        activity("REST-1", "REST", [("o", "U", {}, {})]),
        update("U", value="{{Interaction.REST-1.score}}"),
    )

    taken = path(story, engagement={"REST-1": {"outputs": {"score": 7}}})

    assert taken.steps[-1].writes[0].value == 7
