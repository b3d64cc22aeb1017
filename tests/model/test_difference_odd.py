"""Journeys that nobody would build, compared and merged all the same."""

from builders import END, email, journey, random_split, rest, split, wait
from hypothesis import given
from hypothesis import strategies as st

from jbdesk.model import catalogue, difference, edits, lens
from jbdesk.model.journey import Activity, Journey

TEXT = st.text(max_size=3) | st.sampled_from(["a", "b", "\0", "\ud800", "{{x}}", " "])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2)
    ),
    max_leaves=4,
)
OUTCOMES = st.lists(
    st.fixed_dictionaries(
        {}, optional={"key": TEXT, "next": TEXT | VALUES, "metaData": VALUES}
    ),
    max_size=3,
)
TYPES = [each.type for each in catalogue.ACTIVITY_TYPES]
ACTIVITIES = st.fixed_dictionaries(
    {"key": TEXT, "type": st.sampled_from(TYPES) | TEXT},
    optional={
        "name": VALUES,
        "outcomes": OUTCOMES | VALUES.filter(lambda each: not isinstance(each, list)),
        "arguments": VALUES,
        "configurationArguments": VALUES,
        "metaData": VALUES,
    },
)
PARTS = VALUES | st.lists(VALUES, max_size=2)
JOURNEYS = st.fixed_dictionaries(
    {},
    optional={
        "name": VALUES,
        "activities": st.lists(ACTIVITIES, max_size=4) | st.none(),
        "triggers": st.lists(st.dictionaries(TEXT, VALUES, max_size=2), max_size=2),
        "goals": PARTS,
        "exits": PARTS,
        "defaults": VALUES,
        "metaData": VALUES,
    },
).map(Journey)


@given(JOURNEYS, JOURNEYS, JOURNEYS)
def test_anything_that_opens_is_compared_and_merged(base, mine, theirs):
    assert difference.summary(difference.compare(base, mine))
    assert not difference.compare(base, Journey(dict(base.body)))

    merged = difference.merge(base, mine, theirs)
    for _ in range(100):
        if merged.conflicts:
            merged = difference.resolve(merged, merged.conflicts[0])

    assert merged.conflicts == ()


def test_the_journeys_own_name_can_be_a_conflict():
    story = journey(wait("a"))
    mine, theirs = (
        edits.set_header(story, ("name",), each) for each in ("Mine", "Theirs")
    )

    (conflict,) = difference.merge(story, mine, theirs).conflicts

    assert conflict.text == "Name is “Mine” here, “Theirs” there"


def test_a_conflict_about_secrets_does_not_tell_them():
    story = journey(rest("a", name="Call"))
    place = ("arguments", "execute", "inArguments")
    mine, theirs = (
        story.with_activity(
            "a", Activity(lens.write(story["a"].body, place, [{"apiKey": each}]))
        )
        for each in ("hunter2", "hunter3")
    )

    (conflict,) = difference.merge(story, mine, theirs).conflicts

    assert "hunter" not in conflict.text
    assert conflict.text.endswith("was changed here and there")


def test_new_activities_with_the_same_free_key_are_both_kept():
    story = journey(wait("a"), email("b"))
    new = email("Mail", to=END)
    mine = edits.insert(story, new, source="a")
    theirs = edits.insert(story, Activity({**new.body, "name": "Another"}), source="b")

    merged = difference.merge(story, mine, theirs)

    assert merged.conflicts == ()
    assert set(merged.journey.by_ref) == {"a", "b", "Mail", "Mail-2"}


def test_a_filter_that_cant_be_read_is_told_as_such():
    story = journey(split("s", gold=END, remainder=END, name="Who"))
    changed = edits.set_criteria(story, "s", 0, "<FilterDefinition")

    (change,) = difference.compare(story, changed).changes

    assert change.text.endswith("→ a filter that can't be read")


def test_shares_that_never_summed_to_100_are_left_as_they_are():
    story = journey(random_split("r", (50, END), (20, END)))
    mine = story.with_activity(
        "r",
        Activity(
            lens.write(
                story["r"].body, ("outcomes", 0, "arguments", "percentage"), "60"
            )
        ),
    )

    merged = difference.merge(story, mine, edits.rename(story, "r", "Draw"))

    assert merged.conflicts == ()
    assert merged.journey["r"].name == "Draw"
    assert merged.journey["r"].body["outcomes"][0]["arguments"]["percentage"] == "60"


def test_new_activities_behind_each_other_are_part_of_their_new_branch():
    story = journey(split("s", gold=END, remainder=END))
    changed = edits.add_outcome(story, "s")
    for key in ("first", "second"):
        changed = edits.append(changed, email(key, to=END), source="s", outcome=1)

    found = difference.compare(story, changed)

    assert len(found.changes) == 3
    assert difference.summary(found) == "New branch Path 2"
