"""Stories about the places of cards and the lines of paths."""

from builders import END, email, journey, split, wait

from jbdesk.editor import geometry
from jbdesk.model import placement
from jbdesk.model.journey import Journey


def laid_out(*activities):
    return lay_out(journey(*activities))


def lay_out(story):
    return geometry.lay_out(story, placement.place(story), width)


def width(label):
    return 7.0 * len(label)


def run(drawn):
    """The height at which a path runs."""
    return drawn.line[2][1]


def test_an_empty_journey_has_its_entry_and_a_stop():
    found = lay_out(Journey({}))

    assert found.cards == {geometry.ENTRY: (0.0, 0.0)}
    assert found.paths[geometry.ENTRY_PATH].target is None


def test_a_row_without_cards_is_low():
    found = laid_out(
        split("s", vip="a", other="b", remainder="z"),
        email("a", to="z"),
        email("b", to="z"),
        wait("z", to=END),
    )
    rows = [run(found.paths["s", position]) for position in range(3)]

    assert rows[1] - rows[0] == 2 * geometry.ROW
    assert rows[2] - rows[1] == geometry.ROW + geometry.LANE


def test_paths_that_join_one_activity_meet_before_it():
    found = laid_out(
        split("s", vip="a", other="b", remainder="z"),
        email("a", to="z"),
        email("b", to="z"),
        wait("z", to=END),
    )

    assert len({found.paths[key].line[4] for key in [("b", 0), ("s", 2)]}) == 1


def test_paths_to_two_activities_of_one_column_do_not_cover_each_other():
    found = laid_out(
        split("s", one="a", two="b", remainder="c"),
        split("a", yes="x", remainder="y"),
        split("b", yes="x", remainder="y"),
        split("c", yes="y", remainder="x"),
        wait("x", to=END),
        wait("y", to=END),
    )
    to_x = {found.paths[key].line[3][0] for key in [("b", 0), ("c", 1)]}
    to_y = {found.paths[key].line[3][0] for key in [("b", 1), ("c", 0)]}

    assert len(to_x) == len(to_y) == 1
    assert to_x.isdisjoint(to_y)


def test_a_path_ends_before_the_channel_in_which_others_join():
    found = laid_out(
        split("s", one="a", two="b", three="c", remainder=END),
        email("a", to="z"),
        email("b", to=END),
        email("c", to="z"),
        wait("z", to=END),
    )
    channel = found.paths["c", 0].line[3][0]

    assert found.cards["b"][0] + geometry.CARD_WIDTH < found.paths["b", 0].line[5][0]
    assert found.paths["b", 0].line[5][0] < channel
    assert found.paths["s", 3].line[5][0] < found.cards["a"][0]


def test_a_path_that_leads_back_passes_below_the_cards():
    found = laid_out(wait("a"), wait("b"), wait("c", to="a"))
    back = found.paths["c", 0]

    assert run(back) > found.cards["b"][1] + geometry.CARD_HEIGHT
    assert back.line[3][0] < found.cards["a"][0]


def test_a_longer_label_parts_the_columns_but_only_to_a_limit():
    def left_of_a(label):
        return laid_out(
            split("s", **{label: "a"}, remainder=END), wait("a", to=END)
        ).cards["a"][0]

    assert left_of_a("A longer label") > left_of_a("Short")
    assert left_of_a("long" * 10) == left_of_a("long" * 20)
