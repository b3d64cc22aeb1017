"""Buttons whose scopes the package lacks: disabled, and saying which ones."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from jbdesk.widgets import entries
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.scope_gates import ScopeGates


@pytest.fixture
def pane(shown):
    made = Pane(entries.FIRE)
    made.fire = QPushButton("Fire", made)
    made.fire.setAccessibleName("Fire")
    made.fire.setToolTip("Fire (Ctrl+Return)")
    made.other = QPushButton("Sample values", made)
    made.other.setAccessibleName("Sample values")
    return shown(made)


@pytest.fixture
def command(pane):
    made = QAction("Fire", pane)
    made.setShortcut("Ctrl+Return")
    made.fired = []
    made.triggered.connect(lambda: made.fired.append(1))
    pane.addAction(made)
    return made


def press(pane):
    QTest.keyClick(pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def usable(pane):
    return [a for a in pane.commands() if a.isEnabled() and a.text() == "Fire"]


def test_a_key_tells_what_is_lacking_where_its_button_would(pane, command):
    gates = ScopeGates()
    gates.show([pane], ())
    press(pane)
    (told,) = usable(pane)
    told.trigger()

    assert command.fired == []
    assert "lacks journeys_read" in pane.notice.text

    gates.show([pane], ("journeys_read", "list_and_subscribers_read"))
    press(pane)
    assert command.fired == [1]
    assert usable(pane) == [command]


def test_a_command_that_the_pane_disabled_meanwhile_is_not_told_of(pane, command):
    gates = ScopeGates()
    gates.show([pane], ())
    command.setEnabled(False)
    gates.show([pane], ())
    assert usable(pane) == []

    gates.open()
    assert not command.isEnabled()


def test_a_menu_shows_a_closed_command_once(pane, command):
    menu = QMenu(pane)
    menu.addAction(command)

    ScopeGates().show([pane], ())

    (shown,) = [each for each in menu.actions() if each.isVisible()]
    assert shown is not command


def test_a_button_says_which_scope_is_missing_and_where_it_is_ticked(pane):
    ScopeGates().show([pane], ("journeys_read",))

    assert not pane.fire.isEnabled()
    assert "lacks list_and_subscribers_read" in pane.fire.toolTip()
    assert "List And Subscribers: Read" in pane.fire.accessibleDescription()
    assert pane.other.isEnabled()


def test_nothing_is_closed_before_the_scopes_are_known(pane):
    ScopeGates().show([pane], None)

    assert pane.fire.isEnabled()
    assert pane.fire.toolTip() == "Fire (Ctrl+Return)"


def test_a_pane_can_not_open_what_a_scope_closes_but_gets_its_wish_later(pane):
    gates = ScopeGates()
    gates.show([pane], ())

    pane.fire.setEnabled(True)
    pane.fire.setToolTip("Fire again")
    assert not pane.fire.isEnabled()
    assert "lacks" in pane.fire.toolTip()

    gates.open()
    assert pane.fire.isEnabled()
    assert pane.fire.toolTip() == "Fire again"


def test_a_button_that_the_pane_disabled_stays_so(pane):
    gates = ScopeGates()
    pane.fire.setEnabled(False)

    gates.show([pane], ())
    gates.open()

    assert not pane.fire.isEnabled()
