"""A person copies a journey to another business unit, and takes it back."""

from PySide6.QtWidgets import QApplication, QLineEdit
from test_production_story import use_production

HEAD_OFFICE = "NTO Head Office (simulator)"


async def open_welcome(person):
    await person.press("Journeys")
    await person.click_row("Journeys", "Welcome series", twice=True)
    await person.find("Journey canvas")
    await person.press("More")


async def choose_head_office(person):
    await open_welcome(person)
    await person.pick("Copy to another business unit")
    await person.find("Find business unit", QLineEdit)
    await person.type_on("Head Office (")
    person.key("Down")
    person.key("Return")
    await person.sees(
        "1 matched by key, 1 matched by name, 2 will be created, 4 by hand"
    )


def test_a_journey_is_copied_seen_there_and_undone(desk):
    async def story(person):
        await choose_head_office(person)
        await person.click_row("What the journey refers to", "Letter")
        await person.choose("In the copy", "Use another id")
        await person.type_in("Its id there", "4711")
        await person.sees("is replaced by “4711”, as you typed it")
        await person.press("Dry run")
        await person.sees("nothing was written")
        assert not [e for e in desk.desk.exchanges.all() if e.is_write]

        await person.press("Write the copy")
        await person.sees("is a draft in “NTO Head Office (simulator)” now")
        person.key("Escape")
        await person.press("More")
        await person.pick("Copy to another business unit")
        await person.click_row("Business units to copy to", "Copy of", twice=True)
        await person.sees("Written whole; it can be undone")
        await person.press("Undo the copy")
        await person.sees("It deletes “Members”")
        await person.press("Undo")
        await person.sees("Everything that was copied is deleted again.")
        labels = [e.label for e in desk.desk.exchanges.all() if e.is_write]
        assert labels == [
            "Create data extension",
            "Create event definition",
            "Create journey",
            "Delete journey version",
            "Delete event definition",
            "Delete data extension",
        ]

    desk.tell(story)


def test_a_copy_whose_answer_was_lost_goes_on_and_is_opened_there(desk):
    fault = {
        "method": "POST",
        "path": "/interaction/v1/eventDefinitions",
        "action": "reset-after",
        "times": 1,
    }

    async def story(person):
        await desk.control("PUT", "/simulator/faults", [fault])
        await choose_head_office(person)
        await person.press("Write the copy")
        await person.sees("Not known.")
        person.key("Escape")
        await person.press("More")
        await person.pick("Copy to another business unit")
        await person.click_row("Business units to copy to", "Copy of", twice=True)
        await person.sees("Begun: 1 of 3 written")
        await person.press("Go on writing")
        await person.sees("is a draft in")
        sent = await desk.requests("POST", "/interaction/v1/eventDefinitions")
        assert len(sent) == 1

        assert QApplication.focusWidget() is await person.find("Go there and open it")
        person.key("Space")
        await person.find("Journey canvas")
        await person.sees("Draft · v1")

    desk.tell(story)


def test_a_copy_to_production_is_written_only_after_its_name_was_typed(desk):
    async def story(person):
        await use_production(person, desk)
        await desk.desk.use("simulator")
        await open_welcome(person)
        await person.pick("Copy to another business unit")
        await person.find("Find business unit", QLineEdit)
        await person.type_on("Shop, live")
        person.key("Down")
        person.key("Return")
        await person.sees("Type its name to write there.")
        await person.press("Write the copy")
        await person.sees("Nothing was sent.")
        assert not [e for e in desk.desk.exchanges.all() if e.is_write]

        await person.type_in("Name of the production business unit", "Shop, live")
        await person.press("Arm for 5 minutes")
        await person.press("Write the copy")
        await person.sees("is a draft in “Shop, live” now")

    desk.tell(story)
