"""Several packages with several business units: switched between, guarded, kept."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jbdesk.services.connections import sealed_file

SUB = "mc563885gzs27c5t9-63k636ttgm"
HEAD_OFFICE = "510004320"
WORDS = "four plain words here"


async def package(person, desk, name, **more):
    await person.press("Credentials")
    await person.press("New connection")
    texts = {
        "Name": name,
        "Tenant subdomain": SUB,
        "Client ID": desk.simulator.client_id,
        "Client secret": desk.simulator.client_secret,
        **more,
    }
    for field, text in texts.items():
        await person.type_in(field, text)
    await person.press("Save connection")
    await person.sees(f"Saved “{name}”.")


async def unit(person, of, name, mid, **more):
    await person.press("Add business unit")
    texts = {"Business unit": name, "MID": mid, **more}
    for field, text in texts.items():
        await person.type_in(field, text)
    await person.press("Save connection")
    await person.sees(f"Saved “{of} · {name}”.")


async def is_on(person, name):
    switch = await person.find("Connection")
    await person.until(lambda: switch.text() == name, f"“{name}” at the top")


def test_a_key_goes_from_unit_to_unit_and_a_wrong_one_is_told(desk):
    async def story(person):
        await package(person, desk, "Acme")
        await unit(person, "Acme", "Head office", HEAD_OFFICE)
        await unit(person, "Acme", "Nowhere", "99")
        await person.press("Test connection")
        await person.sees("The package is not enabled for this business unit.")
        await package(person, desk, "Shop")

        await person.click_row("Connections", "Acme")
        await person.press("Use this connection")
        await is_on(person, "Acme")
        await person.click_row("Connections", "Acme · Head office")
        await person.choose("Environment colour", "Staging")
        await person.press("Use this connection")
        await is_on(person, "Acme · Head office")
        assert desk.desk.window.windowTitle().startswith("Acme · Head office (Staging)")
        await person.press("Event definitions")
        await person.sees("Colleague hired")

        person.key("Ctrl+Alt+1")
        await is_on(person, "Acme")
        await person.sees("NTO Signup")
        person.key("Ctrl+Alt+1")
        await is_on(person, "Acme · Head office")
        await person.sees("Colleague hired")
        person.key("Ctrl+K")
        await person.type_on("switch to shop")
        person.key("Return")
        await is_on(person, "Shop")
        person.key("Ctrl+Alt+0")
        listed = await person.find("Filter connections")
        QTest.keyClicks(listed, "head office (")
        QTest.keyClick(listed, Qt.Key.Key_Return)
        await is_on(person, "NTO Head Office (simulator)")

    desk.tell(story)


def test_nobody_is_fired_who_is_not_on_the_units_list(desk):
    async def story(person):
        await package(person, desk, "Acme")
        keys = {"Contact keys that may be fired": "*@sausage.com"}
        mid = desk.simulator.account_id
        await unit(person, "Acme", "Retail", mid, **keys)
        await person.press("Use this connection")
        await is_on(person, "Acme · Retail")
        await person.press("Fire test contact")
        await person.choose("Event definition", "NTO Signup")
        await person.type_in("Contact key", "eve@shop.com")
        await person.sees("“eve@shop.com” is not on the allow-list of “Acme · Retail”.")
        await person.type_in("EmailAddress", "eve@shop.com")
        await person.press("Fire")
        assert await desk.requests("POST", "/interaction/v1/events") == []

        await person.type_in("Contact key", "susan@sausage.com")
        await person.press("Fire")
        await person.sees("The service took the event.")

    desk.tell(story)


def test_a_vault_with_a_passphrase_survives_a_restart(desk, monkeypatch):
    cheap = {"n": 2**4, "r": 8, "p": 1}
    monkeypatch.setattr(sealed_file, "_COST", cheap)  # of memory and time

    async def first(person):
        await package(person, desk, "Acme")
        await person.press("Use this connection")
        await is_on(person, "Acme")
        await person.press("Use a passphrase…")
        await person.type_in("Passphrase", WORDS)
        await person.type_in("Passphrase, once more", "other words")
        await person.press("Begin vault")
        await person.sees("This is not the same passphrase")
        await person.type_in("Passphrase, once more", WORDS)
        await person.press("Begin vault")
        await person.sees("The vault is begun.")
        await person.sees("Secrets: vault with your passphrase.")
        await person.press("Lock")
        await person.sees("Kept in the vault, which is locked: unlock it first.")

    async def second(person):
        await person.sees("The vault is locked")
        await person.type_in("Passphrase", "not my words")
        await person.press("Unlock")
        await person.sees("This passphrase does not open the vault.")
        await person.type_in("Passphrase", WORDS)
        await person.press("Unlock")
        await is_on(person, "Acme")
        await person.press("Event definitions")
        await person.sees("NTO Signup")

    desk.tell(first)
    desk.again().tell(second)
    secret = desk.simulator.client_secret.encode()
    files = [each for each in desk.home.rglob("*") if each.is_file()]
    assert [each for each in files if secret in each.read_bytes()] == []


def test_what_is_unsaved_stays_behind_as_a_draft_and_one_press_leads_back(desk):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.find("Journey canvas")
        await person.click_activity("Care tips")
        page = desk.desk.journeys.page
        count = len(page.document.journey.activities) + 1
        person.key("Ctrl+D")
        await person.until(
            lambda: len(page.document.journey.activities) == count, "one more activity"
        )

        person.key("Ctrl+Alt+1")
        await is_on(person, "NTO Head Office (simulator)")
        await person.sees("What is unsaved of “Gear care draft” is kept there")
        await person.press("Go back")
        await is_on(person, "Simulator (on this computer)")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.until(
            lambda: page.document and len(page.document.journey.activities) == count,
            "what was unsaved",
        )

    desk.tell(story)
