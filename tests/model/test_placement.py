"""Stories about where activities stand."""

from builders import END, activity, email, journey, random_split, split, wait
from hypothesis import given
from hypothesis import strategies as st

from jbdesk.model import placement
from jbdesk.model.journey import Journey


def graph(**ways):
    """A journey from its arrows: graph(a="b c", b="", c="b")."""
    return Journey(
        {
            "activities": [
                {
                    "key": key,
                    "type": "WAIT",
                    "outcomes": [
                        {} if each == "-" else {"next": each}
                        for each in targets.split()
                    ],
                }
                for key, targets in ways.items()
            ]
        }
    )


def _outcome(target):
    return {} if target == "-" else {"next": target}


def cells(story):
    return placement.place(story).cells


def test_what_follows_stands_to_the_right_in_the_same_row():
    story = journey(wait("a"), email("b"), wait("c"))

    assert cells(story) == {"a": (0, 0), "b": (1, 0), "c": (2, 0)}


def test_an_empty_journey_needs_no_room():
    assert placement.place(Journey({})) == placement.Placement({}, {}, 0, 0)


def test_the_first_outcome_goes_on_in_the_same_row_and_others_below():
    story = journey(
        split("s", vip="b", other="c", remainder="d"),
        wait("b", to=END),
        wait("c", to=END),
        wait("d", to=END),
    )

    assert cells(story) == {"s": (0, 0), "b": (1, 0), "c": (1, 1), "d": (1, 2)}


def test_a_join_stands_after_all_that_lead_to_it():
    story = graph(s="b c", b="z", c="d", d="z", z="")

    assert cells(story)["z"] == (3, 0)


def test_a_path_that_joins_at_once_has_a_row_of_its_own():
    placed = placement.place(graph(s="b z", b="z", z=""))

    assert placed.lanes["s"][1] == 1
    assert placed.rows == 2


def test_two_paths_to_the_same_activity_do_not_cover_each_other():
    story = journey(random_split("r", (50, "a"), (50, "a")), wait("a"))
    placed = placement.place(story)

    assert placed.lanes["r"] == (0, 1)


def test_an_ending_beside_branches_has_a_row_of_its_own():
    placed = placement.place(graph(s="b - c", b="", c=""))

    assert placed.cells == {"s": (0, 0), "b": (1, 0), "c": (1, 2)}


def test_several_starts_stand_one_below_the_other():
    placed = placement.place(graph(a="b c", b="", c="", d="e", e=""))

    assert placed.cells["d"] == (0, 2)


def test_loops_and_paths_to_nowhere_are_survived():
    assert cells(graph(a="b", b="c", c="a")) == {"a": (0, 0), "b": (1, 0), "c": (2, 0)}
    assert cells(graph(a="a")) == {"a": (0, 0)}
    assert cells(graph(a="nowhere")) == {"a": (0, 0)}


def test_adding_at_an_end_moves_nothing():
    before = cells(graph(s="b c", b="", c=""))
    after = cells(graph(s="b c", b="x", c="", x=""))

    assert {ref: after[ref] for ref in before} == before


def test_a_chain_of_ten_thousand_is_placed():
    chain = {f"k{each}": f"k{each + 1}" for each in range(10_000)}

    assert placement.place(graph(**chain)).columns == 10_000


@given(
    st.lists(st.lists(st.integers(0, 14), max_size=4), min_size=1, max_size=14).map(
        lambda ways: graph(
            **{
                f"k{ref}": " ".join(f"k{target}" for target in targets)
                for ref, targets in enumerate(ways)
            }
        )
    )
)
def test_no_two_activities_share_a_cell_and_no_path_runs_through_one(story):
    placed = placement.place(story)

    assert set(placed.cells) == set(story.by_ref)
    assert len(set(placed.cells.values())) == len(placed.cells)
    taken = set(placed.cells.values())
    for ref, outcome, target in story.paths():
        if target is None or placed.cells[target][0] <= placed.cells[ref][0]:
            continue
        row = placed.lanes[ref][outcome]
        between = range(placed.cells[ref][0] + 1, placed.cells[target][0])
        assert not any((column, row) in taken for column in between)


def many(count):
    """Splits of three whose branches meet again, over and over."""
    ways = {}
    for each in range(0, count, 4):
        ways[f"k{each}"] = f"k{each + 1} k{each + 2} k{each + 3}"
        for branch in (1, 2, 3):
            ways[f"k{each + branch}"] = f"k{each + 4}"
    return graph(**ways)


def test_two_thousand_activities_are_placed_without_overlaps():
    places = list(cells(many(2000)).values())

    assert len(places) == len(set(places))


def test_an_activity_without_outcomes_is_placed():
    assert cells(journey(wait("a"), activity("b", "X", []))) == {
        "a": (0, 0),
        "b": (1, 0),
    }
