import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QPushButton, QVBoxLayout, QWidget

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.fields import Choice, Field, Kind
from jbdesk.model.problem import Problem, Severity, Where
from jbdesk.widgets import field_spec
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec

MEMBERS = (
    DataExtensionField(
        "EmailAddress", "EmailAddress", 254, is_required=True, is_primary_key=True
    ),
    DataExtensionField("MemberID", "Number"),
    DataExtensionField("FirstName", "Text", 10),
    DataExtensionField("Updated", "Boolean", default="False"),
    DataExtensionField("SignupDate", "Date"),
)


@pytest.fixture
def form(shown):
    made = FieldForm(columns=2)
    made.show_fields(map(field_spec.of_data_extension, MEMBERS))
    return shown(made)


def type_into(form, name, text):
    editor = form.row(name).editor
    editor.setFocus()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def test_each_field_is_named_by_its_label(form):
    names = [form.row(name).editor.accessibleName() for name in form.names]

    assert names == [each.name for each in MEMBERS]


def test_a_field_is_checked_as_it_is_left_and_keeps_what_was_typed(form):
    type_into(form, "MemberID", "five")

    assert form.row("MemberID").message
    assert form.values()["MemberID"] == "five"


def test_a_required_field_left_empty_says_so(form):
    type_into(form, "EmailAddress", "")

    assert form.row("EmailAddress").message == "EmailAddress is required."


def test_a_message_goes_the_moment_the_value_is_right(form):
    type_into(form, "MemberID", "five")

    form.row("MemberID").editor.setText("5")

    assert form.row("MemberID").message == ""


def test_what_the_service_says_stands_at_its_field_until_the_value_changes(form):
    form.set_values({"EmailAddress": "susan@sausage.com"})
    told = Problem("is missing", where=Where("form", field="emailaddress"))
    other = Problem("unknown key", where=Where("form", field="Other"))

    homeless = form.set_problems([told, other])
    form.row("EmailAddress").editor.setFocus()
    form.row("MemberID").editor.setFocus()

    assert homeless == (other,)
    assert form.row("EmailAddress").message == "is missing"
    form.row("EmailAddress").editor.setText("susan@nto.example")
    assert form.row("EmailAddress").message == ""


def test_a_warning_does_not_mark_the_field_as_wrong(form):
    where = Where("form", field="FirstName")

    form.set_problems([Problem("Looks short.", Severity.WARNING, where)])

    assert form.row("FirstName").message == "Looks short."
    assert not form.row("FirstName").editor.property("jbdeskInvalid")


def test_a_boolean_can_be_left_to_its_default(form):
    box = form.row("Updated").editor

    assert box.currentText() == "False (default)"
    assert form.values()["Updated"] is None
    box.setCurrentIndex(box.findText("True"))
    assert form.values()["Updated"] is True


def test_the_length_is_counted_once_it_matters(form):
    editor = form.row("FirstName").editor

    editor.setText("Susan")
    assert editor.counter() == ""
    editor.setText("Susan Saus")
    assert editor.counter() == "10 of 10"


# Without a screen Qt can't raise a popup or give it the keyboard.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_date_is_chosen_from_the_calendar_and_keeps_its_time(form):
    editor = form.row("SignupDate").editor
    editor.setText("2026-03-03 09:00")

    editor.open_calendar()
    calendar = editor.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 3, 3)
    calendar.clicked.emit(QDate(2026, 3, 31))

    assert editor.text() == "2026-03-31 09:00"


def test_checking_everything_tells_each_problem_with_its_field(form):
    problems = form.check()

    assert [each.where.field for each in problems] == ["EmailAddress"]


def test_values_stay_when_the_fields_are_built_anew(form):
    form.set_values({"FirstName": "Susan"})

    form.show_fields(map(field_spec.of_data_extension, MEMBERS[2:]))

    assert form.names == ("FirstName", "Updated", "SignupDate")
    assert form.values()["FirstName"] == "Susan"


def test_tab_comes_to_young_fields_where_the_form_stands(shown):
    page = shown(QWidget())
    column = QVBoxLayout(page)
    above, form, below = QPushButton("Above"), FieldForm(), QPushButton("Below")
    for each in (above, form, below):
        column.addWidget(each)

    form.show_fields([FieldSpec("First", "First"), FieldSpec("Last", "Last")])

    each, passed = above, []
    while (each := each.nextInFocusChain()) is not above:
        if each.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            passed.append(each)
    assert passed == [form.row("First").editor, form.row("Last").editor, below]


def test_a_choice_that_no_row_knows_is_kept(shown):
    form = shown(FieldForm())
    form.show_fields(
        [FieldSpec("unit", kind="choice", choices=(Choice("DAYS", "days"),))]
    )

    form.set_values({"unit": "FORTNIGHTS"})

    assert form.values() == {"unit": "FORTNIGHTS"}


def test_a_number_of_the_catalogue_keeps_its_bounds():
    field = Field(
        "n", "Duration", (("n",),), Kind.NUMBER, required=True, minimum=1, maximum=9
    )
    check = field_spec.of_catalogue(field).check

    assert check("") == "Duration is required."
    assert check("x") == "Duration is a whole number."
    assert check("0") == "Duration is at least 1."
    assert check("10") == "Duration is at most 9."
    assert check("5") == ""
