"""What is dragged in the outline: branches by their rows, and from the palette."""

import pytest
from builders import END, email, journey, split, wait
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(open_editor):
    opened = open_editor(
        journey(
            wait("W-1"),
            split("S-1", vip="E-1", remainder="E-2"),
            email("E-1", to=END),
            email("E-2", to=END),
        )
    )
    opened.side.setCurrentWidget(opened.outline)
    QApplication.processEvents()
    return opened


def place(editor, where):
    tree = editor.outline.tree
    item = (tree._paths if isinstance(where, tuple) else tree.items_by_ref)[where]
    return tree.visualItemRect(item).center()


def move(editor, to):
    view = editor.outline.tree.viewport()
    at = QPointF(to)
    held = Qt.KeyboardModifier.NoModifier
    kind = QEvent.Type.MouseMove
    on_screen = QPointF(view.mapToGlobal(to))
    QApplication.sendEvent(view, QMouseEvent(kind, at, on_screen, LEFT, LEFT, held))


def drag(editor, ref, where):
    view = editor.outline.tree.viewport()
    QTest.mousePress(view, LEFT, pos=place(editor, ref))
    move(editor, place(editor, where))


def drop(editor, where):
    view = editor.outline.tree.viewport()
    QTest.mouseRelease(view, LEFT, pos=place(editor, where))
    QApplication.processEvents()


def targets(editor, ref):
    return editor.document.journey[ref].targets


def test_a_branch_is_moved_onto_a_path_and_undone_at_once(editor):
    before = editor.document.journey

    drag(editor, "E-1", ("S-1", 1))
    assert editor.outline.hint.text() == "Release to put “Email” here."
    drop(editor, ("S-1", 1))

    assert targets(editor, "S-1") == (None, "E-1")
    assert targets(editor, "E-1") == ("E-2",)
    assert editor.outline.hint.isHidden()
    editor.document.undo_stack.undo()
    assert editor.document.journey is before


def test_a_split_does_not_go_behind_its_own_branch_and_says_why(editor):
    before = editor.document.journey

    drag(editor, "S-1", "E-2")
    assert editor.outline.hint.text()
    assert "Release" not in editor.outline.hint.text()
    drop(editor, "E-2")

    assert editor.document.journey is before


def test_esc_leaves_everything_as_it_was(editor):
    before = editor.document.journey

    drag(editor, "E-1", "W-1")
    QTest.keyClick(editor.outline.tree, Qt.Key.Key_Escape)
    drop(editor, "W-1")

    assert editor.document.journey is before


def test_what_comes_from_the_palette_is_put_behind_the_row(editor):
    palette = editor.palette_panel.list
    row = palette.findItems("SMS", Qt.MatchFlag.MatchExactly)[0]
    start = palette.visualItemRect(row).center()
    tree = editor.outline.tree.viewport()
    end = palette.viewport().mapFromGlobal(tree.mapToGlobal(place(editor, "W-1")))

    QTest.mousePress(palette.viewport(), LEFT, pos=start)
    QTest.mouseMove(palette.viewport(), end)
    QTest.mouseMove(palette.viewport(), end)
    QTest.mouseRelease(palette.viewport(), LEFT, pos=end)
    QApplication.processEvents()

    (added,) = editor.document.journey.by_ref.keys() - {"W-1", "S-1", "E-1", "E-2"}
    assert targets(editor, "W-1") == (added,)
    assert targets(editor, added) == ("S-1",)
