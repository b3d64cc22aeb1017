"""An event definition copied, taken along to fire, and read again."""

import json

from definitions_bench import FIELDS, LIST, SIGNUP
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from jbdesk.model.events import samples


def test_the_key_is_copied_and_that_is_said(definitions):
    definitions.click("NTO Signup")

    definitions.press("Copy key")

    assert QGuiApplication.clipboard().text() == SIGNUP
    assert definitions.reads("Key copied")


def test_the_definition_is_copied_as_json(definitions):
    definitions.click("NTO Signup")

    definitions.pane.details.copy.copy_json()

    copied = json.loads(QGuiApplication.clipboard().text())
    assert copied["eventDefinitionKey"] == SIGNUP
    assert definitions.reads("JSON copied")


def test_the_body_of_an_event_is_copied_with_every_field_to_fill_in(definitions):
    definitions.click("NTO Signup")

    definitions.pane.details.copy.copy_call(samples.LANGUAGES[0])

    assert json.loads(QGuiApplication.clipboard().text()) == {
        "ContactKey": "CONTACT_KEY",
        "EventDefinitionKey": SIGNUP,
        "Data": {
            "EmailAddress": "name@example.com",
            "MemberID": 1,
            "FirstName": "FirstName",
            "LastName": "LastName",
            "Updated": False,
            "SignupDate": "2026-03-02T09:00:00",
        },
    }


def test_copy_as_offers_its_ways_in_a_menu(definitions):
    definitions.click("NTO Signup")

    definitions.press("Copy as")

    menu = definitions.pane.details.copy.menu
    assert menu.isVisible()
    assert [each.text() for each in menu.actions()] == [
        "JSON",
        "ID",
        "",
        *(each.label for each in samples.LANGUAGES),
    ]
    menu.close()


def test_fire_takes_the_definition_along(definitions):
    definitions.click("NTO Signup")

    definitions.press("Fire test contact")

    assert [each.key for each in definitions.fired] == [SIGNUP]


def test_what_marketing_cloud_lets_enter_itself_cannot_be_fired_and_says_why(
    definitions,
):
    definitions.search("DEAudience")
    definitions.click(definitions.names()[0])

    fire = definitions.find("Fire test contact")
    assert not fire.isEnabled()
    assert (
        "Contacts enter from the rows of a data extension."
        " Only API events can be fired. Add a row to the data extension instead;"
        " the source takes it when it runs."
    ) in fire.toolTip()
    assert definitions.reads("Can't be fired")
    definitions.pane.fire()
    assert definitions.fired == []


def test_a_period_in_the_key_is_flagged_with_a_sentence(definitions):
    definitions.search("store.checkin.denver")
    definitions.click("Store check-in Denver")

    assert definitions.reads("Period in key")
    assert definitions.reads("holds a period; the service does not accept such a key")
    assert not definitions.find("Fire test contact").isEnabled()


def test_nothing_chosen_is_nothing_to_fire(definitions):
    fire = definitions.find("Fire test contact")
    assert fire.isEnabled()  # the first is chosen unasked

    definitions.pane.list.table.view.clearSelection()

    assert not fire.isEnabled()
    assert fire.toolTip() == "Choose an event definition first."


def test_f5_reads_again_and_keeps_what_was_chosen(definitions):
    definitions.click("Order placed")
    asked = len(definitions.sent(LIST))

    definitions.tell(lambda: QTest.keyClick(definitions.pane, Qt.Key.Key_F5))

    assert len(definitions.sent(LIST)) > asked
    assert definitions.pane.list.current.name == "Order placed"
    assert len(definitions.rows("Journeys that use it")) == 1


def test_what_cannot_be_read_says_why_and_can_be_read_again(
    unopened_definitions, definitions_tenant, faults
):
    faults(f"{LIST}*", "status", status=403, body={"message": "Forbidden"})
    unopened_definitions.open(definitions_tenant)
    assert unopened_definitions.pane.notice.text
    assert unopened_definitions.reads("could not be read")

    definitions_tenant.tenant.faults.clear()
    unopened_definitions.press("Read again")

    assert len(unopened_definitions.rows()) == 63
    assert unopened_definitions.pane.notice.text == ""


def test_what_was_read_stays_when_reading_again_fails(definitions, faults):
    faults(f"{LIST}*", "status", status=403, body={"message": "Forbidden"})

    definitions.press("Read again")

    assert len(definitions.rows()) == 63
    assert definitions.pane.notice.text
    assert definitions.reads("read ")


def test_fields_that_cannot_be_read_say_so_in_their_place(definitions, faults):
    faults(FIELDS, "status", status=403, body={"message": "Forbidden"})

    definitions.click("Order placed")

    assert definitions.reads("Fields could not be read")
    assert len(definitions.rows("Journeys that use it")) == 1


def test_without_a_connection_the_pane_says_where_to_get_one(unopened_definitions):
    unopened_definitions.pane.show()
    unopened_definitions.tell(unopened_definitions.pane.shown)

    assert unopened_definitions.reads("Not connected")
    assert unopened_definitions.pane.status == ""


def test_another_tenant_forgets_the_old_ones_definitions(definitions, empty_tenant):
    definitions.click("NTO Signup")
    definitions.search("NTO")

    definitions.tell(lambda: definitions.pane.use(definitions.connect(empty_tenant)))

    assert definitions.reads("No event definitions in this business unit")
    assert definitions.reads("No event definition chosen")
    assert definitions.find("Find event definition", QLineEdit).text() == ""
