"""One step earlier or later, on the canvas and in the outline."""

from builders import END, email, journey, split, wait
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
