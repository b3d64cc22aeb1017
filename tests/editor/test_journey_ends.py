"""Goal and exit criteria: their cards, their forms, and how they come and go."""

from builders import criteria_equal, journey, wait
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.editor.geometry import ENTRY, EXIT, GOAL, end_card
from jbdesk.model.journeys import journey_ends


def test_a_journey_without_goal_shows_no_card_but_offers_one(open_editor):
    editor = open_editor(journey(wait("W-1")))
    assert set(editor.scene.cards) == {ENTRY, "W-1"}

    QTest.mouseClick(
        editor.inspector.journey.ends.of["goal"], Qt.MouseButton.LeftButton
    )

    assert editor.selection.only == GOAL
    face = editor.scene.cards[GOAL].face
    assert (face.title, face.summary) == ("Goal", "not configured")
    entry, goal = editor.scene.geometry.cards[ENTRY], editor.scene.geometry.cards[GOAL]
    assert entry[0] == goal[0]
    assert entry[1] < goal[1]


def test_the_form_fills_the_goal_and_its_card_tells(open_editor):
    editor = open_editor(journey(wait("W-1")))
    editor.operations.add_end(journey_ends.GOAL)
    form = editor.inspector.end.fields.form

    form.row("conversionValue").editor.setFocus()
    form.row("conversionValue").editor.selectAll()
    QTest.keyClicks(form.row("conversionValue").editor, "25")
    form.row("criteria").editor.set_value(criteria_equal("Paid", "True"))
    form.row("criteria").editor.left.emit()
    QApplication.processEvents()

    goal = editor.document.journey.goals[0]
    assert goal["metaData"]["conversionValue"] == "25"
    assert editor.scene.cards[GOAL].face.summary == "Paid is True"


def test_delete_removes_what_the_card_stands_for_and_undo_brings_it_back(open_editor):
    editor = open_editor(journey(wait("W-1")))
    editor.operations.add_end(journey_ends.EXIT)

    QTest.keyClick(editor.canvas, Qt.Key.Key_Delete)
    assert EXIT not in editor.scene.cards
    assert editor.selection.only == ENTRY

    editor.document.undo_stack.undo()
    assert EXIT in editor.scene.cards


def test_a_problem_of_the_exit_criteria_leads_to_their_card(open_editor):
    editor = open_editor(journey(wait("W-1")))
    editor.operations.add_end(journey_ends.EXIT)
    QApplication.processEvents()
    assert editor.scene.cards[EXIT].face.problems
    editor.selection.clear()

    (row,) = editor.problem_list.rows
    editor.problem_list.went_to.emit(row.problem)

    assert editor.selection.only == EXIT


def test_each_of_several_has_a_card_a_row_of_the_outline_and_a_form(open_editor):
    editor = open_editor(journey(wait("W-1")))
    for _ in range(2):
        editor.operations.add_end(journey_ends.EXIT)
    first, second = EXIT, end_card("exit", 1)
    titles = [editor.scene.cards[each].face.title for each in (first, second)]
    assert titles == ["Exit criteria 1", "Exit criteria 2"]
    assert {first, second} <= editor.outline.tree.items_by_ref.keys()

    editor.selection.choose(second)
    form = editor.inspector.end.fields.form
    form.row("criteria").editor.set_value(criteria_equal("Paid", "True"))
    form.row("criteria").editor.left.emit()
    QApplication.processEvents()
    faces = [editor.scene.cards[each].face for each in (first, second)]
    assert [face.summary for face in faces] == ["not configured", "Paid is True"]
    assert [bool(face.problems) for face in faces] == [True, False]

    editor.selection.choose(first)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Delete)
    assert editor.selection.only == first
    assert editor.scene.cards[first].face.title == "Exit criteria"
    QTest.mouseClick(editor.inspector.end.another, Qt.MouseButton.LeftButton)
    assert editor.selection.only == second


def test_arrows_come_to_the_goal_below_the_entry(open_editor):
    editor = open_editor(journey(wait("W-1")))
    editor.operations.add_end(journey_ends.GOAL)
    editor.selection.choose(ENTRY)

    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(editor.canvas, key)
        seen.append(editor.selection.only)

    assert seen == [GOAL, ENTRY, GOAL, "W-1"]


def test_a_locked_version_shows_its_goal_and_changes_nothing(open_editor):
    goals = [{"name": "Paid", "metaData": {"isExitCriteria": True}}]
    editor = open_editor(journey(wait("W-1"), goals=goals), status="Published")
    editor.selection.choose(GOAL)

    assert not editor.inspector.end.remove.isEnabled()
    QTest.keyClick(editor.canvas, Qt.Key.Key_Delete)
    assert editor.document.journey.goals
