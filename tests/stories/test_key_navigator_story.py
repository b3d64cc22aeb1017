"""A key of any business unit, found by its parts or by a pasted address."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView

HEAD_OFFICE = "NTO Head Office (simulator)"


def rows(view):
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


async def search(person, text):
    await person.type_in("Search or run a command", text)
    QTest.keySequence(await person.find("Search or run a command"), "Return")


def test_a_key_of_another_business_unit_is_found_copied_and_gone_to(desk):
    async def story(person):
        await person.press("Credentials")
        await search(person, "Find a key")
        await person.press("Read all business units")
        keys = await person.find("Keys", QTableView)
        await person.until(lambda: len(rows(keys)) > 60, "all keys")
        await person.type_in("Find key", "head office colleague")
        await person.click_row("Keys", "Colleague hired")
        await person.sees(f"It is in “{HEAD_OFFICE}”.")
        fields = await person.find("Fields", QTableView)
        await person.until(lambda: rows(fields), "its fields")
        await person.press("Copy key")
        key = (await person.find("Key", QLineEdit)).text()
        assert key
        assert person.clipboard() == key

        await person.press("Go there")
        await person.until(
            lambda: desk.desk.connection.settings.name == HEAD_OFFICE, "the way there"
        )
        chosen = desk.desk.event_definitions.list
        await person.until(lambda: chosen.current is not None, "the definition")
        assert chosen.current.key == key

    desk.tell(story)


def test_a_pasted_address_finds_the_key_of_its_journey(desk):
    async def story(person):
        pane = desk.desk.event_definitions
        await person.press("Event definitions")
        await person.sees("63 event definitions")
        await person.choose("Scope", "All business units")
        await person.press("Read all business units")
        keys = await person.find("Keys", QTableView)
        await person.until(lambda: len(rows(keys)) > 60, "all keys")
        signup = next(e for e in pane.keys.table._model._rows if e.name == "NTO Signup")
        journey = signup.listeners[0].id
        await person.choose("Scope", "This business unit")

        field = pane.list.table.filter_field
        field.setText(f"https://mc.s50.exacttarget.com/cloud/#app/%23{journey}/2")

        assert (await person.find("Scope", QComboBox)).currentIndex() == 1
        await person.until(lambda: rows(keys) == ["NTO Signup"], "the key")

    desk.tell(story)
