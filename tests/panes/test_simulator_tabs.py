"""The tabs of the simulator pane: contacts, messages, requests, breakpoints."""

import json
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from simulator_bench import MONDAY

ROWS = "Data extension rows"


def clipboard():
    return QGuiApplication.clipboard().text()


def test_a_contact_is_followed_step_by_step(told):
    async def story(bench):
        await bench.fire("ada")
        await bench.control("POST", "/simulator/clock", {"advance": "PT10M"})
        await bench.look()

        await bench.click_row("Contacts inside", "ada")

        shown = bench.texts()
        assert "FirstName is not empty" in shown
        assert "Sent to ada@example.com." in shown
        assert "Until 2026-03-03 15:05." in shown

    told(story)


def test_contacts_are_found_by_key_and_by_journey(told, aio):
    async def story(bench):
        for key in ("ada", "bob"):
            await bench.fire(key)
        await bench.type("Find contact", "bo")
        await aio.until(lambda: len(bench.cells("Contacts inside")) == 1)
        assert bench.cells("Contacts inside")[0][0] == "bob"

        await bench.choose("Journey", "Spring trail campaign")

        assert bench.count("Contacts inside") == 0

    told(story)


def test_who_was_turned_away_is_listed_with_the_reason(told):
    async def story(bench):
        await bench.fire("ada")
        await bench.fire("ada")

        await bench.choose("Show", "Turned away")

        [[contact, _, _, why]] = bench.cells("Contacts turned away")
        assert contact == "ada"
        assert "inside this journey already" in why

    told(story)


def test_a_contact_is_ejected_and_stays_in_view(told):
    async def story(bench):
        await bench.fire("ada")
        await bench.click_row("Contacts inside", "ada")

        await bench.press("Eject")

        assert bench.pane.status.startswith("0 inside")
        assert "Taken out in the simulator." in bench.texts()

    told(story)


def test_what_a_contact_does_with_a_message_is_stated(told):
    async def story(bench):
        await bench.fire("ada")
        await bench.control("POST", "/simulator/clock", {"advance": "PT10M"})
        await bench.look()
        await bench.click_row("Contacts inside", "ada")

        await bench.pick("State…", "Clicked a link")

        known = await bench.control("GET", "/simulator/contacts/ada")
        assert known["engagement"] == {"EMAILV2-1": {"clicked": True, "opened": True}}
        assert "clicked" in bench.texts()

    told(story)


def test_a_message_is_shown_whole(told):
    async def story(bench):
        await bench.fire("ada")
        await bench.control("POST", "/simulator/clock", {"advance": "PT10M"})
        await bench.turn("Outbox")

        await bench.click_row("Outbox", "ada@example.com")

        assert "Welcome to the trail, Ada" in bench.texts()
        assert '"contactKey": "ada"' in bench.find("Message").toPlainText()

    told(story)


def test_requests_of_other_programs_are_told_with_their_answers(told, aio):
    async def story(bench):
        await bench.fire("ada")
        await bench.turn("Requests")
        table = "Requests to the simulator"

        await bench.click_row(table, "/interaction/v1/events")

        assert "eventInstanceId" in bench.find("Answer").toPlainText()
        await bench.press("Copy as cURL")
        assert f"-X POST {bench.tenant.rest_url}interaction" in clipboard()
        assert "Bearer $JBDESK_TOKEN" in clipboard()
        await bench.type("Find request", "nobody asked this")
        assert bench.count(table) == 0
        await bench.type("Find request", "")
        await bench.press("Clear requests")
        assert bench.count(table) == 0

    told(story)


def test_a_switch_is_turned_and_a_share_is_checked(told):
    async def story(bench):
        await bench.turn("Switches")
        await bench.press("Strict scopes")
        await bench.type("Chance of an open", "2")
        QTest.keyClick(bench.find("Chance of an open"), Qt.Key.Key_Return)
        assert "A share is a number from 0 to 1" in bench.texts()
        await bench.type("Chance of an open", "0.5")
        QTest.keyClick(bench.find("Chance of an open"), Qt.Key.Key_Return)
        await bench.pane.idle()

        items = (await bench.control("GET", "/simulator/switches"))["items"]

        known = {each["name"]: each["value"] for each in items}
        assert (known["strictScopes"], known["openProbability"]) == (True, 0.5)

    told(story)


def test_guesses_begin_with_what_is_inferred(told):
    async def story(bench):
        await bench.turn("Guesses")
        assert {row[0] for row in bench.cells("Guesses")} == {"inferred"}

        await bench.choose("Known from", "Every mark")
        await bench.type("Find answer", "documented")

        assert "documented" in {row[0] for row in bench.cells("Guesses")}

    told(story)


def test_the_clock_stops_at_a_breakpoint_and_says_so(told):
    async def story(bench):
        await bench.turn("Breakpoints")
        await bench.choose("Journey", "Welcome series")
        await bench.choose("Activity", "Welcome, by name")
        await bench.press("Add breakpoint")
        assert bench.cells("Breakpoints") == [
            ["Welcome series", "Welcome, by name", "whoever comes"]
        ]
        await bench.fire("ada")

        await bench.jump("1 week")

        assert bench.face.now == MONDAY + timedelta(minutes=5)
        assert "Stopped at the breakpoint “Welcome, by name”" in bench.pane.notice.text
        await bench.press("Show contact")
        assert "Known by name?" in bench.texts()
        await bench.press("Go on")
        assert bench.pane.notice.text == ""
        await bench.turn("Breakpoints")
        await bench.press("Clear all")
        assert bench.count("Breakpoints") == 0

    told(story)


def test_the_clock_jumps_to_a_date_that_is_typed(told):
    async def story(bench):
        await bench.jump("To a date…")
        await bench.type("Date and time", "soon")
        await bench.press("Jump there")
        assert "Type a date and time such as" in bench.texts()

        await bench.type("Date and time", "2026-04-01 09:30")
        await bench.press("Jump there")

        assert bench.face.now.isoformat() == "2026-04-01T09:30:00+00:00"
        assert not any(
            each.text() == "Jump there" and each.isVisible()
            for each in bench.pane.findChildren(QAbstractButton)
        )

    told(story)


def test_what_happens_next_is_said(told):
    async def story(bench):
        await bench.fire("ada")

        assert "in 5 minutes" in bench.texts()
        assert "ada leaves “5 minutes” in “Welcome series” v2." in bench.texts()

    told(story)


@pytest.mark.parametrize(
    ("choice", "read"),
    [
        ("As text", lambda text: text.splitlines()[2].removeprefix("Client ID: ")),
        ("As JSON", lambda text: json.loads(text)["client_id"]),
    ],
)
def test_the_connection_is_copied_in_other_forms(told, choice, read):
    async def story(bench):
        await bench.pick("Copy connection for another program", choice)

        assert read(clipboard()) == bench.tenant.client_id

    told(story)


def test_another_business_unit_is_shown_once_it_is_chosen(told):
    async def story(bench):
        await bench.turn("Data extensions")
        there = len(bench.cells(ROWS))
        await bench.pane.idle()

        await bench.choose("Business unit", "NTO Head Office")

        assert bench.pane.controls.account_id != ""
        assert bench.count(ROWS) != there

    told(story)
