"""Buttons whose scopes the package lacks: disabled, and saying which ones."""

import pytest
from PySide6.QtWidgets import QPushButton

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
