"""What the rules read of a journey: each activity once, and any graph at all."""

from builders import END, activity, journey, wait
from hypothesis import given
from hypothesis import strategies as st

from jbdesk.model import catalogue, edits, rules
from jbdesk.model.changes.edits_links import reachable
from jbdesk.model.checks import rules_paths, rules_traits
from jbdesk.model.journey import Journey

REFS = [f"a{number}" for number in range(9)]
TARGETS = st.lists(st.sampled_from([*REFS, "gone", END]), max_size=4)
GRAPHS = st.lists(TARGETS, min_size=len(REFS), max_size=len(REFS))


def story_of(graph):
    """Activities that lead anywhere: in loops, to joins, to nothing."""
    bodies = []
    for ref, targets in zip(REFS, graph, strict=True):
        ways = [(f"o{at}", target, {}, {}) for at, target in enumerate(targets)]
        bodies.append(activity(ref, "REST", ways).body)
    return Journey({"activities": bodies})


@given(GRAPHS, st.sets(st.sampled_from(REFS)), st.sets(st.sampled_from(REFS)))
def test_marks_reach_what_can_be_reached_and_nothing_else(graph, marked, stops):
    story = story_of(graph)
    marks = {ref: 1 << place for place, ref in enumerate(sorted(marked))}

    carried = rules_paths.graph(story).carried(marks, frozenset(stops))

    for ref, bit in marks.items():
        reached = reachable(story, [ref], without=frozenset(stops))
        assert {each for each, mask in carried.items() if mask & bit} == reached


@given(GRAPHS)
def test_the_graph_starts_where_the_journey_does(graph):
    story = story_of(graph)

    assert rules_paths.graph(story).roots == story.roots


def duration():
    row = catalogue.row("WAITBYDURATION")
    return next(each for each in row.fields if each.name == "duration")


def test_after_an_edit_only_the_edited_activity_is_read_again():
    story = journey(*(wait(f"w{number}") for number in range(50)))
    rules.check(story)
    before = rules_traits.of.cache_info().misses

    rules.check(edits.set_field(story, "w7", duration(), 5))

    assert rules_traits.of.cache_info().misses == before + 1


def test_an_edit_that_moves_no_path_leaves_the_graph_as_it_was():
    story = journey(*(wait(f"w{number}") for number in range(5)))

    longer = edits.set_field(story, "w2", duration(), 5)
    shorter = edits.disconnect(story, source="w2", outcome=0)

    assert rules_paths.graph(longer) is rules_paths.graph(story)
    assert rules_paths.graph(shorter) is not rules_paths.graph(story)


def test_a_new_name_is_told_by_rules_across_activities():
    story = journey(wait("a"), wait("b", to="a"))

    (loop,) = [each for each in rules.check(story) if each.code == "loop"]
    renamed = edits.rename(story, "a", "Day one")
    (told,) = [each for each in rules.check(renamed) if each.code == "loop"]

    assert "Day one" not in loop.text
    assert "Day one" in told.text
