from jbdesk.widgets.labels import ElidedLabel
from jbdesk.widgets.tooltips import ONE_LINE, tooltip

HOSTILE = "<img src='//evil.example/x.png'> <b>Susan</b>"


def test_markup_in_data_is_shown_as_text():
    told = tooltip(HOSTILE)

    assert "<img" not in told
    assert "<b>" not in told
    assert "&lt;b&gt;Susan" in told


def test_a_short_text_stays_as_it_is_and_a_long_one_breaks():
    assert tooltip("Susan & Saskia") == "Susan & Saskia"
    assert tooltip("") == ""
    assert tooltip("x" * (ONE_LINE + 1)).startswith("<span>")


def test_an_elided_name_with_markup_is_told_as_text(qtbot):
    label = ElidedLabel(HOSTILE)
    qtbot.addWidget(label)
    label.resize(40, 20)

    label.grab()

    assert "<img" not in label.toolTip()
    assert "Susan" in label.toolTip()
