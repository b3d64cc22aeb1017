"""Deciding conflicts one by one, all at once, and anew."""

from builders import email, journey, wait
from hypothesis import given, settings
from hypothesis import strategies as st
from test_generated_journeys import JOURNEYS

from jbdesk.model import edits, wire
from jbdesk.model.difference_decisions import Decisions


def both_renamed():
    story = journey(wait("a"), email("b"))
    mine = edits.rename(edits.rename(story, "a", "Mine"), "b", "Mine")
    theirs = edits.rename(edits.rename(story, "a", "Theirs"), "b", "Theirs")
    return Decisions.of(story, mine, theirs)


def names(decisions):
    return [each.name for each in decisions.journey.activities]


def test_each_conflict_is_decided_alone_and_can_be_decided_anew():
    begun = both_renamed()
    first, second = begun.conflicts

    one = begun.decide(first, take_theirs=True)
    both = one.decide(second, take_theirs=False)
    anew = both.decide(first, take_theirs=False)

    assert (begun.open, one.open, both.open) == ((first, second), (second,), ())
    assert names(both) == ["Theirs", "Mine"]
    assert names(anew) == ["Mine", "Mine"]
    assert [each.path for each in anew.conflicts] == [first.path, second.path]
    assert anew.takes_theirs(first) is False


def test_all_are_decided_at_once_also_after_some_were():
    begun = both_renamed()

    found = begun.decide(begun.conflicts[0], take_theirs=False)

    assert names(found.decide_all(take_theirs=True)) == ["Theirs", "Theirs"]
    assert names(found.decide_all(take_theirs=False)) == ["Mine", "Mine"]


@settings(max_examples=40)
@given(JOURNEYS, JOURNEYS, JOURNEYS, st.booleans())
def test_whatever_was_changed_all_conflicts_can_be_decided(base, mine, theirs, take):
    three = (wire.journey_from(each) for each in (base, mine, theirs))

    assert Decisions.of(*three).decide_all(take_theirs=take).open == ()
