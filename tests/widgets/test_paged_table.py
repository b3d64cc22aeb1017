"""A list of 50,000 rows of which the table asks for the pages that one sees."""

import pytest

from jbdesk.widgets.paged_model import PAGE
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.table import Column

MANY = 50_000
COLUMNS = (
    Column("Name", lambda row: row[1], is_fixed=True, about="Whose it is"),
    Column("Length", lambda row: str(len(row[1])), is_number=True),
)


def rows_of(number, count=MANY):
    return [(at, f"row {at}") for at in range(count)][
        number * PAGE : number * PAGE + PAGE
    ]


def serve(table, count=MANY):
    """Answer every page that is wanted; tell which were."""
    served = []
    while (number := table.next_wanted()) is not None:
        served.append(number)
        table.show_page(number, rows_of(number, count), count)
    return served


@pytest.fixture
def table(shown):
    made = shown(PagedTable("Rows", COLUMNS, key=lambda row: row[0]))
    made.resize(400, 300)
    return made


def scroll(table, row, qtbot):
    """Go to a row, once the view has laid out as many."""
    qtbot.waitUntil(lambda: table.view.verticalScrollBar().maximum() > 0)
    table.view.scrollTo(table.model.index(row, 0))


def text(table, row):
    return table.model.index(row, 0).data()


def test_only_the_pages_that_are_seen_are_wanted(table, qtbot):
    assert serve(table) == [0]
    assert table.count == MANY
    assert (text(table, 3), text(table, 30_000)) == ("row 3", "…")

    scroll(table, 30_100, qtbot)

    assert serve(table) == [150]
    assert text(table, 30_100) == "row 30100"


def test_scrolling_asks_for_what_is_missing(table, qtbot):
    serve(table)

    with qtbot.waitSignal(table.wanted):
        scroll(table, MANY - 1, qtbot)


def test_reading_again_leaves_place_and_choice_alone(table, qtbot):
    serve(table)
    heard = []
    table.chosen.connect(heard.append)
    scroll(table, 100, qtbot)
    table.view.selectRow(100)
    place = table.view.verticalScrollBar().value()

    table.outdate()

    assert text(table, 100) == "row 100"
    assert serve(table) == [0]
    assert table.view.verticalScrollBar().value() == place
    assert table.current == (100, "row 100")
    assert heard == [(100, "row 100")]


def test_the_chosen_row_is_followed_to_where_it_stands_now(table):
    table.show_page(0, [(1, "ada"), (2, "bob"), (3, "carla")], 3)
    table.view.selectRow(1)

    table.show_page(0, [(2, "bob"), (3, "carla")], 2)
    assert table.current == (2, "bob")

    table.show_page(0, [(3, "carla")], 1)
    assert table.current is None


def test_a_list_that_became_shorter_loses_its_end(table):
    serve(table)

    table.show_page(0, rows_of(0, 2), 2)

    assert table.count == 2
    assert table.next_wanted() is None


def test_another_list_begins_with_nothing(table):
    serve(table)

    table.begin()

    assert (table.count, table.is_known) == (0, False)
    assert serve(table, count=5) == [0]
    assert table.count == 5
