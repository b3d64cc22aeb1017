"""Stories about two people who changed the branches of the same split."""

from builders import END, criteria_equal, journey, random_split, split

from jbdesk.model import difference, edits, lens


def texts(merged):
    return [each.text for each in merged.conflicts]


def shares(story, ref):
    return [each.body["arguments"]["percentage"] for each in story[ref].outcomes]


def test_shares_that_both_changed_still_sum_to_100():
    story = journey(random_split("r", (50, END), (50, END)))
    mine = edits.set_percentage(story, "r", 0, 70)
    theirs = edits.add_outcome(story, "r")

    merged = difference.merge(story, mine, theirs)
    solved = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["“Random split”: 70 / 30 here, 34 / 33 / 33 there"]
    assert sum(shares(merged.journey, "r")) == 100
    assert shares(solved.journey, "r") == [34, 33, 33]


def test_branches_that_each_added_stand_before_the_remainder():
    story = journey(split("s", gold=END, remainder=END))

    merged = difference.merge(
        story, edits.add_outcome(story, "s"), edits.add_outcome(story, "s")
    )

    outcomes = [each.key for each in merged.journey["s"].outcomes]
    assert merged.conflicts == ()
    assert len(outcomes) == 4
    assert (outcomes[0], outcomes[-1]) == ("gold", "remainder_path")
    assert len(merged.journey["s"].body["configurationArguments"]["criteria"]) == 3


def test_branches_in_two_other_orders_are_a_conflict():
    story = journey(split("s", a=END, b=END, c=END, remainder=END, name="Who"))
    mine = edits.move_outcome(story, "s", 0, 1)
    theirs = edits.move_outcome(story, "s", 2, 0)

    merged = difference.merge(story, mine, theirs)
    solved = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["The paths of “Who” are in another order here than there"]
    assert [each.key for each in merged.journey["s"].outcomes][:3] == ["b", "a", "c"]
    assert [each.key for each in solved.journey["s"].outcomes][:3] == ["c", "a", "b"]


def test_a_branch_i_removed_and_they_changed_is_a_conflict():
    story = journey(split("s", gold=END, silver=END, remainder=END, name="Who"))
    mine = edits.remove_outcome(story, "s", 0)
    label = ("outcomes", 0, "metaData", "label")
    body = lens.write(story["s"].body, label, "VIP")
    theirs = story.with_activity("s", story["s"].with_body(body))

    merged = difference.merge(story, mine, theirs)
    solved = difference.resolve(merged, merged.conflicts[0])

    assert texts(merged) == ["Path “VIP” of “Who” was removed here and changed there"]
    assert len(merged.journey["s"].outcomes) == 2
    assert [each.label for each in solved.journey["s"].outcomes] == [
        "VIP",
        "silver",
        "remainder",
    ]


def test_filters_of_different_branches_are_both_kept():
    story = journey(split("s", gold=END, silver=END, remainder=END))

    merged = difference.merge(
        story,
        edits.set_criteria(story, "s", 0, criteria_equal("City", "Bonn")),
        edits.set_criteria(story, "s", 1, criteria_equal("City", "Ulm")),
    )

    filters = merged.journey["s"].body["configurationArguments"]["criteria"]
    assert merged.conflicts == ()
    assert "Bonn" in filters["gold"]
    assert "Ulm" in filters["silver"]
