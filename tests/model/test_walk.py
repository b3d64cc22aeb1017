import random
from datetime import UTC, datetime, timedelta

import pytest
from builders import (
    END,
    EVENT_KEY,
    NEXT,
    activity,
    criteria_equal,
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

from jbdesk.model import walk
from jbdesk.model.facts import Facts

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def facts(event=None, **stated):
    return Facts("susan", EVENT_KEY, event or {}, **stated)


def path(story, *, seed=0, **known):
    return walk.walk(story, facts(**known), MONDAY, seed=seed)


def refs(taken):
    return [step.ref for step in taken.steps]


def test_a_new_member_waits_a_day_and_takes_the_path_of_new_members():
    story = journey(
        wait("WAIT-1", 1, "DAYS"),
        split("SPLIT-1", new="EMAIL-1", remainder="EMAIL-2"),
        email("EMAIL-1", to=END),
        email("EMAIL-2", to=END),
    )

    taken = path(story, event={"Kind": "new"})

    assert taken.entered
    assert refs(taken) == ["WAIT-1", "SPLIT-1", "EMAIL-1"]
    assert taken.steps[0].leaves == MONDAY + timedelta(days=1)
    assert taken.steps[1].enters == MONDAY + timedelta(days=1)
    assert taken.steps[1].reason == "Kind is “new”, so it takes path “new”."
    assert taken.ends == "The path ends after “Email”."


def test_who_meets_no_filter_takes_the_remainder():
    story = journey(
        split("SPLIT-1", new="EMAIL-1", remainder="EMAIL-2"),
        email("EMAIL-1", to=END),
        email("EMAIL-2", to=END),
    )

    taken = path(story, event={"Kind": "old"})

    assert refs(taken) == ["SPLIT-1", "EMAIL-2"]
    assert taken.steps[0].reason == (
        "“Kind is “new”” is not met (Kind is “old”), so it takes path “remainder”."
    )


def test_the_first_path_whose_filter_is_met_wins():
    both = {way: criteria_equal("Kind", "new") for way in ("one", "two")}
    story = journey(
        split("SPLIT-1", one="EMAIL-1", two="EMAIL-2", remainder=END, filters=both),
        email("EMAIL-1", to=END),
        email("EMAIL-2", to=END),
    )

    assert refs(path(story, event={"Kind": "new"})) == ["SPLIT-1", "EMAIL-1"]


def test_a_split_without_remainder_lets_the_others_leave():
    story = journey(split("SPLIT-1", new=END, old=END), email("EMAIL-1"))

    taken = path(story, event={"Kind": "?"})

    assert taken.steps[0].outcome is None
    assert taken.ends.endswith("there is no remainder, so it leaves.")


def test_chance_is_the_same_for_the_same_seed_and_fair_over_many():
    story = journey(
        random_split("R-1", (30, "EMAIL-1"), (70, "EMAIL-2")),
        email("EMAIL-1", to=END),
        email("EMAIL-2", to=END),
    )

    taken = [refs(path(story, seed=seed))[1] for seed in range(2000)]

    assert refs(path(story, seed=7)) == refs(path(story, seed=7))
    assert 520 < taken.count("EMAIL-1") < 680
    assert (
        "By chance (30 %)" in path(story, seed=taken.index("EMAIL-1")).steps[0].reason
    )


@pytest.mark.parametrize(
    ("statistic", "said", "goes"),
    [
        (2, {"opened": True}, "YES"),
        (2, {"opened": "2026-03-02T09:30:00Z"}, "YES"),
        (2, {"opened": "2026-03-02T10:30:00Z"}, "NO"),
        (2, {}, "NO"),
        (3, {"clicked": ["https://example.com"]}, "YES"),
        (3, {"opened": True}, "NO"),
        (6, {"bounced": True}, "YES"),
    ],
)
def test_an_engagement_split_asks_what_was_stated_of_its_message(statistic, said, goes):
    story = journey(
        email("EMAIL-1"),
        wait("WAIT-1", 1, "hours"),
        engagement_split(
            "E-1", message="EMAIL-1", yes="YES", no="NO", statistic=statistic
        ),
        email("YES", to=END),
        email("NO", to=END),
    )

    assert refs(path(story, engagement={"EMAIL-1": said}))[-1] == goes


def test_an_engagement_split_calls_its_message_by_name():
    story = journey(
        email("EMAIL-1", name="Welcome"),
        engagement_split("E-1", message="EMAIL-1", yes="YES", no="NO"),
        email("YES", to=END),
        email("NO", to=END),
    )

    asked = path(story, engagement={"EMAIL-1": {"opened": True}}).steps[1]

    assert asked.reason.startswith("The contact opened “Welcome”, so it takes path")


def test_a_result_stated_from_outside_picks_the_branch_of_a_custom_activity():
    ways = [
        ("a", "EMAIL-1", {"branchResult": "gold"}, {"label": "Gold"}),
        ("b", "EMAIL-2", {"branchResult": "silver"}, {"label": "Silver"}),
    ]
    story = journey(
        activity("REST-1", "REST", ways), email("EMAIL-1", to=END), email("EMAIL-2")
    )

    stated = path(story, engagement={"REST-1": {"branch": "Silver"}})
    silent = path(story)

    assert refs(stated) == ["REST-1", "EMAIL-2"]
    assert (
        stated.steps[0].reason == "Its result is “Silver”, so it takes path “Silver”."
    )
    assert refs(silent) == ["REST-1", "EMAIL-1"]
    assert refs(path(journey(rest("REST-1"), email("E-1")))) == ["REST-1", "E-1"]


def test_an_unknown_activity_is_passed_by_its_first_outcome():
    ways = [("a", "EMAIL-2", {}, {}), ("b", "EMAIL-1", {}, {})]
    story = journey(
        activity("X-1", "FROMTHEFUTURE", ways), email("EMAIL-1"), email("EMAIL-2")
    )

    assert refs(path(story)) == ["X-1", "EMAIL-2"]


def test_an_update_tells_what_it_would_write():
    story = journey(update("UPDATE-1", value="{{Contact.Key}}"))

    written = path(story).steps[0].writes

    assert [(each.field, each.value) for each in written] == [("Updated", "susan")]


def test_a_path_in_circles_is_given_up_after_a_thousand_activities():
    story = journey(email("EMAIL-1"), email("EMAIL-2", to="EMAIL-1"))

    taken = path(story)

    assert len(taken.steps) == 1000
    assert taken.ends == "After 1000 activities the path still goes in circles."


def test_an_event_in_time_takes_its_path_and_a_late_one_the_other():
    story = journey(
        until_event("UNTIL-1", happened="YES", no="NO"),
        email("YES", to=END),
        email("NO", to=END),
    )

    def stated(at):
        return path(story, engagement={"UNTIL-1": {"happened": at}})

    assert refs(stated("2026-03-04T09:00:00Z"))[-1] == "YES"
    assert stated("2026-03-04T09:00:00Z").steps[0].leaves == MONDAY + timedelta(days=2)
    assert refs(stated("2026-03-09T09:00:00Z"))[-1] == "NO"
    assert refs(path(story))[-1] == "NO"
    assert path(story).steps[0].leaves == MONDAY + timedelta(days=3)


def test_without_a_limit_only_the_event_moves_a_contact_on():
    story = journey(until_event("UNTIL-1", duration=None, happened=NEXT), email("E-1"))

    taken = path(story)

    assert taken.steps[0].leaves is None
    assert taken.ends.startswith("It stays at “Wait until API event”")


def test_one_activity_can_be_asked_by_itself():
    story = journey(wait("WAIT-1", 3, "hours"), email("EMAIL-1"))

    step = walk.step(story, "WAIT-1", facts(), MONDAY, random.Random(1))

    assert walk.first_step(story) == "WAIT-1"
    assert (step.outcome, step.leaves) == (0, MONDAY + timedelta(hours=3))


def test_the_old_update_activity_tells_what_it_would_write_too():
    old = activity(
        "DE-1",
        "DATAEXTENSIONUPDATE",
        [("o", END, {}, {})],
        arguments={"value": "{{Event.OTHER.x}}"},
        settings={"dataExtensionId": "de-1", "field": "Updated"},
    )

    written = path(journey(old)).steps[0].writes

    assert [(each.data_extension, each.value) for each in written] == [("de-1", None)]


def test_splits_without_shares_part_evenly_and_without_paths_nobody():
    ways = [("a", END, {}, {}), ("b", END, {}, {})]
    even = journey(activity("R-1", "RANDOMSPLIT", ways))

    taken = {path(even, seed=seed).steps[0].outcome for seed in range(20)}

    assert taken == {0, 1}
    for kind in ("RANDOMSPLIT", "ENGAGEMENTDECISION", "REST", "WAITUNTILAPI"):
        assert path(journey(activity("X-1", kind, []))).steps[0].outcome is None


def test_a_result_that_no_path_has_takes_the_first():
    ways = [("a", END, {"branchResult": "gold"}, {}), ("b", END, {}, {})]
    story = journey(activity("REST-1", "REST", ways))

    step = path(story, engagement={"REST-1": {"branch": "tin"}}).steps[0]

    assert step.reason == "No path has the result “tin”, so it takes path “Path 1”."
