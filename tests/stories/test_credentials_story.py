"""Credentials by clicks and keys: typed, tested, saved, used, and still there."""

from dataclasses import replace

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QListWidget

from jbdesk.model.packages.scopes import SCOPES_NEEDED

SUBDOMAIN = "mc563885gzs27c5t9-63k636ttgm"
REST_BASE = f"https://{SUBDOMAIN}.rest.marketingcloudapis.com/"
NEEDS = len(SCOPES_NEEDED)


class MemoryStore(KeyringBackend):
    """A secret store of the system, for as long as a story lasts."""

    priority = -1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class Keyring(MemoryStore):
    """The one that Linux desktops have; jbdesk trusts it by its name."""

    __module__ = "keyring.backends.SecretService"


@pytest.fixture
def secret_store():
    before = keyring.get_keyring()
    store = Keyring()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


def typed(tenant, **changes):
    return {
        "Name": "NTO by hand",
        "Tenant subdomain": REST_BASE,
        "Client ID": tenant.client_id,
        "Client secret": tenant.client_secret,
        "Business unit (MID)": tenant.account_id,
        **changes,
    }


async def begin(person, fields):
    await person.press("Credentials")
    await person.press("New connection")
    for name, text in fields.items():
        await person.type_in(name, text)


async def save_and_use(person, fields):
    await begin(person, fields)
    await person.press("Save connection")
    await person.sees("Saved “NTO by hand”.")
    await person.press("Use this connection")
    switch = await person.find("Connection")
    await person.until(lambda: switch.text() == "NTO by hand", "its name at the top")


def files_with(home, secret):
    found = home.rglob("*")
    return [each for each in found if each.is_file() and secret in each.read_bytes()]


def test_a_connection_typed_by_hand_is_tested_step_by_step_then_saved_and_used(desk):
    async def story(person):
        await begin(person, typed(desk.simulator))
        await person.choose("Environment colour", "Sandbox")
        subdomain = await person.find("Tenant subdomain")
        assert subdomain.text() == SUBDOMAIN
        assert person.reads("Read from the address that you pasted.")

        await person.press("Test connection")
        await person.sees("The client ID and secret are right.")
        await person.sees(f"MID {desk.simulator.account_id}.")
        await person.sees(" left")
        await person.sees("Scopes needed")
        assert person.texts().count("missing") == 0

        await person.press("Save connection")
        await person.sees("Saved “NTO by hand”.")
        await person.press("Use this connection")
        switch = await person.find("Connection")
        await person.until(lambda: switch.text() == "NTO by hand", "its name on top")

        await person.press("Event definitions")
        await person.sees("63 event definitions")

    desk.tell(story)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("Name", "", "Name is required."),
        ("Tenant subdomain", "https://example.com", "not a Marketing Cloud address"),
        ("Tenant subdomain", "mc5638", "has 28 characters; this has 6."),
        ("Client ID", "two words", "Client ID has no blanks"),
        ("Client secret", "", "Client secret is required."),
        ("Business unit (MID)", "NTO", "A MID has digits only"),
        ("Scopes", "Journeys:Read", "is not a scope"),
    ],
)
def test_a_field_is_checked_as_it_is_left(desk, field, text, told):
    async def story(person):
        await begin(person, {field: text})
        await person.sees(told)

    desk.tell(story)


def test_a_wrong_secret_is_told_at_its_step_and_beside_its_field(desk):
    async def story(person):
        wrong = typed(desk.simulator, **{"Client secret": "not-the-secret"})
        await begin(person, wrong)
        await person.press("Test connection")
        await person.sees("The client ID or the client secret is not right")

        told = [text for text in person.texts() if "client secret is not" in text]
        assert len(told) == 2  # at the step, and beside the field
        assert "Not tried." in person.texts()  # the business unit

        await person.type_in("Client secret", desk.simulator.client_secret)
        await person.press("Test connection")
        await person.sees("The client ID and secret are right.")

    desk.tell(story)


def test_a_scope_that_is_missing_is_told_with_what_it_is_for(desk):
    register = desk.simulator.tenant.register
    [enterprise] = register.enterprises
    package, *others = enterprise.packages
    scopes = [each for each in package.scopes if each != "data_extensions_read"]
    package = replace(package, scopes=tuple(scopes))
    changed = replace(enterprise, packages=(package, *others))
    register.enterprises = (changed,)

    async def story(person):
        await begin(person, typed(desk.simulator))
        await person.press("Test connection")
        await person.sees(
            "Scopes are missing for: “Event definitions: Fields of a data extension”."
        )
        await person.sees("The package lacks data_extensions_read.")

        assert person.texts().count("missing") == 1
        assert person.texts().count("held") == NEEDS - 1

    desk.tell(story)


def test_the_secret_goes_to_the_secret_store_and_to_no_file(desk, secret_store):
    secret = desk.simulator.client_secret

    async def story(person):
        await save_and_use(person, typed(desk.simulator))
        assert person.reads("Kept in Secret Service, never in a file.")
        await person.press("Activity")
        await person.click_row("Requests", "/v2/token")
        await person.open_tab("Request")
        await person.sees("client_credentials")

        assert person.reads("•••")
        assert all(secret not in text for text in person.texts())

    desk.tell(story)

    assert list(secret_store.kept.values()) == [secret]
    assert files_with(desk.home, secret.encode()) == []


def test_after_a_restart_the_connection_is_there_and_in_use(desk, secret_store):
    async def first(person):
        await save_and_use(person, typed(desk.simulator))

    async def second(person):
        switch = await person.find("Connection")
        assert switch.text() == "NTO by hand"
        await person.press("Event definitions")
        await person.sees("63 event definitions")

    desk.tell(first)
    desk.again().tell(second)


def test_without_a_secret_store_a_restart_asks_for_the_secret_alone(desk):
    secret = desk.simulator.client_secret

    async def first(person):
        await save_and_use(person, typed(desk.simulator))
        assert person.reads("Kept in memory until jbdesk is closed")

    async def second(person):
        await person.sees("The client secret of “NTO by hand” is not kept here.")
        rows = await person.find("Connections", QListWidget)
        assert rows.currentItem().text() == "NTO by hand"
        assert (await person.find("Client ID")).text() == desk.simulator.client_id

        await person.type_in("Client secret", secret)
        await person.press("Use this connection")
        switch = await person.find("Connection")
        await person.until(lambda: switch.text() == "NTO by hand", "it to be in use")

    desk.tell(first)
    assert files_with(desk.home, secret.encode()) == []
    desk.again().tell(second)
