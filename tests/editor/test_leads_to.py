"""Where a path leads, chosen in the inspector; what a screen reader does there."""

from builders import END, email, journey, split, wait
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from jbdesk.editor.geometry import ENTRY


def two_emails():
    return journey(
        wait("W-1"),
        split("S-1", vip="E-1", remainder="E-2"),
        email("E-1", to="W-2"),
        email("E-2", to=END),
        wait("W-2"),
    )


def offered(box):
    box.showPopup()
    box.hidePopup()
    return [box.itemData(number) for number in range(box.count())]


def choose(box, target):
    box.setCurrentIndex(offered(box).index(target))
    box.activated.emit(box.currentIndex())


def test_a_path_is_led_to_what_does_not_lead_to_it(open_editor):
    editor = open_editor(two_emails())
    editor.selection.choose("E-2")
    box = editor.inspector.activity.leads_to.targets
    assert (box.currentText(), offered(box)) == ("Ends here", [None, "E-1", "W-2"])

    choose(box, "W-2")
    assert editor.document.journey["E-2"].outcomes[0].next == "W-2"

    choose(box, None)
    assert editor.document.journey["E-2"].outcomes[0].next is None
    assert editor.document.undo_stack.undoText().startswith("End path")


def test_a_locked_version_shows_where_its_paths_lead_and_offers_no_other(open_editor):
    editor = open_editor(two_emails(), status="Published")
    editor.selection.choose("E-1")

    box = editor.inspector.activity.leads_to.targets

    assert not box.isEnabled()
    assert box.currentData() == "W-2"


def test_every_row_of_the_outline_is_selected_by_a_press(open_editor):
    editor = open_editor(two_emails())
    editor.side.setCurrentWidget(editor.outline)
    QApplication.processEvents()
    access = QAccessible.queryAccessibleInterface(editor.outline.tree)
    rows = [access.child(number) for number in range(1, access.childCount())]

    pressed = []
    for row in rows:
        for name in row.actionInterface().actionNames():
            row.actionInterface().doAction(name)
            pressed.append(editor.selection.only or editor.selection.path)

    wanted = [ENTRY, "W-1", "S-1", ("S-1", 0), "E-1", "W-2", ("S-1", 1), "E-2"]
    assert pressed == wanted
    assert [access.indexOfChild(row) for row in rows] == list(range(1, len(rows) + 1))


def test_the_name_of_a_path_that_no_key_typed_counts(open_editor):
    editor = open_editor(two_emails())
    editor.selection.choose("S-1")
    (_, line), *_ = editor.inspector.activity.outcomes.parts[0]._texts

    line.setText("Best customers")  # as the accessibility bus writes
    line.left.emit()

    assert editor.document.journey["S-1"].outcomes[0].label == "Best customers"
    assert editor.document.undo_stack.count() == 1


def test_a_row_that_a_screen_reader_heard_is_still_renamed_in_place(open_editor):
    editor = open_editor(two_emails())
    editor.side.setCurrentWidget(editor.outline)
    QApplication.processEvents()
    tree = editor.outline.tree
    access = QAccessible.queryAccessibleInterface(tree)
    for number in range(access.childCount()):
        access.child(number)
    editor.selection.choose("E-1")

    editor.outline.rename()
    line = tree.findChild(QLineEdit)
    line.setText("Best")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert editor.document.journey["E-1"].name == "Best"
    names = [access.child(n).text(QAccessible.Text.Name) for n in range(1, 9)]
    assert "Best" in names
