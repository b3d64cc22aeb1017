"""What a set of contacts sees of a journey, and what an update leaves behind."""

from datetime import UTC, datetime

from builders import (
    END,
    EVENT_KEY,
    criteria_equal,
    email,
    journey,
    random_split,
    split,
    update,
    wait,
)

from jbdesk.model import walk
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Journey
from jbdesk.model.suites import walk_coverage

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def contact(kind, **more):
    return Facts(kind, EVENT_KEY, {"Kind": kind}, **more)


def test_paths_that_no_contact_takes_are_named():
    story = journey(
        split("S", vip="a", new="b", remainder="c"),
        email("a", to=END),
        wait("b", to=END),
        wait("c", to=END),
    )

    seen = walk_coverage.coverage(story, [contact("vip"), contact("other")], START)

    assert seen.untaken == (("S", 1), ("b", 0))
    assert seen.unvisited == ("b",)
    assert seen.visits == {"S": 2, "a": 1, "b": 0, "c": 1}
    assert seen.taken["S", 0] == 1
    assert seen.share == 4 / 6


def test_each_contact_has_its_own_luck():
    story = journey(
        random_split("R", (50, "a"), (50, "b")), wait("a", to=END), wait("b", to=END)
    )

    seen = walk_coverage.coverage(story, [contact("x")] * 20, START)

    assert seen.untaken == ()
    assert sum(seen.taken[path] for path in (("R", 0), ("R", 1))) == 20


def test_a_journey_with_a_million_ways_is_covered_contact_by_contact():
    parts = []
    for number in range(20):
        parts += [
            random_split(f"R{number}", (50, f"a{number}"), (50, f"b{number}")),
            wait(f"a{number}", to=f"j{number}"),
            wait(f"b{number}", to=f"j{number}"),
            email(f"j{number}"),
        ]

    seen = walk_coverage.coverage(journey(*parts), [contact("x")] * 30, START)

    assert seen.untaken == ()


def test_without_contacts_nothing_is_covered():
    seen = walk_coverage.coverage(journey(wait("a")), [], START)

    assert (seen.unvisited, seen.untaken, seen.share) == (("a",), (("a", 0),), 0.0)
    empty = Journey({"activities": []})
    assert walk_coverage.coverage(empty, [Facts("x")], START).share == 1.0


def updated(attributes):
    """Where a contact goes after an update of Updated in de-1."""
    asked = criteria_equal("x", "yes").replace(f"Event.{EVENT_KEY}.x", "de-1.Updated")
    story = journey(
        update("U", value="yes"),
        split("S", filters={"done": asked}, done="a", remainder="b"),
        wait("a", to=END),
        wait("b", to=END),
    )
    facts = contact("x", attributes=attributes)
    return [each.ref for each in walk.walk(story, facts, START).steps], facts


def test_a_split_sees_what_an_update_before_it_wrote():
    steps, facts = updated({"DE-1": {"updated": "no"}})

    assert steps == ["U", "S", "a"]
    assert facts.attributes == {"DE-1": {"updated": "no"}}


def test_an_update_of_what_was_not_known_is_known_then():
    for attributes in ({}, {"Other": {"Updated": "no"}}, {"de-1": {"City": "Bonn"}}):
        assert updated(attributes)[0] == ["U", "S", "a"]


def test_the_walk_knows_the_journeys_own_defaults():
    story = journey(
        update("U", value="{{InteractionDefaults.Email}}"),
        defaults={"email": [f"{{{{Event.{EVENT_KEY}.Mail}}}}"]},
    )
    facts = Facts("x", EVENT_KEY, {"Mail": "susan@example.com"})

    (step,) = walk.walk(story, facts, START).steps

    assert step.writes[0].value == "susan@example.com"


def test_defaults_of_another_shape_give_nothing():
    story = journey(update("U", value="{{InteractionDefaults.Email}}"), defaults="x")

    (step,) = walk.walk(story, Facts("x"), START).steps

    assert step.writes[0].value in ("", None)
