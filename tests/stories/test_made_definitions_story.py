"""An event definition's life by clicks and keys: made, fired at, not to be deleted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

HIKE = "Spring trail sign-up"
MADE, KEY = "Guide application", "guide-application"
JOURNEY = "Guides are welcomed"


def keys(view, text):
    """Type into the cell one stands in, and keep it."""
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


async def add_field(person, name):
    """Add a field to the schema with keys alone."""
    table = await person.find("Fields of the new data extension", QTableView)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    editor = table.findChild(QLineEdit)
    QTest.keyClicks(editor, name)
    QTest.keyClick(editor, Qt.Key.Key_Return)


async def make(person):
    """Make one with a new schema, mistakes and all."""
    await person.press("Event definitions")
    await person.sees("63 event definitions")
    await person.press("New")
    await person.type_in("Name", MADE)
    await person.type_in("Key", "guide.application")
    await person.sees("may not hold a period")
    await person.type_in("Key", KEY)
    await add_field(person, "Trail!")
    await person.press("Create event definition")
    await person.sees("A name may not hold “!”.")
    keys(await person.find("Fields of the new data extension"), "Trail")
    await person.press("Create event definition")
    await person.sees(f"“{MADE}” is created.")
    await person.sees("64 event definitions")
    assert (await person.find("Key", QLineEdit)).text() == KEY


async def build_a_journey(person):
    """Build and publish a journey that listens to it."""
    await person.press("Journeys")
    await person.press("New journey")
    await person.type_in("Name", JOURNEY)
    await person.choose("Re-entry", "Re-entry at any time")
    await person.press("Choose event")
    await person.type_in("Find entry event", MADE)
    await person.click_row("Entry events", MADE, twice=True)
    await person.sees(f"API event · {MADE}")
    await person.click_activity("API event")
    person.key("A")
    await person.type_on("wait by dur")
    person.key("Return")
    await person.type_in("Wait for", "15")
    await person.until(lambda: not person.reads("error"), "no error to be left")
    await person.press("Publish")
    await person.sees(f"“{JOURNEY}” version 1 is running.")


async def fire(person, desk):
    await person.press("Event definitions")
    await person.click_row("Event definitions", MADE)
    await person.press_in(desk.desk.event_definitions, "Fire test contact")
    await person.type_in("Contact key", "susan@example.com")
    await person.type_in("ContactKey", "susan@example.com")
    await person.type_in("Trail", "Ridge")
    await person.press("Fire")
    await person.sees(f"The contact entered “{JOURNEY}”.")


async def take_the_journey_away(person):
    await person.press("Journeys")
    await person.press("Back to the list")
    await person.click_row("Journeys", JOURNEY)
    await person.press("Stop")
    await person.press("Stop version 1")
    await person.sees(f"“{JOURNEY}” version 1 is stopped.")
    await person.press("Delete all versions")
    await person.type_in("Name of the journey, to be sure", JOURNEY)
    await person.press("Delete all versions")
    await person.sees(f"“{JOURNEY}” is gone")


def test_one_is_made_fired_at_listened_to_and_deleted_when_nobody_listens(desk):
    async def story(person):
        await make(person)
        await build_a_journey(person)
        await fire(person, desk)

        await person.press("Event definitions")
        await person.press("Delete")
        await person.sees("is active. Stop it first")
        await person.press("Cancel")
        await take_the_journey_away(person)

        await person.press("Event definitions")
        await person.click_row("Event definitions", MADE)
        await person.press("Delete")
        await person.sees("Nothing depends on it.")
        await person.type_in("Type the key to confirm", KEY)
        await person.press("Delete event definition")
        await person.sees(f"“{MADE}” is deleted.")
        await person.sees("63 event definitions")

    desk.tell(story)


def test_one_is_not_deleted_while_a_journey_listens_and_is_when_none_does(desk):
    async def story(person):
        await person.press("Event definitions")
        await person.click_row("Event definitions", HIKE)
        await person.press("Delete")
        await person.sees("is active. Stop it first")
        delete = await person.find("Delete event definition", QAbstractButton)
        assert not delete.isEnabled()
        assert not person.has("Type the key to confirm")

        await person.press("Cancel")
        await person.click_row("Event definitions", "Order shipped")
        await person.press("Delete")
        await person.sees("Nothing depends on it.")
        assert not delete.isEnabled()
        await person.type_in(
            "Type the key to confirm", desk.desk.event_definitions.list.current.key
        )
        await person.press("Delete event definition")
        await person.sees("“Order shipped” is deleted.")
        await person.sees("62 event definitions")
        [kept] = (desk.home / "event_definitions_before").rglob("*.json")
        assert "Order shipped" in kept.read_text()

    desk.tell(story)
