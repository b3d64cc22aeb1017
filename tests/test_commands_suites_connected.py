"""The command `test` on a connection: rehearsed, offline, and for real."""

import json

import pytest

from jbdesk.__main__ import main
from jbdesk.simulator.server import Simulator

ADA = {
    "contactKey": "ada",
    "data": {"EmailAddress": "ada@example.com", "FirstName": "Ada"},
}


@pytest.fixture
def tenant(monkeypatch):
    with Simulator(seed="demo") as running:
        monkeypatch.setenv("JBDESK_CLIENT_SECRET", running.client_secret)
        yield running


@pytest.fixture
def told(capsys, tenant, tmp_path):
    def run(*expected, on=(), journey="nto-welcome-series", arguments=None):
        path = tmp_path / "suite.json"
        contacts = [{**ADA, "expect": list(expected)}]
        path.write_text(json.dumps({"journey": journey, "contacts": contacts}))
        there = ("--auth-url", tenant.auth_url, "--client-id", tenant.client_id)
        rest = ("--home", str(tmp_path), "--format", "json", *on)
        code = main(["test", str(path), *(arguments or there), *rest])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def visits(tenant):
    return len(tenant.tenant.store.all("SELECT id FROM visits"))


def test_a_journey_of_a_connection_is_rehearsed_and_nothing_is_sent(told, tenant):
    code, out, err = told({"reaches": "Welcome, by name", "within": "5 minutes"})

    found = json.loads(out)
    assert (code, err, found["met"]) == (0, "", 1)
    assert found["where"].endswith("has it, on a simulator")
    assert visits(tenant) == 0


def test_live_fires_and_tells_what_is_not_known_yet(told, tenant):
    code, out, err = told(
        {"waitsAt": "5 minutes"},
        {"reaches": "Welcome, by name"},
        on=("--on", "live", "--limit", "1 second"),
    )

    found = json.loads(out)
    assert (code, found["met"], found["not_known"]) == (1, 1, 1)
    assert "Firing contact 1 of 1" in err
    assert visits(tenant) == 1


def test_offline_the_journey_is_only_read(told, tenant):
    code, out, _ = told({"waitsAt": "5 minutes"}, on=("--on", "walk"))

    assert (code, json.loads(out)["met"]) == (0, 1)
    assert visits(tenant) == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--connection", "Nobody"), "There is no connection “Nobody”"),
        (("--auth-url", "http://127.0.0.1:1/"), "--auth-url needs --client-id"),
    ],
)
def test_a_connection_that_is_not_there_gives_2(told, arguments, why):
    code, out, err = told({"enters": True}, arguments=arguments)

    assert (code, out) == (2, "")
    assert why in err


def test_a_journey_that_the_connection_lacks_gives_2(told):
    code, _, err = told({"enters": True}, journey="lost")

    assert code == 2
    assert len(err.splitlines()) == 1
