"""Data bindings in the inspector: completed while typed, doubted where unknown."""

from builders import email, journey, wait
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from jbdesk.model import edits
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.model.types.catalogue_messages import EMAIL_ID

RENTAL = EventDefinition(
    {"id": "1", "eventDefinitionKey": "Rental", "name": "Rental", "type": "APIEvent"}
)


def opened(open_editor):
    story = edits.set_trigger(journey(wait("WAIT-1"), email("MAIL-1")), RENTAL)
    editor = open_editor(story)
    editor.set_attributes(("Event.Rental.DueBack", "Event.Rental.Email"))
    editor.selection.choose("MAIL-1")
    return editor


def subject(editor):
    line = editor.inspector.activity.fields.form.row("subject").editor
    line.clear()
    line.setFocus()
    return line


def suggestions():
    lists = (w for w in QApplication.topLevelWidgets() if isinstance(w, QListView))
    popup = next((each for each in lists if each.isVisible()), None)
    if popup is None:
        return None, []
    model = popup.model()
    rows = range(model.rowCount())
    return popup, [model.index(row, 0).data() for row in rows]


def test_two_braces_offer_what_there_is_to_name(open_editor):
    line = subject(opened(open_editor))

    QTest.keyClicks(line, "Back by {{Due")

    popup, offered = suggestions()
    assert offered == ['{{Event.Rental."DueBack"}}']
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == 'Back by {{Event.Rental."DueBack"}}'


def test_escape_keeps_what_was_typed(open_editor):
    line = subject(opened(open_editor))
    QTest.keyClicks(line, "{{Em")
    popup, _ = suggestions()

    QTest.keyClick(popup, Qt.Key.Key_Escape)

    assert line.text() == "{{Em"
    assert suggestions()[0] is None


def test_a_field_that_the_event_does_not_have_is_doubted_at_its_place(open_editor):
    editor = opened(open_editor)
    line = subject(editor)

    QTest.keyClicks(line, '{{Event.Rental."Colour"}} ')
    editor.document.problems_changed.emit()

    told = editor.inspector.activity.fields.form.row("subject").message
    assert "Colour" in told
    line.clear()
    QTest.keyClicks(line, '{{Event.Rental."Email"}} ')
    editor.document.problems_changed.emit()
    assert not editor.inspector.activity.fields.form.row("subject").message


def test_what_a_binding_gives_the_chosen_test_contact_stands_below_it(open_editor):
    editor = open_editor(journey(email("E-1", subject="Hi {{Contact.Key}}")))
    editor.preview.set_contacts([TestContact("susan@x.com", name="Susan")])
    editor.selection.choose("E-1")
    QApplication.processEvents()
    row = editor.inspector.activity.fields.form.row("subject")
    assert row.value_told == "For Susan: “Hi susan@x.com”."

    editor.preview.set_contacts([TestContact("bob@x.com")])
    assert row.value_told == "For bob@x.com: “Hi bob@x.com”."

    row.editor.setText("Hi")
    QApplication.processEvents()
    assert row.value_told == ""


def test_an_email_is_chosen_from_those_that_known_journeys_use(open_editor):
    other = edits.set_field(journey(email("E-9", name="Old")), "E-9", EMAIL_ID, 777)
    editor = open_editor(journey(email("E-1")))
    editor.set_known([other])
    editor.selection.choose("E-1")
    line = editor.inspector.activity.fields.form.row("email").editor
    line.setFocus()

    QTest.keyClick(line, Qt.Key.Key_Down)
    popup, offered = suggestions()
    assert offered[-1] == "777 · “Old” in “Welcome”"
    popup.setCurrentIndex(popup.model().index(len(offered) - 1, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert EMAIL_ID.read(editor.document.journey["E-1"].body) == 777


def test_the_attributes_of_test_contacts_are_offered(open_editor):
    editor = opened(open_editor)
    loyal = {"Loyalty": {"Tier": "gold"}}
    editor.preview.set_contacts([TestContact("susan@x.com", attributes=loyal)])

    QTest.keyClicks(subject(editor), "{{Contact.Attribute.Lo")

    assert suggestions()[1] == ["{{Contact.Attribute.Loyalty.Tier}}"]
