"""Bars that are seen, gone through with keys, and told to a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jbdesk.widgets.bar_chart import BarChart, Bars, Series

WEEK = tuple(f"{day} Mar" for day in range(1, 8))
TITLES = tuple(f"{day} March 2026" for day in range(1, 8))


@pytest.fixture
def chart(qtbot):
    made = BarChart("Arrivals per day")
    qtbot.addWidget(made)
    made.resize(480, 200)
    arrivals = Series("Arrivals", "accent", (0, 3, 12, 1200, 5, 0, 1))
    exits = Series("Exits", "ok", (0, 1, 2, 900, 4, 4, 4))
    made.show_bars(Bars(WEEK, TITLES, (arrivals, exits), frozenset({5})))
    return made


def test_a_screen_reader_hears_the_sum_and_then_the_day_that_is_chosen(chart):
    told = chart.accessibleDescription()
    assert told == "1 March 2026 to 7 March 2026: Arrivals 1,221, Exits 915."

    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Left)

    told = chart.accessibleDescription()
    assert told == "6 March 2026: Arrivals 0, Exits 4. Not read whole."


def test_a_day_is_chosen_by_a_click_below_it(chart, qtbot):
    with qtbot.waitSignal(chart.chosen) as heard:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect().center())

    assert heard.args == [chart.place]
    assert chart.place == 3


@pytest.mark.parametrize("top", [0, 1, 3, 7, 12, 99, 1201, 123_456])
def test_the_axis_has_few_round_numbers_and_room_for_the_highest(chart, top):
    chart.show_bars(Bars(("1",), ("1",), (Series("A", "accent", (top,)),)))

    scale = chart._scale()

    assert scale[0] == 0
    assert scale[-1] >= max(top, 1)
    assert len(scale) <= 6
    assert not chart.grab().isNull()


def test_without_days_there_is_nothing_to_choose(chart):
    chart.show_bars(Bars())

    QTest.keyClick(chart, Qt.Key.Key_Right)

    assert chart.place == -1
    assert chart.accessibleDescription() == "Nothing to show yet."
