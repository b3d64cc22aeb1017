"""What was sent is found, compared, exported and forgotten; secrets are nowhere."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog
from test_credentials_story import files_with, save_and_use, secret_store, typed

__all__ = ["secret_store"]
KEY = "susan@sausage.com"


@pytest.fixture
def canary(desk):
    """The client secret: nothing that jbdesk writes may hold it, or any token."""
    return desk.simulator.client_secret


async def fire(person, contact_key):
    await person.press("Fire test contact")
    await person.choose("Event definition", "NTO Signup")
    await person.type_in("Contact key", contact_key)
    await person.type_in("EmailAddress", contact_key)
    await person.press("Fire")
    await person.sees("The contact entered")


async def find(person, text):
    await person.press("Activity")
    await person.type_in("Find request", text)


def test_a_fire_is_found_again_after_a_restart_and_sent_once_more(desk):
    async def first(person):
        await fire(person, KEY)

    again = desk.again()

    async def next_day(person):
        await find(person, "fire susan")
        await person.click_row("Requests", "Fire event")
        await person.press("Send again…")
        await person.sees(f"It fires “{KEY}” once more")
        await person.press("Send again")
        await person.sees("Sent again")
        sent = await again.requests("POST", "/interaction/v1/events")
        assert len(sent) == 2
        assert sent[0]["body"] == sent[1]["body"]

    desk.tell(first)
    again.tell(next_day)


def test_a_forgotten_contact_is_in_no_file_of_the_home_folder(desk):
    async def story(person):
        await fire(person, KEY)
        await find(person, "")
        await person.press("Forget a contact…")
        await person.type_in("Contact key to forget", KEY)
        await person.press("Look for it")
        await person.sees("1 delivery of the ledger")
        await person.press("Forget")
        await person.sees(f"Removed of “{KEY}”")
        # While everything is open: what a WAL holds counts, too.
        assert files_with(desk.home, KEY.encode()) == []

    desk.tell(story)

    assert files_with(desk.home, KEY.encode()) == []


def test_no_secret_is_in_any_file_whatever_was_done(desk, secret_store, canary):
    archive = desk.home / "everything.har"

    async def story(person):
        await save_and_use(person, typed(desk.simulator))
        await person.press("Test connection")
        await fire(person, KEY)
        await find(person, "")
        await person.click_row("Requests", "Get token")
        await person.press("Send again…")
        await person.sees("A token is asked for by itself")
        await person.press("Export HAR…")
        dialog = await person.until(
            lambda: person.window.findChildren(QFileDialog), "the dialog"
        )
        dialog[0].fileSelected.emit(str(archive))
        await person.sees("secrets masked")
        dialog[0].close()

    desk.tell(story)

    entries = json.loads(archive.read_text(encoding="utf-8"))["log"]["entries"]
    tokens = [e for e in entries if e["request"]["url"].endswith("/v2/token")]
    assert tokens
    assert "••••••" in tokens[0]["request"]["postData"]["text"]
    for secret in (canary.encode(), b"eyJ", b"Bearer e"):
        assert files_with(desk.home, secret) == []
