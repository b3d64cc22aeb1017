"""A case is written as evidence, opened by a colleague, and goes the same way."""

import json

from PySide6.QtWidgets import QTableView
from test_main_job import fire

ADA = {"EmailAddress": "ada@lovelace.org", "FirstName": "Ada"}


async def save_evidence(person, path):
    await person.press("Save evidence…")
    await person.press("Choose a file…")
    await person.choose_file(str(path))
    await person.until(path.exists, "the evidence to be written")


def test_evidence_opens_in_a_fresh_home_and_goes_the_same_way(desk, tmp_path):
    path = tmp_path / "case.json"

    async def writing(person):
        await fire(person, "ada@lovelace.org", ADA)
        await person.find("Show on the canvas")
        await save_evidence(person, path)

    desk.tell(writing)
    body = json.loads(path.read_text())
    assert "lovelace" not in path.read_text()
    assert body["delivery"]["contactKey"] == "person0@example.com"

    async def replaying(person):
        colleague.desk.fired.open_file(path)
        await person.find("Contact key")
        form = colleague.desk.fire.form
        await person.until(
            lambda: form.contact_key == "person0@example.com", "the case in the form"
        )
        await person.until(
            lambda: form.data().get("EmailAddress") == "person0@example.com",
            "its data in the form",
        )
        assert "Evidence of" in colleague.desk.connection.settings.name
        await person.press("Fire")
        await person.sees("It went here as the evidence tells.")

    colleague = desk.again(tmp_path / "colleague")
    colleague.tell(replaying)


def test_what_was_fired_is_cleaned_up(desk):
    async def story(person):
        await fire(person, "ada@lovelace.org", ADA)
        await person.find("Show on the canvas")
        await person.press("Clean up…")
        told = await person.find("What is left")
        await person.until(
            lambda: told.text().startswith("1 contact; 1 still inside"), "the plan"
        )
        await person.press("Clean up now")
        await person.sees("1 contact taken out of journeys, 1 row deleted.")
        members = await desk.control("GET", "/simulator/contacts?show=inside")
        assert members["count"] == 0
        await person.press("Clean up…")
        await person.until(lambda: told.text().startswith("Nothing is left"), "nothing")

    desk.tell(story)


def test_a_past_delivery_becomes_evidence_too(desk, tmp_path):
    path = tmp_path / "past.json"

    async def story(person):
        await fire(person, "ada@lovelace.org", ADA)
        await person.find("Show on the canvas")
        desk.desk.fire.one.story.show_before()
        await person.find("Past deliveries", QTableView)
        await person.click_row("Past deliveries", "ada@lovelace.org")
        await save_evidence(person, path)

    desk.tell(story)

    assert json.loads(path.read_text())["delivery"]["state"] == "accepted"


def test_a_list_of_what_was_cleaned_up_that_is_damaged_is_told_at_the_start(desk):
    (desk.home / "cleaned.json").write_text("[]")

    async def story(person):
        await person.sees("“cleaned.json” was damaged.")

    desk.tell(story)


def test_a_file_that_is_no_evidence_is_told(desk, tmp_path):
    path = tmp_path / "journey.json"
    path.write_text("{}")

    async def story(person):
        desk.desk.window.open("Fire test contact")
        desk.desk.fired.evidence.open(path)
        await person.sees("journey.json is no evidence of jbdesk.")

    desk.tell(story)
