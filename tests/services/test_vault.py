"""Where secrets live, and where they never go."""

import asyncio
import threading

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from jbdesk.model.problem import Failure
from jbdesk.services.connections import secret_store
from jbdesk.services.connections import vault as vaults
from jbdesk.services.connections.vault import Vault


class Store(KeyringBackend):
    priority = -1

    def __init__(self):
        super().__init__()
        self.kept = {}
        self.writes = 0

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.writes += 1
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class Locked(Store):
    def set_password(self, service, username, password):
        raise KeyringLocked("Prompt dismissed")


class NotOfKeyring(Exception):  # noqa: N818 - as jeepney names its own
    pass


class Odd(Store):
    def get_password(self, service, username):
        raise NotOfKeyring


SAFE = {
    (__name__, "Store"): "Test store",
    (__name__, "Locked"): "Locked store",
    (__name__, "Odd"): "Odd store",
}


def test_a_secret_is_kept_in_the_store_and_written_only_when_it_changed(aio):
    store = Store()
    vault = Vault(lambda: store, SAFE)

    async def story():
        await vault.put("c-1", "hunter2")
        await vault.put("c-1", "hunter2")
        return await Vault(lambda: store, SAFE).secret("c-1")

    assert aio(story()) == "hunter2"
    assert store.writes == 1
    assert store.kept == {("jbdesk:c-1", "client_secret"): "hunter2"}
    assert vault.store_name == "Test store"
    assert "hunter2" not in repr(vault)


def test_who_asks_while_the_store_is_looked_for_gets_what_it_holds(aio):
    store = Store()
    store.kept["jbdesk:c-1", "client_secret"] = "hunter2"
    vault = Vault(lambda: store, SAFE)

    async def story():
        return await asyncio.gather(vault.open(), vault.secret("c-1"))

    assert aio(story())[1] == "hunter2"


def test_a_store_nobody_vouches_for_is_not_used(aio):
    store = Store()
    vault = Vault(lambda: store, {})

    aio(vault.put("c-1", "hunter2"))

    assert store.kept == {}
    assert vault.is_session_only
    assert "session" in vault.store_name
    assert "session" in vault.notice
    assert aio(vault.secret("c-1")) == "hunter2"


def test_a_locked_store_leaves_the_secret_in_memory(aio):
    vault = Vault(Locked, SAFE)

    aio(vault.put("c-1", "hunter2"))

    assert vault.is_session_only
    assert "KeyringLocked" in vault.notice
    assert aio(vault.secret("c-1")) == "hunter2"


def test_a_prompt_that_stays_open_does_not_hold_the_application(aio):
    over = threading.Event()
    vault = Vault(lambda: over.wait(10), SAFE, limit=0.05)

    aio(vault.put("c-1", "hunter2"))
    over.set()

    assert vault.is_session_only
    assert "did not answer" in vault.notice


@pytest.mark.parametrize("secret", ["", "a\0b", "x" * 1281, "a\nb"])
def test_what_can_be_no_secret_is_refused_at_its_field(aio, secret):
    with pytest.raises(Failure) as failure:
        aio(Vault(Store, SAFE).put("c-1", secret))

    assert failure.value.problems[0].where.field == "client_secret"


def test_a_forgotten_secret_is_gone(aio):
    store = Store()
    vault = Vault(lambda: store, SAFE)

    async def story():
        await vault.put("c-1", "hunter2")
        await vault.forget("c-1")
        await vault.forget("c-1")
        return await vault.secret("c-1")

    assert aio(story()) is None
    assert store.kept == {}


def test_another_programs_value_is_not_taken_for_a_secret(aio):
    store = Store()
    store.kept["jbdesk:c-1", "client_secret"] = "x" * 5000
    vault = Vault(lambda: store, SAFE)

    assert aio(vault.secret("c-1")) is None
    assert "type it again" in vault.notice


def test_what_a_store_raises_needs_not_be_of_keyring(aio):
    vault = Vault(Odd, SAFE)

    assert aio(vault.secret("c-1")) is None
    assert "NotOfKeyring" in vault.notice


def test_a_store_that_was_locked_is_tried_again_and_takes_what_was_typed(aio):
    stores = [Locked(), Store()]
    vault = Vault(lambda: stores[0], SAFE)

    async def story():
        await vault.put("c-1", "hunter2")
        assert vault.is_session_only
        stores.pop(0)
        await vault.again()

    aio(story())

    assert vault.notice == ""
    assert vault.store_name == "Test store"
    assert stores[0].kept == {("jbdesk:c-1", "client_secret"): "hunter2"}


@pytest.mark.parametrize(
    "name",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "keyrings.alt.file.PlaintextKeyring",
        "keyrings.alt.file.EncryptedKeyring",
        "keyrings.cryptfile.cryptfile.CryptFileKeyring",
    ],
)
def test_stores_of_plain_text_of_nothing_or_that_ask_in_a_terminal_are_refused(name):
    module, _, kind = name.rpartition(".")
    found = type(kind, (), {"__module__": module})()
    chain = type("ChainerBackend", (), {"__module__": "keyring.backends.chainer"})()
    chain.backends = [found]

    assert secret_store.trusted(found) is None
    assert secret_store.trusted(chain) is None


def test_of_a_chain_the_trusted_store_is_taken_and_not_the_plain_one():
    plain = type("PlaintextKeyring", (), {"__module__": "keyrings.alt.file"})()
    safe = type("Keyring", (), {"__module__": "keyring.backends.SecretService"})()
    chain = type("ChainerBackend", (), {"__module__": "keyring.backends.chainer"})()
    chain.backends = [plain, safe]

    assert secret_store.trusted(chain) == (safe, "Secret Service")


def test_a_slow_store_is_told_of_until_it_answers(aio, monkeypatch):
    monkeypatch.setattr(vaults, "SLOW_SECONDS", 0)
    asked, told = threading.Event(), []

    class Slow(Store):
        def get_password(self, service, username):
            assert asked.wait(10)
            return "hunter2"

    vault = Vault(Slow, {(__name__, Slow.__name__): "Slow store"})

    def tell(text):
        told.append(text)
        if text:
            asked.set()

    vault.tell_waiting = tell

    assert aio(vault.secret("c-1")) == "hunter2"
    assert told[-2:] == [vaults.WAITING, ""]


def test_a_store_that_would_end_the_application_is_only_odd(aio):
    class Ending(Store):
        def get_password(self, service, username):
            raise SystemExit

    vault = Vault(Ending, {(__name__, Ending.__name__): "Ending store"})

    assert aio(vault.secret("c-1")) is None
    assert "could not be used" in vault.notice
