"""The life of journeys from their list: paused, resumed, stopped, deleted, queued."""

import asyncio
from dataclasses import replace

import pytest
from life_gestures import choose, fire
from PySide6.QtCore import Qt
from somebody import SomebodyElse

WELCOME = "nto-welcome-series"
GEAR_CARE = "nto-gear-care-draft"


def inside(desk, version):
    rows = desk.desk.journeys.strip._versions
    return next(each.inside for each in rows if each.version == version)


def test_a_journey_is_paused_while_arrivals_wait_resumed_stopped_and_deleted(desk):
    async def story(person):
        await fire(person, "susan@example.com")
        await person.sees("The contact entered “Welcome series”.")
        await choose(person, "Welcome series")
        await person.sees("1 contact stands still for up to 14 days.")

        await person.press("Pause")
        await person.type_in("For how long", "15")
        await person.press("Pause version 2")
        await person.sees("For how long is at most 14.")
        await person.type_in("For how long", "3")
        await person.choose("After that", "Resume it")
        await person.choose("Who arrives meanwhile", "Waits")
        await person.press("Pause version 2")
        await person.sees("After 3 days it goes on by itself.")
        await person.sees("Only a running or finishing version can be paused")

        await fire(person, "ben@example.com")
        await person.press("Journeys")
        await person.press("Resume")
        await person.sees("“Welcome series” version 2 goes on.")
        await person.sees("Ejects 2 contacts. Version 2 never runs again.")

        await person.press("Stop")
        await person.sees("Stop “Welcome series”, version 2?")
        await person.press("Stop version 2")
        await person.sees("“Welcome series” version 2 is stopped.")
        await person.until(lambda: inside(desk, 2) == 0, "them to have left")

        await person.press("Delete version")
        await person.press("Delete version 2")
        await person.sees("“Welcome series” version 2 is gone.")
        await person.sees("Deletes the journey: this is its only version.")

        await person.press("Delete all versions")
        await person.type_in("Name of the journey, to be sure", "Welcome")
        await person.press("Delete all versions")
        await person.sees("Type the journey's name as it is: “Welcome series”.")
        await person.type_in("Name of the journey, to be sure", "Welcome series")
        await person.press("Delete all versions")
        await person.sees("“Welcome series” is gone, with all its versions.")
        await person.sees("No journey is chosen")
        view = desk.desk.journeys.list.table.view
        await person.until(view.hasFocus, "the keyboard to be in the list")
        await person.press("Open what it was")
        await person.find("Journey canvas")
        await person.press("Save")
        await person.sees("“Welcome series” is saved as version 1.")

    desk.tell(story)


def test_two_publishes_go_one_after_another_while_the_person_looks_elsewhere(desk):
    async def story(person):
        desk.simulator.tenant.publish_seconds = 0.6
        for name in ("Welcome series", "Order thanks"):
            await choose(person, name)
            await person.press("Save as new version")
            await person.sees(f"“{name}” version")
            await person.sees("admits contacts from then on")
            version = 3 if name == "Welcome series" else 2
            await person.press("Publish")
            await person.press(f"Publish version {version}")
        await person.sees("Waits for what is before it")
        await person.sees("Publishing …")
        await person.press("Event definitions")
        await person.until(
            lambda: all(job.is_over for job in desk.desk.journeys.jobs.all),
            "both to be published",
        )
        await person.press("Journeys")
        await person.sees("Publish “Order thanks” version 2")
        assert [job.text for job in desk.desk.journeys.jobs.all] == [
            "It is running."
        ] * 2
        await person.press("Dismiss")
        await person.press("Dismiss")
        assert not person.has("Dismiss")

    desk.tell(story)


def test_an_error_under_a_status_of_success_is_shown(desk):
    told = {"message": "The journey is busy.", "errorcode": 10000}
    fault = {"action": "status", "status": 202, "body": told, "path": "*/pause/*"}

    async def story(person):
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await choose(person, "Welcome series")
        await person.press("Pause")
        await person.press("Pause version 2")
        await person.sees("The journey is busy.")
        await person.sees("Nobody is inside; who arrives waits")

    desk.tell(story)


def test_what_the_validation_finds_is_told_and_a_disabled_button_says_why(desk):
    async def story(person):
        await choose(person, "Gear care draft")
        await person.sees("Only a paused version can be resumed; version 1 is a draft.")
        resume = await person.find("Resume")
        assert not resume.isEnabled()
        assert "version 1 is a draft" in resume.accessibleDescription()
        await person.press("Validate")
        await person.sees("Choose whether contacts may enter the journey again.")
        await person.press("Show them")
        await person.find("Journey canvas")
        await person.sees("3 errors")
        await person.press("More")
        await person.pick("Validate")
        await person.sees("The service did not validate this journey.")

    desk.tell(story)


def test_a_package_that_lacks_a_likely_scope_is_warned_and_not_locked_out(desk):
    read = ("journeys_read", "list_and_subscribers_read", "data_extensions_read")
    desk.tenant.settings = replace(desk.tenant.settings, scopes=read)

    async def story(person):
        await choose(person, "Welcome series")
        pause = await person.find("Pause")
        assert "May also need journeys_execute" in pause.accessibleDescription()
        await person.press("Pause")
        await person.press("Pause version 2")
        await person.sees("“Welcome series” version 2 is paused.")

    desk.tell(story)


@pytest.fixture
def somebody(desk):
    return SomebodyElse(desk.simulator)


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_is_done(desk, somebody):
    async def story(person):
        await choose(person, "Gear care draft")
        await asyncio.to_thread(somebody.save, GEAR_CARE, description="From them")
        await person.press("Delete version")
        await person.press("Delete version 1")
        await person.sees("Somebody else changed version 1 after it was read here")
        assert somebody.read(GEAR_CARE)["description"] == "From them"

    desk.tell(story)


def test_a_publish_meets_what_somebody_else_saved_and_asks(desk, somebody):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.find("Journey canvas")
        await asyncio.to_thread(somebody.save, GEAR_CARE, description="From them")
        await person.press("Publish")
        await person.sees("Somebody else changed version 1 after it was read here")
        await person.find("Use the merged journey")
        assert somebody.read(GEAR_CARE)["status"] == "Draft"

    desk.tell(story)


def test_a_journey_deleted_elsewhere_is_kept_here_and_saved_anew(desk, somebody):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.find("Journey canvas")
        await person.click_activity("Care tips")
        await person.type_in("Name", "Mine")
        await asyncio.to_thread(somebody.delete, GEAR_CARE)
        await person.press("Save")
        await person.sees("Somebody else deleted version 1 of this journey.")
        await person.press("Save it anew")
        await person.sees("is saved as version 1")

    desk.tell(story)

    names = [each["name"] for each in somebody.read(GEAR_CARE)["activities"]]
    assert "Mine" in names


def test_what_somebody_else_published_meanwhile_is_saved_as_a_new_version(
    desk, somebody
):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Welcome series", twice=True)
        await person.press("New version")
        await person.sees("Draft · v3")
        await asyncio.to_thread(somebody.publish, WELCOME, 3)
        await person.until(
            lambda: somebody.read(WELCOME)["status"] == "Published", "it to run"
        )
        await person.type_in("Tags", "mine")
        await person.press("Save")
        await person.sees("Version 3 is no draft any more")
        await person.press("Begin a new version")
        await person.sees("“Welcome series” is saved as version 4.")
        assert not person.reads("unsaved")

    desk.tell(story)

    saved = somebody.read(WELCOME)
    assert (saved["version"], saved["tags"]) == (4, [{"name": "mine"}])


def test_the_strip_is_worked_by_keys_alone(desk):
    async def story(person):
        await person.press("Journeys")
        await person.find("Journeys")
        await person.until(
            lambda: desk.desk.journeys.list.table.view.model().rowCount(), "rows"
        )
        desk.desk.journeys.list.table.filter_field.setFocus()
        await person.type_on("welcome")
        person.key("Down")
        await person.sees("Begins version 3")
        for _ in range(12):
            person.key("Tab")
            if (await person.find("Pause")).hasFocus():
                break
        assert (await person.find("Pause")).hasFocus()
        person.key("Space")
        await person.sees("Pause “Welcome series”, version 2?")
        person.key("Escape")
        await person.until(
            lambda: not desk.desk.journeys.strip.is_asking, "the buttons"
        )

    desk.tell(story)


def test_the_open_journey_leads_to_its_versions_and_columns_are_kept(desk):
    async def story(person):
        await person.press("Journeys")
        await person.type_in("Find journey", "order")
        await person.click_row("Journeys", "Order thanks", twice=True)
        await person.find("Journey canvas")
        await person.press("More")
        await person.pick("Versions")
        await person.sees("Begins version 2 as a draft with what version 1 has.")
        await person.press("Columns")
        await person.pick("Tags")
        kept = desk.home / "settings.json"
        await person.until(lambda: "Tags" in kept.read_text("utf-8"), "them kept")

    async def later(person):
        await person.press("Journeys")
        view = again.desk.journeys.list.table.view
        titles = [
            view.model().headerData(i, Qt.Orientation.Horizontal) for i in range(12)
        ]
        shown = [t for i, t in enumerate(titles) if not view.isColumnHidden(i)]
        assert "Tags" in shown
        assert "Folder" not in shown

    desk.tell(story)
    again = desk.again()
    again.tell(later)
