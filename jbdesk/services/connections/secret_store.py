"""Which of the system's secret stores are trusted, and what they are called."""

from collections.abc import Mapping
from typing import Any

SAFE = {
    ("keyring.backends.SecretService", "Keyring"): "Secret Service",
    ("keyring.backends.libsecret", "Keyring"): "Secret Service",
    ("keyring.backends.kwallet", "DBusKeyring"): "KWallet",
    ("keyring.backends.kwallet", "DBusKeyringKWallet4"): "KWallet",
    ("keyring.backends.macOS", "Keyring"): "macOS Keychain",
    ("keyring.backends.Windows", "WinVaultKeyring"): "Windows Credential Manager",
}


def trusted(
    found: Any, safe: Mapping[tuple[str, str], str] = SAFE
) -> tuple[Any, str] | None:
    """Give the first store that is trusted with its name; None where none is.

    Stores that write plain text or nothing at all are in no row, so never trusted.
    """
    is_chain = type(found).__module__ == "keyring.backends.chainer"
    for store in found.backends if is_chain else (found,):
        kind = type(store)
        if name := safe.get((kind.__module__, kind.__name__)):
            return store, name
    return None
