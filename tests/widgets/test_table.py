import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from jbdesk.widgets.table import Column, RowsTable

ROWS = [("Welcome", "APIEvent-1", 3), ("Birthday", "APIEvent-2", 20), ("Bye", "X-3", 1)]


@pytest.fixture
def table(shown):
    made = RowsTable(
        "Event definitions",
        (
            Column("Name", lambda row: row[0], is_stretched=True),
            Column("Key", lambda row: row[1], is_fixed=True),
            Column("Used", lambda row: str(row[2]), lambda row: row[2], is_number=True),
        ),
    )
    made.load(ROWS)
    return shown(made)


def names(table):
    model = table.view.model()
    return [model.index(line, 0).data() for line in range(model.rowCount())]


def pressed(key):
    typed = chr(key.value).lower()
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, typed)


def test_the_filter_keeps_rows_that_hold_every_word_in_any_column(table, qtbot):
    QTest.keyClicks(table.filter_field, "apievent b")

    qtbot.waitUntil(lambda: names(table) == ["Birthday"])


def test_keys_that_come_together_are_looked_for_once(table, qtbot):
    heard = []
    table.shown_changed.connect(lambda *counts: heard.append(counts))

    for key in (Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_R):
        QApplication.postEvent(table.filter_field, pressed(key))
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [(1, len(ROWS))]


def test_down_right_after_a_key_goes_to_what_was_looked_for(table):
    QTest.keyClicks(table.filter_field, "birth")
    QTest.keyClick(table.filter_field, Qt.Key.Key_Down)

    assert table.current == ROWS[1]


def test_numbers_sort_by_their_value_and_not_their_text(table):
    table.view.sortByColumn(2, Qt.SortOrder.AscendingOrder)

    assert names(table) == ["Bye", "Welcome", "Birthday"]


def test_a_chosen_row_is_told_with_its_value_and_survives_filter_and_load(table):
    heard = []
    table.chosen.connect(heard.append)

    table.choose(ROWS[1])
    table.filter_field.setText("api")
    table.load(list(reversed(ROWS)))

    assert heard == [ROWS[1]]
    assert table.current == ROWS[1]


def test_a_chosen_row_that_is_filtered_out_is_told_as_gone(table):
    heard = []
    table.choose(ROWS[1])
    table.chosen.connect(heard.append)

    table.filter_field.setText("bye")

    assert heard == [None]


def test_down_goes_from_the_filter_to_the_rows_and_return_opens_one(table):
    heard = []
    table.opened.connect(heard.append)

    QTest.keyClick(table.filter_field, Qt.Key.Key_Down)
    QTest.keyClick(table.view, Qt.Key.Key_Return)

    assert heard == [ROWS[0]]


def test_an_empty_table_says_what_is_next(table):
    table.set_empty("No event definitions yet", "Make one in Journey Builder.")
    table.load([])

    words = [each.text() for each in table.findChildren(QLabel) if each.isVisible()]
    assert words == ["No event definitions yet", "Make one in Journey Builder."]


def test_a_hundred_thousand_rows_load_and_filter_at_once(table):
    rows = [(f"Event {i}", f"APIEvent-{i}", i) for i in range(100_000)]

    start = time.perf_counter()
    table.load(rows)
    loaded = time.perf_counter()
    table.filter_field.setText("99999")
    filtered = time.perf_counter()

    assert names(table) == ["Event 99999"]
    # Generous bounds: a proxy model would take seconds.
    assert loaded - start < 0.5
    assert filtered - loaded < 1.0
