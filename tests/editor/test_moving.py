"""Moving branches and activities, by the mouse and by keys."""

from builders import END, email, journey, split, wait
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.editor.canvas.activity_item import Light

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def two_ways():
    return journey(
        wait("W-1"),
        split("S-1", vip="E-1", remainder="W-2"),
        email("E-1"),
        email("E-2", to=END),
        wait("W-2", to=END),
    )


def ways(editor):
    return {
        ref: tuple(outcome.next for outcome in each.outcomes)
        for ref, each in editor.document.journey.by_ref.items()
    }


def lift(editor, start, end, held=NONE):
    """Press on a place, drag to another; the button is still down."""
    view = editor.canvas.viewport()
    QTest.mousePress(view, LEFT, held, start)
    for place in (start + QPoint(8, 0), end):
        drag_over(view, place, held)


def drag_over(view, place, held):
    at = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(view.mapToGlobal(place)), LEFT, LEFT, held
    )
    QApplication.sendEvent(view, event)


def drop(editor, end, held=NONE):
    QTest.mouseRelease(editor.canvas.viewport(), LEFT, held, end)


def test_a_branch_is_moved_by_dragging_its_head(open_editor, centre_of):
    editor = open_editor(two_ways())
    editor.selection.choose("E-1")  # comes into view
    start, end = centre_of(editor, "E-1"), centre_of(editor, "W-2")

    lift(editor, start, end)
    assert editor.canvas.hint.text == (
        "Release to move “Email” and 1 more here. Shift moves it alone."
    )
    drop(editor, end)

    assert ways(editor)["S-1"] == (None, "W-2")
    assert ways(editor)["W-2"] == ("E-1",)
    assert ways(editor)["E-1"] == ("E-2",)
    assert editor.document.undo_stack.undoText() == "Move 2 activities"
    editor.document.undo_stack.undo()
    assert ways(editor)["S-1"] == ("E-1", "W-2")


def test_with_shift_the_activity_moves_alone(open_editor, centre_of):
    editor = open_editor(two_ways())
    editor.selection.choose("E-1")  # comes into view
    start, end = centre_of(editor, "E-1"), centre_of(editor, "W-2")

    lift(editor, start, end, SHIFT)
    drop(editor, end, SHIFT)

    assert ways(editor)["S-1"] == ("E-2", "W-2")
    assert ways(editor)["W-2"] == ("E-1",)
    assert ways(editor)["E-1"] == (None,)


def test_a_branch_dropped_into_itself_is_refused_and_says_why(open_editor, centre_of):
    editor = open_editor(two_ways())
    before = editor.document.journey
    editor.canvas.fit()
    start, end = centre_of(editor, "E-1"), centre_of(editor, "E-2")

    lift(editor, start, end)
    assert "can't be moved into itself" in editor.canvas.hint.text
    assert editor.scene.paths["E-2", 0].light is Light.FORBIDDEN
    drop(editor, end)

    assert editor.document.journey is before
    assert editor.scene.paths["E-2", 0].light is Light.NONE


def test_escape_puts_a_lifted_branch_back(open_editor, centre_of):
    editor = open_editor(two_ways())
    before, items = editor.document.journey, len(editor.scene.items())
    editor.selection.choose("E-1")  # comes into view
    start, end = centre_of(editor, "E-1"), centre_of(editor, "W-2")
    lift(editor, start, end)

    QTest.keyClick(editor.canvas, Qt.Key.Key_Escape)
    drag_over(editor.canvas.viewport(), end, NONE)
    drop(editor, end)

    assert editor.document.journey is before
    assert editor.canvas.hint.text == ""
    assert len(editor.scene.items()) == items


def test_a_click_on_the_left_of_a_card_means_the_card(open_editor):
    editor = open_editor(two_ways())
    card = editor.scene.cards["E-1"].card_rect()
    place = editor.canvas.mapFromScene(card.left() + 14, card.center().y())

    QTest.mouseClick(editor.canvas.viewport(), LEFT, NONE, place)

    assert editor.selection.only == "E-1"


def test_m_moves_by_keys(open_editor):
    editor = open_editor(two_ways())
    editor.selection.choose("E-2")

    for key in (Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(editor.canvas, key)

    assert ways(editor)["E-1"] == (None,)
    assert ways(editor)["W-2"] == ("E-2",)
    assert editor.selection.only == "E-2"


def test_a_published_version_lifts_nothing(open_editor, centre_of):
    editor = open_editor(two_ways(), status="Published")
    before = editor.document.journey
    editor.selection.choose("E-1")  # comes into view
    start, end = centre_of(editor, "E-1"), centre_of(editor, "W-2")

    lift(editor, start, end)
    drop(editor, end)

    assert editor.document.journey is before
