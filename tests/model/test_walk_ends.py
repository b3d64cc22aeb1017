"""Who is let in, and what ends a contact's way."""

from datetime import UTC, datetime

import pytest
from builders import (
    EVENT_KEY,
    activity,
    criteria_equal,
    email,
    journey,
    trigger,
    wait,
)

from jbdesk.model import walk
from jbdesk.model.facts import Facts

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def facts(event=None, **stated):
    return Facts("susan", EVENT_KEY, event or {}, **stated)


def path(story, *, seed=0, **known):
    return walk.walk(story, facts(**known), MONDAY, seed=seed)


def refs(taken):
    return [step.ref for step in taken.steps]


def test_an_entry_filter_that_is_not_met_lets_nobody_in():
    entry = trigger(criteria=criteria_equal("Updated", "False"))
    story = journey(email("EMAIL-1"), triggers=[entry])

    taken = path(story, event={"Updated": True})
    entered = walk.enters(story, facts({"Updated": True}))

    assert not taken.entered
    assert not taken.steps
    assert taken.reason == "“Updated is False” is not met (Updated is True)."
    assert entered.status == "DidNotMeetEntryCriteria"
    assert path(story, event={"Updated": False}).entered


def test_a_journey_without_activities_is_not_entered():
    empty = journey(email("EMAIL-1")).with_activities([])

    assert path(empty).reason == "The journey has no activity."


def test_an_exit_criterion_is_looked_at_when_a_wait_ends():
    gone = {"configurationArguments": {"criteria": criteria_equal("Kind", "gone")}}
    story = journey(email("EMAIL-1"), wait("WAIT-1"), email("EMAIL-2"), exits=[gone])

    taken = path(story, event={"Kind": "gone"})

    assert refs(taken) == ["EMAIL-1", "WAIT-1"]
    assert taken.ends == (
        "It leaves after “Wait by duration”:"
        " Kind is “gone”, which is an exit criterion."
    )


@pytest.mark.parametrize(("ends_it", "reached"), [(True, 1), (False, 2)])
def test_a_goal_ends_the_journey_only_when_it_is_said_to(ends_it, reached):
    goal = {
        "configurationArguments": {"criteria": criteria_equal("Kind", "won")},
        "metaData": {"isExitCriteria": ends_it},
    }
    story = journey(wait("WAIT-1"), email("EMAIL-1"), goals=[goal])

    assert len(path(story, event={"Kind": "won"}).steps) == reached


def test_an_exit_criterion_without_filter_sends_nobody_away():
    story = journey(
        wait("WAIT-1"), email("EMAIL-1"), exits=[{"configurationArguments": {}}]
    )

    assert refs(path(story)) == ["WAIT-1", "EMAIL-1"]


def test_a_path_to_nowhere_is_told():
    story = journey(email("EMAIL-1", to="LOST"))

    assert path(story).ends == (
        "The path after “Email” leads to “LOST”, which is not there."
    )


@pytest.mark.parametrize(
    ("mode", "inside", "before", "status"),
    [
        ("MultipleEntries", True, True, "Complete"),
        ("SingleEntryAcrossAllVersions", True, True, "ContactAlreadyInInteraction"),
        ("SingleEntryAcrossAllVersions", False, True, "Complete"),
        ("OnceAndDone", False, True, "ContactPreviouslyInSameInteraction"),
        ("OnceAndDone", True, True, "ContactAlreadyInInteraction"),
        ("OnceAndDone", False, False, "Complete"),
        ("NotSet", True, True, "ContactAlreadyInInteraction"),
    ],
)
def test_the_entry_mode_decides_who_may_come_again(mode, inside, before, status):
    entry = walk.entry_refusal(mode, is_inside=inside, was_inside=before)

    assert entry.status == status
    assert entry.admitted is (status == "Complete")
    assert bool(entry.reason) is not entry.admitted


def test_an_activity_without_any_path_is_where_the_contact_leaves():
    story = journey(activity("X-1", "FROMTHEFUTURE", []))

    assert path(story).ends == (
        "It leaves at “Unknown activity”: It has no path, so the contact leaves."
    )


def test_an_exit_filter_that_cannot_be_read_sends_nobody_away():
    broken = {"configurationArguments": {"criteria": "<Filter"}}
    story = journey(wait("WAIT-1"), email("EMAIL-1"), exits=[broken])

    assert refs(path(story)) == ["WAIT-1", "EMAIL-1"]
