"""The place of secrets in the credentials pane: begun, locked, renewed, thrown away."""

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from jbdesk.panes.credentials.keeping import KeepingSecrets
from jbdesk.panes.credentials.store import PassphraseCard, StoreLine
from jbdesk.services.connections.sealed_file import SealedFile
from jbdesk.services.connections.vault import Vault
from jbdesk.widgets import entries
from jbdesk.widgets.pane import Pane

CHEAP = {"n": 2**4, "r": 8, "p": 1}
WORDS, OTHERS = "four plain words here", "entirely new words"


class Host(Pane):
    def __init__(self, home):
        super().__init__(entries.CREDENTIALS)
        self.vault = Vault(NoKeyring, sealed=SealedFile(home, CHEAP))
        self.line, self.card = StoreLine(), PassphraseCard()
        self.set_body(self.line)
        self.set_body(self.card)
        self.keeping = KeepingSecrets(self, self.vault, self.line, self.card)
        self.wanted = []
        self.want = self.wanted.append

    def secrets_changed(self):
        self.keeping.show()

    def named(self, name, kind):
        found = [
            each
            for each in self.findChildren(kind)
            if each.accessibleName() == name and each.isVisible()
        ]
        assert found, f"nothing is called “{name}”"
        return found[0]


@pytest.fixture
def host(qtbot, aio, tmp_path):
    made = Host(tmp_path)
    qtbot.addWidget(made)
    made.show()
    aio(made.vault.open())
    made.keeping.show()
    return made


def do(host, aio, *steps):
    """Press what is named, or type into what is mapped."""

    async def story():
        for step in steps:
            if isinstance(step, str):
                host.named(step, QAbstractButton).click()
            else:
                for name, text in step.items():
                    host.named(name, QLineEdit).setText(text)
            await host.idle()

    aio(story())


def begin(host, aio):
    typed = {"Passphrase": WORDS, "Passphrase, once more": WORDS}
    do(host, aio, "Use a passphrase…", typed, "Begin vault")


def test_the_passphrase_is_changed_and_the_new_one_opens(host, aio):
    begin(host, aio)
    typed = {
        "Passphrase now": WORDS,
        "New passphrase": OTHERS,
        "New passphrase, once more": OTHERS,
    }
    do(host, aio, "Change passphrase…", typed, "Change passphrase", "Lock")
    assert host.vault.is_locked

    do(host, aio, "Unlock…", {"Passphrase": OTHERS}, "Unlock")

    assert not host.vault.is_locked
    assert host.notice.text == "The vault is open."


def test_who_forgot_it_is_asked_and_starts_anew(host, aio):
    begin(host, aio)
    do(host, aio, "Lock", "Unlock…", "Start anew…")
    assert "Throw the vault away?" in host.notice.text

    do(host, aio, "Throw away")

    assert not host.vault.is_sealed
    assert host.notice.text == "The vault is thrown away."
    host.named("Use a passphrase…", QAbstractButton)


def test_a_store_that_is_not_there_is_tried_again_and_told(host, aio):
    do(host, aio, "Try again")

    assert "no secret store that jbdesk trusts" in host.notice.text


def test_what_waits_for_the_vault_goes_on_when_it_opens(host, aio):
    begin(host, aio)
    assert not host.keeping.asks_first("c-1")
    do(host, aio, "Lock")

    assert host.keeping.asks_first("c-1")
    do(host, aio, "Unlock")
    assert host.wanted == []
    do(host, aio, {"Passphrase": WORDS}, "Unlock")

    assert host.wanted == ["c-1"]


def test_who_cancels_leaves_nothing_of_what_was_typed(host, aio):
    do(host, aio, "Use a passphrase…", {"Passphrase": WORDS}, "Cancel")

    assert not host.card.isVisible()
    assert [each.text() for each in host.card.findChildren(QLineEdit)] == []
    assert not host.vault.is_sealed
