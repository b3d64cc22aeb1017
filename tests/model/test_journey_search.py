"""Stories about finding activities, and the way to one."""

import pytest
from builders import END, email, journey, random_split, split, wait

from jbdesk.model.journeys import journey_search
from jbdesk.model.journeys.journey_search import find


def story():
    return journey(
        wait("W-1", name="A short while"),
        split("S-1", vip="E-1", remainder="W-2"),
        email("E-1", subject="You are  in, {{Event.K.FirstName}}"),
        wait("W-2", duration=17, to=END),
    )


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("short WHILE", ["W-1"]),
        ("wait by duration", ["W-1", "W-2"]),
        ("e-1", ["E-1", "S-1"]),
        ("FirstName}}", ["E-1"]),
        ("are in", ["E-1"]),
        ("17", ["W-2"]),
        ("  ", []),
        ("nothing like it", []),
    ],
)
def test_activities_are_found_by_any_of_their_texts(words, refs):
    assert sorted(each.ref for each in find(story(), words)) == sorted(refs)


def test_entry_goal_and_exit_criteria_are_found_and_come_first():
    whole = journey(
        email("E-1", name="Loyal"),
        name="Welcome",
        exits=[{"key": "X"}, {"key": "Y", "description": "loyal no more"}],
        goals=[{"key": "G", "name": "Loyal for a year"}],
    )

    found = find(whole, "loyal")

    assert [(each.kind, each.at) for each in found] == [
        ("goal", 0),
        ("exit", 1),
        ("activity", 0),
    ]
    assert [each.kind for each in find(whole, "apievent")] == ["trigger"]


def test_what_else_is_told_of_an_activity_is_looked_into():
    told = {"E-1": [("note", "ask Anna")]}

    (found,) = find(story(), "anna", lambda ref: told.get(ref, ()))

    assert (found.ref, found.place, found.text) == ("E-1", "note", "ask Anna")


def test_finds_come_in_the_order_of_the_paths():
    _, *others = find(story(), "a")  # the entry has it, too
    refs = [each.ref for each in others]

    assert refs == ["W-1", "S-1", "E-1", "W-2"]


def test_a_find_tells_where_it_is():
    (found,) = find(story(), "email-ACT")

    assert (found.place, found.text) == (
        "applicationExtensionKey",
        "jb-email-activity",
    )


def test_of_a_long_text_only_what_is_around_the_find_is_shown():
    (found,) = find(
        journey(email("E-1", subject=f"{'x' * 200} here {'y' * 200}")), "here"
    )

    assert "here" in found.text
    assert len(found.text) <= 62
    assert found.text[0] == found.text[-1] == "…"


def test_the_way_to_an_activity_is_the_shortest():
    longer = journey(
        random_split("R", (50, "a"), (50, "j")),
        wait("a", to="j"),
        email("j"),
        wait("z"),
    )

    assert journey_search.way_to(longer, "z") == (("R", 1), ("j", 0))
    assert journey_search.way_to(longer, "R") == ()
    assert journey_search.way_to(longer, "gone") == ()
