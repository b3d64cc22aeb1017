"""Movements end where the person, or the system, wants none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jbdesk.widgets import motion, theme


@pytest.mark.parametrize(
    ("text", "is_unwanted"),
    [
        ("[KDE]\nAnimationDurationFactor=0\n", True),
        ("[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("[KDE]\nAnimationDurationFactor=soon\n", False),
        ("no sections", False),
        ("", False),
    ],
)
def test_kde_says_it_in_a_file(tmp_path, text, is_unwanted):
    (tmp_path / "kdeglobals").write_text(text)

    found = motion.kde(tmp_path, {"XDG_CONFIG_HOME": str(tmp_path)})

    assert found is is_unwanted


def test_nothing_moves_when_a_person_wants_it_still(qapp):
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, True)
    assert theme.motion() == theme.MOTION

    theme.be_still(on=True)
    assert theme.motion() == 0

    theme.be_still(on=False)
    assert theme.motion() == theme.MOTION
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, False)
