"""Stories about inserting, removing and connecting activities."""

import pytest
from builders import (
    END,
    email,
    engagement_split,
    journey,
    random_split,
    split,
    until_event,
    update,
    wait,
)

from jbdesk.model import catalogue, edits, wire
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Failure


def way(story):
    """The journey as a picture: {"a": ("b",), …}; None where a path ends."""
    return {
        ref: tuple(outcome.next for outcome in each.outcomes)
        for ref, each in story.by_ref.items()
    }


def new(row, story):
    return catalogue.new_activity(catalogue.row(row), story)


def test_what_followed_a_path_follows_the_inserted_activity():
    story = journey(wait("a"), email("b"))

    changed = edits.insert(story, new("WAITBYDURATION", story), source="a")

    assert way(changed) == {
        "a": ("WAITBYDURATION-1",),
        "WAITBYDURATION-1": ("b",),
        "b": (None,),
    }


def test_what_followed_goes_on_by_the_first_path_of_an_inserted_split():
    story = journey(wait("a"), email("b"))

    changed = edits.insert(story, new("RANDOMSPLITV2", story), source="a")

    assert way(changed)["RANDOMSPLITV2-1"] == ("b", None)


def test_an_activity_inserted_without_a_source_is_where_contacts_start():
    story = journey(wait("a"))

    changed = edits.insert(story, new("EMAILV2", story), source=None)

    assert changed.start == "EMAILV2-1"
    assert way(changed)["EMAILV2-1"] == ("a",)


def test_the_first_activity_of_an_empty_journey_leads_nowhere():
    changed = edits.insert(Journey({}), email("a", to=END), source=None)

    assert way(changed) == {"a": (None,)}


def test_an_edit_leaves_the_journey_before_it_as_it_was():
    story = journey(wait("a"), split("s", vip="b", remainder=END), email("b"))
    before = wire.dumps(story.body)

    edits.insert(story, new("EMAILV2", story), source="s", outcome=1)
    edits.remove(story, ["s"])
    edits.add_outcome(story, "s")
    edits.rename_key(story, "b", "c")

    assert wire.dumps(story.body) == before


def test_new_endings_are_left_out_where_the_file_leaves_them_out():
    story = journey(wait("a"), email("b"))

    changed = edits.disconnect(story, source="a", outcome=0)

    assert "next" not in changed["a"].outcomes[0].body


def test_new_endings_are_null_where_the_file_writes_null():
    body = {"key": "a", "type": "WAIT", "outcomes": [{"key": "1", "next": "b"}]}
    last = {"key": "b", "type": "WAIT", "outcomes": [{"key": "1", "next": None}]}
    story = Journey({"activities": [body, last]})

    cut = edits.disconnect(story, source="a", outcome=0)
    longer = edits.append(story, new("EMAILV2", story), source="a")

    assert cut["a"].outcomes[0].body == {"key": "1", "next": None}
    assert longer["EMAILV2-1"].outcomes[0].body["next"] is None


def test_appending_goes_to_the_end_of_the_path():
    story = journey(wait("a"), wait("b"), wait("c"))

    changed = edits.append(story, email("z", to=END), source="a")

    assert way(changed)["c"] == ("z",)


def test_a_used_key_is_refused():
    story = journey(wait("a"))

    with pytest.raises(Failure, match="“a”"):
        edits.insert(story, email("a"), source="a")


def test_removing_links_arrivals_to_what_followed():
    story = journey(wait("a"), email("b"), wait("c"))

    assert way(edits.remove(story, ["b"])) == {"a": ("c",), "c": (None,)}


def test_removing_several_in_a_row_links_across_all_of_them():
    story = journey(wait("a"), email("b"), wait("c"), email("d"))

    assert way(edits.remove(story, ["b", "c"])) == {"a": ("d",), "d": (None,)}


def test_removing_the_start_lets_contacts_start_with_what_followed():
    story = journey(wait("a"), email("b"), wait("c"))

    changed = edits.remove(story, ["a"])

    assert changed.start == "b"


def branching():
    return journey(
        wait("a"),
        split("s", vip="b", other="c", remainder="d"),
        email("b", to="z"),
        email("c", to="z"),
        wait("d", to=END),
        wait("z"),
    )


def test_removing_a_split_asks_which_branch_takes_its_place():
    with pytest.raises(Failure, match="3 branches"):
        edits.remove(branching(), ["s"])


def test_removing_a_split_keeps_the_chosen_branch_and_what_it_shares():
    changed = edits.remove(branching(), ["s"], keep=1)

    assert way(changed) == {"a": ("c",), "c": ("z",), "z": (None,)}


def test_removing_a_split_with_one_thing_after_it_needs_no_choice():
    story = journey(wait("a"), random_split("r", (50, "b"), (50, "b")), wait("b"))

    assert way(edits.remove(story, ["r"])) == {"a": ("b",), "b": (None,)}


def test_removing_a_split_together_with_its_branches_links_to_the_join():
    changed = edits.remove(branching(), ["s", "b", "c", "d"])

    assert way(changed) == {"a": ("z",), "z": (None,)}


def test_removing_a_branch_keeps_what_other_paths_reach():
    changed = edits.remove_branch(branching(), "b")

    assert way(changed)["s"] == (None, "c", "d")
    assert "z" in changed


def test_removing_the_branch_of_a_split_removes_all_below_it():
    assert way(edits.remove_branch(branching(), "s")) == {"a": (None,)}


def test_removing_a_branch_that_loops_back_keeps_what_came_before():
    story = journey(wait("a"), until_event("u", happened="e", no="a"), email("e"))

    assert way(edits.remove_branch(story, "u")) == {"a": (None,)}


def test_a_path_can_join_another_branch():
    changed = edits.connect(branching(), source="d", outcome=0, target="b")

    assert changed.arrivals["b"] == (("s", 0), ("d", 0))


def test_a_path_can_not_lead_back():
    story = journey(wait("a"), email("b", name="Hello"))

    reason = edits.can_connect(story, source="b", outcome=0, target="a")

    assert "round for ever" in reason
    with pytest.raises(Failure):
        edits.connect(story, source="b", outcome=0, target="a")


def test_a_path_can_not_lead_to_itself():
    story = journey(wait("a", to=END))

    assert edits.can_connect(story, source="a", outcome=0, target="a")


def test_only_a_wait_until_an_event_can_lead_back():
    story = journey(wait("a"), until_event("u", no=END), wait("b"))

    changed = edits.connect(story, source="u", outcome=1, target="a")

    assert changed.arrivals["a"] == (("u", 1),)


def test_connecting_again_changes_nothing():
    story = journey(wait("a"), wait("b"))

    assert edits.connect(story, source="a", outcome=0, target="b") is story


def test_a_repeated_key_can_not_be_connected_to():
    one = {"key": "a", "type": "WAIT", "outcomes": [{"key": "1"}]}
    story = Journey({"activities": [one, {**one}, {**one, "key": "b"}]})

    reason = edits.can_connect(story, source="b", outcome=0, target="a (2)")

    assert "same" in reason or "Two activities" in reason


def test_a_send_time_activity_notes_the_message_that_follows():
    note = {"id": "1", "key": "e", "type": "EMAILV2"}
    best = Activity(
        {
            "key": "s",
            "type": "STOWAIT",
            "outcomes": [{"key": "1", "next": "e"}],
            "configurationArguments": {"params": {"nextActivity": note}},
        }
    )
    story = journey(best, email("e"), email("f"))

    changed = edits.connect(story, source="s", outcome=0, target="f")

    told = changed["s"].body["configurationArguments"]["params"]["nextActivity"]
    assert told == {"id": "", "key": "f", "type": "EMAILV2"}


def test_what_does_not_change_keeps_its_identity():
    story = journey(wait("a"), update("u"), engagement_split("g", message="a"))

    changed = edits.rename(story, "u", "Say hello")

    assert changed["a"] is story["a"]
    assert changed["u"].name == "Say hello"
