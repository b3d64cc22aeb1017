"""Copy and paste of a group: fresh keys, and all that names them follows."""

import json

import pytest
from builders import (
    END,
    email,
    engagement_split,
    journey,
    random_split,
    rest,
    split,
    until_event,
    update,
    wait,
)

from jbdesk.model import edits, rules, wire
from jbdesk.model.journey import Activity
from jbdesk.model.problem import Failure

GUID = "0b9cd56a-2b3c-4b6c-9d5c-0123456789ab"


def ways(story):
    return {
        ref: [outcome.next for outcome in each.outcomes]
        for ref, each in story.by_ref.items()
    }


def test_a_copied_chain_is_put_between_what_was_there():
    story = journey(wait("WAIT-1"), email("EMAILV2-1"), wait("WAIT-7"))

    clip = edits.copy_group(story, ["EMAILV2-1", "WAIT-1"])
    pasted = edits.paste(story, clip, source="EMAILV2-1", outcome=0)

    assert ways(pasted) == {
        "WAIT-1": ["EMAILV2-1"],
        "EMAILV2-1": ["WAITBYDURATION-1"],
        "WAITBYDURATION-1": ["EMAILV2-2"],
        "EMAILV2-2": ["WAIT-7"],
        "WAIT-7": [None],
    }


def test_what_is_pasted_without_a_source_is_where_contacts_start():
    story = journey(wait("WAIT-1"), email("EMAILV2-1"))

    clip = edits.copy_group(story, ["EMAILV2-1"])
    pasted = edits.paste(story, clip, source=None)

    assert pasted.start == "EMAILV2-2"
    assert ways(pasted)["EMAILV2-2"] == ["WAIT-1"]


def test_a_split_keeps_its_filters_under_new_outcome_keys():
    story = journey(
        split("S", **{GUID: "a", "remainder": "b"}),
        wait("a", to=END),
        wait("b", to=END),
    )
    body = {**story["S"].body, "arguments": {"filterResult": f"{GUID}=true"}}
    story = story.with_activity("S", Activity(body))

    pasted = edits.paste(
        story, edits.copy_group(story, ["S", "a", "b"]), source="b", outcome=0
    )

    (copy,) = [each for ref, each in pasted.by_ref.items() if ref.startswith("MULTI")]
    new, remainder = [each.key for each in copy.outcomes]
    filters = copy.body["configurationArguments"]["criteria"]
    assert new != GUID
    assert remainder == "remainder_path"
    assert filters == {new: story["S"].body["configurationArguments"]["criteria"][GUID]}
    assert copy.body["arguments"]["filterResult"] == f"{new}=true"


def test_what_names_a_copied_activity_names_its_copy():
    story = journey(
        email("EMAILV2-1"),
        email("EMAILV2-2"),
        wait("WAIT-1"),
        engagement_split("E", message="EMAILV2-1"),
        update("U", value="{{Interaction.EMAILV2-1.x}} {{Interaction.EMAILV2-2.x}}"),
    )

    group = ["EMAILV2-1", "EMAILV2-2", "WAIT-1", "E", "U"]
    pasted = edits.paste(story, edits.copy_group(story, group), source="U")
    copies = {ref: pasted[ref].body for ref in pasted.by_ref if ref not in story}

    told = json.dumps(copies)
    assert '"refActivityCustomerKey": "EMAILV2-3"' in told
    assert "{{Interaction.EMAILV2-3.x}} {{Interaction.EMAILV2-4.x}}" in told
    assert "dangling-path" not in {each.code for each in rules.check(pasted)}


def test_what_is_not_copied_keeps_its_name():
    story = journey(rest("R"), update("U", value="{{Interaction.R.out}}"))

    pasted = edits.paste(story, edits.copy_group(story, ["U"]), source="U")

    (new,) = set(pasted.by_ref) - set(story.by_ref)
    assert "{{Interaction.R.out}}" in json.dumps(pasted[new].body)


def test_a_clip_goes_through_text_to_another_journey():
    clip = edits.copy_group(journey(wait("a"), email("b")), ["a", "b"])
    other = journey(wait("WAIT-1"))

    pasted = edits.paste(other, wire.loads(wire.dumps(clip)), source="WAIT-1")

    assert ways(pasted) == {
        "WAIT-1": ["WAITBYDURATION-1"],
        "WAITBYDURATION-1": ["EMAILV2-1"],
        "EMAILV2-1": [None],
    }


def test_the_first_open_path_leads_on_and_others_end():
    story = journey(
        random_split("r", (50, "a"), (50, "b")), wait("a"), wait("b"), wait("c")
    )

    pasted = edits.paste(story, edits.copy_group(story, ["r"]), source="a")

    (new,) = set(pasted.by_ref) - set(story.by_ref)
    assert ways(pasted)[new] == ["b", None]


def test_a_loop_through_an_event_can_be_copied():
    story = journey(wait("w"), until_event("u", happened="w"), email("e"))

    pasted = edits.paste(story, edits.copy_group(story, ["w", "u"]), source="e")

    assert "loop" not in {each.code for each in rules.check(pasted)}
    assert len(pasted.activities) == 5


@pytest.mark.parametrize("group", [[], ["a", "c"], ["gone"]])
def test_a_group_that_does_not_hang_together_is_refused(group):
    story = journey(wait("a"), wait("b"), wait("c"))

    with pytest.raises(Failure):
        edits.copy_group(story, group)


@pytest.mark.parametrize(
    "clip",
    [
        None,
        [],
        {"activities": [{"key": "a"}]},
        {"jbdesk.clip": 1, "activities": []},
        {"jbdesk.clip": 1, "activities": [{"key": ""}]},
        {"jbdesk.clip": 1, "activities": ["a"]},
        {"jbdesk.clip": 1, "activities": [{"key": "a"}, {"key": "a"}]},
        {"jbdesk.clip": 1, "activities": [{"key": "a", "type": "RANDOMSPLIT"}]},
    ],
)
def test_what_is_no_clip_is_refused_and_nothing_changes(clip):
    story = journey(wait("a"), wait("b"))

    with pytest.raises(Failure):
        edits.paste(story, clip, source="a")
