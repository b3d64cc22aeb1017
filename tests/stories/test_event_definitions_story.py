"""Event definitions by clicks and keys: find one, read it, copy its key, fire it."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QTableView

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


def column(table, position):
    model = table.model()
    return [model.index(row, position).data() for row in range(model.rowCount())]


def can_fire(desk):
    pane = desk.desk.event_definitions
    [fire] = [
        each
        for each in pane.head.findChildren(QAbstractButton)
        if each.text() == "Fire test contact"
    ]
    return fire.isEnabled()


async def open_list(person):
    await person.press("Event definitions")
    await person.sees("63 event definitions")
    return await person.find("Event definitions", QTableView)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kiosk", {"Kiosk sign-up"}),  # by name
        ("3f1d9a52", {"NTO Signup"}),  # by key
        ("ContactEvent", {"E-mail address changed", "Home store changed"}),  # by type
        ("rental order", set()),
    ],
)
def test_the_list_is_searched_as_one_types(desk, typed, found):
    async def story(person):
        table = await open_list(person)
        await person.type_in("Find event definition", typed)

        assert found <= set(column(table, 0))
        assert bool(found) is bool(column(table, 0))

    desk.tell(story)


def test_a_search_without_a_find_says_so_and_is_cleared_by_a_button(desk):
    async def story(person):
        table = await open_list(person)
        await person.type_in("Find event definition", "no such thing")
        await person.sees("Nothing matches “no such thing”")
        await person.press("Clear search")

        assert len(column(table, 0)) == 63

    desk.tell(story)


def test_a_data_extension_is_searched_and_a_type_is_chosen(desk):
    async def story(person):
        table = await open_list(person)
        await person.click_row("Event definitions", "NTO Signup")
        shown = await person.find("Type", QComboBox)
        await person.choose("Type", "API event")
        assert 0 < len(column(table, 0)) < 63
        assert set(column(table, 2)) == {"API event"}
        assert shown.currentText() == f"API event ({len(column(table, 0))})"

        await person.choose("Type", "All types")
        extension = column(table, 3)[column(table, 0).index("NTO Signup")]
        await person.type_in("Find event definition", extension)

        assert "NTO Signup" in column(table, 0)
        assert len(column(table, 0)) < 63

    desk.tell(story)


def test_a_click_on_a_heading_sorts(desk):
    async def story(person):
        table = await open_list(person)
        await person.click_heading("Event definitions", "Name")
        assert column(table, 0) == sorted(column(table, 0), key=str.casefold)
        await person.click_heading("Event definitions", "Name")

        backwards = sorted(column(table, 0), key=str.casefold, reverse=True)
        assert column(table, 0) == backwards

    desk.tell(story)


def test_the_details_tell_key_fields_and_journeys(desk):
    async def story(person):
        await open_list(person)
        await person.click_row("Event definitions", "NTO Signup")
        fields = await person.find("Fields", QTableView)
        await person.until(lambda: column(fields, 0), "the fields")
        journeys = await person.find("Journeys that use it", QTableView)
        await person.until(lambda: column(journeys, 0), "the journeys")

        assert (await person.find("Key")).text() == SIGNUP
        assert column(fields, 0)[:2] == ["EmailAddress", "MemberID"]
        assert "Welcome series" in column(journeys, 0)
        assert "Running" in column(journeys, 1)

        await person.press("Copy key")
        assert person.clipboard() == SIGNUP
        assert person.reads("Key copied")

    desk.tell(story)


def test_a_key_that_holds_a_period_is_flagged_and_can_not_be_fired(desk):
    async def story(person):
        await open_list(person)
        await person.click_row("Event definitions", "store.checkin.denver")
        await person.sees("Period in key")
        await person.sees("Use an entry source whose key has none.")
        assert not can_fire(desk)

    desk.tell(story)


@pytest.mark.parametrize(
    "name", ["Birthday", "Nightly new members", "CRM lead created", "Ski pass holders"]
)
def test_what_no_event_can_be_fired_at_says_why(desk, name):
    async def story(person):
        await open_list(person)
        await person.type_in("Find event definition", name)
        await person.click_row("Event definitions", name)
        await person.sees("Can't be fired")
        await person.sees("Only API events can be fired.")
        assert not can_fire(desk)

    desk.tell(story)


def test_fire_test_contact_takes_the_definition_along(desk):
    async def story(person):
        await open_list(person)
        await person.click_row("Event definitions", "Order placed")
        await person.press_in(desk.desk.event_definitions, "Fire test contact")

        chosen = await person.find("Event definition", QComboBox)
        await person.until(
            lambda: chosen.currentText().startswith("Order placed"), "its name"
        )
        await person.find("OrderNumber")  # a field of its data extension

    desk.tell(story)


def test_a_journey_that_uses_it_opens_from_here(desk):
    async def story(person):
        await open_list(person)
        await person.click_row("Event definitions", "NTO Signup")
        journeys = await person.find("Journeys that use it", QTableView)
        await person.until(lambda: column(journeys, 0), "the journeys")
        await person.click_row("Journeys that use it", "Running", twice=True)
        await person.find("Journey canvas")
        await person.sees("Running · v")

    desk.tell(story)


def test_a_service_that_fails_is_told_and_reading_again_mends_it(desk):
    async def story(person):
        await open_list(person)
        path = "*/eventDefinitions*"
        fault = {"action": "status", "status": 503, "path": path, "method": "GET"}
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await person.press_in(desk.desk.event_definitions, "Read again")
        await person.sees("The service had a failure of its own")
        await desk.control("DELETE", "/simulator/faults")
        await person.press_in(desk.desk.event_definitions, "Read again")
        notice = desk.desk.event_definitions.notice
        await person.until(lambda: not notice.isVisible(), "the notice to go")

    desk.tell(story)


def test_firing_begins_with_the_definition_that_was_looked_at(desk):
    async def story(person):
        await person.press("Event definitions")
        await person.click_row("Event definitions", "Order placed")
        await person.press("Fire test contact")

        await person.until(
            lambda: desk.desk.fire.form.definition.name == "Order placed",
            "“Order placed” to be chosen",
        )

    desk.tell(story)
