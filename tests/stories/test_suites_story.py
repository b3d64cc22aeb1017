"""A person says what should become of test contacts, and keeps it as a suite."""

import json
from datetime import timedelta

from builders import END, email, journey, split, wait

from jbdesk.__main__ import main
from jbdesk.model import wire
from jbdesk.model.suites import suite
from jbdesk.panes.journeys import suite_runs as journeys_suite_runs

ADA = {"EmailAddress": "ada@example.com", "FirstName": "Ada"}


def a_journey_in(folder):
    story = journey(
        wait("WAIT-1", 2, "DAYS", name="Two days"),
        split("SPLIT-1", vip="EMAIL-1", remainder=END, name="Kind"),
        email("EMAIL-1", to=END, name="Email 2"),
    )
    path = folder / "welcome.json"
    path.write_text(wire.dumps(wire.body_of(story)), encoding="utf-8")
    return path


def test_what_is_expected_becomes_a_suite_that_the_command_line_runs(
    desk, tmp_path, capsys
):
    source, target = a_journey_in(tmp_path), tmp_path / "suite.json"

    async def story(person):
        desk.desk.window.open("Journeys")
        desk.desk.journeys.open_file(source)
        await person.find("Journey canvas")
        editor = desk.desk.journeys.page.editor
        editor.side.setCurrentWidget(editor.preview)
        await person.choose("Expectation", "reaches")
        await person.choose("Expected there", "Email 2")
        await person.type_in("Within", "3 days")
        await person.press("Add expectation")
        await person.find("reaches “Email 2” within 3 days: not met")
        await person.type_in("Kind", "vip")
        await person.find("reaches “Email 2” within 3 days: met")
        await person.press("Save as suite…")
        await person.choose_file(str(target))
        await person.until(target.exists, "the suite to be written")

    desk.tell(story)

    assert json.loads(target.read_text())["journey"] == "welcome.json"
    assert main(["test", str(target)]) == 0
    assert "met        reaches “Email 2” within 3 days" in capsys.readouterr().out


def test_a_suite_is_opened_into_the_preview(desk, tmp_path):
    source, path = a_journey_in(tmp_path), tmp_path / "suite.json"
    contact = {"contactKey": "old", "expect": [{"takes": "vip"}]}
    path.write_text(json.dumps({"contacts": [contact]}))

    async def story(person):
        desk.desk.window.open("Journeys")
        desk.desk.journeys.open_file(source)
        await person.find("Journey canvas")
        editor = desk.desk.journeys.page.editor
        editor.side.setCurrentWidget(editor.preview)
        await person.press("Open suite…")
        await person.choose_file(str(path))
        await person.find("takes “vip”: not met")
        await person.press("Remove “takes “vip””")
        await person.until(
            lambda: not person.has("takes “vip”: not met"), "the row to go"
        )

    desk.tell(story)


async def expecting(desk, person, data, *expected):
    """The running journey in the preview, with a contact and what is expected."""
    desk.desk.window.open("Journeys")
    desk.desk.journeys.open_journey("nto-welcome-series")
    await person.find("Journey canvas")
    editor = desk.desk.journeys.page.editor
    editor.side.setCurrentWidget(editor.preview)
    contact = {"contactKey": "ada", "data": data, "expect": list(expected)}
    editor.preview.take_suite(suite.suite_from({"contacts": [contact]}, "Suite"))
    editor.preview.cases.choice.setCurrentIndex(1)
    await person.press("Remove test contact")


def test_what_is_expected_is_run_on_a_simulator_of_its_own(desk):
    async def story(person):
        await expecting(
            desk,
            person,
            ADA,
            {"reaches": "Welcome, by name", "within": "5 minutes"},
            {"turnedAway": True},
        )
        await person.press("Run on a simulator")
        await person.sees("On a simulator: 1 of 2 expectations met")
        await person.sees("ada is turned away: not met. It enters.")

        assert await desk.requests("POST", "/interaction/v1/events") == []

    desk.tell(story)


def test_firing_a_suite_for_real_asks_first_and_tells_what_is_not_known(
    desk, monkeypatch
):
    monkeypatch.setattr(journeys_suite_runs, "_FOLLOWED", timedelta(seconds=2))

    async def story(person):
        await expecting(
            desk, person, ADA, {"enters": True}, {"reaches": "Welcome, by name"}
        )
        await person.press("Fire all for real…")
        await person.sees("Fire 1 contact for real through “Simulator")
        assert await desk.requests("POST", "/interaction/v1/events") == []
        await person.press("Fire them")
        await person.sees("1 of 2 expectations met")
        await person.sees("ada reaches “Welcome, by name”: not known. It is still at")

        assert len(await desk.requests("POST", "/interaction/v1/events")) == 1

    desk.tell(story)
