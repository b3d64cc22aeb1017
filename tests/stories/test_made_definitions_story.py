"""An event definition's life by clicks and keys: made, fired at, not to be deleted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

HIKE = "Spring trail sign-up"


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


def test_one_is_made_with_a_schema_and_fired_at(desk):
    async def story(person):
        await person.press("Event definitions")
        await person.sees("63 event definitions")
        await person.press("New")
        await person.type_in("Name", "Guide application")
        await person.type_in("Key", "guide.application")
        await person.sees("may not hold a period")
        await person.type_in("Key", "guide-application")
        await add_field(person, "Trail!")
        await person.press("Create event definition")
        await person.sees("A name may not hold “!”.")
        keys(await person.find("Fields of the new data extension"), "Trail")
        await person.press("Create event definition")
        await person.sees("“Guide application” is created.")
        await person.sees("64 event definitions")
        assert (await person.find("Key", QLineEdit)).text() == "guide-application"

        await person.press_in(desk.desk.event_definitions, "Fire test contact")
        await person.type_in("ContactKey", "susan")
        await person.find("Trail")

    desk.tell(story)


def test_one_is_not_deleted_while_a_journey_listens_and_is_when_none_does(desk):
    async def story(person):
        await person.press("Event definitions")
        await person.click_row("Event definitions", HIKE)
        await person.press("Delete")
        await person.sees("is active. Stop it first")
        delete = await person.find("Delete event definition", QAbstractButton)
        await person.type_in(
            "Type the key to confirm", desk.desk.event_definitions.list.current.key
        )
        assert not delete.isEnabled()

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
