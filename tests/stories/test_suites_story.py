"""A person says what should become of test contacts, and keeps it as a suite."""

import json

from builders import END, email, journey, split, wait

from jbdesk.__main__ import main
from jbdesk.model import wire


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
    source, suite = a_journey_in(tmp_path), tmp_path / "suite.json"
    contact = {"contactKey": "old", "expect": [{"takes": "vip"}]}
    suite.write_text(json.dumps({"contacts": [contact]}))

    async def story(person):
        desk.desk.window.open("Journeys")
        desk.desk.journeys.open_file(source)
        await person.find("Journey canvas")
        editor = desk.desk.journeys.page.editor
        editor.side.setCurrentWidget(editor.preview)
        await person.press("Open suite…")
        await person.choose_file(str(suite))
        await person.find("takes “vip”: not met")
        await person.press("Remove “takes “vip””")
        await person.until(
            lambda: not person.has("takes “vip”: not met"), "the row to go"
        )

    desk.tell(story)
