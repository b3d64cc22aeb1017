"""Journeys by clicks and keys: mended, built, saved, published, never lost."""

from on_the_disk import copy_as_it_is
from PySide6.QtWidgets import QLabel

GEAR_CARE = "nto-gear-care-draft"
EMAIL = {"EmailAddress": "susan@sausage.com", "SerialNumber": "S-1"}


async def open_journey(person, name):
    await person.press("Journeys")
    await person.click_row("Journeys", name, twice=True)
    await person.find("Journey canvas")


def journey(desk):
    return desk.desk.journeys.page.document.journey


def titles(desk):
    return [each.name for each in journey(desk).activities]


async def mend(person):
    """Mend the three mistakes of the draft."""
    await open_journey(person, "Gear care draft")
    await person.sees("3 errors")
    await person.press("Allow re-entry at any time")
    await person.sees("2 errors")
    await person.press("End the path here")
    await person.sees("1 error")
    await person.press("Go to")
    await person.type_in("Name", "More care")
    await person.type_in("Email ID", "41002")
    await person.until(lambda: not person.reads("1 error"), "the last error to go")


def test_three_mistakes_are_mended_and_the_journey_runs_and_admits_a_contact(desk):
    async def story(person):
        await mend(person)
        await person.press("Save")
        await person.sees("“Gear care draft” is saved as version 1.")
        desk.simulator.tenant.publish_seconds = 0.4
        await person.press("Publish")
        await person.sees("Publishing …")
        await person.sees("“Gear care draft” version 1 is running.")
        await person.sees("Running · v1")

        await person.press("Fire test contact")
        await person.choose("Event definition", "Gear registered")
        await person.type_in("Contact key", "susan@sausage.com")
        for name, text in EMAIL.items():
            await person.type_in(name, text)
        await person.press("Fire")
        await person.sees("The contact entered “Gear care draft”.")

    desk.tell(story)


def test_an_activity_is_added_by_keys_and_by_drag_and_each_step_is_undone(desk):
    async def story(person):
        await open_journey(person, "Rental reminder")
        before = journey(desk)
        await person.click_activity("Bring it back")
        person.key("A")
        await person.type_on("wait by dur")
        person.key("Return")
        await person.until(lambda: len(titles(desk)) == 3, "the wait to be added")
        by_keys = journey(desk)
        assert by_keys["EMAILV2-1"].outcomes[0].next == "WAITBYDURATION-2"

        await person.drag_between("Activities", "Email", ("Bring it back", "1 day"))
        await person.until(lambda: len(titles(desk)) == 4, "the email to be added")

        await person.press("Undo")
        assert journey(desk) is by_keys
        await person.press("Undo")
        assert journey(desk) is before
        await person.press("Redo")
        await person.press("Redo")
        assert len(titles(desk)) == 4
        await person.sees("unsaved")

    desk.tell(story)


async def rename(person, text):
    await open_journey(person, "Gear care draft")
    await person.click_activity("Care tips")
    await person.type_in("Name", text)


def test_what_a_refused_save_says_stands_at_its_activity(desk):
    told = "The triggered send of this activity is locked."
    refusal = {
        "message": "Validation failed.",
        "errorcode": 10006,
        "errors": [
            {"message": told, "errorcode": 121117,
             "additionalInfo": {"activityKey": "EMAILV2-1"}},
        ],
    }  # fmt: skip
    fault = {"action": "status", "status": 400, "body": refusal, "method": "PUT"}

    async def story(person):
        await rename(person, "Mine")
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await person.press("Save")
        await person.sees(told)
        await person.sees("4 errors")
        await sees_it_in_the_list(person, "Mine", told)
        assert person.reads("unsaved")

    desk.tell(story)


def test_what_a_refused_publish_says_stands_at_its_activity(desk):
    told = "This email was deleted in Content Builder."
    answer = {
        "status": "Error",
        "warnings": [],
        "errors": [
            {"errorDetail": told, "errorCode": "121004", "errorType": "Error",
             "additionalInfo": {"activityKey": "EMAILV2-1"}},
        ],
    }  # fmt: skip
    fault = {"action": "body", "body": answer, "path": "*/publishStatus/*"}

    async def story(person):
        await mend(person)
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await person.press("Publish")
        await person.sees("The service did not publish this journey.")
        await person.sees("1 error")
        await sees_it_in_the_list(person, "Care tips", told)
        await person.press("Go to")
        assert (await person.find("Name")).text() == "Care tips"

    desk.tell(story)


async def sees_it_in_the_list(person, activity, told):
    row = await person.until(
        lambda: [
            each.parentWidget().findChildren(QLabel)
            for each in person.window.findChildren(QLabel)
            if each.isVisible()
            and each.text() == told
            and type(each.parentWidget()).__name__ == "ProblemRow"
        ],
        f"“{told}” in the list of problems",
    )
    assert activity in [label.text() for label in row[0]]


def test_unsaved_edits_survive_the_desk_being_killed(desk, tmp_path):
    killed = tmp_path / "as it was on the disk"
    home = tmp_path / "home"
    home.mkdir()
    first = desk.again(home)

    async def edited(person):
        await rename(person, "Not saved yet")
        drafts = home / "drafts"
        await person.until(lambda: list(drafts.glob("*.json")), "a draft on the disk")
        copy_as_it_is(home, killed)

    async def found(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft · unsaved here", twice=True)
        await person.sees("were restored.")
        assert "Not saved yet" in titles(again)

        await person.press("Discard them")
        assert "Not saved yet" not in titles(again)

    first.tell(edited)
    again = desk.again(killed)
    again.tell(found)
