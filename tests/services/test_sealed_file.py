"""Secrets in a file that only a passphrase opens."""

import json
import stat
import sys

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from jbdesk.model.problem import Failure
from jbdesk.services.connections.sealed_file import SealedFile
from jbdesk.services.connections.vault import Vault

CHEAP = {"n": 2**4, "r": 8, "p": 1}
WORDS = "four plain words here"


def vault(home):
    return Vault(NoKeyring, sealed=SealedFile(home, CHEAP))


def file_of(home):
    return home / "secrets.vault"


@pytest.fixture
def sealed(tmp_path):
    made = SealedFile(tmp_path, CHEAP)
    made.create(WORDS)
    made.set_password("jbdesk:c-1", "client_secret", "hunter2")
    return made


def again(home, passphrase=WORDS):
    made = SealedFile(home, CHEAP)
    made.unlock(passphrase)
    return made


def test_a_secret_comes_back_with_the_passphrase_and_stands_in_no_file(
    tmp_path, sealed
):
    del sealed

    assert again(tmp_path).get_password("jbdesk:c-1", "") == "hunter2"
    written = file_of(tmp_path).read_text()
    assert "hunter2" not in written
    assert WORDS not in written
    assert stat.S_IMODE(file_of(tmp_path).stat().st_mode) == 0o600


def test_the_real_cost_is_what_the_file_says(tmp_path):
    SealedFile(tmp_path).create(WORDS)

    told = json.loads(file_of(tmp_path).read_text())["kdf"]
    assert (told["n"], told["r"], told["p"]) == (131072, 8, 1)


def test_another_passphrase_is_told_at_its_field(tmp_path, sealed):
    sealed.lock()

    with pytest.raises(Failure, match="does not open the vault") as failure:
        again(tmp_path, "four other words here")
    with pytest.raises(Failure, match="locked"):
        sealed.get_password("jbdesk:c-1", "")

    assert failure.value.problems[0].where.field == "passphrase"


def test_a_short_passphrase_begins_nothing(tmp_path):
    with pytest.raises(Failure, match="at least 8"):
        SealedFile(tmp_path, CHEAP).create("short")

    assert not file_of(tmp_path).exists()


def test_a_changed_passphrase_opens_it_and_the_old_one_no_more(tmp_path, sealed):
    sealed.change(WORDS, "entirely new words")

    assert again(tmp_path, "entirely new words").get_password("jbdesk:c-1", "")
    with pytest.raises(Failure, match="does not open"):
        again(tmp_path)


def test_a_secret_moved_under_another_name_is_not_given(tmp_path, sealed):
    del sealed
    told = json.loads(file_of(tmp_path).read_text())
    told["secrets"]["jbdesk:c-2"] = told["secrets"]["jbdesk:c-1"]
    file_of(tmp_path).write_text(json.dumps(told))

    with pytest.raises(Failure, match="damaged"):
        again(tmp_path).get_password("jbdesk:c-2", "")


@pytest.mark.parametrize(
    "change",
    [
        *({"version": 9}, {"secrets": []}, {"kdf": {}}, {"proof": 5}, {"proof": "é"}),
        {"kdf": {"n": 2**30, "r": 8, "p": 1, "salt": "AAAA"}},
    ],
)
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path, sealed, change):
    del sealed
    told = json.loads(file_of(tmp_path).read_text()) | change
    file_of(tmp_path).write_text(json.dumps(told))

    with pytest.raises(Failure, match="damaged"):
        again(tmp_path)

    assert json.loads(file_of(tmp_path).read_text()) == told


def test_each_writing_takes_another_nonce_and_each_vault_another_salt(tmp_path, sealed):
    first = file_of(tmp_path).read_text()
    sealed.set_password("jbdesk:c-1", "", "hunter2")
    second = file_of(tmp_path).read_text()
    sealed.remove()
    sealed.create(WORDS)
    third = json.loads(file_of(tmp_path).read_text())

    assert json.loads(first)["secrets"] != json.loads(second)["secrets"]
    assert json.loads(first)["kdf"]["salt"] != third["kdf"]["salt"]
    assert third["secrets"] == {}


def test_the_vault_survives_a_restart_and_a_unit_has_its_packages_secret(tmp_path, aio):
    async def first():
        made = vault(tmp_path)
        await made.put("c-1", "hunter2")
        assert made.can_seal
        await made.seal(WORDS)
        assert "passphrase" in made.store_name

    async def second():
        made = vault(tmp_path)
        before = await made.secret("c-1@5"), made.is_locked
        await made.put("c-2", "typed while locked")
        await made.unlock(WORDS)
        return before, await made.secret("c-1@5")

    async def third():
        made = vault(tmp_path)
        await made.unlock(WORDS)
        made.lock()
        locked = await made.secret("c-2")
        await made.unlock(WORDS)
        return locked, await made.secret("c-2")

    aio(first())
    assert aio(second()) == ((None, True), "hunter2")
    assert aio(third()) == (None, "typed while locked")


def test_who_forgot_the_passphrase_starts_anew(tmp_path, aio):
    async def story():
        made = vault(tmp_path)
        await made.seal(WORDS)
        await made.put("c-1", "hunter2")
        await made.start_anew()
        return made, await made.secret("c-1")

    made, secret = aio(story())

    assert secret is None
    assert not made.is_sealed
    assert made.can_seal
    assert not file_of(tmp_path).exists()


def test_a_vault_without_its_library_is_told(tmp_path, sealed, monkeypatch):
    del sealed
    missing = "cryptography.hazmat.primitives.kdf.scrypt"
    monkeypatch.setitem(sys.modules, missing, None)

    with pytest.raises(Failure, match="which is not installed"):
        again(tmp_path)


def test_a_vault_that_can_not_be_written_is_told(tmp_path, aio):
    made = vault(tmp_path)
    file_of(tmp_path).mkdir()

    with pytest.raises(Failure, match="vault could not be used"):
        aio(made.start_anew())


def test_a_vault_is_begun_once(tmp_path, sealed):
    with pytest.raises(Failure, match="There is a vault already"):
        sealed.create(WORDS)
    with pytest.raises(Failure, match="at most 1,024"):
        SealedFile(tmp_path / "other", CHEAP).create("x" * 1025)
    assert WORDS not in repr(sealed)


def test_a_secret_that_is_forgotten_is_gone_from_the_file(tmp_path, sealed):
    sealed.delete_password("jbdesk:c-1", "")

    assert again(tmp_path).get_password("jbdesk:c-1", "") is None


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (lambda file: file.unlink(), "is gone"),
        (lambda file: file.write_text("{"), "damaged"),
    ],
)
def test_a_file_that_goes_while_it_is_open_is_told(tmp_path, sealed, happens, told):
    happens(file_of(tmp_path))

    with pytest.raises(Failure, match=told):
        sealed.get_password("jbdesk:c-1", "")


def test_what_is_cut_short_is_damaged(tmp_path, sealed):
    told = json.loads(file_of(tmp_path).read_text())
    told["secrets"]["jbdesk:c-1"] = "AAAA"
    file_of(tmp_path).write_text(json.dumps(told))

    with pytest.raises(Failure, match="damaged"):
        sealed.get_password("jbdesk:c-1", "")


def test_a_store_without_a_home_has_no_vault(aio):
    made = Vault(NoKeyring)

    with pytest.raises(Failure, match="no place for a vault"):
        aio(made.seal(WORDS))
    assert not made.can_seal


def test_a_vault_that_breaks_is_told_and_the_session_goes_on(tmp_path, aio):
    async def story():
        made = vault(tmp_path)
        await made.seal(WORDS)
        file_of(tmp_path).write_text("{")
        await made.put("c-1", "hunter2")
        return made, await made.secret("c-1")

    made, secret = aio(story())

    assert secret == "hunter2"
    assert "damaged" in made.notice


def test_the_passphrase_is_changed_through_the_vault(tmp_path, aio):
    async def story():
        made = vault(tmp_path)
        await made.seal(WORDS)
        await made.change(WORDS, "entirely new words")

    aio(story())

    assert again(tmp_path, "entirely new words").is_open
