"""Every rule with a journey that breaks it and one that does not."""

import pytest
from builders import END, activity, email, engagement_split, wait
from rule_builders import goal, sound
from rule_stories import NO_REMAINDER, STORIES

from jbdesk.model import edits, rules
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Severity


def codes(story):
    return [problem.code for problem in rules.check(story)]


@pytest.mark.parametrize(("code", "broken", "kept"), STORIES)
def test_a_rule_finds_what_breaks_it_and_nothing_else(code, broken, kept):
    assert code in codes(broken)
    assert code not in codes(kept)


def test_every_rule_has_a_story():
    assert {rule.code for rule in rules.RULES} == {code for code, *_ in STORIES}


def test_a_sound_journey_has_no_problems():
    assert rules.check(sound()) == ()


@pytest.mark.parametrize(("code", "broken", "kept"), STORIES)
def test_a_fix_mends_what_it_is_offered_for(code, broken, kept):
    for problem in rules.check(broken):
        if problem.code != code or problem.fix is None:
            continue
        mended = problem.fix.edit(broken)
        assert codes(mended).count(code) < codes(broken).count(code)


def test_problems_say_how_bad_they_are_and_where():
    (found,) = [each for each in rules.check(NO_REMAINDER) if each.code]

    assert found.severity is Severity.WARNING
    assert (found.where.kind, found.where.key) == ("activity", "s")
    assert found.text.endswith(".")


def test_the_worst_comes_first():
    severities = [each.severity for each in rules.check(Journey({"goals": [goal("")]}))]

    order = list(Severity)
    assert severities == sorted(severities, key=order.index)


def test_a_note_that_it_is_not_configured_counts():
    story = sound(activity("w", "WAIT", [], meta={"isConfigured": False}))

    assert "121331" in codes(story)


def test_two_thousand_activities_in_a_chain_are_checked():
    story = sound(*(wait(f"w{each}") for each in range(2000)))

    assert codes(story) == ["many-activities"]


def test_a_rename_only_of_the_header_reads_no_activity_again():
    story = sound()

    renamed = edits.set_header(story, ("name",), "Another")

    assert all(
        a is b for a, b in zip(story.activities, renamed.activities, strict=True)
    )


def test_hundreds_of_engagement_splits_are_checked_in_one_pass():
    parts = []
    for number in range(400):
        parts += [
            email(f"m{number}"),
            wait(f"w{number}"),
            engagement_split(f"s{number}", message=f"m{number}"),
        ]

    found = codes(sound(*parts, email("last")))

    assert found == ["many-activities"]


def test_many_starts_that_lead_to_one_chain_are_told_once_each():
    starts = [wait(f"s{each}", to="c0") for each in range(1500)]
    chain = [wait(f"c{each}") for each in range(1500)]

    found = codes(sound(*starts, *chain))

    assert found.count("unreachable") == 1499


def test_a_thousand_activities_of_one_key_can_each_get_their_own():
    story = sound().with_activities([wait("a", to=END)] * 1000)

    found = [each for each in rules.check(story) if each.code == "duplicate-key"]
    mended = found[0].fix.edit(story)

    assert len(found) == 999
    assert codes(mended).count("duplicate-key") == 998


def test_an_activity_that_is_hardly_one_is_checked():
    story = sound(Activity({"key": "x", "outcomes": []}))

    assert "121331" not in codes(story)
