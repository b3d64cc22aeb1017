"""Cut, copy, paste and duplicate on the canvas, by keys and by the menu."""

import pytest
from builders import END, email, journey, split, wait
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def empty_clipboard(qtbot):
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def press(editor, key, held=CONTROL):
    QTest.keyClick(editor.canvas, key, held)


def keys_of(editor):
    return [each.key for each in editor.document.journey.activities]


def test_a_copied_group_is_pasted_after_the_selection_with_its_path(open_editor):
    editor = open_editor(journey(wait("WAIT-1"), email("MAIL-1"), wait("WAIT-2")))
    editor.selection.choose("WAIT-1", "MAIL-1")
    press(editor, Qt.Key.Key_C)
    editor.selection.choose("WAIT-2")

    press(editor, Qt.Key.Key_V)

    after = editor.document.journey
    first = after["WAIT-2"].outcomes[0].next
    second = after[first].outcomes[0].next
    assert after[first].type == "WAIT"
    assert after[second].type == "EMAILV2"
    assert after[second].outcomes[0].next is None
    assert set(editor.selection.refs) == {first, second}


def test_cut_takes_away_and_paste_brings_it_to_another_journey(open_editor):
    editor = open_editor(journey(wait("WAIT-1"), email("MAIL-1"), wait("WAIT-2")))
    editor.selection.choose("MAIL-1")
    press(editor, Qt.Key.Key_X)
    assert keys_of(editor) == ["WAIT-1", "WAIT-2"]

    other = open_editor(journey(wait("WAIT-9")))
    other.selection.choose_path(("WAIT-9", 0))
    press(other, Qt.Key.Key_V)

    pasted = other.document.journey["WAIT-9"].outcomes[0].next
    assert other.document.journey[pasted].type == "EMAILV2"


def test_duplicate_leaves_the_clipboard_as_it_is(open_editor):
    QGuiApplication.clipboard().setText("a sentence of mine")
    editor = open_editor(journey(wait("WAIT-1"), wait("WAIT-2")))
    editor.selection.choose("WAIT-1")

    press(editor, Qt.Key.Key_D)

    after = editor.document.journey
    assert after["WAIT-1"].outcomes[0].next not in ("WAIT-2", None)
    assert len(after.activities) == 3
    assert QGuiApplication.clipboard().text() == "a sentence of mine"


def test_one_undo_takes_back_a_whole_paste(open_editor):
    editor = open_editor(journey(wait("WAIT-1"), wait("WAIT-2")))
    before = editor.document.journey
    editor.selection.choose("WAIT-1", "WAIT-2")
    press(editor, Qt.Key.Key_D)

    editor.document.undo_stack.undo()

    assert editor.document.journey is before


def test_what_is_no_clip_is_told_and_changes_nothing(open_editor):
    editor = open_editor(journey(wait("WAIT-1")))
    QGuiApplication.clipboard().setText("not a journey")
    editor.selection.choose("WAIT-1")

    press(editor, Qt.Key.Key_V)

    assert keys_of(editor) == ["WAIT-1"]
    assert "clipboard" in editor.notice.text


def test_a_published_version_can_be_copied_and_not_pasted_into(open_editor):
    editor = open_editor(journey(wait("WAIT-1")), status="Published")
    editor.selection.choose("WAIT-1")

    press(editor, Qt.Key.Key_C)
    press(editor, Qt.Key.Key_V)

    assert "WAIT-1" in QGuiApplication.clipboard().text()
    assert keys_of(editor) == ["WAIT-1"]


def test_cutting_a_split_asks_which_branch_stays(open_editor):
    editor = open_editor(
        journey(
            split("S-1", vip="E-1", remainder="W-2"),
            email("E-1", to=END),
            wait("W-2", to=END),
        )
    )
    editor.selection.choose("S-1")

    press(editor, Qt.Key.Key_X)

    assert editor.canvas.branch_bar.isVisible()
    assert "S-1" in QGuiApplication.clipboard().text()


def test_the_menu_of_a_published_version_offers_only_what_can_be_done(open_editor):
    editor = open_editor(journey(wait("WAIT-1")), status="Published")
    editor.selection.choose("WAIT-1")

    offered = {
        a.text().partition("\t")[0]: a.isEnabled() for a in editor.canvas.actions()
    }

    assert offered["Copy"]
    assert not offered["Paste"]
    assert not offered["Remove"]


def test_the_outline_copies_and_pastes_too(open_editor):
    editor = open_editor(journey(wait("WAIT-1"), email("MAIL-1")))
    editor.side.setCurrentWidget(editor.outline)
    editor.selection.choose("MAIL-1")
    editor.outline.tree.setFocus()

    QTest.keyClick(editor.outline.tree, Qt.Key.Key_C, CONTROL)
    QTest.keyClick(editor.outline.tree, Qt.Key.Key_V, CONTROL)

    assert [each.type for each in editor.document.journey.activities].count(
        "EMAILV2"
    ) == 2
