"""The owner of the simulator at work: faults, rows, breakpoints, whole tenants."""

import json
import re

from simulator_gestures import edit_cell
from test_main_job import SUSAN, fire

KEY = "susan@sausage.com"


def test_a_fault_set_in_the_pane_leaves_the_outcome_of_a_fire_unknown(desk):
    async def story(person):
        await person.press("Simulator")
        await person.open_tab("Faults")
        await person.choose("Example", "Answer lost after the service took it")
        await person.press("Add fault")
        await person.click_row("Faults", "Cut the line after")
        await person.sees("1 fault on")

        await fire(person, KEY, SUSAN)

        await person.sees("Outcome unknown")
        await person.press("Simulator")
        await person.click_row("Faults", "1 of 1")
        await person.press("Remove")
        await person.sees("No fault is on")
        await person.open_tab("Contacts")
        await person.click_row("Contacts inside", KEY)

    desk.tell(story)


async def split_by_the_row(desk):
    """Let “Known by name?” look at the contact's row, not at the event."""
    tenant = await desk.control("GET", "/simulator/export")
    by_event = re.compile(
        r'IsEphemeralAttribute=(\\+)"true\\+" Key=\\+"Event[^"]+FirstName'
    )
    text = by_event.sub(r'Key=\1"Members.FirstName', json.dumps(tenant))
    await desk.control("POST", "/simulator/import", json.loads(text))


def test_a_contact_takes_the_other_path_once_its_row_is_edited(desk):
    async def story(person):
        await split_by_the_row(desk)
        await fire(person, KEY, SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        await person.press("Simulator")
        await person.open_tab("Data extensions")

        await edit_cell(person, "Data extension rows", KEY, "FirstName", "")
        await person.press("Jump ahead")
        await person.pick("1 hour")

        await person.open_tab("Outbox")
        await person.click_row("Outbox", "Welcome, traveller")
        await person.open_tab("Contacts")
        await person.click_row("Contacts inside", KEY)
        await person.sees("FirstName has no value")

    desk.tell(story)


def test_the_clock_stops_where_a_contact_reaches_a_breakpoint(desk):
    async def story(person):
        await fire(person, KEY, SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        await person.press("Simulator")
        await person.open_tab("Breakpoints")
        await person.choose("Journey", "Welcome series")
        await person.choose("Activity", "Welcome, by name")
        await person.press("Add breakpoint")
        await person.click_row("Breakpoints", "Welcome, by name")

        await person.press("Jump ahead")
        await person.pick("1 week")

        await person.sees(
            f"Stopped at the breakpoint “Welcome, by name”: contact {KEY}"
        )
        await person.open_tab("Outbox")
        await person.sees("No message was sent")
        await person.press("Go on")
        await person.click_row("Outbox", KEY)

    desk.tell(story)


def test_a_tenant_is_exported_lost_and_brought_back(desk, tmp_path):
    file = tmp_path / "kept.json"

    async def story(person):
        await fire(person, KEY, SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        await person.press("Simulator")
        await person.press("Tenant")
        await person.pick("Export tenant")
        await person.choose_file(str(file))
        await person.sees("Exported to")

        await person.press("Tenant")
        await person.pick("Reset to an empty tenant")
        await person.press("Reset")
        await person.sees("The tenant is empty but for its installed package.")
        await person.sees("Nobody is inside a journey")

        await person.press("Tenant")
        await person.pick("Import tenant")
        await person.choose_file(str(file))
        await person.press("Replace")
        await person.sees("The tenant is the one from “kept.json”.")
        await person.click_row("Contacts inside", KEY)
        assert desk.simulator.client_secret not in file.read_text("utf-8")

    desk.tell(story)
