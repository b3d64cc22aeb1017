"""What a person chose is there when the window comes back."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from jbdesk.front import Front
from jbdesk.services.settings import Settings
from jbdesk.widgets import theme


@pytest.mark.parametrize("kept", ["light", "dark", "system"])
def test_colours_that_were_chosen_come_back(qtbot, qapp, tmp_path, kept):
    Settings(tmp_path).set("scheme", kept)

    front = Front(tmp_path, qapp)
    qtbot.addWidget(front.window)

    assert front.scheme.value == kept
    theme.apply(qapp, theme.Scheme.LIGHT)


def test_colours_that_nobody_knows_are_the_systems(qtbot, qapp, tmp_path):
    Settings(tmp_path).set("scheme", "pink")

    front = Front(tmp_path, qapp)
    qtbot.addWidget(front.window)

    assert front.scheme is theme.Scheme.SYSTEM
    theme.apply(qapp, theme.Scheme.LIGHT)
