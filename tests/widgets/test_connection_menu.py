"""The list of connections to switch to."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from jbdesk.widgets.connection_menu import MANAGE, ConnectionMenu
from jbdesk.widgets.environments import Environment

CHOICES = (
    Environment("s", "Simulator", "green", "Simulator", is_simulator=True),
    Environment("a", "Acme", "amber", "Acme", "Ctrl+Alt+1"),
    Environment("a@2", "Acme · North", "red", "Acme", unit="North"),
    Environment("b", "Shop", "red", "Connections"),
)


@pytest.fixture
def menu(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    made = ConnectionMenu(over)
    made.show_choices(CHOICES, "a")
    made.open_at(QPoint(0, 0))
    made.heard = []
    made.chosen.connect(made.heard.append)
    made.managed.connect(lambda: made.heard.append("managed"))
    yield made
    made.hide()


def rows(menu):
    return [menu.list.item(place).text() for place in range(menu.list.count())]


def press(menu, *keys):
    for key in keys:
        QTest.keyClick(menu.filter, key)


def test_connections_stand_under_their_package(menu):
    grouped = ["Simulator", "Simulator", "Acme", "Acme", "Acme · North"]

    assert rows(menu) == [*grouped, "Connections", "Shop", MANAGE]
    assert menu.list.currentItem().text() == "Acme"


def test_a_key_switches_to_the_next(menu):
    press(menu, Qt.Key.Key_Down, Qt.Key.Key_Return)

    assert menu.heard == ["a@2"]
    assert not menu.isVisible()


def test_typing_finds_by_name_and_by_environment(menu):
    QTest.keyClicks(menu.filter, "production")
    assert rows(menu) == ["Acme", "Acme · North", "Connections", "Shop", MANAGE]

    QTest.keyClicks(menu.filter, "x")
    assert "Nothing has this in its name." in rows(menu)
    press(menu, Qt.Key.Key_Return)

    assert menu.heard == ["managed"]


def test_headings_are_passed_over_and_the_ends_hold(menu):
    press(menu, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)

    assert menu.heard == ["s"]


def test_what_is_read_aloud_says_the_environment_and_what_is_in_use(menu):
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [menu.list.item(place).data(role) for place in range(menu.list.count())]

    assert "In use. Acme, Staging, Ctrl+Alt+1" in told
    assert "Acme · North, Production" in told
