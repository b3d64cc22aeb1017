"""Stories about where activities stand."""

from builders import END, activity, email, journey, random_split, split, wait
from hypothesis import given
from hypothesis import strategies as st

from jbdesk.model import edits, placement
from jbdesk.model.changes import edits_links
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


def test_what_stands_behind_a_join_does_not_push_aside_what_comes_before_it():
    placed = placement.place(
        graph(s="a b", a="join", b="join", join="c d e", c="", d="", e="")
    )

    assert placed.cells["b"] == (1, 1)
    assert placed.rows == 3


def test_a_branch_stands_below_what_it_runs_under():
    story = graph(s="a b", a="c d", c="join", d="join", b="e", e="join", join="")
    placed = placement.place(story)

    assert [placed.cells[ref] for ref in "abde"] == [(1, 0), (1, 2), (2, 1), (2, 2)]
    assert placed.cells["join"] == (3, 0)


def test_a_short_branch_stays_near_when_a_later_split_is_tall():
    story = graph(s="a b", a="t", t="c d e", c="", d="", e="", b="")

    assert cells(story)["b"] == (1, 1)


def test_a_join_in_a_lower_branch_stays_in_its_row():
    story = graph(s="- b", b="c d", c="join", d="join", join="")

    assert cells(story)["join"] == (3, 1)


def test_eleven_ways_and_ten_arrivals_keep_their_order():
    ways = {f"w{each}": "join" for each in range(10)}
    placed = placement.place(graph(s=" ".join([*ways, "-"]), **ways, join=""))

    assert placed.lanes["s"] == tuple(range(11))
    assert [placed.cells[ref] for ref in ways] == [(1, row) for row in range(10)]
    assert placed.cells["join"] == (2, 0)


def test_several_starts_stand_one_below_the_other():
    placed = placement.place(graph(a="b c", b="", c="", d="e", e=""))

    assert placed.cells["d"] == (0, 2)


def test_a_loose_activity_stands_near_the_start_of_a_tall_journey():
    placed = placement.place(graph(a="s", s="b c d", b="", c="", d="", loose=""))

    assert placed.cells["loose"] == (0, 1)


def test_a_path_that_leads_back_has_a_row_below_what_it_passes():
    placed = placement.place(graph(a="b", b="c d", c="a", d=""))

    assert placed.lanes["c"] == (1,)
    assert placed.cells["d"] == (2, 2)


def test_loops_and_paths_to_nowhere_are_survived():
    assert cells(graph(a="b", b="c", c="a")) == {"a": (0, 0), "b": (1, 0), "c": (2, 0)}
    assert cells(graph(a="a")) == {"a": (0, 0)}
    assert cells(graph(a="nowhere")) == {"a": (0, 0)}


def test_adding_at_an_end_moves_nothing():
    before = cells(graph(s="b c", b="", c=""))
    after = cells(graph(s="b c", b="x", c="", x=""))

    assert {ref: after[ref] for ref in before} == before


def test_inserting_on_a_path_moves_no_row():
    before = cells(graph(s="a b", a="join", b="join", join="c d", c="", d=""))
    after = cells(graph(s="a b", a="x", x="join", b="join", join="c d", c="", d=""))

    assert all(after[ref][1] == row for ref, (_, row) in before.items())


def test_a_chain_of_ten_thousand_is_placed():
    chain = {f"k{each}": f"k{each + 1}" for each in range(10_000)}

    assert placement.place(graph(**chain)).columns == 10_000


@st.composite
def graphs(draw):
    """Any journey: joins, loops, loose activities, several starts."""
    count = draw(st.integers(1, 14))
    target = st.integers(0, count).map(lambda each: f"k{each}")
    ways = st.lists(target | st.just("-"), max_size=4).map(" ".join)
    return graph(**{f"k{each}": draw(ways) for each in range(count)})


@st.composite
def trees(draw):
    """A journey in which nothing joins."""
    ways = {"k0": []}
    for each in range(1, draw(st.integers(1, 20))):
        ways[f"k{draw(st.integers(0, each - 1))}"].append(f"k{each}")
        ways[f"k{each}"] = []
    return graph(**{ref: " ".join(targets) for ref, targets in ways.items()})


@given(graphs())
def test_no_two_activities_share_a_cell_and_no_path_runs_through_one(story):
    placed = placement.place(story)
    taken = set(placed.cells.values())

    assert set(placed.cells) == set(story.by_ref)
    assert len(taken) == len(placed.cells)
    for ref, outcome, target in story.paths():
        row, column = placed.lanes[ref][outcome], placed.cells[ref][0]
        there = column + 1 if target is None else placed.cells[target][0]
        between = range(min(column + 1, there), max(column + 1, there))
        assert not any((each, row) in taken for each in between)


@given(graphs())
def test_paths_have_rows_in_their_order_from_that_of_their_activity_down(story):
    placed = placement.place(story)

    for ref, found in story.by_ref.items():
        rows = [placed.cells[ref][1], *placed.lanes[ref][1:]]
        assert len(placed.lanes[ref]) == len(found.outcomes)
        assert rows == sorted(set(rows))
        assert not placed.lanes[ref] or placed.lanes[ref][0] >= rows[0]


@given(trees())
def test_where_nothing_joins_no_paths_cross(story):
    placed = placement.place(story)
    paths = [
        (placed.cells[ref], placed.lanes[ref][outcome], placed.cells[target][0])
        for ref, outcome, target in story.paths()
    ]

    for (column, top), bottom, _ in paths:
        for (start, _), row, end in paths:
            assert not (start < column < end and top < row <= bottom)


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


def inserted(story, source, outcome):
    """The journey with a new activity on one of its paths."""
    return edits.insert(story, wait("new", to=END), source=source, outcome=outcome)


@given(trees(), st.data())
def test_an_activity_more_on_a_path_of_a_tree_keeps_columns_and_order(story, data):
    paths = [path for path in story.paths() if path[2] is not None]
    if not paths:
        return
    source, outcome, _ = data.draw(st.sampled_from(paths))
    changed = inserted(story, source, outcome)
    before, after = cells(story), cells(changed)

    below = edits_links.reachable(changed, ["new"])
    for ref, (column, row) in before.items():
        assert after[ref][0] == column + (ref in below)
        for other, (beside, lower) in before.items():
            if column == beside and after[ref][0] == after[other][0]:
                assert (row < lower) == (after[ref][1] < after[other][1])


@given(graphs(), st.data())
def test_an_activity_more_at_an_end_moves_nothing_to_another_column(story, data):
    ends = [path for path in story.paths() if path[2] is None]
    starts = [each for each in story.by_ref if not story.arrivals[each]]
    if not ends or not starts:
        return
    source, outcome, _ = data.draw(st.sampled_from(ends))
    if story[source].outcomes[outcome].next is not None:
        return  # it names what is not there
    before, after = cells(story), cells(inserted(story, source, outcome))

    assert all(after[ref][0] == column for ref, (column, _) in before.items())
