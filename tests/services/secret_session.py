"""Uses the vault in a session of its own with gnome-keyring; tells in JSON how it went.

usage: dbus-run-session -- python secret_session.py unlocked|locked HOME
       python secret_session.py missing HOME
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import secretstorage
from jeepney import DBusAddress, new_method_call

from jbdesk.services.connections.vault import Vault

NAME = "org.freedesktop.secrets"
PASSWORD = b"test-pass"


def begin():
    """Start the daemon with a keyring that is open; gives its process."""
    command = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
    nowhere = subprocess.DEVNULL
    subprocess.run(command, input=PASSWORD, stdout=nowhere, stderr=nowhere, check=True)
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus")
    ask = new_method_call(bus, "GetConnectionUnixProcessID", "s", (NAME,))
    with secretstorage.dbus_init() as line:
        secretstorage.get_default_collection(line)  # waits until the daemon answers
        return line.send_and_get_reply(ask).body[0]


def lock():
    with secretstorage.dbus_init() as line:
        secretstorage.get_default_collection(line).lock()


async def story():
    vault = Vault(limit=10)
    begun = time.monotonic()
    await vault.put("c-1@7", "hunter2 \u00fc")
    other = Vault(limit=10)
    return {
        "store": vault.store_name,
        "notice": vault.notice,
        "again": await other.secret("c-1"),
        "here": await vault.secret("c-1"),
        "seconds": time.monotonic() - begun,
    }


def main(state, home):
    daemon = 0 if state == "missing" else begin()
    try:
        if state == "locked":
            lock()
        told = asyncio.run(story())
    finally:
        if daemon:
            os.kill(daemon, signal.SIGTERM)
    Path(home, "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
