"""Pictures of journeys, to hand on."""

import pytest
from builders import END, email, journey, split, wait
from PySide6.QtWidgets import QApplication

from jbdesk.editor.canvas import drawing
from jbdesk.widgets import theme


@pytest.fixture
def in_the_dark(qapp):
    theme.apply(QApplication.instance(), theme.Scheme.DARK)
    yield
    theme.apply(QApplication.instance(), theme.Scheme.LIGHT)


def story():
    return journey(split("s", vip="e", remainder="w"), email("e", to=END), wait("w"))


def test_a_picture_is_light_whatever_the_window_looks_like(in_the_dark):
    dark = theme.colour("canvas")

    found = drawing.picture(story())

    assert theme.colour("canvas") == dark
    assert "#f1f3f6" in found
    assert dark.name() not in found


def test_a_picture_is_svg_with_every_name_in_it(qapp):
    found = drawing.picture(story())

    assert "<svg" in found
    for name in ("Decision split", "Email"):
        assert name in found
