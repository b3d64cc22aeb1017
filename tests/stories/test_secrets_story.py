"""Whatever was secret in a session stands in no file that the session left."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox
from test_sign_in_story import Browser
from test_switching_story import SUB, WORDS

from jbdesk.services.connections import sealed_file

EXPORTED = "handed on.json"


def watch(register):
    """Note every token and code that the tenant gives, also those it takes back."""
    register.store.run("CREATE TABLE given (token TEXT)")
    register.store.run(
        "CREATE TRIGGER note AFTER INSERT ON tokens BEGIN"
        " INSERT INTO given VALUES (new.token); END"
    )


def test_no_secret_and_no_token_of_a_session_is_in_any_file(desk, monkeypatch):
    cheap = {"n": 2**4, "r": 8, "p": 1}
    monkeypatch.setattr(sealed_file, "_COST", cheap)  # of memory and time
    browser = Browser()
    QDesktopServices.setUrlHandler("http", browser, "open")
    register = desk.simulator.tenant.register
    watch(register)
    told = {}

    async def first(person):
        made = {"name": "App", "kind": "web", "business_units": [510004321]}
        told.update(await desk.control("POST", "/simulator/packages", made))
        await person.press("Credentials")
        await person.press("Use a passphrase…")
        await person.type_in("Passphrase", WORDS)
        await person.type_in("Passphrase, once more", WORDS)
        await person.press("Begin vault")
        await person.sees("The vault is begun.")
        await person.press("New connection")
        box = await person.find("Type", QComboBox)
        await person.choose("Type", "Web App")
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        for field, text in {
            "Name": "Acme",
            "Tenant subdomain": SUB,
            "Client ID": told["client_id"],
            "Client secret": told["client_secret"],
        }.items():
            await person.type_in(field, text)
        await person.press("Sign in")
        await person.sees("Signed in as ")
        await person.press("Test connection")
        await person.sees("The package has all the scopes that jbdesk needs.")
        await person.press("Copy report")
        assert told["client_secret"] not in person.clipboard()
        await person.press("Use this connection")
        with register.store.transaction():
            register.store.run("DELETE FROM tokens WHERE body LIKE '%\"access\"%'")
        await person.press("Event definitions")
        await person.press("Read again")
        await person.sees("63 event definitions")
        await person.press("Credentials")
        await desk.desk.credentials._sharing.write(desk.home / EXPORTED)
        await person.sees("1 connection written to")

    async def again(person):
        await person.type_in("Passphrase", WORDS)
        await person.press("Unlock")
        await person.press("Event definitions")
        await person.sees("63 event definitions")

    try:
        desk.tell(first)
        desk.again().tell(again)
    finally:
        QDesktopServices.unsetUrlHandler("http")
    given = [row["token"] for row in register.store.all("SELECT token FROM given")]
    secrets = {WORDS, told["client_secret"], desk.simulator.client_secret, *given}
    files = [each for each in desk.home.rglob("*") if each.is_file()]
    assert {EXPORTED, "exchanges.sqlite", "secrets.vault"} < {e.name for e in files}
    assert len(given) > 5
    found = [
        (path.name, secret[:6])
        for path in files
        for secret in secrets
        if secret.encode() in path.read_bytes()
    ]
    assert found == []
