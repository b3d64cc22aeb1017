"""Two journeys laid over each other, as the comparison draws them."""

from builders import END, email, journey, split, wait
from hypothesis import given
from hypothesis import strategies as st
from test_generated_journeys import JOURNEYS

from jbdesk.model import difference, edits, placement, wire
from jbdesk.model.comparing.difference_overlay import overlay
from jbdesk.model.difference import Kind


def laid(before, after):
    return overlay(difference.compare(before, after))


def ways(journey, ref):
    return [each.next for each in journey[ref].outcomes]


def test_what_was_removed_is_a_ghost_on_the_path_it_stood_on():
    before = journey(wait("a"), email("b"), wait("c"))

    found = laid(before, edits.remove(before, {"b"}))

    assert found.cards == {"b": Kind.REMOVED}
    assert ways(found.journey, "a") == ["c", "b"]
    assert ways(found.journey, "b") == ["c"]
    assert found.paths == {("a", 1): Kind.REMOVED, ("b", 0): Kind.REMOVED}
    assert [each.label for each in found.journey["a"].outcomes] == ["now", "before"]


def test_what_was_added_is_marked_with_its_paths():
    after = journey(wait("a"), email("b"), wait("c"))

    found = laid(edits.remove(after, {"b"}), after)

    assert found.cards == {"b": Kind.ADDED}
    assert found.paths == {("a", 0): Kind.ADDED, ("b", 0): Kind.ADDED}
    assert found.journey is after


def test_a_re_routed_path_keeps_its_old_way_as_a_ghost():
    before = journey(
        split("s", vip="a", remainder="b"), email("a", to="c"), wait("b"), wait("c")
    )

    after = edits.connect(before, source="s", outcome=0, target="c")
    found = laid(before, after)

    assert ways(found.journey, "s") == ["c", "b", "a"]
    assert found.paths[("s", 0)] is Kind.REROUTED
    assert found.paths[("s", 2)] is Kind.REMOVED
    assert found.journey["s"].outcomes[2].label == "vip, before"


def test_a_removed_branch_stays_to_be_seen():
    before = journey(
        split("s", vip="a", gold="b", remainder=END), email("a", to=END), wait("b")
    )

    found = laid(before, edits.remove_outcome(before, "s", 0))

    assert found.cards["a"] is Kind.REMOVED
    assert "a" in ways(found.journey, "s")


def test_a_changed_setting_marks_its_card_and_the_header_its_part():
    before = journey(wait("a"), name="One")

    renamed = edits.rename(before, "a", "Later")
    found = laid(before, edits.set_header(renamed, ("name",), "Two"))

    assert found.cards == {"a": Kind.CHANGED}
    assert found.headers == {"journey"}


@given(JOURNEYS, JOURNEYS)
def test_any_two_journeys_can_be_drawn_over_each_other(before, after):
    found = laid(wire.journey_from(before), wire.journey_from(after))

    placed = placement.place(found.journey)

    refs = {*found.difference.before.by_ref, *found.difference.after.by_ref}
    assert found.journey.by_ref.keys() == refs == placed.cells.keys()
    assert found.cards.keys() <= refs
    for ref in refs:
        assert found.activity(ref) is not None


@given(st.data())
def test_paths_of_the_later_journey_keep_their_position(data):
    before = journey(
        split("s", vip="a", remainder="b"), email("a", to="c"), wait("b"), wait("c")
    )
    ref = data.draw(st.sampled_from(["a", "b", "c"]))
    after = edits.remove(before, {ref})

    found = laid(before, after)

    for key, position, target in after.paths():
        assert found.journey[key].outcomes[position].next == target
