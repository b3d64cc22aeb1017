"""What contacts do at path optimizers and at what Einstein decides."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from builders import END, activity, email, journey, split, wait

from jbdesk.model import catalogue, edits, walk
from jbdesk.model.facts import Facts
from jbdesk.model.types.catalogue_optimizer import OPTIMIZER
from jbdesk.model.types.catalogue_splits import HOLD_BACK

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEST = "ABNTEST-1"


def optimized(held=0):
    story = journey(wait("a", 1, "MINUTES"), wait("z"))
    story = edits.insert(story, catalogue.new_activity(OPTIMIZER, story), source="a")
    return edits.set_field(story, TEST, HOLD_BACK, held)


def at(story, ref, *, seed=0, **stated):
    told = walk.walk(story, Facts("ada", engagement=stated), MONDAY, seed=seed)
    return next(step for step in told.steps if step.ref == ref)


def steps_at(story, ref, count=300):
    return [at(story, ref, seed=seed) for seed in range(count)]


def test_a_path_optimizer_parts_contacts_in_its_shares():
    story = edits.set_percentage(optimized(), TEST, 0, 80)

    taken = Counter(step.outcome for step in steps_at(story, TEST))

    assert taken[0] == pytest.approx(240, abs=30)
    assert taken[0] + taken[1] == 300


def test_the_stated_winner_is_taken_by_everybody():
    story = optimized(held=50)

    for winner, outcome in (("Path 2", 1), ("branchResult-1", 0)):
        step = at(story, TEST, **{TEST: {"branch": winner}})
        assert (step.outcome, step.leaves) == (outcome, step.enters)
        assert step.reason.startswith("Its result is stated, so it takes path")


def test_who_is_held_back_goes_on_when_the_days_are_over():
    steps = steps_at(optimized(held=40), TEST)

    held = [step for step in steps if step.leaves > step.enters]
    assert len(held) == pytest.approx(120, abs=30)
    assert {step.leaves - step.enters for step in held} == {timedelta(days=7)}
    assert held[0].reason.startswith("It is held back for 7 days")
    assert {step.outcome for step in held} == {0, 1}


def send_time(hours=None):
    params = {} if hours is None else {"slidingWindowHours": hours}
    ways = [("o", "mail", {}, {})]
    sto = activity("S", "STOWAIT", ways, settings={"params": params})
    return journey(sto, email("mail", to=END))


def test_a_message_is_sent_within_the_hours_that_are_given():
    delays = {step.leaves - step.enters for step in steps_at(send_time(3), "S", 60)}

    assert delays == {timedelta(hours=hours) for hours in range(4)}
    assert max(
        step.leaves - step.enters for step in steps_at(send_time(), "S")
    ) == timedelta(hours=24)


def test_the_time_to_send_can_be_stated_but_not_beyond_the_window():
    soon = at(send_time(3), "S", S={"happened": "2026-03-02T10:30:00Z"})
    late = at(send_time(3), "S", S={"happened": "2026-03-09T10:30:00Z"})

    assert soon.leaves == MONDAY + timedelta(hours=1, minutes=30)
    assert late.leaves == MONDAY + timedelta(hours=3)
    assert soon.reason == "The time to send is stated, within 3 hours."


@pytest.mark.parametrize(
    ("name", "said", "label"),
    [
        ("MULTICRITERIADECISIONEXTENSION", "leastLikely", "Least likely"),
        ("MULTICRITERIADECISIONEXTENSION", "moreLikelyLabel", "More likely"),
        ("MULTICRITERIADECISIONEXTENSION", None, "Remainder"),
        ("EINSTEINENGAGEMENTFREQUENCYSPLIT", "ontarget", "On target"),
        ("EINSTEINENGAGEMENTFREQUENCYSPLIT", "Saturated", "Saturated"),
        ("EINSTEINENGAGEMENTFREQUENCYSPLIT", "unheard of", "Remainder"),
    ],
)
def test_what_einstein_says_can_be_stated_and_is_else_the_remainder(name, said, label):
    story = journey(wait("a"))
    made = catalogue.new_activity(catalogue.row(name), story)
    story = edits.insert(story, made, source=None)
    stated = {} if said is None else {made.key: {"branch": said}}

    step = at(story, made.key, **stated)

    assert story[made.key].outcomes[step.outcome].label == label


def test_a_score_split_with_filters_is_decided_by_them():
    decision = split("s", gold="a", remainder="b")
    body = {**decision.body, "type": "MULTICRITERIADECISIONEXTENSION"}
    story = journey(decision.with_body(body), wait("a", to=END), wait("b", to=END))

    told = walk.walk(story, Facts("ada", event={"Kind": "gold"}), MONDAY)

    assert [step.ref for step in told.steps] == ["s", "a"]
