"""Notes on activities: typed in the inspector, marked on the card, not in the JSON."""

from builders import email, journey, wait
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def test_a_note_is_typed_marked_and_no_part_of_the_journey(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1")))
    before = editor.document.journey
    told = []
    editor.notes.changed.connect(lambda: told.append(editor.notes.texts))
    editor.selection.choose("E-1")

    QTest.keyClick(editor.canvas, Qt.Key.Key_N)
    assert editor.inspector.note.field.hasFocus()
    QTest.keyClicks(editor.inspector.note.field, "Hi")

    assert told[-1] == {"E-1": "Hi"}
    assert editor.scene.cards["E-1"].own_note == "Hi"
    assert editor.document.journey is before
    editor.selection.choose("W-1")
    assert editor.inspector.note.field.toPlainText() == ""


def test_a_note_follows_a_changed_key_and_its_undo(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1")))
    editor.notes.take({"E-1": "Ask legal."})

    editor.operations.rename_key("E-1", "MAIL")
    assert editor.notes.texts == {"MAIL": "Ask legal."}
    assert editor.scene.cards["MAIL"].own_note == "Ask legal."

    editor.document.undo_stack.undo()
    assert editor.notes.texts == {"E-1": "Ask legal."}


def test_a_note_goes_with_its_activity_and_comes_back_with_it_only(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1")))
    editor.notes.take({"E-1": "Ask legal."})
    editor.operations.remove(["E-1"])
    assert editor.notes.texts == {}

    editor.document.undo_stack.undo()
    assert editor.notes.texts == {"E-1": "Ask legal."}


def test_a_note_can_be_written_on_a_published_version(open_editor):
    editor = open_editor(journey(wait("W-1")), status="Published")
    editor.selection.choose("W-1")

    editor.inspector.note.field.setPlainText("Runs since May.")

    assert editor.notes.texts == {"W-1": "Runs since May."}
