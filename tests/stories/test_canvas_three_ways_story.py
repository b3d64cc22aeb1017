"""The second demo journey built from nothing: by mouse, by keyboard alone, and through
the accessibility bus; all three save the same JSON."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from canvas_hands import Keys, Mouse
from second_demo import NAME, build, told_apart_by_chance_alone

from jbdesk.simulator.server import Simulator

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"  # it has pyatspi, where that is installed
SHAPE = {
    "5 minutes": ["Known by name?"],
    "Known by name?": ["Welcome, by name", "Welcome, traveller"],
    "Welcome, by name": ["Set Updated to True"],
    "Welcome, traveller": ["Set Updated to True"],
    "Set Updated to True": ["1 day"],
    "1 day": [None],
}
saved = {}


def shape(journey):
    return {
        each.name: [journey[to].name if to else None for to in each.targets]
        for each in journey.activities
    }


def missing_for_the_bus():
    """What this computer lacks for a screen reader's way; "" where it is all here."""
    for needed in ("Xvfb", "dbus-run-session"):
        if shutil.which(needed) is None:
            return f"no {needed} here"
    if not Path(SYSTEM_PYTHON).exists():
        return f"no {SYSTEM_PYTHON} here"
    asked = [SYSTEM_PYTHON, "-c", "import pyatspi"]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        return f"no pyatspi for {SYSTEM_PYTHON}"
    return ""


@contextlib.contextmanager
def screen():
    """A screen that nobody sees, by its name."""
    read, write = os.pipe()
    options = ["-displayfd", str(write), "-screen", "0", "1280x800x24"]
    shown = subprocess.Popen(
        ["Xvfb", *options, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        shown.terminate()
        shown.wait()


def build_through_the_bus(home):
    """The application and the reader in a session of their own."""
    with screen() as display:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        environment.pop("WAYLAND_DISPLAY", None)
        window = [sys.executable, "-m", "jbdesk", "--home", str(home)]
        reader = [SYSTEM_PYTHON, str(HERE / "bus_hands.py"), *window]
        done = subprocess.run(
            ["dbus-run-session", "--", *reader],
            env=environment,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )
    assert done.returncode == 0, done.stderr


def kept_by_the_simulator(home):
    """The journey as the simulator of that home has it."""
    with Simulator(home=home / "simulator") as simulator:
        login = {
            "grant_type": "client_credentials",
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
            "account_id": simulator.account_id,
        }
        token = asked(f"{simulator.auth_url}v2/token", body=login)["access_token"]
        wanted = urlencode({"nameOrDescription": NAME, "extras": "all"})
        path = f"{simulator.rest_url}interaction/v1/interactions?{wanted}"
        (found,) = asked(path, token)["items"]
        return asked(f"{path.partition('?')[0]}/{found['id']}?extras=all", token)


def asked(url, token="", body=None):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url, data, headers)) as answer:
        return json.load(answer)


def build_here(desk, hands):
    async def story(person):
        await person.sees("63 event definitions")
        way = hands(desk, person)
        await build(way)
        assert shape(way.journey) == SHAPE
        saved[hands] = told_apart_by_chance_alone(way.journey.body)

    desk.tell(story)


def all_are_the_same():
    first, *others = saved.values()
    for other in others:
        assert other == first


@pytest.mark.parametrize("hands", [Mouse, Keys])
def test_the_second_demo_journey_is_built_from_nothing(desk, hands):
    build_here(desk, hands)

    all_are_the_same()


def test_a_screen_reader_builds_it_too(desk, tmp_path):
    if lacks := missing_for_the_bus():
        pytest.skip(lacks)
    if not saved:  # run alone
        build_here(desk, Keys)
    home = tmp_path / "reader"

    build_through_the_bus(home)

    saved["reader"] = told_apart_by_chance_alone(kept_by_the_simulator(home))
    all_are_the_same()
