"""Comparing what is open: with the service, a version, a file, another unit."""

import json

from test_history_story import more, open_it, rename

from jbdesk.model import wire


async def compare_with(person, row):
    await more(person, "Compare…")
    await person.click_row("Journeys to compare with", row, twice=True)
    await person.find("Comparison canvas")


def changes(view):
    return [view.item(row).text() for row in range(view.count())]


def test_a_draft_is_compared_with_what_the_service_has(desk):
    async def story(person):
        await open_it(person)
        await rename(person, "Care tips", "One")
        await compare_with(person, "As the service has it")
        await person.sees("“One”: Name “Care tips” → “One”.")
        listed = await person.find("Differences")
        assert changes(listed) == ["“One”: Name “Care tips” → “One”"]
        assert listed.hasFocus()
        person.key("Down")
        assert (await person.find("Before")).toPlainText() == "Care tips"
        assert (await person.find("After")).toPlainText() == "One"
        await person.press("Close the comparison")
        assert (await person.find("Journey canvas")).hasFocus()

    desk.tell(story)


def test_two_versions_are_compared_and_a_click_on_the_canvas_chooses_the_row(desk):
    async def story(person):
        await open_it(person, "Welcome series")
        await compare_with(person, "Stopped")
        listed = await person.find("Differences")
        assert listed.count() > 0
        canvas = await person.find("Comparison canvas")
        marked = next(ref for ref in canvas.journey_scene.laid.cards)
        canvas.journey_scene.clearSelection()
        canvas.journey_scene.cards[marked].setSelected(True)
        assert listed.currentRow() >= 0
        person.key("Escape")
        await person.find("Journey canvas")

    desk.tell(story)


def test_a_file_is_compared_with_what_is_open(desk, tmp_path):
    path = tmp_path / "mine.json"

    async def story(person):
        await open_it(person)
        body = desk.desk.journeys.page.document.journey.body
        path.write_text(wire.dumps({**body, "name": "From a file"}), encoding="utf-8")
        await more(person, "Compare…")
        await person.click_row("Journeys to compare with", "A file", twice=True)
        await person.choose_file(str(path))
        await person.sees("Name: “From a file” → “Gear care draft”.")

    desk.tell(story)

    assert json.loads(path.read_text(encoding="utf-8"))["name"] == "From a file"


def test_a_journey_that_is_the_same_is_told_as_such(desk, tmp_path):
    path = tmp_path / "same.json"

    async def story(person):
        await open_it(person)
        body = desk.desk.journeys.page.document.journey.body
        path.write_text(wire.dumps(body), encoding="utf-8")
        await more(person, "Compare…")
        await person.click_row("Journeys to compare with", "A file", twice=True)
        await person.choose_file(str(path))
        await person.sees("Nothing changed.")
        await person.sees("They do not differ in meaning.")

    desk.tell(story)


def test_a_journey_of_another_business_unit_is_compared(desk):
    async def story(person):
        await open_it(person)
        await more(person, "Compare…")
        other = "Journeys of “NTO Head Office"
        await person.click_row("Journeys to compare with", other, twice=True)
        await person.click_row("Journeys to compare with", "First week", twice=True)
        await person.sees("→ what is open here")
        await person.find("Comparison canvas")

    desk.tell(story)
