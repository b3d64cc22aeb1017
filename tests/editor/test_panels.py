from builders import END, email, engagement_split, journey, random_split, split, wait
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.editor.geometry import ENTRY
from jbdesk.model import wire
from jbdesk.model.problem import Problem, Severity, Where
from jbdesk.model.types.catalogue_splits import criteria_of, percentage_of


def test_typing_in_the_form_changes_the_card(open_editor):
    editor = open_editor(journey(wait("W-1", 1, "DAYS")))
    editor.selection.choose("W-1")
    row = editor.inspector.activity.fields.form.row("duration")

    row.editor.selectAll()
    QTest.keyClicks(row.editor, "3")

    assert editor.scene.cards["W-1"].face.summary == "3 days"
    assert wire.dumps(editor.document.journey["W-1"].body).count('"waitDuration": 3')


def test_undo_brings_the_form_back(open_editor):
    editor = open_editor(journey(wait("W-1", 1, "DAYS")))
    editor.selection.choose("W-1")
    row = editor.inspector.activity.fields.form.row("duration")
    row.editor.selectAll()
    QTest.keyClicks(row.editor, "30")

    editor.document.undo_stack.undo()

    assert row.editor.value() == "1"
    assert not editor.document.undo_stack.canUndo()


def test_a_wrong_number_stays_typed_and_changes_nothing(open_editor):
    editor = open_editor(journey(wait("W-1", 1, "DAYS")))
    before = editor.document.journey
    editor.selection.choose("W-1")
    row = editor.inspector.activity.fields.form.row("duration")

    row.editor.setFocus()
    row.editor.selectAll()
    QTest.keyClicks(row.editor, "abc")
    QTest.keyClick(row.editor, Qt.Key.Key_Return)

    assert editor.document.journey is before
    assert row.editor.value() == "abc"
    assert row.message


def test_shares_always_sum_to_100(open_editor):
    editor = open_editor(
        journey(random_split("R-1", (50, "W-1"), (50, "W-2")), wait("W-1"), wait("W-2"))
    )
    editor.selection.choose("R-1")

    editor.inspector.activity.outcomes.parts[0].share.setValue(70)

    shares = [percentage_of(each) for each in editor.document.journey["R-1"].outcomes]
    assert shares == [70, 30]


def test_a_path_can_be_added_to_a_split(open_editor):
    editor = open_editor(journey(split("S-1", vip="W-1", remainder="W-1"), wait("W-1")))
    editor.selection.choose("S-1")

    editor.inspector.activity.outcomes.add.click()

    assert len(editor.document.journey["S-1"].outcomes) == 3
    assert len(editor.inspector.activity.outcomes.parts) == 3


def test_a_filter_is_edited_as_rows(open_editor):
    editor = open_editor(journey(split("S-1", vip="W-1", remainder="W-1"), wait("W-1")))
    editor.selection.choose("S-1")
    condition = editor.inspector.activity.outcomes.parts[0].criteria.rows[0]
    assert condition.attribute.text() == "Kind"

    condition.value.setText("gold")
    condition.value.left.emit()

    xml = criteria_of(editor.document.journey["S-1"], 0)
    assert "gold" in xml
    assert "Kind" in xml


def test_an_engagement_split_offers_the_messages_before_it(open_editor):
    editor = open_editor(
        journey(
            email("E-1", name="Hello"),
            wait("W-1"),
            engagement_split("G-1", message="E-1", yes="E-2"),
            email("E-2", name="Later"),
        )
    )
    editor.selection.choose("G-1")

    box = editor.inspector.activity.fields.form.row("message").editor
    offered = [box.itemText(number) for number in range(box.count())]
    assert "Hello" in offered
    assert "Later" not in offered
    assert box.currentText() == "Hello"


def test_an_unknown_type_is_locked_but_its_json_can_be_read(open_editor):
    body = {"key": "X-1", "type": "NEVERSEEN", "outcomes": [], "more": {"a": 1}}
    base = journey(wait("W-1"))
    editor = open_editor(base.with_body({**base.body, "activities": [body]}))

    editor.selection.choose("X-1")

    assert editor.inspector.activity.fields.form.names == ("name",)
    assert '"NEVERSEEN"' in editor.inspector.json.text.toPlainText()
    assert editor.inspector.json.text.isReadOnly()


def test_what_has_no_form_is_edited_as_json_once_that_is_wanted(open_editor):
    body = {"key": "X-1", "type": "NEVERSEEN", "outcomes": [], "more": {"a": 1}}
    base = journey(wait("W-1"))
    editor = open_editor(base.with_body({**base.body, "activities": [body]}))
    editor.selection.choose("X-1")
    tab = editor.inspector.json

    editor.inspector.activity.as_json.click()
    assert tab.isVisible()
    assert not tab.text.isReadOnly()
    tab.text.setPlainText(tab.text.toPlainText().replace('"a": 1', '"a": 2'))
    assert tab.check()
    assert "doesn't know the type" in tab.message.text()
    tab.apply.click()

    assert editor.document.journey["X-1"].body["more"] == {"a": 2}


def test_json_that_does_not_fit_the_fields_is_doubted_but_can_be_applied(open_editor):
    editor = open_editor(journey(wait("W-1")))
    editor.selection.choose("W-1")
    tab = editor.inspector.json

    tab.text.setPlainText(tab.text.toPlainText().replace('"DAYS"', '"MOONS"'))

    assert tab.check()
    assert tab.message.text() == "Unit: “MOONS” is none of the values that are known."


def test_json_is_checked_while_typing_and_applied_as_one_edit(open_editor):
    editor = open_editor(journey(wait("W-1")))
    editor.selection.choose("W-1")
    tab = editor.inspector.json
    good = tab.text.toPlainText()

    tab.text.setPlainText(good[:-1])
    assert not tab.check()
    assert "JSON" in tab.message.text()

    tab.text.setPlainText(good.replace('"name": ""', '"name": "From JSON"'))
    assert tab.check()
    tab.apply.click()

    assert editor.document.journey["W-1"].name == "From JSON"
    assert editor.document.undo_stack.count() == 1


def test_nothing_selected_shows_the_journey_itself(open_editor):
    editor = open_editor(journey(wait("W-1")))
    form = editor.inspector.journey.fields.form

    form.row("name").editor.selectAll()
    QTest.keyClicks(form.row("name").editor, "Farewell")

    assert editor.document.journey.name == "Farewell"
    box = form.row("entryMode").editor
    assert box.currentText() == "Re-entry at any time"


def test_the_entry_tells_its_event_and_asks_for_another(open_editor, qtbot):
    editor = open_editor(journey(wait("W-1")))
    editor.selection.choose(ENTRY)

    with qtbot.waitSignal(editor.event_requested):
        editor.inspector.entry.choose.click()


def test_the_outline_renames_and_removes(open_editor):
    editor = open_editor(
        journey(
            split("S-1", vip="W-1", remainder="E-1"), wait("W-1"), email("E-1", to=END)
        )
    )
    tree = editor.outline.tree
    item = tree.items_by_ref["W-1"]

    item.setText(0, "A while")
    assert editor.document.journey["W-1"].name == "A while"

    tree.clearSelection()
    tree.items_by_ref["W-1"].setSelected(True)
    assert editor.selection.only == "W-1"
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert "W-1" not in editor.document.journey


def test_the_problem_list_says_how_bad_and_goes_there(open_editor):
    editor = open_editor(journey(wait("W-1"), wait("W-2")))
    told = Problem("No longer there.", Severity.ERROR, Where("activity", "W-2"))

    editor.document.report((told,))
    QApplication.processEvents()
    row = next(each for each in editor.problem_list.rows if each.problem == told)
    editor.problem_list.went_to.emit(row.problem)

    assert editor.selection.only == "W-2"
    assert editor.scene.cards["W-2"].face.problem_token == "bad"


def test_a_refused_edit_is_told_over_the_canvas(open_editor):
    editor = open_editor(journey(wait("W-1"), wait("W-2")))

    editor.operations.connect_path(("W-2", 0), "W-1")

    assert editor.notice.isVisible()
    assert editor.notice.text


def test_enter_in_the_palette_adds_after_the_selection(open_editor):
    editor = open_editor(journey(wait("W-1"), wait("W-2")))
    editor.selection.choose("W-1")

    editor.palette_panel.field.setFocus()
    QTest.keyClicks(editor.palette_panel.field, "upd")
    QTest.keyClick(editor.palette_panel.field, Qt.Key.Key_Return)

    assert editor.document.journey["W-1"].outcomes[0].next == "UPDATECONTACTDATAV2-1"


def test_a_changed_key_is_followed_by_paths_and_selection(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1")))
    editor.selection.choose("E-1")
    line = editor.inspector.activity.key.editor
    line.setFocus()
    line.setText("Thanks")

    QTest.keyClick(line, Qt.Key.Key_Return)

    assert editor.document.journey["W-1"].outcomes[0].next == "Thanks"
    assert editor.selection.only == "Thanks"


def test_a_key_that_is_taken_is_refused_and_the_old_one_stays(open_editor):
    editor = open_editor(journey(wait("W-1"), email("E-1")))
    editor.selection.choose("E-1")
    line = editor.inspector.activity.key.editor
    line.setFocus()
    line.setText("W-1")

    QTest.keyClick(line, Qt.Key.Key_Return)

    assert "E-1" in editor.document.journey
    assert line.text() == "E-1"
    assert editor.notice.text
