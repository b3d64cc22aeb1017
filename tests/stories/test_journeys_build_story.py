"""Journeys built, changed, stopped and begun anew, by clicks and keys."""

import json

RENTAL = {"RentalId": "R-1", "ContactKey": "susan", "DueBack": "2026-12-01"}


def document(desk):
    return desk.desk.journeys.page.document


def follows(desk, ref, outcome=0):
    return document(desk).journey[ref].outcomes[outcome].next


async def open_journey(person, name):
    await person.press("Journeys")
    await person.click_row("Journeys", name, twice=True)
    await person.find("Journey canvas")


async def add(person, words):
    person.key("A")
    await person.type_on(words)
    person.key("Return")


def test_a_journey_is_built_from_nothing_and_a_contact_walks_it(desk):
    async def story(person):
        await person.press("Journeys")
        await person.sees("journeys")
        await person.press("New journey")
        await person.type_in("Name", "Rental overdue, by hand")
        await person.choose("Re-entry", "Re-entry at any time")
        await person.press("Choose event")
        await person.type_in("Find entry event", "Rental overdue")
        await person.click_row("Entry events", "Rental overdue", twice=True)
        await person.sees("API event · Rental overdue")
        await person.click_activity("API event")
        await add(person, "wait by dur")
        await person.type_in("Name", "A quarter of an hour")
        await person.type_in("Wait for", "15")
        await person.choose("Unit", "Minutes")
        await person.until(lambda: not person.reads("error"), "no error to be left")
        await person.press("Publish")
        await person.sees("“Rental overdue, by hand” version 1 is running.")

        await person.press("Fire test contact")
        await person.choose("Event definition", "Rental overdue")
        await person.type_in("Contact key", "susan@sausage.com")
        for name, text in RENTAL.items():
            await person.type_in(name, text)
        await person.press("Fire")
        await person.sees("The contact entered “Rental overdue, by hand”.")
        await person.sees("A quarter of an hour")

    desk.tell(story)


def test_a_running_journey_is_locked_until_a_new_version_is_begun(desk):
    async def story(person):
        await open_journey(person, "Welcome series")
        await person.sees("Running · v2")
        await person.click_activity("5 minutes")
        assert (await person.find("Name")).isReadOnly()
        assert not person.has("Activities")

        await person.press("New version")
        await person.sees("Draft · v3")
        await person.click_activity("5 minutes")
        await person.type_in("Name", "Five minutes")
        await person.press("Save")
        await person.sees("“Welcome series” is saved as version 3.")

    desk.tell(story)


def test_a_version_is_stopped_only_after_a_question(desk):
    async def story(person):
        await open_journey(person, "Gear warranty")
        await person.press("Stop")
        await person.sees("Stop “Gear warranty” version 1?")
        await person.press("Let it run")
        await person.sees("Running · v1")

        await person.press("Stop")
        await person.press("Stop version 1")
        await person.sees("Version 1 is stopped.")
        await person.sees("Stopped · v1")

    desk.tell(story)


def test_an_activity_is_removed_and_a_path_is_led_elsewhere_by_keys(desk):
    async def story(person):
        await open_journey(person, "Gear care draft")
        await person.click_activity("Care tips")
        person.key("Delete")
        await person.until(
            lambda: follows(desk, "WAITBYDURATION-1") == "RANDOMSPLITV2-1",
            "the path to close",
        )

        await person.click_activity("30 days")
        person.key("C")
        await person.sees("Choose the target with the arrow keys")
        person.key("Down")
        await person.sees("Enter leads the path to “Email”.")
        person.key("Return")
        await person.until(
            lambda: follows(desk, "WAITBYDURATION-2") in document(desk).journey,
            "the path to lead somewhere",
        )

        await person.press("Undo")
        await person.press("Undo")
        assert follows(desk, "WAITBYDURATION-1") == "EMAILV2-1"
        assert follows(desk, "WAITBYDURATION-2") == "EMAILV2-9"

    desk.tell(story)


def test_removing_a_split_asks_which_branch_stays(desk):
    async def story(person):
        await open_journey(person, "Gear care draft")
        await person.click_activity("Two ways to go on")
        person.key("Delete")
        await person.press("Keep 60%")
        await person.until(
            lambda: follows(desk, "EMAILV2-1") == "WAITBYDURATION-2", "one branch"
        )

    desk.tell(story)


def test_a_type_that_nobody_knows_is_shown_locked_and_stays_as_it_is(desk, tmp_path):
    fancy = {
        "key": "FANCY-1",
        "type": "FANCY",
        "name": "Magic",
        "outcomes": [{"key": "o"}],
        "secretSauce": None,
    }
    path = tmp_path / "fancy.json"
    path.write_text(
        json.dumps({"key": "f", "name": "Fancy", "activities": [fancy]}),
        encoding="utf-8",
    )

    async def story(person):
        await person.press("Journeys")
        desk.desk.journeys.open_file(path)
        await person.find("Journey canvas")
        await person.click_activity("Magic")
        await person.sees("Type “FANCY”. jbdesk does not know this type;")
        assert document(desk).journey["FANCY-1"].body == fancy

    desk.tell(story)


def test_a_save_whose_answer_is_lost_is_told_and_nothing_is_forgotten(desk):
    fault = {"action": "reset-after", "method": "PUT", "times": 1}

    async def story(person):
        await open_journey(person, "Gear care draft")
        await person.click_activity("Care tips")
        await person.type_in("Name", "Tips")
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await person.press("Save")
        notice = desk.desk.journeys.notice
        await person.until(lambda: notice.text and notice.state != "ok", "the trouble")
        assert person.reads("unsaved")
        assert document(desk).journey["EMAILV2-1"].name == "Tips"

    desk.tell(story)
