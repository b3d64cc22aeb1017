"""A large journey: seen from afar, scrolled, and brought back by undo."""

from builders import email, journey, wait
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from jbdesk.editor.canvas.activity_item import CARD
from jbdesk.model import edits
from jbdesk.model.problem import Problem, Where
from jbdesk.widgets import theme


def chain(count):
    return journey(*(wait(f"W-{n}") for n in range(count)))


def seen_at(editor, place):
    """The colour that stands on the canvas at a place of the scene."""
    pixels = editor.canvas.viewport().grab().toImage()
    return pixels.pixelColor(editor.canvas.mapFromScene(place)).name()


def test_from_afar_a_card_is_still_there_and_a_selected_one_stands_out(open_editor):
    editor = open_editor(chain(60))
    editor.canvas.set_zoom(0.2)
    editor.canvas.reveal("W-30")
    corner = editor.scene.cards["W-30"].pos() + CARD.bottomRight() - QPointF(8, 8)
    frame = editor.scene.cards["W-30"].pos() + QPointF(CARD.center().x(), 0)

    assert seen_at(editor, corner) == theme.colour("raised").name()

    editor.selection.choose("W-30")
    QApplication.processEvents()
    assert seen_at(editor, frame) == theme.colour("accent").name()


def test_the_minimap_keeps_its_corner_while_the_canvas_is_scrolled(open_editor):
    editor = open_editor(chain(60))
    before = editor.canvas.minimap.pos()

    editor.canvas.pan(QPoint(-300, 0))

    assert editor.canvas.horizontalScrollBar().value() != 0
    assert editor.canvas.minimap.pos() == before


def test_undo_brings_a_card_back_as_it_is_and_not_as_it_was_left(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1"), wait("W-2")))
    editor.selection.choose("E-1")
    editor.operations.remove_selected()

    editor.document.undo_stack.undo()
    editor.selection.clear()
    editor.document.edit("Rename", edits.rename, "E-1", "Hello")

    card = editor.scene.cards["E-1"]
    assert card.scene() is editor.scene
    assert not card.isSelected()
    assert card.face.title == "Hello"


def test_a_field_that_moves_nothing_leaves_the_layout_as_it_is(open_editor):
    editor = open_editor(chain(3))
    before = editor.scene.geometry

    editor.document.edit("Rename", edits.rename, "W-1", "Three days")
    assert editor.scene.geometry is before

    editor.document.edit("Remove", edits.remove, ["W-1"])
    assert editor.scene.geometry is not before


def test_however_large_a_journey_is_all_of_it_fits(open_editor):
    editor = open_editor(chain(300))

    editor.canvas.fit()

    view = editor.canvas.viewport().rect()
    seen = editor.canvas.mapToScene(view).boundingRect()
    assert seen.contains(editor.scene.content)


def test_a_card_that_undo_brings_back_shows_what_is_wrong_with_it_now(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1")))
    found = Problem("It has no sender.", where=Where("activity", "E-1"))
    editor.document.report((found,))
    assert editor.scene.cards["E-1"].face.problems == ("It has no sender.",)

    editor.document.edit("Remove", edits.remove, ["E-1"])
    editor.document.report(())
    editor.document.undo_stack.undo()
    editor.scene.show_problems()

    assert editor.scene.cards["E-1"].face.problems == ()


def test_steps_that_are_taken_up_again_are_told_once(open_editor, qtbot):
    editor = open_editor(chain(3))
    for number in range(5):
        editor.document.edit("Rename", edits.rename, "W-1", f"Name {number}")
    told = []
    editor.document.stepped.connect(told.append)

    editor.document.restore(editor.document.history, editor.document.journey)

    assert told == [5]


def on_screen(editor, place):
    """The colour that the screen shows there: what was painted, not what would be."""
    QApplication.processEvents()
    viewport = editor.canvas.viewport()
    at = viewport.mapTo(editor.window(), editor.canvas.mapFromScene(place))
    shown = editor.screen().grabWindow(editor.window().winId()).toImage()
    return shown.pixelColor(at).name()


def test_from_afar_what_is_removed_is_gone_and_comes_back_with_undo(open_editor):
    editor = open_editor(chain(60))
    editor.canvas.set_zoom(0.2)
    editor.canvas.reveal("W-59")
    place = editor.scene.cards["W-59"].card_rect().center() + QPointF(30, 0)
    assert on_screen(editor, place) == theme.colour("raised").name()

    editor.operations.remove(["W-59"])
    assert on_screen(editor, place) == theme.colour("canvas").name()

    editor.document.undo_stack.undo()
    assert on_screen(editor, place) == theme.colour("raised").name()


def test_from_afar_what_is_dragged_is_seen_under_the_pointer(open_editor):
    editor = open_editor(chain(60))
    editor.canvas.set_zoom(0.2)
    editor.canvas.reveal("W-30")
    start = editor.scene.cards["W-30"].card_rect().center()
    place = start + QPointF(0, 200)
    empty = on_screen(editor, place)

    editor.canvas.gestures.lift("W-30", start)
    editor.canvas.gestures.move(place)
    assert on_screen(editor, place) != empty

    editor.canvas.gestures.cancel()
    assert on_screen(editor, place) == empty
