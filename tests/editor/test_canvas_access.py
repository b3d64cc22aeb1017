"""What screen readers find on the canvas, and what they do with the palette."""

from builders import END, email, journey, split, wait
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.editor.canvas import canvas_access
from jbdesk.editor.document import Document
from jbdesk.editor.journey_editor import JourneyEditor
from jbdesk.model.journey import Stamp


def two_ways():
    return journey(
        wait("W-1"),
        split("S-1", vip="E-1", remainder="W-2"),
        email("E-1", to=END),
        wait("W-2", to=END),
    )


def seen(editor):
    return QAccessible.queryAccessibleInterface(editor.canvas)


def test_a_selected_path_is_told_with_where_it_leads(open_editor):
    editor = open_editor(two_ways())

    editor.selection.choose_path(("S-1", 0))

    path = seen(editor).child(seen(editor).childCount() - 1)
    assert path.text(QAccessible.Text.Name) == (
        "Path vip of Decision split, leads to Email"
    )
    assert path.state().selected

    editor.selection.choose_path(("E-1", 0))
    path = seen(editor).child(seen(editor).childCount() - 1)
    assert path.text(QAccessible.Text.Name) == "Path after Email, ends here"

    editor.selection.choose("W-1")
    assert seen(editor).childCount() == 5


def test_a_note_is_told_with_its_activity(open_editor):
    editor = open_editor(two_ways())
    editor.notes.take({"W-1": "Ask legal."})

    said = seen(editor).child(1).text(QAccessible.Text.Description)

    assert said.endswith("Ask legal.")


def test_nothing_is_kept_of_a_canvas_that_is_gone(open_editor, qtbot):
    counts = []
    for _ in range(3):
        editor = JourneyEditor(Document(two_ways(), Stamp()))
        access = seen(editor)
        for number in range(access.childCount()):
            access.child(number)
        editor.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append(len(canvas_access._Parts.free))

    assert counts[0] == counts[1] == counts[2] > 0
    seen(open_editor(two_ways()))
    assert len(canvas_access._kept) == 1


def test_what_stands_for_a_removed_card_is_taken_back(open_editor):
    editor = open_editor(two_ways())
    access = seen(editor)
    children = [access.child(number) for number in range(access.childCount())]
    gone = children[3]
    assert gone.text(QAccessible.Text.Name) == "Email"

    editor.operations.remove(["E-1"])
    access.tidy()

    assert access.childCount() == 4
    assert access.indexOfChild(children[1]) == 1


def spoken_rows(palette):
    access = QAccessible.queryAccessibleInterface(palette)
    rows = [access.child(number) for number in range(access.childCount())]
    return {row.text(QAccessible.Text.Name): row for row in rows}


def test_what_a_screen_reader_presses_in_the_palette_is_added(open_editor):
    editor = open_editor(journey(wait("W-1")))
    row = spoken_rows(editor.palette_panel.list)["Email"].actionInterface()

    for name in row.actionNames() * 2:
        row.doAction(name)

    kinds = [each.type for each in editor.document.journey.activities]
    assert kinds == ["WAIT", "EMAILV2", "EMAILV2"]


def test_what_a_program_selects_in_the_palette_is_only_looked_at(open_editor):
    editor = open_editor(journey(wait("W-1")))
    before = editor.document.journey
    palette = editor.palette_panel.list
    row = palette.findItems("Email", Qt.MatchFlag.MatchExactly)[0]

    palette.selectionModel().select(
        palette.indexFromItem(row), QItemSelectionModel.SelectionFlag.Select
    )
    QApplication.processEvents()

    assert editor.document.journey is before


def test_a_heading_of_the_palette_can_not_be_pressed(open_editor):
    editor = open_editor(journey(wait("W-1")))
    rows = spoken_rows(editor.palette_panel.list)

    assert rows["Messages"].role() is QAccessible.Role.Heading
    assert rows["Messages"].actionInterface().actionNames() == []
    editor.palette_panel.list.fill("wait")
    assert "Email" not in spoken_rows(editor.palette_panel.list)


def test_a_click_or_an_arrow_in_the_palette_adds_nothing(open_editor):
    editor = open_editor(journey(wait("W-1")))
    before = editor.document.journey
    palette = editor.palette_panel.list
    row = palette.findItems("Email", Qt.MatchFlag.MatchExactly)[0]

    QTest.mouseClick(
        palette.viewport(),
        Qt.MouseButton.LeftButton,
        pos=palette.visualItemRect(row).center(),
    )
    QTest.keyClick(palette, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert editor.document.journey is before

    QTest.keyClick(palette, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert len(editor.document.journey.activities) == 2
