"""Secrets in a file that only a passphrase opens; blocking, and slow by nature.

passphrase ── scrypt, random salt ──► key ── AES-GCM, random nonce each time ──►
secrets, each bound to the name it is kept under. `cryptography` does the work; it is
imported when the vault is used, and not offered where it is missing.
"""

import base64
import importlib.util
import os
import threading
import unicodedata
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services import stored_file

VERSION = 1
LEAST = 8  # characters of a passphrase
MOST = 1024
_COST = {"n": 2**17, "r": 8, "p": 1}
_SALT, _NONCE, _KEY = 16, 12, 32  # bytes
_PROOF = "jbdesk vault"  # sealed, too, to know the right passphrase


def is_possible() -> bool:
    """Whether this system has what the vault takes."""
    return importlib.util.find_spec("cryptography") is not None


class SealedFile:
    """Speaks like a secret store of the system, once it is open."""

    def __init__(self, home: Path, cost: dict[str, int] | None = None) -> None:
        self._path = home / "secrets.vault"
        self._cost = cost or _COST
        self._key: bytes | None = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"SealedFile({self._path.name!r})"

    @property
    def is_there(self) -> bool:
        return self._path.exists()

    @property
    def is_open(self) -> bool:
        return self._key is not None

    def create(self, passphrase: str) -> None:
        """Begin an empty vault; it is open from then on."""
        _check(passphrase)
        with self._lock:
            if self.is_there:
                raise Failure("There is a vault already; unlock it, or start anew.")
            self._seal_all({}, passphrase)

    def unlock(self, passphrase: str) -> None:
        """Open the vault; raises Failure where the passphrase is another."""
        with self._lock:
            told = self._read()
            key = self._derived(passphrase, told)
            self._opened(told["proof"], _PROOF, key)
            self._key = key

    def lock(self) -> None:
        """Forget the key; the passphrase is asked for again."""
        self._key = None

    def change(self, passphrase: str, new: str) -> None:
        """Seal everything under another passphrase."""
        _check(new, "new")
        with self._lock:
            told = self._read()
            key = self._derived(passphrase, told)
            self._opened(told["proof"], _PROOF, key)
            secrets = {
                name: self._opened(each, name, key)
                for name, each in told["secrets"].items()
            }
            self._seal_all(secrets, new)

    def remove(self) -> None:
        """Throw the vault away with all that is in it."""
        with self._lock:
            self._key = None
            self._path.unlink(missing_ok=True)

    # What a secret store does.

    def get_password(self, service: str, _user: str) -> str | None:
        with self._lock:
            sealed = self._read()["secrets"].get(service)
            return None if sealed is None else self._opened(sealed, service, self._held)

    def set_password(self, service: str, _user: str, secret: str) -> None:
        with self._lock:
            told = self._read()
            kept = {**told["secrets"], service: _sealed(secret, service, self._held)}
            stored_file.write(self._path, {**told, "secrets": kept})

    def delete_password(self, service: str, _user: str) -> None:
        with self._lock:
            told = self._read()
            kept = {name: e for name, e in told["secrets"].items() if name != service}
            stored_file.write(self._path, {**told, "secrets": kept})

    # How it is done.

    @property
    def _held(self) -> bytes:
        if self._key is None:
            raise Failure("The vault is locked.")
        return self._key

    def _seal_all(self, secrets: dict[str, str], passphrase: str) -> None:
        salt = os.urandom(_SALT)
        key = _key_of(passphrase, salt, self._cost)
        told = {
            "version": VERSION,
            "kdf": {"name": "scrypt", **self._cost, "salt": _text(salt)},
            "proof": _sealed("", _PROOF, key),
            "secrets": {name: _sealed(e, name, key) for name, e in secrets.items()},
        }
        stored_file.write(self._path, told)
        self._key = key

    def _read(self) -> dict[str, Any]:
        try:
            told: dict[str, Any] = wire.loads(self._path.read_bytes())
        except FileNotFoundError:
            raise Failure("The vault's file is gone; start anew.") from None
        except (OSError, Failure):
            raise _damaged() from None
        is_ours = (
            isinstance(told, dict)
            and told.get("version") == VERSION
            and isinstance(told.get("secrets"), dict)
            and isinstance(told.get("kdf"), dict)
        )
        if not is_ours or "proof" not in told:
            raise _damaged()
        return told

    def _derived(self, passphrase: str, told: dict[str, Any]) -> bytes:
        kdf = told["kdf"]
        # What a file asks for could take all of the memory: only our own costs.
        if {name: kdf.get(name) for name in self._cost} != self._cost:
            raise _damaged()
        return _key_of(passphrase, _bytes(kdf.get("salt")), self._cost)

    def _opened(self, sealed: Any, name: str, key: bytes) -> str:
        from cryptography.exceptions import InvalidTag

        raw = _bytes(sealed)
        try:
            found = _cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], name.encode())
            return str(found, "utf-8")
        except InvalidTag:
            if name != _PROOF:
                raise _damaged() from None
            where = Where("form", field="passphrase")
            told = "This passphrase does not open the vault. Type it again."
            raise Failure(Problem(told, where=where)) from None
        except ValueError:
            raise _damaged() from None


def _check(passphrase: str, field: str = "passphrase") -> None:
    if len(passphrase) < LEAST:
        told = f"A passphrase has at least {LEAST} characters; a few words are best."
        raise Failure(Problem(told, where=Where("form", field=field)))
    if len(passphrase) > MOST:
        told = f"A passphrase has at most {MOST:,} characters."
        raise Failure(Problem(told, where=Where("form", field=field)))


def _key_of(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    try:
        from cryptography.hazmat.primitives.kdf.scrypt import (
            Scrypt,
        )
    except ImportError:
        told = "This vault needs the library “cryptography”, which is not installed."
        raise Failure(told) from None
    # One keyboard writes é as one letter, another as two.
    plain = unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass")
    found = Scrypt(salt=salt, length=_KEY, **cost).derive(plain)
    return bytes(found)


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import (
        AESGCM,
    )

    return AESGCM(key)


def _sealed(secret: str, name: str, key: bytes) -> str:
    nonce = os.urandom(_NONCE)
    return _text(nonce + _cipher(key).encrypt(nonce, secret.encode(), name.encode()))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: Any) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (TypeError, ValueError):
        raise _damaged() from None


def _damaged() -> Failure:
    return Failure(
        "The vault's file is damaged and can't be read. Put a copy back, or start anew."
    )
