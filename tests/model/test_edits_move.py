"""Stories about moving a branch, or a few activities, onto another path."""

import pytest
from builders import END, email, journey, random_split, split, until_event, wait

from jbdesk.model import edits
from jbdesk.model.problem import Failure


def ways(story):
    return {
        ref: tuple(outcome.next for outcome in each.outcomes)
        for ref, each in story.by_ref.items()
    }


def two_branches():
    return journey(
        wait("w"),
        split("s", vip="a", remainder="c"),
        email("a"),
        email("b", to="j"),
        wait("c", to="j"),
        email("j"),
    )


def test_what_followed_an_activity_takes_the_place_it_leaves():
    story = journey(wait("a"), email("b"), wait("c"), email("d"))

    moved = edits.move(story, ["b"], source="d")

    assert ways(moved) == {"a": ("c",), "c": ("d",), "d": ("b",), "b": (None,)}


def test_what_followed_a_path_follows_what_is_moved_there():
    story = journey(wait("a"), email("b"), wait("c"), email("d"))

    moved = edits.move(story, ["c", "d"], source="a")

    assert ways(moved) == {"a": ("c",), "c": ("d",), "d": ("b",), "b": (None,)}


def test_a_branch_is_all_that_only_its_head_leads_to():
    story = two_branches()

    assert edits.branch(story, "a") == ("a", "b")
    assert edits.branch(story, "s") == ("s", "a", "b", "c", "j")


def test_a_branch_moved_to_another_path_of_its_split_still_joins():
    moved = edits.move(two_branches(), ["a", "b"], source="s", outcome=1)

    assert ways(moved) == {
        "w": ("s",),
        "s": ("j", "a"),
        "a": ("b",),
        "b": ("c",),
        "c": ("j",),
        "j": (None,),
    }


def test_a_branch_without_a_way_on_ends_the_path_it_leaves():
    story = journey(
        split("s", vip="a", remainder="b"), email("a", to=END), email("b", to=END)
    )

    moved = edits.move(story, ["a"], source="b")

    assert ways(moved) == {"s": (None, "b"), "b": ("a",), "a": (None,)}


def test_contacts_can_be_made_to_start_with_what_is_moved():
    story = journey(wait("a"), email("b"), wait("c"))

    moved = edits.move(story, ["c"], source=None)

    assert moved.start == "c"
    assert ways(moved) == {"c": ("a",), "a": ("b",), "b": (None,)}


def test_the_start_moved_away_leaves_the_start_to_what_followed():
    story = journey(wait("a"), email("b"), wait("c"))

    moved = edits.move(story, ["a"], source="c")

    assert moved.start == "b"
    assert ways(moved) == {"b": ("c",), "c": ("a",), "a": (None,)}


def test_a_move_to_where_it_stands_changes_nothing():
    story = two_branches()

    assert edits.move(story, ["a", "b"], source="s", outcome=0) is story
    assert edits.move(story, ["w"], source=None) is story


@pytest.mark.parametrize(
    ("refs", "source", "why"),
    [
        (["a", "b"], "b", "can't be moved into itself"),
        (["a"], "a", "stands here already"),
        (["a", "c"], "w", "begin with one activity"),
        (["s"], "j", "in more than one way"),
        ([], "w", "Choose the activities"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused_with_its_reason(refs, source, why):
    story = two_branches()

    assert why in edits.can_move(story, refs, source=source)
    with pytest.raises(Failure, match=why):
        edits.move(story, refs, source=source)


def test_a_branch_that_leads_back_is_not_torn_from_its_loop():
    story = journey(
        wait("w"), until_event("u", happened="e", no="w"), email("e", to=END), wait("z")
    )

    assert "in more than one way" in edits.can_move(story, ["u"], source="z")


def test_moving_leaves_the_rest_of_the_json_as_it_is():
    story = journey(
        random_split("r", (50, "a"), (50, "b")), email("a", to=END), wait("b", to=END)
    )

    moved = edits.move(story, ["a"], source="b")

    assert (
        moved["b"].body["configurationArguments"]
        is (story["b"].body["configurationArguments"])
    )
    assert {**moved.body, "activities": 0} == {**story.body, "activities": 0}
