"""Finding on the canvas, the way to the selection, and from problem to problem."""

from builders import END, email, journey, split, wait
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.editor import actions
from jbdesk.editor.geometry import ENTRY, GOAL
from jbdesk.model import edits
from jbdesk.model.journeys import journey_ends
from jbdesk.model.problem import Severity
from jbdesk.widgets.shortcuts import Book

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def two_ways():
    return journey(
        wait("W-1", name="A day"),
        split("S-1", name="Which tier?", vip="E-1", remainder="W-2"),
        email("E-1", name="Welcome"),
        wait("W-2", name="Two days", to=END),
    )


def broken():
    """Two warnings and one problem that blocks publishing."""
    return journey(wait("W-1", duration=0), wait("W-2", duration=0), event_key="")


def press(editor, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or editor.canvas, key, held)


def test_ctrl_f_finds_and_enter_goes_on(open_editor):
    editor = open_editor(two_ways())
    bar = editor.canvas.find_bar

    press(editor, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(bar.field, "day")

    assert bar.isVisible()
    assert (bar.count.text(), editor.selection.only) == ("1 of 2", "W-1")
    press(editor, Qt.Key.Key_Return)
    assert (bar.count.text(), editor.selection.only) == ("2 of 2", "W-2")
    press(editor, Qt.Key.Key_Return)
    assert editor.selection.only == "W-1"
    press(editor, Qt.Key.Key_Return, SHIFT)
    assert editor.selection.only == "W-2"

    press(editor, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert editor.canvas.hasFocus()


def test_what_is_found_in_a_field_says_which(open_editor):
    editor = open_editor(two_ways())
    bar = editor.canvas.find_bar

    bar.open()
    QTest.keyClicks(bar.field, "jb-email")
    assert bar.place.text() == "applicationExtensionKey: jb-email-activity"

    QTest.keyClicks(bar.field, "?")
    assert bar.count.text() == "Not found"
    assert editor.selection.only == "E-1"


def test_paths_notes_entry_and_goal_are_found(open_editor):
    editor = open_editor(two_ways())
    editor.operations.add_end(journey_ends.GOAL)
    editor.notes.write("E-1", "Ask Anna")
    bar = editor.canvas.find_bar
    bar.open()

    seen = {}
    for words in ("remainder", "anna", "signup", "goal"):
        bar.field.selectAll()
        QTest.keyClicks(bar.field, words)
        seen[words] = (editor.selection.only, bar.place.text())

    assert seen["remainder"][0] == "S-1"
    assert seen["anna"] == ("E-1", "note: Ask Anna")
    assert seen["goal"][0] == GOAL


def test_the_crumbs_tell_the_way_and_lead_back(open_editor):
    editor = open_editor(two_ways())
    editor.selection.choose("E-1")

    texts = [step.text() for step in editor.crumbs.buttons]
    assert texts == ["API event", "A day", "Which tier?", "vip: Welcome"]

    editor.crumbs.buttons[2].click()
    assert editor.selection.only == "S-1"
    editor.crumbs.buttons[0].click()
    assert editor.selection.only == ENTRY


def test_crumbs_that_do_not_fit_leave_the_middle_out(open_editor):
    long = journey(*(wait(f"W-{n}", name=f"Wait number {n}") for n in range(30)))
    editor = open_editor(long)

    editor.selection.choose("W-29")

    texts = [step.text() for step in editor.crumbs.buttons]
    assert texts[0] == "API event"
    assert texts[-1] == "Wait number 29"
    assert len(texts) < 12


def test_f8_goes_round_all_problems_and_back(open_editor):
    editor = open_editor(broken())
    problems = [row.problem for row in editor.problem_list.rows]
    assert len(problems) > 2
    seen = []
    editor.problem_list.went_to.connect(seen.append)

    for _ in range(len(problems) + 1):
        press(editor, Qt.Key.Key_F8)
    assert seen == [*problems, problems[0]]

    press(editor, Qt.Key.Key_F8, SHIFT)
    assert seen[-1] is problems[-1]


def test_f8_goes_on_from_a_problem_that_was_mended(open_editor):
    editor = open_editor(journey(wait("a", 0), wait("b", 0), wait("c", 0)))
    QApplication.processEvents()
    press(editor, Qt.Key.Key_F8)
    assert editor.selection.only == "a"

    editor.document.edit("Mend", edits.remove, ["a"])
    QApplication.processEvents()

    press(editor, Qt.Key.Key_F8)
    assert editor.selection.only == "b"


def test_problems_are_filtered_by_severity(open_editor):
    editor = open_editor(broken())
    shown = {row.problem.severity for row in editor.problem_list.rows}
    assert len(shown) > 1
    buttons = editor.problem_list.filter.buttons

    hidden = next(each for each in Severity if each in shown)
    buttons[hidden].click()

    left = {row.problem.severity for row in editor.problem_list.rows}
    assert left == shown - {hidden}
    buttons[hidden].click()
    assert {row.problem.severity for row in editor.problem_list.rows} == shown


def test_shift_arrows_select_what_leads_here_and_what_follows(open_editor):
    editor = open_editor(two_ways())
    editor.selection.choose("S-1")

    press(editor, Qt.Key.Key_Right, SHIFT)
    assert set(editor.selection.refs) == {"S-1", "E-1", "W-2"}
    assert editor.selection.refs[-1] == "S-1"

    press(editor, Qt.Key.Key_Left, SHIFT)
    assert set(editor.selection.refs) == {"W-1", "S-1"}


def test_home_goes_to_the_start_of_a_branch_first(open_editor):
    editor = open_editor(
        journey(
            wait("W-1"),
            split("S-1", vip="E-1", remainder=END),
            email("E-1"),
            email("E-2"),
        )
    )
    editor.selection.choose("E-2")

    press(editor, Qt.Key.Key_Home)
    assert editor.selection.only == "E-1"
    press(editor, Qt.Key.Key_Home)
    assert editor.selection.only == "W-1"


def test_2_fits_the_selection(open_editor):
    editor = open_editor(journey(*(wait(f"W-{n}") for n in range(30))))
    editor.canvas.fit()
    small = editor.canvas.zoom
    editor.selection.choose("W-20", "W-21")
    editor.canvas.setFocus()

    press(editor, Qt.Key.Key_2)

    assert editor.canvas.zoom > small
    seen = editor.canvas.mapToScene(editor.canvas.viewport().rect()).boundingRect()
    assert seen.contains(editor.scene.cards["W-20"].card_rect())
    assert seen.contains(editor.scene.cards["W-21"].card_rect())


def test_no_key_of_the_editor_means_two_things():
    book = Book()
    book.declare(actions.SHORTCUTS)

    taken = {row.name: book.taken_by(row.name, row.keys) for row in actions.SHORTCUTS}

    assert {name: other for name, other in taken.items() if other} == {}
