"""A path optimizer is put in, copied and removed as one: start, paths and end."""

import json

import pytest
from builders import END, email, journey, wait

from jbdesk.model import catalogue, edits, rules
from jbdesk.model.problem import Failure
from jbdesk.model.types.catalogue_optimizer import HOLD_DAYS, OPTIMIZER
from jbdesk.model.types.catalogue_splits import HOLD_BACK, percentage_of

START, STOP = "ABNTEST-1", "ABNTESTSTOP-1"


def ways(story):
    return {
        ref: [outcome.next for outcome in each.outcomes]
        for ref, each in story.by_ref.items()
    }


def capsule(story, ref):
    return story[ref].body["metaData"]["capsule"]


def shares(story):
    return [percentage_of(each) for each in story[START].outcomes]


@pytest.fixture
def tested():
    """Wait, a path optimizer with an email on each path, wait."""
    story = journey(wait("a"), wait("b"))
    made = catalogue.new_activity(OPTIMIZER, story)
    story = edits.insert(story, made, source="a")
    for position in (0, 1):
        mail = catalogue.new_activity(catalogue.row("EMAILV2"), story)
        story = edits.insert(story, mail, source=START, outcome=position)
    return story


def test_it_comes_with_the_end_in_which_its_paths_meet(tested):
    assert ways(tested) == {
        "a": [START],
        START: ["EMAILV2-1", "EMAILV2-2"],
        "EMAILV2-1": [STOP],
        "EMAILV2-2": [STOP],
        STOP: ["b"],
        "b": [None],
    }
    assert capsule(tested, START) == capsule(tested, STOP)
    assert capsule(tested, START) == {
        "id": "CAPSULE-1",
        "startId": START,
        "endId": STOP,
    }
    codes = {problem.code for problem in rules.check(tested)}
    assert not {code for code in codes if "optimizer" in code}


def test_it_can_be_where_contacts_start():
    story = journey(wait("a"))

    made = edits.insert(story, catalogue.new_activity(OPTIMIZER, story), source=None)

    assert made.start == START
    assert ways(made)[STOP] == ["a"]


def test_a_path_that_is_added_leads_to_the_end(tested):
    added = edits.add_outcome(tested, START)

    assert ways(added)[START] == ["EMAILV2-1", "EMAILV2-2", STOP]
    assert sum(shares(added)) == 100
    results = [each.body["arguments"]["branchResult"] for each in added[START].outcomes]
    assert len(set(results)) == 3


def test_what_is_held_back_is_taken_from_the_paths(tested):
    held = edits.set_field(tested, START, HOLD_BACK, 20)

    assert shares(held) == [40, 40]
    assert held[START].outcomes[0].label == "40%"
    assert shares(edits.set_percentage(held, START, 0, 60)) == [60, 20]
    assert shares(edits.even_out(held, START)) == [40, 40]
    assert shares(edits.set_field(held, START, HOLD_BACK, None)) == [50, 50]
    with pytest.raises(Failure, match="from 1 to 79"):
        edits.set_percentage(held, START, 0, 80)
    assert "shares" not in {problem.code for problem in rules.check(held)}


def test_other_settings_leave_the_shares_alone(tested):
    changed = edits.set_field(tested, START, HOLD_DAYS, 3)

    assert changed[START].body["outcomes"] == tested[START].body["outcomes"]


def test_a_copy_is_whole_and_a_capsule_of_its_own(tested):
    pasted = edits.paste(tested, edits.copy_group(tested, [START]), source="b")

    start, stop = "ABNTEST-2", "ABNTESTSTOP-2"
    assert sorted(ways(pasted)[start]) == ["EMAILV2-3", "EMAILV2-4"]
    assert ways(pasted)["EMAILV2-3"] == [stop]
    assert capsule(pasted, start) == {
        "id": "CAPSULE-2",
        "startId": start,
        "endId": stop,
    }
    assert capsule(pasted, stop) == capsule(pasted, start)
    assert pasted[stop].body["configurationArguments"]["aBnStartActivityKey"] == start
    assert capsule(pasted, START)["id"] == "CAPSULE-1"


def test_the_end_brings_its_start_along(tested):
    clip = edits.copy_group(tested, [STOP])

    assert clip["start"] == START
    assert len(clip["activities"]) == 4


def test_what_is_copied_out_of_a_path_optimizer_is_in_none(tested):
    body = tested["EMAILV2-1"].body
    inside = {**capsule(tested, START)}
    body = {**body, "metaData": {**body["metaData"], "capsuleData": inside}}
    story = tested.with_activity("EMAILV2-1", tested["EMAILV2-1"].with_body(body))

    alone = edits.paste(story, edits.copy_group(story, ["EMAILV2-1"]), source="b")
    whole = edits.paste(story, edits.copy_group(story, [START]), source="b")

    assert "capsule" not in json.dumps(alone["EMAILV2-3"].body)
    first = whole["ABNTEST-2"].outcomes[0].next
    told = whole[first].body["metaData"]["capsuleData"]
    assert told == capsule(whole, "ABNTEST-2")


def test_a_renamed_start_is_named_by_its_end(tested):
    renamed = edits.rename_key(tested, START, "TEST")

    assert capsule(renamed, "TEST")["startId"] == "TEST"
    assert capsule(renamed, STOP)["startId"] == "TEST"
    settings = renamed[STOP].body["configurationArguments"]
    assert settings["aBnStartActivityKey"] == "TEST"


@pytest.mark.parametrize("ref", [START, STOP])
def test_start_and_end_go_together(ref):
    story = journey(wait("a"), wait("b"))
    story = edits.insert(story, catalogue.new_activity(OPTIMIZER, story), source="a")

    assert ways(edits.remove(story, [ref])) == {"a": ["b"], "b": [None]}


def test_one_tried_path_can_stay_when_it_is_removed(tested):
    with pytest.raises(Failure, match="2 branches"):
        edits.remove(tested, [START])

    kept = edits.remove(tested, [START], keep=1)

    assert ways(kept) == {"a": ["EMAILV2-2"], "EMAILV2-2": ["b"], "b": [None]}


def test_an_end_without_its_start_is_removed_alone():
    story = journey(wait("a"), email("e", to=END))
    stop = catalogue.new_activity(catalogue.row(STOP.removesuffix("-1")), story)
    story = edits.insert(story, stop, source="a")

    assert ways(edits.remove(story, [STOP])) == {"a": ["e"], "e": [None]}
