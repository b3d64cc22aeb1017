"""Event definitions made and changed in the pane, by keys where it matters."""

from dataclasses import replace

import pytest
from definitions_bench import settings_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView

from jbdesk.services.connections import connection
from jbdesk.services.events.typed_definitions import NEW, TypedDefinitions

NAME, TYPE, LENGTH, REQUIRED, PRIMARY, CONTACT = range(6)
FIELDS = "Fields of the new data extension"


@pytest.fixture
def form(unopened_definitions, empty_tenant):
    """The empty unit's pane with the form of a new event definition open."""
    unopened_definitions.open(empty_tenant)
    unopened_definitions.press("New…")
    return unopened_definitions


def table(bench):
    return bench.find(FIELDS, QTableView)


def go(bench, row, column):
    view = table(bench)
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, column))
    return view


def type_in(bench, name, text):
    field = bench.find(name, QLineEdit)
    field.setFocus()
    field.selectAll()
    bench.tell(lambda: QTest.keyClicks(field, text))


def typed_rows(bench):
    return bench.pane.editing.form.schema.rows


def test_a_key_is_checked_at_each_letter(form):
    type_in(form, "Key", "my.")
    assert form.reads("may not hold a period")

    type_in(form, "Key", "my-")
    assert not form.reads("may not hold a period")


def test_space_ticks_and_only_one_field_holds_the_contact_key(form):
    QTest.keyClick(go(form, 1, CONTACT), Qt.Key.Key_Space)
    QTest.keyClick(go(form, 1, PRIMARY), Qt.Key.Key_Space)

    first, second = typed_rows(form)
    assert (first.is_contact_key, second.is_contact_key) == (False, True)
    assert second.is_primary_key
    assert second.is_required  # both ask for it


def test_return_edits_a_cell_and_ends_that(form):
    view = go(form, 1, NAME)
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Mail")
    form.tell(lambda: QTest.keyClick(editor, Qt.Key.Key_Return))

    assert typed_rows(form)[1].name == "Mail"


def test_a_field_that_is_typed_wrong_says_so_in_its_cell(form):
    view = go(form, 0, LENGTH)
    view.model().setData(view.currentIndex(), "0")

    assert form.reads("The length is a whole number from 1 to 4000.")
    spoken = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Length: 0. The length is")


def test_another_type_brings_its_own_length(form):
    view = go(form, 0, TYPE)
    view.model().setData(view.currentIndex(), "Phone")

    assert typed_rows(form)[0].length == "50"
    assert view.currentIndex().data() == "Phone"


def test_ctrl_delete_removes_the_field_one_stands_in(form):
    QTest.keyClick(
        go(form, 1, NAME), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier
    )

    assert [each.name for each in typed_rows(form)] == ["ContactKey"]


def test_what_was_typed_is_there_still_after_escape(form):
    type_in(form, "Name", "Guides")
    QTest.keyClick(form.find("Name", QLineEdit), Qt.Key.Key_Escape)
    assert form.pane.pages.currentIndex() == 0

    form.press("Go on with new…")

    assert form.find("Name", QLineEdit).text() == "Guides"


def test_a_removed_field_comes_back_by_ctrl_z(form):
    view = go(form, 0, NAME)
    before = typed_rows(form)
    QTest.keyClick(view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(typed_rows(form)) == 1

    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert typed_rows(form) == before
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_Z, both)
    assert len(typed_rows(form)) == 1


def test_an_edit_begun_meanwhile_loses_nothing_that_was_typed(
    unopened_definitions, definitions_tenant
):
    bench = unopened_definitions
    bench.open(definitions_tenant)
    bench.click("Order shipped")
    bench.press("New…")
    type_in(bench, "Name", "Guides")
    QTest.keyClick(go(bench, 1, PRIMARY), Qt.Key.Key_Space)
    bench.press("Cancel")
    bench.press("Edit…")
    type_in(bench, "Description", "For guides")
    bench.press("Cancel")

    bench.press("Go on with new…")
    assert bench.find("Name", QLineEdit).text() == "Guides"
    assert typed_rows(bench)[1].is_primary_key
    bench.press("Cancel")
    bench.press("Edit…")
    assert bench.find("Name", QLineEdit).text() == "Order shipped"
    assert bench.find("Description", QLineEdit).text() == "For guides"
    bench.press("Discard")
    assert not bench.find("Description", QLineEdit).text()


def test_what_was_typed_outlives_an_end_of_the_application(form):
    type_in(form, "Name", "Guides")
    form.pane.editing.form.hide()

    kept = TypedDefinitions(form.home).get(form.connections[-1].settings.id, NEW)

    assert kept.values == {"name": "Guides"}


def test_one_is_created_for_a_data_extension_that_is_there_and_then_renamed(
    unopened_definitions, definitions_tenant
):
    bench = unopened_definitions
    bench.open(definitions_tenant)
    bench.press("New…")
    type_in(bench, "Name", "Guides")
    type_in(bench, "Key", "guides-of-the-form")
    fills = bench.find("Events fill")
    bench.tell(lambda: fills.setCurrentIndex(1))
    bench.click("Members", "Data extensions")
    bench.press("Create event definition")
    assert bench.reads("“Guides” is created. Its key: guides-of-the-form")
    assert bench.pane.details.definition.data_extension_name == "Members"

    bench.press("Edit…")
    type_in(bench, "Name", "Guides of all trails")
    bench.press("Save event definition")

    assert bench.pane.details.definition.name == "Guides of all trails"
    assert bench.pane.details.definition.data_extension_name == "Members"
    bench.tell(bench.pane.delete)
    type_in(bench, "Type the key to confirm", "guides-of-the-form")
    bench.press("Delete event definition")
    assert len(bench.rows()) == 63


def test_what_the_service_refuses_stands_at_its_fields(form, empty_tenant):
    items = [
        {"message": "eventDefinitionKey is taken.", "errorcode": 30000},
        {"message": "The name of the data extension is taken.", "errorcode": 30000},
    ]
    fault = {"path": "/interaction/v1/eventDefinitions", "method": "POST"}
    answer = {"action": "status", "status": 400, "body": {"errors": items}}
    empty_tenant.tenant.faults.put([{**fault, **answer}])
    type_in(form, "Name", "Guides")

    form.press("Create event definition")

    row = form.pane.editing.form._fields.row
    assert "eventDefinitionKey is taken." in row("key").message
    assert "data extension is taken" in row("fills").message
    assert form.find("Name", QLineEdit).text() == "Guides"


def test_one_that_a_running_journey_uses_is_not_edited(definitions):
    definitions.click("NTO Signup")

    definitions.press("Edit…")

    assert definitions.reads("A journey that uses it is running.")
    assert definitions.pane.pages.currentIndex() == 0


def test_nothing_is_created_on_production_before_it_is_armed(form, empty_tenant):
    settings = replace(settings_of(empty_tenant), colour="red")
    guarded = connection.connect(
        settings, empty_tenant.client_secret, form.work, form.exchanges.record
    )
    form.connections.append(guarded)
    form.tell(lambda: form.pane.use(guarded))
    form.press("New…")
    type_in(form, "Name", "Guides")

    form.press("Create event definition")

    assert "read-only" in form.pane.notice.text
    assert form.find("Name", QLineEdit).text() == "Guides"
    assert not [e for e in form.sent("eventDefinitions") if e.method == "POST"]
