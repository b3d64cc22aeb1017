"""Filling the form: saved contacts, pasting, samples, the payload by hand, doors."""

import json

from fire_gestures import SUSAN, fill, fire
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit

from jbdesk.services.firing.test_contacts import TestContacts


async def payload(person):
    view = await person.find("Payload", QPlainTextEdit)
    return json.loads(view.toPlainText())


def test_a_contact_is_saved_chosen_renamed_and_removed(desk):
    async def story(person):
        await fill(person, "susan@sausage.com", SUSAN)
        await person.press("Saved contact actions")
        await person.pick("Save contact")
        await person.type_in("Name of the saved contact", "Susan (VIP)")
        await person.press("Save")
        await person.type_in("Contact key", "ada")
        await person.choose("Saved contact", "Susan (VIP)")

        assert (await payload(person))["ContactKey"] == "susan@sausage.com"

        await person.press("Saved contact actions")
        await person.pick("Rename")
        await person.type_in("Name of the saved contact", "Susan")
        await person.press("Rename")

        key = desk.desk.fire.form.definition.key
        (kept,) = TestContacts(desk.home).of(key)
        assert (kept.title, kept.data) == ("Susan", SUSAN)

        await person.press("Saved contact actions")
        await person.pick("Remove")

        assert TestContacts(desk.home).of(key) == ()

    desk.tell(story)


def test_form_and_preview_share_their_contacts(desk):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Welcome series", twice=True)
        await person.open_tab("Preview")
        choice = await person.find("Test contact", QComboBox)
        await fill(person, "susan@sausage.com", SUSAN)
        await person.press("Saved contact actions")
        await person.pick("Save contact")
        await person.type_in("Name of the saved contact", "Susan (VIP)")
        await person.press("Save")

        shown = [choice.itemText(at) for at in range(choice.count())]
        assert shown == ["Susan (VIP)"]

        await person.press("Journeys")
        await person.press("Add test contact")
        await person.press("Fire test contact")
        saved = await person.find("Saved contact", QComboBox)
        await person.until(lambda: saved.count() > 1, "the preview's contact")

    desk.tell(story)


def test_a_row_of_a_spreadsheet_is_pasted_and_its_names_are_mended(desk):
    async def story(person):
        await person.press("Fire test contact")
        await person.choose("Event definition", "NTO Signup")
        rows = "Contact Key\temail address\tFrist Name\tColour\nada\ta@x.co\tAda\tred"
        QApplication.clipboard().setText(rows)
        await person.press("Paste contact")
        await person.sees("2 of 6 fields filled. email address is EmailAddress;")
        await person.sees("no field “Colour”")

        sent = await payload(person)
        assert sent["ContactKey"] == "ada"
        assert sent["Data"] == {"EmailAddress": "a@x.co", "FirstName": "Ada"}

    desk.tell(story)


def test_what_is_no_contact_is_said_and_the_form_stays(desk):
    async def story(person):
        await fill(person, "susan@sausage.com", SUSAN)
        QApplication.clipboard().setText("just a word")
        await person.press("Paste contact")
        await person.sees("one line without a header")

        assert (await payload(person))["Data"] == SUSAN

    desk.tell(story)


def test_sample_values_fit_and_are_accepted(desk):
    async def story(person):
        await fire(person, "sample@example.com", event="Spring trail sign-up")
        await person.sees("201 Created")

    desk.tell(story)


def test_the_payload_is_edited_by_hand_and_fills_the_form(desk):
    async def story(person):
        await fill(person, "susan@sausage.com", SUSAN)
        body = await payload(person)
        body["ContactKey"] = "ada"
        body["Data"] = {"emailaddress": "ada@x.co", "MemberID": 7}
        view = await person.find("Payload", QPlainTextEdit)
        view.setFocus()
        view.setPlainText(json.dumps(body, indent=2))
        await person.until(
            lambda: desk.desk.fire.form.contact_key == "ada", "the form to follow"
        )
        await person.choose("Door", "Events, batch of one")
        assert (await payload(person))["members"][0]["contactKey"] == "ada"

        await person.choose("Door", "Events")
        await person.press("Fire")
        await person.sees("The service took the event.")

        sent = json.loads(desk.desk.fire.one.answer.view.exchange.request_body)
        assert sent["Data"] == {"EmailAddress": "ada@x.co", "MemberID": 7}

    desk.tell(story)


def test_a_payload_that_cannot_be_sent_says_where_and_is_kept(desk):
    async def story(person):
        await fill(person, "susan@sausage.com", SUSAN)
        view = await person.find("Payload", QPlainTextEdit)
        view.setFocus()
        typed = view.toPlainText().replace('"FirstName"', '"Moniker"')
        view.setPlainText(typed)
        await person.sees("Line 6: The data extension has no field “Moniker”.")
        await person.press("Fire")
        await person.sees("The payload differs from the form.")

        assert view.toPlainText() == typed
        assert await desk.requests("POST", "/interaction/v1/events") == []

        await person.press("As in the form")
        assert "Moniker" not in view.toPlainText()

    desk.tell(story)


def test_each_door_says_what_it_does_and_shows_its_payload(desk):
    async def story(person):
        await fill(person, "susan@sausage.com", SUSAN)
        await person.choose("Door", "Events, batch of one")
        await person.sees("Queued, and carried out a moment later")

        assert (await payload(person))["members"][0]["data"] == SUSAN

        await person.press("Fire")
        await person.sees("202 Accepted")
        await person.sees("The contact entered “Welcome series”.")

        await person.choose("Door", "Contact events, by contact ID")
        await person.press("Fire")
        await person.sees("This door wants the contact's ID, a whole number.")

    desk.tell(story)


def test_a_past_delivery_is_traced_and_fired_again_only_when_that_is_confirmed(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        await person.open_tab("Fired before")
        await person.click_row("Past deliveries", "susan@sausage.com")
        await person.press("Trace again")
        await person.sees("The contact entered “Welcome series”.")
        await person.open_tab("Fired before")
        await person.press("Fire again")
        await person.sees("The contact may enter a second time.")

        assert len(await desk.requests("POST", "/interaction/v1/events")) == 1

        await person.press_in(desk.desk.fire.notice, "Fire again")
        await person.sees("Wait, eject the contact")

        assert len(await desk.requests("POST", "/interaction/v1/events")) == 2

        await person.type_in("Contact key", "ada")
        await person.open_tab("Fired before")
        await person.click_row("Past deliveries", "susan@sausage.com")
        await person.press("Use this data")

        assert (await payload(person))["ContactKey"] == "susan@sausage.com"

    desk.tell(story)
