"""Stories about two people who changed the same journey."""

from itertools import pairwise
from pathlib import Path

import pytest
from builders import (
    END,
    criteria_equal,
    email,
    journey,
    split,
    wait,
)

from jbdesk.model import catalogue, difference, edits, rules, wire
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.problem import Where
from jbdesk.model.types.catalogue_waits import DURATION, UNIT

TESTS = Path(__file__).parents[1]
FILES = [
    *sorted((TESTS / "fixtures" / "journeys").glob("*.json")),
    *sorted((TESTS.parents[1] / "shared" / "journeys").glob("*.json")),
]


def new(row, story):
    return catalogue.new_activity(catalogue.row(row), story)


def with_email(story, source, outcome=0):
    return edits.insert(story, new("EMAILV2", story), source=source, outcome=outcome)


def way(story):
    """The journey as a picture: {"a": ("b",), …}; None where a path ends."""
    return {
        ref: tuple(outcome.next for outcome in each.outcomes)
        for ref, each in story.by_ref.items()
    }


def texts(merged):
    return [each.text for each in merged.conflicts]


def chain():
    return journey(
        wait("a", name="A"), email("b", name="B"), wait("c", name="C"), wait("d")
    )


def test_changes_of_different_activities_are_both_kept():
    story = chain()
    mine = edits.set_field(story, "a", DURATION, 3)
    theirs = with_email(edits.rename(story, "b", "Hello"), "c")

    merged = difference.merge(story, mine, theirs)

    assert merged.conflicts == ()
    assert DURATION.read(merged.journey["a"].body) == 3
    assert merged.journey["b"].name == "Hello"
    assert way(merged.journey)["c"] == ("EMAILV2-1",)


def test_changes_of_different_fields_of_one_activity_are_both_kept():
    story = chain()
    subject = catalogue.row("EMAILV2").fields[1]

    merged = difference.merge(
        story,
        edits.set_field(story, "b", subject, "Soon"),
        edits.rename(story, "b", "Reminder"),
    )

    assert merged.conflicts == ()
    assert merged.journey["b"].name == "Reminder"
    assert subject.read(merged.journey["b"].body) == "Soon"


def test_a_field_that_both_changed_is_a_conflict_where_mine_stays():
    story = chain()
    mine = edits.rename(story, "b", "Mine")
    theirs = edits.rename(story, "b", "Theirs")

    merged = difference.merge(story, mine, theirs)

    (conflict,) = merged.conflicts
    assert merged.journey["b"].name == "Mine"
    assert conflict.where == Where("activity", "b", field="name")
    assert conflict.text == "“Mine”: Name is “Mine” here, “Theirs” there"
    assert (conflict.mine, conflict.theirs) == ("Mine", "Theirs")


def test_a_conflict_is_decided_alone():
    story = chain()
    mine = edits.rename(edits.rename(story, "a", "Mine"), "b", "Mine")
    theirs = edits.rename(edits.rename(story, "a", "Theirs"), "b", "Theirs")

    merged = difference.merge(story, mine, theirs)
    once = difference.resolve(merged, merged.conflicts[0])
    twice = difference.resolve(once, once.conflicts[0], take_theirs=False)

    assert [each.where.key for each in once.conflicts] == ["b"]
    assert twice.conflicts == ()
    assert twice.journey["a"].name == "Theirs"
    assert twice.journey["b"].name == "Mine"


def test_both_doing_the_same_is_no_conflict():
    story = chain()
    changed = edits.set_field(with_email(story, "a"), "c", DURATION, 5)

    merged = difference.merge(story, changed, changed.with_body(dict(changed.body)))

    assert merged.conflicts == ()
    assert not difference.compare(changed, merged.journey)


def test_a_number_and_its_unit_are_never_taken_from_two_sides():
    story = chain()
    mine = edits.set_field(story, "a", DURATION, 3)
    theirs = edits.set_field(story, "a", UNIT, "WEEKS")

    merged = difference.merge(story, mine, theirs)
    solved = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["“A”: 3 days here, 1 week there"]
    assert catalogue.summary(merged.journey["a"]) == "3 days"
    assert catalogue.summary(solved.journey["a"]) == "1 week"


def test_two_new_activities_with_the_same_key_are_both_kept():
    story = chain()

    merged = difference.merge(story, with_email(story, "a"), with_email(story, "c"))

    assert merged.conflicts == ()
    assert way(merged.journey) == {
        "a": ("EMAILV2-1",),
        "EMAILV2-1": ("b",),
        "b": ("c",),
        "c": ("EMAILV2-2",),
        "EMAILV2-2": ("d",),
        "d": (None,),
    }


def test_two_activities_on_one_path_are_a_conflict_about_the_path():
    story = chain()

    merged = difference.merge(story, with_email(story, "a"), with_email(story, "a"))
    solved = difference.resolve(merged, merged.conflicts[0])

    told = "leads to “Email” (not configured) here, to “Email” (not configured) there"
    assert texts(merged) == [f"The path after “A” {told}"]
    assert way(merged.journey)["a"] == ("EMAILV2-1",)
    assert way(solved.journey)["a"] == ("EMAILV2-2",)


def test_what_one_put_in_beside_an_activity_that_the_other_removed_stays_in():
    story = chain()
    mine = edits.remove(story, ["b"])

    after = difference.merge(story, mine, with_email(story, "b"))
    before = difference.merge(story, with_email(story, "a"), mine)

    for merged in (after, before):
        assert merged.conflicts == ()
        assert way(merged.journey)["a"] == ("EMAILV2-1",)
        assert way(merged.journey)["EMAILV2-1"] == ("c",)


def test_neighbours_that_each_removed_one_of_are_both_gone():
    story = chain()

    merged = difference.merge(
        story, edits.remove(story, ["b"]), edits.remove(story, ["c"])
    )

    assert merged.conflicts == ()
    assert way(merged.journey) == {"a": ("d",), "d": (None,)}


def test_an_activity_i_removed_and_they_changed_comes_back_only_if_i_want():
    story = chain()
    mine, theirs = edits.remove(story, ["b"]), edits.rename(story, "b", "Kept")

    merged = difference.merge(story, mine, theirs)
    solved = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["“Kept” was removed here and changed there"]
    assert way(merged.journey) == {"a": ("c",), "c": ("d",), "d": (None,)}
    assert way(solved.journey) | {} == way(story)
    assert solved.journey["b"].name == "Kept"


def test_an_activity_i_changed_and_they_removed_stays_unless_i_let_it_go():
    story = chain()
    mine, theirs = edits.rename(story, "b", "Kept"), edits.remove(story, ["b"])

    merged = difference.merge(story, mine, theirs)
    solved = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["“Kept” was changed here and removed there"]
    assert way(merged.journey) == way(story)
    assert way(solved.journey) == {"a": ("c",), "c": ("d",), "d": (None,)}


def test_another_key_of_mine_is_followed_by_what_they_changed():
    story = chain()
    mine = edits.rename_key(story, "b", "mail")
    theirs = edits.rename(story, "b", "Hello")

    merged = difference.merge(story, mine, theirs)

    assert merged.conflicts == ()
    assert way(merged.journey)["a"] == ("mail",)
    assert merged.journey["mail"].name == "Hello"


def test_what_the_service_filled_in_meanwhile_is_taken():
    story = chain()
    theirs = story.with_body(
        {**story.body, "id": "1", "version": 2, "modifiedDate": "later"}
    )

    merged = difference.merge(story, edits.rename(story, "a", "Mine"), theirs)

    assert merged.conflicts == ()
    assert merged.journey.body["modifiedDate"] == "later"
    assert merged.journey["a"].name == "Mine"


def test_bindings_of_both_follow_the_entry_event_that_one_chose():
    story = journey(split("s", gold=END, silver=END, remainder=END))
    definition = EventDefinition({"eventDefinitionKey": "Other", "type": "APIEvent"})
    mine = edits.set_trigger(story, definition)
    theirs = edits.set_criteria(story, "s", 0, criteria_equal("City", "Bonn"))

    merged = difference.merge(story, mine, theirs)

    assert merged.conflicts == ()
    assert merged.journey.trigger.event_definition_key == "Other"
    assert "Event.Other.City" in str(merged.journey["s"].body)
    assert not [
        each for each in rules.check(merged.journey) if "event" in each.text.lower()
    ]


def test_two_other_entry_events_are_one_conflict():
    story = journey(split("s", gold=END, remainder=END))
    mine, theirs = (
        edits.set_trigger(
            story, EventDefinition({"eventDefinitionKey": key, "type": "APIEvent"})
        )
        for key in ("Mine", "Theirs")
    )

    merged = difference.merge(story, mine, theirs)
    solved = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["Entry source was changed here and there"]
    assert "Event.Mine." in str(merged.journey["s"].body)
    assert "Event.Theirs." in str(solved.journey["s"].body)


def test_the_journeys_that_were_merged_stay_as_they_were():
    story = chain()
    mine, theirs = edits.remove(story, ["b"]), edits.rename(story, "b", "Kept")
    before = [str(each.body) for each in (story, mine, theirs)]

    merged = difference.merge(story, mine, theirs)
    difference.resolve(merged, merged.conflicts[0])

    assert [str(each.body) for each in (story, mine, theirs)] == before


@pytest.mark.parametrize("paths", [*pairwise(FILES)], ids=lambda each: each[1].stem)
def test_any_file_merged_into_an_unchanged_one_comes_out(paths):
    base, theirs = (
        wire.journey_from(wire.journeys_in(wire.loads(path.read_bytes()))[0])
        for path in paths
    )

    merged = difference.merge(base, base, theirs)

    assert merged.conflicts == ()
    assert not difference.compare(theirs, merged.journey)
    assert difference.merge(theirs, base, base).conflicts == ()
