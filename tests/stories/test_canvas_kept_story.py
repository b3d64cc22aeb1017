"""What a person makes of the canvas is there again: notes and keys of their own."""

import json

from PySide6.QtGui import QKeySequence

from jbdesk.widgets import shortcuts
from jbdesk.widgets.shortcut_list import ShortcutList


async def open_draft(person):
    await person.press("Journeys")
    await person.click_row("Journeys", "Gear care draft", twice=True)
    await person.find("Journey canvas")


def editor(stage):
    return stage.desk.journeys.page.editor


def test_a_note_is_there_again_and_is_never_sent(desk):
    async def write(person):
        await open_draft(person)
        await person.click_activity("Care tips")
        person.key("N")
        await person.type_on("Ask legal.")
        await person.press("Back to the list")

    later = desk.again()

    async def read(person):
        await open_draft(person)
        await person.click_activity("Care tips")
        assert editor(later).inspector.note.field.toPlainText() == "Ask legal."
        assert editor(later).scene.cards["EMAILV2-1"].own_note == "Ask legal."
        requests = await later.control("GET", "/simulator/requests")
        assert "Ask legal" not in json.dumps(requests)

    desk.tell(write)
    later.tell(read)


async def duplicate(stage, person):
    await open_draft(person)
    await person.click_activity("Care tips")
    count = len(editor(stage).document.journey.activities)
    person.key("Ctrl+J")
    await person.until(
        lambda: len(editor(stage).document.journey.activities) == count + 1,
        "one more activity",
    )
    await person.press("Undo")


def test_keys_of_ones_own_work_at_once_and_after_a_restart(desk):
    async def choose(person):
        person.key("F1")
        window = desk.desk.window
        listed = await person.until(lambda: window.findChild(ShortcutList), "the keys")
        row = next(each for each in listed.rows if each.row.name == "canvas.duplicate")
        row.keys.setKeySequence(QKeySequence("Ctrl+J"))
        row.keys.editingFinished.emit()
        listed.close()
        window.come_to_front()
        await duplicate(desk, person)

    later = desk.again()

    async def use(person):
        await duplicate(later, person)

    desk.tell(choose)
    shortcuts.book.restore({})  # as in a process of its own
    later.tell(use)
    shortcuts.book.restore({})
