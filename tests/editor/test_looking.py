"""What is in view: it stays as it was chosen, and a contact's way is seen whole."""

from dataclasses import dataclass

from builders import email, journey, split, wait
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.editor.geometry import ENTRY


@dataclass(frozen=True)
class Stay:
    """A stay as a server tells it."""

    ref: str


def in_a_row(count):
    return journey(*(wait(f"W-{number}") for number in range(count)))


def seen(editor):
    canvas = editor.canvas
    room = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    cards = editor.scene.cards.items()
    return {ref for ref, card in cards if room.contains(card.card_rect())}


def resize(editor, width, height):
    editor.resize(width, height)
    QApplication.processEvents()


def test_a_zoom_that_was_chosen_outlives_a_new_size(open_editor):
    editor = open_editor(in_a_row(12))

    editor.canvas.set_zoom(0.5)
    editor.canvas.pan(QPoint(-80, 0))
    left = editor.canvas.mapToScene(QPoint(0, 0)).x()
    resize(editor, 1500, 900)

    assert editor.canvas.zoom == 0.5
    assert editor.canvas.mapToScene(QPoint(0, 0)).x() == left


def test_what_nobody_touched_is_shown_well_at_every_size(open_editor):
    editor = open_editor(in_a_row(4), size=(900, 700))
    assert seen(editor) != {ENTRY, "W-0", "W-1", "W-2", "W-3"}

    resize(editor, 1700, 900)

    assert seen(editor) == {ENTRY, "W-0", "W-1", "W-2", "W-3"}


def test_problems_end_where_the_editor_ends(open_editor):
    for status, height in (("Published", 1000), ("Published", 700), ("Draft", 1000)):
        editor = open_editor(in_a_row(2), status=status, size=(1600, height))
        shown = editor.problem_list

        resize(editor, 1600, height + 100)
        editor.rows.setSizes([500, 200])  # as somebody left it

        assert shown.height() == editor.rows.height() - shown.y()


def test_the_whole_way_of_a_contact_is_shown_where_it_can_be_read(open_editor):
    editor = open_editor(in_a_row(12), size=(1600, 900))

    editor.show_trace([Stay(f"W-{number}") for number in range(6)])

    assert seen(editor) >= {ENTRY, "W-0", "W-5"}


def test_of_a_long_way_the_end_is_shown(open_editor):
    editor = open_editor(in_a_row(30))
    before = editor.canvas.zoom

    editor.show_trace([Stay(f"W-{number}") for number in range(30)])

    assert "W-29" in seen(editor)
    assert editor.canvas.zoom == before


def test_a_person_who_looked_elsewhere_is_left_there_until_the_contact_moves(
    open_editor,
):
    editor = open_editor(in_a_row(12), size=(1600, 900))
    way = [Stay(f"W-{number}") for number in range(3)]
    editor.show_trace(way)
    editor.canvas.set_zoom(2)

    editor.show_trace(way)
    assert editor.canvas.zoom == 2

    editor.show_trace([*way, Stay("W-3")])
    assert seen(editor) >= {ENTRY, "W-3"}


def test_what_is_called_so_is_found_before_what_only_leads_there(open_editor):
    editor = open_editor(journey(wait("W-1", name="A day"), email("EMAIL-1", name="")))
    bar = editor.canvas.find_bar

    bar.open()
    QTest.keyClicks(bar.field, "email")

    assert bar.count.text() == "2 of 2"
    assert editor.selection.only == "EMAIL-1"


def test_quick_add_says_where_it_adds_and_when_nothing_is_called_so(open_editor):
    parts = split("S-1", vip="E-1", remainder="W-2"), email("E-1"), wait("W-2")
    editor = open_editor(journey(*parts))
    asked = editor.canvas.quick_add

    editor.canvas.open_quick_add()
    assert asked.field.placeholderText().startswith("Add after “")
    asked.dismiss()
    editor.selection.choose_path(("S-1", 0))
    editor.canvas.open_quick_add()
    assert asked.field.placeholderText() == "Add on “vip”"

    QTest.keyClicks(asked.field, "teapot")

    assert asked.none.isVisible()
    assert asked.none.text() == "No activity is called “teapot”."
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    assert asked.isVisible()
