"""One step earlier or later, on the canvas and in the outline."""

from builders import END, email, journey, split, wait
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def order(editor):
    story, ref, found = editor.document.journey, editor.document.journey.start, []
    while ref is not None:
        found.append(ref)
        ref = story[ref].outcomes[0].next
    return found


def test_an_activity_moves_along_its_path(open_editor):
    editor = open_editor(journey(wait("a"), email("b"), wait("c")))
    editor.selection.choose("a")

    for _ in range(3):
        QTest.keyClick(editor.canvas, Qt.Key.Key_Right, HELD)
    assert order(editor) == ["b", "c", "a"]

    for _ in range(3):
        QTest.keyClick(editor.canvas, Qt.Key.Key_Left, HELD)
    assert order(editor) == ["a", "b", "c"]
    assert editor.selection.only == "a"


def test_a_path_moves_among_those_of_its_split(open_editor):
    editor = open_editor(
        journey(
            split("s", vip="a", big="b", remainder=END),
            email("a", to=END),
            email("b", to=END),
        )
    )
    editor.selection.choose_path(("s", 1))

    QTest.keyClick(editor.canvas, Qt.Key.Key_Left, HELD)

    ways = [each.label for each in editor.document.journey["s"].outcomes]
    assert ways == ["big", "vip", "remainder"]
    assert editor.selection.path == ("s", 0)


def test_the_outline_moves_copies_and_removes_by_the_same_keys(open_editor):
    editor = open_editor(journey(wait("WAIT-1"), email("MAIL-1"), wait("WAIT-2")))
    editor.side.setCurrentWidget(editor.outline)
    tree = editor.outline.tree
    tree.setFocus()
    tree.setCurrentItem(tree.items_by_ref["MAIL-1"])
    assert editor.selection.only == "MAIL-1"

    QTest.keyClick(tree, Qt.Key.Key_Right, HELD)
    assert order(editor) == ["WAIT-1", "WAIT-2", "MAIL-1"]

    QTest.keyClick(tree, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(order(editor)) == 4
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert len(order(editor)) == 3


def test_the_outline_adds_on_a_path_and_shows_which_is_selected(open_editor):
    editor = open_editor(
        journey(split("s", vip="a", remainder=END), email("a", to=END))
    )
    editor.side.setCurrentWidget(editor.outline)
    tree = editor.outline.tree
    tree.setFocus()
    editor.selection.choose_path(("s", 1))
    assert [each.text(0) for each in tree.selectedItems()] == ["remainder"]

    QTest.keyClick(tree, Qt.Key.Key_A)
    QTest.keyClicks(editor.canvas.quick_add.field, "wait by dur")
    QTest.keyClick(editor.canvas.quick_add.field, Qt.Key.Key_Return)

    added = editor.document.journey["s"].outcomes[1].next
    assert editor.document.journey[added].type == "WAIT"
    assert tree.hasFocus()


def test_the_outline_has_a_menu_of_all_that_can_be_done(open_editor):
    editor = open_editor(journey(wait("a"), email("b")))
    editor.side.setCurrentWidget(editor.outline)
    editor.selection.choose("b")

    QTest.mouseClick(editor.outline.more, Qt.MouseButton.LeftButton)

    menu = QApplication.activePopupWidget()
    texts = [each.text() for each in menu.actions() if each.isEnabled() and each.text()]
    menu.close()
    assert {"Rename", "Move to…", "Move earlier", "Copy", "Duplicate"} <= set(texts)
    assert "Remove" in texts


def test_f2_in_the_outline_renames_in_its_row(open_editor):
    editor = open_editor(journey(wait("a"), email("b")))
    editor.side.setCurrentWidget(editor.outline)
    tree = editor.outline.tree
    editor.selection.choose("b")
    tree.setFocus()

    QTest.keyClick(tree, Qt.Key.Key_F2)
    typed = QApplication.focusWidget()
    QTest.keyClicks(typed, "Hello")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert editor.document.journey["b"].name == "Hello"
