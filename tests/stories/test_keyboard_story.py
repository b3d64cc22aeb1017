"""The main job without a mouse: every step by keys."""

import json

from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QTableView

KEY = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


def where():
    """What has the keyboard, by its accessible name."""
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


async def tab_to(person, name):
    for _ in range(60):
        if where() == name:
            return
        person.key("Tab")
    raise AssertionError(f"Tab never came to “{name}”")


async def fill(person, fields):
    for name, text in fields.items():
        await tab_to(person, name)
        await person.type_on(text)


def test_the_main_job_without_a_mouse(desk):
    async def story(person):
        await person.sees("63 event definitions")
        person.key("Ctrl+2")
        assert where() == "Find event definition"
        await person.type_on("NTO Signup")
        person.key("Down")
        assert where() == "Event definitions"
        await person.sees("Can be fired")
        person.key("Ctrl+Shift+C")
        assert person.clipboard() == KEY

        person.key("Ctrl+Return")
        chosen = await person.find("Event definition", QComboBox)
        await person.until(
            lambda: chosen.currentText().startswith("NTO Signup"), "its name"
        )
        await person.find("EmailAddress")
        await fill(
            person,
            {
                "Contact key": "susan@sausage.com",
                "EmailAddress": "susan@sausage.com",
                "FirstName": "Susan",
            },
        )
        payload = await person.find("Payload", QPlainTextEdit)
        assert json.loads(payload.toPlainText())["EventDefinitionKey"] == KEY
        person.key("Ctrl+Return")
        await person.sees("The contact entered “Welcome series”.")
        await person.sees("5 minutes (here since")

        await tab_to(person, "Show on the canvas")
        person.key("Space")
        await person.sees("is lit")
        await person.find("Journey canvas")

    desk.tell(story)


def test_a_journey_is_mended_and_saved_without_a_mouse(desk):
    async def story(person):
        await person.sees("63 event definitions")
        person.key("Ctrl+3")
        await person.sees("journeys")
        assert where() == "Find journey"
        await person.type_on("Gear care")
        table = await person.find("Journeys", QTableView)
        await person.until(lambda: table.model().rowCount() == 1, "the one journey")
        person.key("Down")
        person.key("Return")
        await person.find("Journey canvas")
        assert where() == "Journey canvas"

        for _ in range(3):
            person.key("Right")  # entry, wait, email
        assert chosen(desk) == "EMAILV2-1"
        person.key("F2")
        await person.type_on("Care tips for all")
        person.key("Ctrl+S")
        await person.sees("“Gear care draft” is saved as version 1.")
        assert page(desk).document.journey["EMAILV2-1"].name == "Care tips for all"

        person.key("Ctrl+Z")
        await person.until(
            lambda: page(desk).document.journey["EMAILV2-1"].name == "Care tips",
            "the name before",
        )
        person.key("Alt+Left")
        assert where() == "Find journey"

    desk.tell(story)


def page(desk):
    return desk.desk.journeys.page


def chosen(desk):
    return page(desk).editor.selection.only


def test_every_pane_opens_by_its_key_and_by_the_command_search(desk):
    async def story(person):
        await person.sees("63 event definitions")
        for number, pane in enumerate(desk.desk.panes, start=1):
            person.key(f"Ctrl+{number}")
            assert desk.desk.window.pane is pane
        person.key("Ctrl+K")
        assert where() == "Search or run a command"
        await person.type_on("Open Journeys")
        person.key("Return")
        await person.until(
            lambda: desk.desk.window.pane is desk.desk.journeys, "the journeys"
        )
        person.key("Ctrl+K")
        await person.type_on("many contacts")
        person.key("Return")
        await person.until(desk.desk.fire.many.isVisible, "the page “Many”")

    desk.tell(story)


def test_no_key_means_two_things_in_one_pane(desk):
    async def story(person):
        await person.sees("63 event definitions")
        for pane in desk.desk.panes:
            desk.desk.window.open(pane.entry.name)
            actions = [*pane.actions(), *desk.desk.window.actions()]
            keys = [each.shortcut().toString() for each in actions]
            used = [key for key in keys if key]
            twice = sorted({key for key in used if used.count(key) > 1})
            assert twice == [], pane.entry.name

    desk.tell(story)
