"""Merging loses nothing silently: keys that both changed, branches, what was added."""

from builders import END, email, journey, random_split, split, wait
from hypothesis import given
from test_difference_properties import EDITS, remove, rename_key, stories

from jbdesk.model import catalogue, difference, edits
from jbdesk.model.problem import Where


def with_email(story, source, outcome=0):
    made = catalogue.new_activity(catalogue.row("EMAILV2"), story)
    return edits.insert(story, made, source=source, outcome=outcome)


def way(story):
    """The journey as a picture: {"a": ("b",), …}; None where a path ends."""
    return {
        ref: tuple(outcome.next for outcome in each.outcomes)
        for ref, each in story.by_ref.items()
    }


def texts(merged):
    return [each.text for each in merged.conflicts]


def chain():
    return journey(wait("a"), email("b", name="Hello"), wait("c"))


def branches():
    return journey(
        wait("a"),
        split("s", vip="e", other="f", remainder="z", name="Split"),
        email("e", to="z"),
        email("f", to="z"),
        wait("z"),
    )


def test_two_other_keys_of_one_activity_are_a_conflict_where_mine_stays():
    story = chain()
    mine, theirs = (edits.rename_key(story, "b", each) for each in ("x", "y"))

    merged = difference.merge(story, mine, theirs)
    (conflict,) = merged.conflicts
    solved = difference.resolve(merged, conflict)

    assert conflict.where == Where("activity", "x", field="key")
    assert conflict.text == "“Hello”: Key is “x” here, “y” there"
    assert (conflict.mine, conflict.theirs) == ("x", "y")
    assert way(merged.journey) == {"a": ("x",), "x": ("c",), "c": (None,)}
    assert way(solved.journey) == {"a": ("y",), "y": ("c",), "c": (None,)}
    assert solved.conflicts == ()


def test_a_key_that_was_changed_along_with_a_field_is_still_the_same_activity():
    story = chain()
    mine = edits.rename_key(story, "b", "x")
    theirs = edits.rename(edits.rename_key(story, "b", "y"), "y", "Good day")

    merged = difference.merge(story, mine, theirs)
    changes = difference.compare(story, theirs).changes

    assert texts(merged) == ["“Good day”: Key is “x” here, “y” there"]
    assert [str(each.kind) for each in changes] == ["renamed", "changed"]


def test_splits_of_one_kind_are_not_taken_for_each_other_by_their_common_keys():
    before = journey(random_split("r", (50, "a"), (50, "a")), wait("a"))
    after = journey(random_split("q", (20, "a"), (80, END)), wait("a"))

    kinds = {str(each.kind) for each in difference.compare(before, after).changes}

    assert {"added", "removed"} <= kinds


def test_a_branch_i_took_out_and_they_made_longer_comes_back_whole_if_i_want():
    story = branches()
    mine = edits.remove_outcome(story, "s", 0)
    theirs = with_email(story, "e")

    merged = difference.merge(story, mine, theirs)
    back = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["Path “vip” of “Split” was removed here and changed there"]
    assert way(merged.journey)["s"] == ("f", "z")
    assert "EMAILV2-1" in merged.journey
    assert way(back.journey) == way(theirs)
    assert back.conflicts == ()


def test_what_they_put_into_a_branch_i_took_out_is_asked_about_before_it_goes():
    story = branches()
    mine, theirs = edits.remove_outcome(story, "s", 0), with_email(story, "s")
    merged = difference.merge(story, mine, theirs)

    gone = difference.resolve(merged, merged.conflicts[0], take_theirs=False)
    kept = difference.resolve(gone, gone.conflicts[0])
    dropped = difference.resolve(gone, gone.conflicts[0], take_theirs=False)

    assert texts(gone) == [
        "“Email” (not configured) was added there, but no path leads to it any more"
    ]
    assert gone.conflicts[0].where == Where("activity", "EMAILV2-1")
    assert (kept.conflicts, dropped.conflicts) == ((), ())
    assert "EMAILV2-1" in kept.journey
    assert way(dropped.journey) == way(mine)


def test_a_branch_i_made_longer_and_they_took_out_stays_whole_unless_i_let_it_go():
    story = branches()
    mine, theirs = with_email(story, "s"), edits.remove_outcome(story, "s", 0)

    merged = difference.merge(story, mine, theirs)
    gone = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["Path “vip” of “Split” was changed here and removed there"]
    assert way(merged.journey) == way(mine)
    assert texts(gone) == [
        "“Email” (not configured) was added here, but no path leads to it any more"
    ]


def test_what_was_added_where_the_other_led_the_path_away_is_told():
    story = branches()
    mine = edits.connect(story, source="s", outcome=0, target="z")
    theirs = with_email(story, "e")

    merged = difference.merge(story, mine, theirs)

    assert "EMAILV2-1" in merged.journey
    assert texts(merged) == [
        "“Email” (not configured) was added there, but no path leads to it any more"
    ]


KEEPING_KEYS = tuple(each for each in EDITS if each is not rename_key)
ADDING = tuple(each for each in KEEPING_KEYS if each is not remove)


@given(stories(steps=3, allowed=KEEPING_KEYS))
def test_what_anybody_added_is_in_the_merged_journey(story):
    base, mine, theirs = story
    merged = difference.merge(base, mine, theirs).journey

    old = len(base.by_ref)
    added = [len(each.by_ref.keys() - base.by_ref.keys()) for each in (mine, theirs)]
    assert len(merged.by_ref) >= max(added)
    assert len(merged.by_ref) <= old + sum(added)
    for side in (mine, theirs):
        for ref in side.by_ref.keys() - base.by_ref.keys():
            name = side[ref].name
            assert any(each.name == name for each in merged.activities)


@given(stories(steps=2, allowed=ADDING))
def test_whose_side_is_mine_makes_no_other_conflicts(story):
    base, mine, theirs = story

    one = difference.merge(base, mine, theirs).conflicts
    other = difference.merge(base, theirs, mine).conflicts

    assert len(one) == len(other)
