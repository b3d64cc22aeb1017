"""The main job by clicks and keys alone: from credentials to a contact inside."""

import json

from PySide6.QtWidgets import QPlainTextEdit

SUSAN = {"EmailAddress": "susan@sausage.com", "FirstName": "Susan"}


async def fire(person, contact_key, data, *, event="NTO Signup"):
    await person.press("Fire test contact")
    await person.choose("Event definition", event)
    await person.type_in("Contact key", contact_key)
    for name, text in data.items():
        await person.type_in(name, text)
    await person.press("Fire")


def test_a_new_user_fires_a_contact_and_sees_it_inside_a_journey(desk):
    async def story(person):
        await person.press("Event definitions")
        await person.type_in("Find event definition", "NTO Signup")
        await person.click_row("Event definitions", "NTO Signup")
        await person.press("Copy key")
        key = person.clipboard()
        await person.press_in(desk.desk.event_definitions, "Fire test contact")
        await person.type_in("Contact key", "susan@sausage.com")
        for name, text in SUSAN.items():
            await person.type_in(name, text)
        payload = await person.find("Payload", QPlainTextEdit)
        sent = json.loads(payload.toPlainText())
        await person.press("Fire")
        await person.sees("The service took the event.")
        await person.sees("Running: “Welcome series”")
        await person.sees("The contact entered “Welcome series”.")
        await person.sees("5 minutes (here since")

        assert sent == {
            "ContactKey": "susan@sausage.com",
            "EventDefinitionKey": key,
            "Data": SUSAN,
        }

    desk.tell(story)


def test_the_path_on_the_canvas_grows_while_the_clock_runs(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", SUSAN)
        await person.press("Show on the canvas")
        await person.sees("is lit")
        await desk.control("POST", "/simulator/clock", {"advance": "PT10M"})
        await person.until(
            lambda: len(desk.desk.journeys.page.trace.steps) > 2, "the path to grow"
        )

    desk.tell(story)


def test_a_missing_required_field_is_told_beside_it_and_nothing_is_sent(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", {"FirstName": "Susan"})
        await person.sees("EmailAddress is required.")

        assert await desk.requests("POST", "/interaction/v1/events") == []

    desk.tell(story)


def test_a_text_where_a_number_belongs_is_told_beside_it(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", {**SUSAN, "MemberID": "five"})
        await person.sees("“five” is not a whole number.")

        assert await desk.requests("POST", "/interaction/v1/events") == []

    desk.tell(story)


def test_a_key_that_nobody_knows_is_refused_beside_the_event_definition(desk):
    async def story(person):
        await person.press("Fire test contact")
        await person.type_in("Event definition", "NTO-Sign-up")
        await person.type_in("Contact key", "susan@sausage.com")
        await person.press("Fire")
        await person.sees("NTO-Sign-up")
        await person.sees("400 Bad Request")

    desk.tell(story)


def test_a_journey_that_was_never_published_admits_nobody_and_that_is_said(desk):
    async def story(person):
        await fire(
            person,
            "susan@sausage.com",
            {"RentalId": "R-1", "ContactKey": "susan", "DueBack": "2026-12-01"},
            event="Rental due tomorrow",
        )
        await person.sees("Journey “Rental reminder” is draft.")

    desk.tell(story)


def test_who_is_inside_already_is_turned_away_and_told_why(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        await person.press("Fire")
        await person.sees("already")

    desk.tell(story)


def test_a_filter_that_is_not_met_is_told_with_the_filter(desk):
    async def story(person):
        await person.press("Fire test contact")
        await person.choose("Event definition", "NTO Signup")
        await person.type_in("Contact key", "saskia@sausage.com")
        await person.type_in("EmailAddress", "saskia@sausage.com")
        await person.choose("Updated", "True")
        await person.press("Fire")
        await person.sees("filter")

    desk.tell(story)


def refusing(*texts):
    """A fault that lets the service refuse the next event with these items."""
    items = [{"message": t, "errorcode": 10000, "documentation": ""} for t in texts]
    body = {
        "message": "Event Data contains errors:",
        "errorcode": 10006,
        "documentation": "",
        "validationErrors": items,
    }
    path = "/interaction/v1/events"
    return {"method": "POST", "path": path, "action": "status", "status": 400} | {
        "body": body
    }


def test_what_the_service_finds_stands_beside_the_fields_it_is_about(desk):
    fault = refusing(
        "Required Event Data fields are missing: lastname",
        "Field 'memberid' value does not match type",
    )

    async def story(person):
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await fire(person, "susan@sausage.com", {**SUSAN, "MemberID": "5"})
        await person.sees("400 Bad Request")

        rows = desk.desk.fire.form
        assert "LastName" in rows.message_of("LastName")
        assert "does not fit the field's type" in rows.message_of("MemberID")
        assert rows.message_of("FirstName") == ""

    desk.tell(story)


def test_a_cut_line_leaves_the_outcome_unknown_and_nothing_is_sent_twice(desk):
    fault = {
        "method": "POST",
        "path": "/interaction/v1/events",
        "action": "reset-after",
    }

    async def story(person):
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("Outcome unknown")
        await desk.control("DELETE", "/simulator/faults")

        assert len(await desk.requests("POST", "/interaction/v1/events")) == 1

        await person.press("Check")
        await person.sees("The contact entered “Welcome series”.")

        assert len(await desk.requests("POST", "/interaction/v1/events")) == 1

    desk.tell(story)
