"""Stories about a journey's goal and exit criteria."""

import pytest
from builders import criteria_equal, journey, wait

from jbdesk.model import edits, rules
from jbdesk.model.journeys import journey_ends
from jbdesk.model.journeys.journey_ends import EXIT, GOAL
from jbdesk.model.problem import Failure

FILTER = criteria_equal("Paid", "True")


@pytest.mark.parametrize("end", [GOAL, EXIT])
def test_one_is_added_filled_and_removed(end):
    story = journey(wait("a"))

    added = edits.add_end(story, end)
    filled = edits.set_end_field(added, end, journey_ends.FILTER, FILTER)
    removed = edits.remove_end(filled, end)

    assert [problem.where.kind for problem in rules.check(added)] == [end.kind]
    assert rules.check(filled) == ()
    assert journey_ends.words(filled.body[end.member][0]) == "Paid is True"
    assert removed.body == story.body


def test_each_of_several_has_a_key_of_its_own_and_is_changed_by_its_place():
    story = journey(wait("a"))
    for _ in range(3):
        story = edits.add_end(story, EXIT)

    changed = edits.set_end_field(story, EXIT, journey_ends.FILTER, FILTER, 1)
    left = edits.remove_end(changed, EXIT, 0)

    keys = [body["key"] for body in story.exits]
    assert keys == ["EXITCRITERIA", "EXITCRITERIA-2", "EXITCRITERIA-3"]
    told = [journey_ends.words(body) for body in changed.exits]
    assert told[1] == "Paid is True"
    assert left.exits == changed.exits[1:]
    wrong = [problem.where.key for problem in rules.check(changed)]
    assert wrong == ["EXITCRITERIA", "EXITCRITERIA-3"]


def test_what_is_not_there_can_not_be_changed():
    with pytest.raises(Failure, match="has no exit criteria"):
        edits.remove_end(journey(wait("a")), EXIT)


def test_setting_what_is_set_changes_nothing():
    story = edits.add_end(journey(wait("a")), GOAL)

    same = edits.set_end_field(story, GOAL, journey_ends.ENDS_THE_JOURNEY, True)

    assert same is story


def test_only_the_first_of_several_is_changed_and_what_is_odd_stays():
    goals = ["odd", {"name": "A", "metaData": {"x": 1}}, {"name": "B"}]
    story = journey(wait("a"), goals=goals)

    changed = edits.set_end_field(story, GOAL, journey_ends.CONVERSION_VALUE, "5")

    assert changed.body["goals"] == [
        "odd",
        {"name": "A", "metaData": {"x": 1, "conversionValue": "5"}},
        {"name": "B"},
    ]
    assert journey_ends.words({"name": "A"}) == "A"
