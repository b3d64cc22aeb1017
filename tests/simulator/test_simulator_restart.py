import os
import signal
import stat
import subprocess
import sys

import pytest
import requests
from plain_client import MONDAY, SIGNUP, Client
from simulator_process import Process

from jbdesk.model.problem import Failure
from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock


def opened(home, real_time, clock=None):
    clock = clock or Clock(MONDAY, is_running=False, real=real_time)
    return Simulator(home=home, clock=clock, publish_seconds=0)


def test_everything_is_there_again_after_a_restart(tmp_path, real_time):
    with opened(tmp_path, real_time) as simulator:
        client = Client(simulator)
        client.fire("ada", EmailAddress="ada@example.com")
        before = client.contact("ada")
        credentials = (simulator.client_id, simulator.client_secret)

    with opened(tmp_path, real_time) as simulator:
        again = Client(simulator)
        again.session.headers["Authorization"] = client.session.headers["Authorization"]
        assert (simulator.client_id, simulator.client_secret) == credentials
        assert again.contact("ada") == before
        assert again.get("platform/v1/tokenContext").status_code == 200
        again.advance("PT5M")
        assert again.contact("ada")["journeys"][0]["activity"] == "WAITBYDURATION-2"


def test_a_stopped_clock_stands_where_it_stood(tmp_path, real_time):
    with opened(tmp_path, real_time) as simulator:
        Client(simulator).advance("P3D")
    real_time.seconds += 3600

    with Simulator(home=tmp_path) as simulator:
        told = Client(simulator).control("GET", "clock").json()

    assert told["now"] == "2026-03-05T15:00:00+00:00"


def test_only_one_simulator_uses_a_folder(tmp_path, real_time, monkeypatch):
    monkeypatch.setattr("jbdesk.simulator.tenancy.store.PATIENCE", 0.1)
    with (
        opened(tmp_path, real_time),
        pytest.raises(Failure, match="Another simulator"),
    ):
        Simulator(home=tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
def test_the_file_is_for_its_owner_alone(tmp_path, real_time):
    home = tmp_path / "simulator"
    with opened(home, real_time):
        files = list(home.iterdir())

        assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


@pytest.fixture
def start():
    running = []

    def started(*arguments):
        running.append(Process(*arguments))
        return running[-1]

    yield started
    for each in running:
        each.end()


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_kill_9_loses_no_event_that_was_acknowledged(start, tmp_path):
    for attempt in range(3):
        process = start("--home", str(tmp_path))
        client = Client(process)
        for number in range(20):
            key = f"c{attempt}-{number}"
            answer = client.fire(key, EmailAddress=f"{key}@example.com")
            assert answer.status_code == 201
        os.kill(process.child.pid, signal.SIGKILL)
        process.end()

    client = Client(start("--home", str(tmp_path)))

    rows = [each["EmailAddress"] for each in client.rows("Members")]
    for attempt in range(3):
        for number in range(20):
            assert rows.count(f"c{attempt}-{number}@example.com") == 1
            assert client.contact(f"c{attempt}-{number}")["journeys"][0]["isInside"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
def test_a_signal_ends_it_well(start, number):
    process = start("--memory", "--seed", "empty")

    process.child.send_signal(number)

    assert process.child.wait(timeout=20) == 0
    assert process.child.stderr.read() == b""
    assert set(process.told) == {
        "auth_url",
        "rest_url",
        "client_id",
        "client_secret",
        "account_id",
    }


def test_it_ends_with_the_program_that_started_it(start):
    process = start("--memory", "--until-stdin-closes")
    assert requests.get(process.rest_url, timeout=10).status_code == 401

    process.child.stdin.close()
    process.child.stdin = None

    assert process.child.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_told_in_words(start, simulator):
    child = subprocess.run(
        [
            sys.executable,
            "-m",
            "jbdesk",
            "simulator",
            "--memory",
            "--port",
            str(simulator.port),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert child.returncode != 0
    assert "can't listen" in child.stderr
    assert "Traceback" not in child.stderr


def test_the_key_of_the_demo_is_always_the_same(start):
    client = Client(start("--memory"))

    found = client.get(f"interaction/v1/eventDefinitions/key:{SIGNUP}").json()

    assert found["name"] == "NTO Signup"
