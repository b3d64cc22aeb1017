import pytest
from builders import END, email, journey, split, wait
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.editor.geometry import ENTRY
from jbdesk.model import catalogue, edits


def two_ways():
    return journey(
        wait("W-1"),
        split("S-1", vip="E-1", remainder="W-2"),
        email("E-1", to=END),
        wait("W-2", to=END),
    )


def item_of(editor, label):
    found = editor.palette_panel.list.findItems(label, Qt.MatchFlag.MatchExactly)
    return editor.palette_panel.list.visualItemRect(found[0]).center()


def drag_from_palette(editor, label, place):
    """With the mouse, from the palette to a place of the scene."""
    source = editor.palette_panel.list.viewport()
    start = item_of(editor, label)
    on_screen = editor.canvas.viewport().mapToGlobal(editor.canvas.mapFromScene(place))
    end = source.mapFromGlobal(on_screen)
    QTest.mousePress(source, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(source, start + QPoint(20, 0))
    QTest.mouseMove(source, end)
    return lambda: QTest.mouseRelease(source, Qt.MouseButton.LeftButton, pos=end)


def middle_of_path(editor, key):
    line = editor.scene.paths[key].line
    return QPointF((line[2][0] + line[3][0]) / 2, line[2][1])


def test_a_drop_on_a_path_inserts_there(open_editor):
    editor = open_editor(journey(wait("W-1"), wait("W-2")))
    drop = drag_from_palette(editor, "Email", middle_of_path(editor, ("W-1", 0)))

    drop()

    changed = editor.document.journey
    assert changed["W-1"].outcomes[0].next == "EMAILV2-1"
    assert changed["EMAILV2-1"].outcomes[0].next == "W-2"
    assert editor.selection.only == "EMAILV2-1"


def test_a_drop_on_a_stop_appends(open_editor):
    editor = open_editor(journey(wait("W-1")))
    drop = drag_from_palette(editor, "Email", editor.scene.paths["W-1", 0].head)

    drop()

    assert editor.document.journey["W-1"].outcomes[0].next == "EMAILV2-1"


def test_escape_while_dragging_changes_nothing(open_editor):
    editor = open_editor(journey(wait("W-1"), wait("W-2")))
    before = editor.document.journey
    drop = drag_from_palette(editor, "Email", middle_of_path(editor, ("W-1", 0)))

    QTest.keyClick(editor.palette_panel.list, Qt.Key.Key_Escape)
    drop()

    assert editor.document.journey is before
    assert editor.canvas.hint.text == ""


def test_undo_brings_back_the_path_through_a_removed_activity(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1"), wait("W-2")))
    before = editor.document.journey

    editor.selection.choose("E-1")
    QTest.keyClick(editor.canvas, Qt.Key.Key_Delete)
    assert editor.document.journey["W-1"].outcomes[0].next == "W-2"
    assert "E-1" not in editor.scene.cards

    editor.document.undo_stack.undo()
    assert editor.document.journey is before
    assert "E-1" in editor.scene.cards


def test_deleting_a_split_asks_which_branch_stays(open_editor):
    editor = open_editor(two_ways())
    editor.selection.choose("S-1")

    QTest.keyClick(editor.canvas, Qt.Key.Key_Delete)

    assert editor.canvas.branch_bar.isVisible()
    assert "S-1" in editor.document.journey
    labels = [button.text() for button in editor.canvas.branch_bar.buttons]
    assert labels == ["Keep vip", "Keep remainder", "Remove all branches", "Cancel"]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (0, {"W-1", "E-1"}),
        (1, {"W-1", "W-2"}),
        (2, {"W-1"}),
        (3, {"W-1", "S-1", "E-1", "W-2"}),
    ],
)
def test_the_answer_decides_about_the_branches(open_editor, answer, left):
    editor = open_editor(two_ways())
    editor.selection.choose("S-1")
    QTest.keyClick(editor.canvas, Qt.Key.Key_Delete)

    editor.canvas.branch_bar.buttons[answer].click()

    assert set(editor.document.journey.by_ref) == left
    assert not editor.canvas.branch_bar.isVisible()


def test_a_journey_can_be_built_by_keys_alone(open_editor):
    editor = open_editor(edits.new_journey("By keys"))

    for words in ("wait by", "email", "decision"):
        QTest.keyClick(editor.canvas, Qt.Key.Key_A)
        QTest.keyClicks(editor.canvas.quick_add.field, words)
        QTest.keyClick(editor.canvas.quick_add.field, Qt.Key.Key_Return)

    built = editor.document.journey
    kinds = [catalogue.of(each).label for each in built.activities]
    assert kinds == ["Wait by duration", "Email", "Decision split"]
    assert built.start == built.activities[0].key
    assert [each.outcomes[0].next for each in built.activities] == [
        "EMAILV2-1",
        "MULTICRITERIADECISIONV2-1",
        None,
    ]


def test_arrows_follow_the_paths(open_editor):
    editor = open_editor(two_ways())
    editor.selection.choose(ENTRY)
    visited = []

    for key in (Qt.Key.Key_Right,) * 3 + (Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(editor.canvas, key)
        visited.append(editor.selection.only)

    assert visited == ["W-1", "S-1", "E-1", "W-2", "S-1"]


def test_home_and_end_go_to_the_ends_of_a_branch(open_editor):
    editor = open_editor(two_ways())
    editor.selection.choose("S-1")

    QTest.keyClick(editor.canvas, Qt.Key.Key_End)
    assert editor.selection.only == "E-1"

    QTest.keyClick(editor.canvas, Qt.Key.Key_Home)
    assert editor.selection.only == "W-1"


def test_c_connects_by_keys(open_editor):
    editor = open_editor(two_ways())
    editor.selection.choose("E-1")

    QTest.keyClick(editor.canvas, Qt.Key.Key_C)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Down)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Return)

    assert editor.document.journey["E-1"].outcomes[0].next == "W-2"


def test_dragging_a_paths_head_joins_paths(open_editor, centre_of):
    editor = open_editor(two_ways())
    view = editor.canvas.viewport()
    head = editor.canvas.mapFromScene(editor.scene.paths["E-1", 0].head)

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=head)
    QTest.mouseMove(view, centre_of(editor, "W-2"))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=centre_of(editor, "W-2"))

    assert editor.document.journey["E-1"].outcomes[0].next == "W-2"


def test_a_forbidden_target_says_why(open_editor, centre_of):
    editor = open_editor(two_ways())
    before = editor.document.journey
    view = editor.canvas.viewport()
    head = editor.canvas.mapFromScene(editor.scene.paths["E-1", 0].head)

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=head)
    QTest.mouseMove(view, centre_of(editor, "W-1"))

    assert editor.canvas.hint.text == edits.can_connect(
        before, source="E-1", outcome=0, target="W-1"
    )
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=centre_of(editor, "W-1"))
    assert editor.document.journey is before


def test_delete_on_a_path_ends_it_there(open_editor):
    editor = open_editor(journey(wait("W-1"), wait("W-2")))
    editor.selection.choose_path(("W-1", 0))

    QTest.keyClick(editor.canvas, Qt.Key.Key_Delete)

    assert editor.document.journey["W-1"].outcomes[0].next is None


def test_a_click_selects_and_the_inspector_follows(open_editor, centre_of):
    editor = open_editor(two_ways())

    QTest.mouseClick(
        editor.canvas.viewport(),
        Qt.MouseButton.LeftButton,
        pos=centre_of(editor, "E-1"),
    )

    assert editor.selection.only == "E-1"
    assert editor.inspector.activity.fields.form.names[0] == "name"


def test_zoom_keys(open_editor):
    editor = open_editor(two_ways())

    QTest.keyClick(editor.canvas, Qt.Key.Key_0)
    assert editor.canvas.zoom == pytest.approx(1.0)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Plus)
    assert editor.canvas.zoom == pytest.approx(1.2)
    QTest.keyClick(editor.canvas, Qt.Key.Key_1)
    assert editor.canvas.zoom <= 1.0


def test_a_published_version_offers_no_edits(open_editor):
    editor = open_editor(two_ways(), status="Published")
    before = editor.document.journey
    editor.selection.choose("E-1")

    for key in (Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_C):
        QTest.keyClick(editor.canvas, key)

    assert editor.document.journey is before
    assert not editor.canvas.quick_add.isVisible()
    assert not editor.palette_panel.list.isEnabled()


def test_a_trace_lights_the_path_taken(open_editor):
    from datetime import UTC, datetime, timedelta

    from jbdesk.editor.canvas.activity_item import Light
    from jbdesk.model.firing.trace import TraceStep

    editor = open_editor(two_ways())
    start = datetime(2026, 3, 3, 9, tzinfo=UTC)
    steps = (
        TraceStep("W-1", "W-1", "", "left", start, start + timedelta(days=1)),
        TraceStep("S-1", "S-1", "", "left", start + timedelta(days=1)),
        TraceStep("E-1", "E-1", "", "inside", start + timedelta(days=1)),
    )

    editor.show_trace(steps)

    assert editor.scene.cards["W-1"].note == "3 Mar 09:00, leaves 4 Mar 09:00"
    assert editor.scene.paths["S-1", 0].light is Light.TAKEN
    assert editor.scene.paths["S-1", 1].light is Light.DIMMED
    assert editor.scene.cards["W-2"].light is Light.DIMMED

    editor.clear_trace()
    assert editor.scene.cards["W-2"].light is Light.NONE


def test_a_new_problem_appears_as_a_badge_and_goes_when_mended(open_editor):
    editor = open_editor(journey(wait("W-1")))
    editor.operations.add(catalogue.row("EMAILV2"))
    QApplication.processEvents()

    assert editor.scene.cards["EMAILV2-1"].face.problems

    editor.document.undo_stack.undo()
    editor.operations.remove(["W-1"])
    QApplication.processEvents()
    assert set(editor.scene.cards) == {ENTRY}


def test_a_screen_reader_finds_the_activities_as_a_list(open_editor):
    editor = open_editor(two_ways())

    seen = QAccessible.queryAccessibleInterface(editor.canvas)
    assert seen.role() is QAccessible.Role.List
    assert seen.childCount() == 5

    editor.selection.choose("E-1")
    editor.operations.remove_selected()
    assert seen.childCount() == 4
