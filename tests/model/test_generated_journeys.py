"""Journeys made up at random: each comes back, is shown, checked and edited."""

import pytest
from builders import (
    END,
    email,
    engagement_split,
    journey,
    random_split,
    split,
    update,
    wait,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jbdesk.model import catalogue, edits, placement, rules, wire
from jbdesk.model.problem import Failure

TEXT = st.text(max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=12,
)
STEPS = sorted(
    {
        step
        for row in catalogue.ACTIVITY_TYPES
        for field in row.fields
        for path in field.paths
        for step in path
        if isinstance(step, str)
    }
    | {"criteria", "nextActivity", "params", "isConfigured", "aBnStartActivityKey"}
)
BAGS = st.recursive(
    VALUES,
    lambda inner: st.dictionaries(st.sampled_from(STEPS), inner, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from(["A", "B", "C", "D", "é ", ""])
OUTCOMES = st.fixed_dictionaries(
    {},
    optional={"key": TEXT, "next": st.none() | KEYS, "arguments": VALUES, "x": VALUES},
)
ACTIVITIES = st.fixed_dictionaries(
    {},
    optional={
        "key": KEYS,
        "type": st.sampled_from([row.type for row in catalogue.ACTIVITY_TYPES]) | TEXT,
        "name": TEXT,
        "outcomes": st.lists(OUTCOMES, max_size=4) | st.none(),
        "arguments": BAGS,
        "configurationArguments": BAGS,
        "metaData": BAGS,
        "future": VALUES,
    },
)
JOURNEYS = st.fixed_dictionaries(
    {"activities": st.lists(ACTIVITIES, max_size=6)},
    optional={"key": TEXT, "name": TEXT, "defaults": VALUES, "metaData": VALUES},
)


def comes_back_equal(body):
    text = wire.dumps(body)
    story = wire.journey_from(wire.loads(text))

    assert wire.dumps(wire.body_of(story)) == text


@given(JOURNEYS)
def test_any_journey_comes_back_equal(body):
    comes_back_equal(body)


@pytest.mark.long
@pytest.mark.timeout(1800)
@settings(max_examples=10_000, deadline=None, suppress_health_check=[*HealthCheck])
@given(JOURNEYS)
def test_ten_thousand_journeys_come_back_equal_and_are_checked(body):
    comes_back_equal(body)
    rules.check(wire.journey_from(body))


@given(JOURNEYS)
def test_any_journey_can_be_shown_and_checked(body):
    story = wire.journey_from(body)

    placed = placement.place(story)

    assert len(set(placed.cells.values())) == len(story.by_ref)
    for problem in rules.check(story):
        if problem.fix is not None:
            problem.fix.edit(story)
    for each in story.activities:
        catalogue.summary(each)
        catalogue.title(each)


@given(st.data())
def test_edits_never_leave_a_path_that_leads_nowhere_or_back(data):
    story = journey(
        wait("a"),
        split("s", vip="b", remainder="r"),
        email("b", to="z"),
        random_split("r", (50, "z"), (50, "c")),
        email("c", to="z"),
        wait("z"),
    )
    for _ in range(data.draw(st.integers(1, 6))):
        story = _edited(story, data)

    codes = {problem.code for problem in rules.check(story)}
    assert not codes & {"dangling-path", "loop", "duplicate-key", "121000", "shares"}


@given(st.data())
def test_checking_after_edits_finds_what_checking_from_scratch_finds(data):
    story = journey(
        email("m"),
        split("s", vip="w", remainder="e"),
        wait("w"),
        engagement_split("e", message="m", yes="r"),
        random_split("r", (50, "u"), (50, END)),
        update("u", value="{{Interaction.m.requestID}}"),
    )
    for _ in range(data.draw(st.integers(1, 5))):
        story = _edited(story, data)
        rules.check(story)

    afresh = wire.journey_from(wire.loads(wire.dumps(story.body)))
    assert rules.check(story) == rules.check(afresh)


def _pasted(story, refs, *, source):
    return edits.paste(story, edits.copy_group(story, refs), source=source)


def _edited(story, data):
    refs = list(story.by_ref)
    if not refs:
        return story
    ref = data.draw(st.sampled_from(refs))
    other = data.draw(st.sampled_from(refs))
    outcome = data.draw(st.integers(0, 2))
    row = data.draw(st.sampled_from(catalogue.PALETTE))
    made = catalogue.new_activity(row, story)
    edit = data.draw(
        st.sampled_from(
            [
                lambda: edits.insert(story, made, source=ref, outcome=outcome),
                lambda: edits.insert(story, made, source=None),
                lambda: edits.append(story, made, source=ref),
                lambda: edits.remove(story, {ref, other}),
                lambda: edits.remove(story, [ref], keep=outcome),
                lambda: edits.remove_branch(story, ref),
                lambda: edits.connect(story, source=ref, outcome=outcome, target=other),
                lambda: edits.disconnect(story, source=ref, outcome=outcome),
                lambda: edits.add_outcome(story, ref),
                lambda: edits.remove_outcome(story, ref, outcome),
                lambda: edits.move_outcome(story, ref, 0, outcome),
                lambda: edits.rename_key(story, ref, f"{other}x"),
                lambda: edits.set_percentage(story, "r", 0, 30),
                lambda: _pasted(story, {ref, other}, source=other),
            ]
        )
    )
    before = wire.dumps(story.body)
    try:
        changed = edit()
    except Failure:
        changed = story
    assert wire.dumps(story.body) == before
    return changed
