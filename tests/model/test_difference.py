"""Stories about what differs between two journeys, and how it is told."""

import pytest
from builders import (
    END,
    EVENT_KEY,
    criteria_equal,
    email,
    engagement_split,
    journey,
    random_split,
    rest,
    split,
    wait,
)

from jbdesk.model import catalogue, difference, edits, lens, wire
from jbdesk.model.difference import Kind
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Where
from jbdesk.model.types.catalogue_waits import DURATION, UNIT


def texts(before, after):
    return [each.text for each in difference.compare(before, after).changes]


def told(before, after):
    return difference.summary(difference.compare(before, after))


def new(row, story):
    return catalogue.new_activity(catalogue.row(row), story)


def written(story, path, value):
    return story.with_body(lens.write(story.body, path, value))


def test_a_longer_wait_and_a_new_branch_are_told_in_one_sentence():
    story = journey(wait("w"), split("s", gold="e", remainder=END), email("e"))
    changed = edits.add_outcome(edits.set_field(story, "w", DURATION, 3), "s")
    changed = edits.insert(changed, new("EMAILV2", changed), source="s", outcome=1)
    label = ("outcomes", 1, "metaData", "label")
    body = lens.write(changed["s"].body, label, "VIP")
    changed = changed.with_activity("s", changed["s"].with_body(body))

    assert told(story, changed) == "Wait 1 day → 3 days; new branch VIP"


def test_a_change_names_its_field_its_place_and_both_values():
    story = journey(wait("w", name="Cool down"))

    found = difference.compare(story, edits.set_field(story, "w", DURATION, 3))

    (change,) = found.changes
    assert change.kind is Kind.CHANGED
    assert change.where == Where("activity", "w", field="duration")
    assert change.text == "“Cool down”: Wait for 1 → 3"
    assert (change.before, change.after) == (1, 3)


def test_what_no_field_stands_for_is_named_by_its_place_in_the_json():
    story = journey(wait("w", name="Rest", extra={"a.b": [1, 2]}))
    place = ("activities", 0, "configurationArguments", "extra", "a.b", 1)

    assert texts(story, written(story, place, 5)) == [
        '“Rest”: configurationArguments.extra["a.b"][1] 2 → 5'
    ]


def test_an_inserted_activity_is_the_only_change():
    story = journey(wait("a", name="First"), email("b"))

    found = difference.compare(
        story, edits.insert(story, new("EMAILV2", story), source="a")
    )

    assert [(each.kind, each.where.key) for each in found.changes] == [
        (Kind.ADDED, "EMAILV2-1")
    ]
    assert found.changes[0].text == "“Email” added after “First”"


def test_an_activity_inserted_at_the_start_is_the_only_change():
    story = journey(wait("a"), email("b"))
    changed = edits.insert(story, new("EMAILV2", story), source=None)

    assert texts(story, changed) == ["“Email” added at the start"]


def test_a_removed_activity_is_the_only_change():
    story = journey(wait("a"), email("b", name="Hello"), wait("c"))

    assert texts(story, edits.remove(story, ["b"])) == ["“Hello” removed"]
    assert told(story, edits.remove(story, ["b"])) == "Removed Hello"


def test_an_activity_that_stands_elsewhere_has_moved():
    story = journey(wait("a", name="A"), email("b", name="B"), wait("c", name="C"))
    changed = edits.connect(story, source="a", outcome=0, target="c")
    changed = edits.disconnect(changed, source="b", outcome=0)
    changed = edits.connect(changed, source="c", outcome=0, target="b")

    assert texts(story, changed) == ["“B” moved from after “A” to after “C”"]
    assert told(story, changed) == "Moved B"


def test_a_path_that_leads_elsewhere_is_re_routed():
    story = journey(
        split("s", gold="a", remainder="b", name="Who"),
        email("a", name="A", to=END),
        email("b", name="B", to=END),
    )
    changed = edits.connect(story, source="s", outcome=0, target="b")

    (change,) = difference.compare(story, changed).changes
    assert change.kind is Kind.REROUTED
    assert change.where == Where("outcome", "s", 0, "next")
    assert change.text == "Path “gold” of “Who” leads to “B” instead of “A”"
    assert (change.before, change.after) == ("a", "b")


def test_a_path_that_ends_earlier_is_re_routed():
    story = journey(wait("a", name="A"), email("b", name="B"))

    assert texts(story, edits.disconnect(story, source="a", outcome=0)) == [
        "The path after “A” leads to the end instead of “B”"
    ]


def test_a_removed_branch_is_told_without_its_filter():
    story = journey(split("s", gold=END, silver=END, remainder=END, name="Who"))

    assert texts(story, edits.remove_outcome(story, "s", 0)) == [
        "Branch “gold” of “Who” removed"
    ]


def test_outcomes_in_another_order_are_told():
    story = journey(split("s", gold=END, silver=END, remainder=END, name="Who"))
    changed = edits.move_outcome(story, "s", 0, 1)

    assert texts(story, changed) == ["Paths of “Who” reordered"]
    assert told(story, changed) == "Paths of Who reordered"


def test_a_filter_is_told_in_words_at_its_path():
    story = journey(split("s", gold=END, remainder=END, name="Who"))
    changed = edits.set_criteria(story, "s", 0, criteria_equal("City", "Bonn"))

    (change,) = difference.compare(story, changed).changes
    assert change.where == Where("outcome", "s", 0, "criteria")
    assert change.text.endswith("→ “City is “Bonn””")


def test_shares_are_told_as_they_stand_on_the_canvas():
    story = journey(random_split("r", (50, END), (50, END)))
    changed = edits.set_percentage(story, "r", 0, 70)

    assert told(story, changed) == "Random split 50 / 50 → 70 / 30"


def test_a_message_that_is_renamed_does_not_change_the_split_that_shows_it():
    story = journey(email("e", name="Hi"), engagement_split("s", message="e"))

    assert texts(story, edits.rename(story, "e", "Hello")) == [
        "“Hello”: Name “Hi” → “Hello”"
    ]


def test_another_key_is_one_change_wherever_the_key_is_named():
    story = journey(email("e", name="Hi"), engagement_split("s", message="e"))

    found = difference.compare(story, edits.rename_key(story, "e", "mail"))

    assert [(each.kind, each.text) for each in found.changes] == [
        (Kind.RENAMED, "“Hi”: key “e” → “mail”")
    ]


def test_another_entry_event_is_told_once_and_not_at_every_binding():
    story = journey(split("s", gold=END, remainder=END))
    definition = EventDefinition({"eventDefinitionKey": "Other", "type": "APIEvent"})
    changed = edits.set_trigger(story, definition)

    assert EVENT_KEY not in wire.dumps(changed.body)
    assert texts(story, changed) == [
        f"Entry source: Entry event “{EVENT_KEY[:39]}…” → “Other”"
    ]


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (("name",), "Hello", "Name: “Welcome” → “Hello”"),
        (
            ("entryMode",),
            "OnceAndDone",
            "Re-entry: Re-entry at any time → No re-entry",
        ),
        (("defaults", "mobileNumber"), ["x"], 'Mobile number: nothing → ["x"]'),
        (("goals",), [{"key": "GOAL"}], "Goal added"),
        (("exits",), [{"key": "EXITCRITERIA"}], "Exit added"),
        (("triggers",), [], "Entry source removed"),
        (("metaData", "simulation.id"), 7, 'metaData["simulation.id"]: nothing → 7'),
    ],
)
def test_the_journeys_own_settings_are_told(path, value, text):
    story = journey(wait("a"))

    assert texts(story, written(story, path, value)) == [text]


def test_a_changed_goal_is_told():
    goal = {"key": "GOAL", "metaData": {"isExitCriteria": False}}
    story = journey(wait("a"), goals=[goal])
    changed = written(story, ("goals", 0, "metaData", "isExitCriteria"), True)

    assert texts(story, changed) == ["Goal: Leave the journey on reaching it no → yes"]


def test_secrets_of_a_custom_activity_are_not_told():
    story = journey(rest("a", name="Call"))
    place = ("activities", 0, "arguments", "execute", "inArguments")

    told = texts(story, written(story, place, [{"apiKey": "hunter2"}]))

    assert len(told) == 1
    assert "hunter2" not in told[0]


def test_a_long_list_of_changes_is_counted():
    story = journey(*(wait(key, name=key) for key in "abcde"))
    changed = story
    for key in "abcde":
        changed = edits.set_field(changed, key, UNIT, "WEEKS")

    assert told(story, changed) == (
        "a 1 day → 1 week; b 1 day → 1 week; c 1 day → 1 week; 2 more"
    )


def test_journeys_with_loops_dangling_paths_and_repeated_keys_are_compared():
    story = journey(wait("a", to="a"), wait("b", to="nowhere"), wait("b"))
    changed = story.with_activities(list(story.activities[1:]))

    assert texts(story, story.with_body(dict(story.body))) == []
    assert difference.compare(story, changed)
    assert difference.compare(Journey({}), story)
