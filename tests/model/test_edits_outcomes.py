"""Stories about the ways out of a split."""

import pytest
from builders import (
    END,
    activity,
    criteria_equal,
    email,
    engagement_split,
    journey,
    random_split,
    split,
    wait,
)
from hypothesis import given
from hypothesis import strategies as st

from jbdesk.model import catalogue, edits, rules
from jbdesk.model.journey import Activity
from jbdesk.model.problem import Failure
from jbdesk.model.types import shares
from jbdesk.model.types.catalogue_splits import criteria_of, remainder_of


def percentages(story, ref="r"):
    return [each.body["arguments"]["percentage"] for each in story[ref].outcomes]


def keys(story, ref="s"):
    return [each.key for each in story[ref].outcomes]


def thirds():
    return journey(
        random_split("r", ("50", "a"), ("30", "b"), ("20", END)),
        email("a", to=END),
        email("b", to=END),
    )


def decided():
    return journey(
        split("s", vip="a", other="b", remainder="c"),
        email("a", to="z"),
        email("b", to="z"),
        wait("c", to=END),
        wait("z"),
    )


def test_a_set_share_scales_the_others_and_stays_text():
    assert percentages(edits.set_percentage(thirds(), "r", 0, 75)) == ["75", "15", "10"]


def test_a_share_must_leave_one_for_each_other_path():
    with pytest.raises(Failure, match="from 1 to 98"):
        edits.set_percentage(thirds(), "r", 0, 99)


def test_an_added_path_gets_its_part_and_shares_stay_text():
    changed = edits.add_outcome(thirds(), "r")

    assert percentages(changed) == ["37", "23", "15", "25"]
    assert changed["r"].outcomes[3].next is None
    assert changed["r"].outcomes[3].label == "25%"
    assert changed["r"].outcomes[3].body["metaData"]["pathName"] == "Path 4"


def test_a_removed_path_gives_its_part_to_the_others():
    changed = edits.remove_outcome(thirds(), "r", 0)

    assert sum(int(each) for each in percentages(changed)) == 100
    assert "a" not in changed


def test_shares_can_be_made_equal():
    assert percentages(edits.even_out(thirds(), "r")) == ["34", "33", "33"]


def test_a_label_that_tells_the_share_follows_it():
    changed = edits.set_percentage(thirds(), "r", 0, 40)

    assert changed["r"].outcomes[0].label == "40%"


def test_an_added_filter_path_stands_before_the_remainder():
    changed = edits.add_outcome(decided(), "s")

    assert remainder_of(changed["s"]) == 3
    assert keys(changed)[:2] == ["vip", "other"]
    assert criteria_of(changed["s"], 2) is None
    assert "121331" in [each.code for each in rules.check(changed)]


def test_a_removed_path_takes_along_its_filter_and_what_only_it_led_to():
    changed = edits.remove_outcome(decided(), "s", 1)

    assert keys(changed) == ["vip", "remainder_path"]
    assert list(changed["s"].body["configurationArguments"]["criteria"]) == ["vip"]
    assert "b" not in changed
    assert "z" in changed


def test_the_remainder_can_not_be_removed_or_moved():
    with pytest.raises(Failure):
        edits.remove_outcome(decided(), "s", 2)
    with pytest.raises(Failure):
        edits.move_outcome(decided(), "s", 0, 2)


def test_filter_paths_can_be_put_in_another_order():
    result = "vip={{Contact.FilterId.1}},other={{Contact.FilterId.2}},remainder_path=x"
    story = decided()
    body = {**story["s"].body, "arguments": {"filterResult": result}}

    changed = edits.move_outcome(story.with_activity("s", Activity(body)), "s", 0, 1)

    assert keys(changed) == ["other", "vip", "remainder_path"]
    assert changed["s"].body["arguments"]["filterResult"].startswith("other=")


def test_two_paths_are_the_least():
    story = journey(random_split("r", (50, END), (50, END)))

    with pytest.raises(Failure, match="at least 2"):
        edits.remove_outcome(story, "r", 0)


def test_an_engagement_split_has_fixed_paths():
    story = journey(email("m"), engagement_split("g", message="m"))

    with pytest.raises(Failure, match="fixed"):
        edits.add_outcome(story, "g")


def test_a_filter_makes_the_split_configured():
    story = journey(wait("a", to=END))
    made = catalogue.new_activity(catalogue.row("MULTICRITERIADECISIONV2"), story)
    story = edits.insert(story, made, source="a")

    changed = edits.set_criteria(story, made.key, 0, criteria_equal("Kind", "x"))

    assert changed[made.key].body["metaData"]["isConfigured"] is True
    assert criteria_of(changed[made.key], 0)
    with pytest.raises(Failure, match="remainder"):
        edits.set_criteria(changed, made.key, 1, "x")


def test_a_path_tells_its_filter_in_words():
    def told(story):
        return story["s"].body["outcomes"][0]["metaData"].get("criteriaDescription")

    filtered = edits.set_criteria(decided(), "s", 0, criteria_equal("Kind", "x"))
    broken = edits.set_criteria(filtered, "s", 0, "<x")

    assert told(filtered) == "Kind is “x”"
    assert told(broken) == ""


def test_outcome_fields_set_label_filter_share_and_result():
    label, criteria = catalogue.of(decided()["s"]).outcomes.fields
    percentage = catalogue.of(thirds()["r"]).outcomes.fields[1]

    named = edits.set_outcome_field(decided(), "s", 0, label, "Gold")
    filtered = edits.set_outcome_field(named, "s", 0, criteria, "<x/>")
    shared = edits.set_outcome_field(thirds(), "r", 0, percentage, "40")

    assert filtered["s"].outcomes[0].label == "Gold"
    assert criteria_of(filtered["s"], 0) == "<x/>"
    assert percentages(shared)[0] == "40"
    with pytest.raises(Failure):
        edits.set_outcome_field(thirds(), "r", 0, percentage, "")


def test_a_custom_split_gets_another_result():
    ways = [
        ("1", END, {"branchResult": "yes"}, {"label": "Yes"}),
        ("2", END, {"branchResult": "no"}, {"label": "No"}),
    ]
    story = journey(activity("c", "RestDecision", ways))

    changed = edits.add_outcome(story, "c")

    made = changed["c"].outcomes[2]
    assert made.body["arguments"] == {"branchResult": "path-3"}
    assert made.key not in ("1", "2")


def test_an_older_remainder_is_known_by_having_no_filter():
    ways = [("OUTCOME-1", END, {}, {}), ("OUTCOME-4", END, {}, {})]
    settings = {"criteria": {"OUTCOME-1": "<x/>"}}
    old = activity("d", "MULTICRITERIADECISION", ways, settings=settings)

    assert remainder_of(old) == 1


@given(st.lists(st.integers(0, 100), min_size=1, max_size=50), st.integers(50, 100))
def test_spread_shares_sum_up_and_leave_nobody_out(given_shares, total):
    found = shares.spread(given_shares, total)

    assert sum(found) == total
    assert min(found) >= 1
