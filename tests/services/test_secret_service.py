"""The vault with a real Secret Service: gnome-keyring, in a session of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("secret_session.py")
ROOT = CHILD.parents[2]
NEEDED = ("gnome-keyring-daemon", "dbus-run-session")
ABSENT = [each for each in NEEDED if shutil.which(each) is None]

pytestmark = pytest.mark.skipif(
    bool(ABSENT), reason=f"{' and '.join(ABSENT)} not installed"
)


@pytest.fixture
def session(tmp_path):
    def run(state):
        own = {}
        for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME"):
            (tmp_path / name).mkdir(mode=0o700)
            own[name] = str(tmp_path / name)
        nobody = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody"}
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND")
        environment = {
            **{name: each for name, each in os.environ.items() if name not in hidden},
            **own,
            **(nobody if state == "missing" else {}),
            "PYTHONPATH": str(ROOT),
        }
        line = [] if state == "missing" else ["dbus-run-session", "--"]
        subprocess.run(
            [*line, sys.executable, str(CHILD), state, str(tmp_path)],
            env=environment,
            stderr=subprocess.PIPE,
            check=True,
            timeout=60,
        )
        return json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))

    return run


def test_an_open_keyring_keeps_the_secret(session):
    told = session("unlocked")

    assert told["store"] == "Secret Service"
    assert told["notice"] == ""
    assert told["again"] == "hunter2 ü"


def test_a_locked_keyring_that_can_ask_nobody_leaves_it_in_memory(session):
    told = session("locked")

    assert "memory" in told["store"]
    assert "locked" in told["notice"]
    assert told["again"] is None
    assert told["here"] == "hunter2 ü"
    assert told["seconds"] < 10


def test_without_a_session_bus_it_is_told_that_there_is_no_store(session):
    told = session("missing")

    assert "memory" in told["store"]
    assert "no secret store that jbdesk trusts" in told["notice"]
    assert told["here"] == "hunter2 ü"
