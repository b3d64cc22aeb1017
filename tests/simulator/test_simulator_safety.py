"""What keeps the simulator to this computer and to its owner."""

import json
import socket
import sys
from types import SimpleNamespace

import pytest
import requests
from plain_client import MONDAY, SIGNUP, Client, read_all

from jbdesk.simulator.door import routes, whole_routes
from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

CONTEXT = "platform/v1/tokenContext"
EVIL = "https://evil.example"
REAL_ID, REAL_SECRET = "k3v9q0w7e5r1t8y2u6i4o0pz", "Zq8xW2vB7nM4kL1jH6gF3dSa"
ADA = {
    "ContactKey": "ada",
    "EventDefinitionKey": SIGNUP,
    "Data": {"EmailAddress": "ada@example.com"},
}


# S1: reached from another machine


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback")
def test_only_the_loopback_address_is_listened_on(simulator):
    with socket.socket() as other:
        # Taken too, if the simulator listened on every address.
        other.bind(("127.0.0.2", simulator.port))


def test_it_can_listen_on_the_other_loopback_address(real_time):
    clock = Clock(MONDAY, is_running=False, real=real_time)
    if not has_ipv6():
        pytest.skip("this computer has no ::1")
    with Simulator(seed="demo", clock=clock, host="::1") as simulator:
        assert simulator.rest_url.startswith("http://[::1]:")
        assert Client(simulator).get(CONTEXT).status_code == 200


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as trial:
            trial.bind(("::1", 0))
    except OSError:
        return False
    return True


# S2: another name for this computer


@pytest.mark.parametrize("path", ["v2/token", "simulator/state", CONTEXT, "nothing"])
def test_another_host_name_opens_no_door(client, simulator, path):
    key = {"Authorization": f"Bearer {simulator.client_secret}"}

    answer = requests.get(
        simulator.rest_url + path, headers={**key, "Host": "evil.example"}, timeout=10
    )

    assert answer.status_code == 403


def test_a_request_without_a_host_is_refused(line):
    told = read_all(line(b"GET /platform/v1/tokenContext HTTP/1.0\r\n\r\n"))

    assert told.split()[1] == b"403"


def test_the_address_of_another_tenant_checks_its_host_too(client, simulator):
    told = client.control("POST", "tenants", {"name": "Southern Seas"}).json()
    here = simulator.rest_url.removeprefix("http://").rstrip("/")

    url = f"{told['rest_url']}{CONTEXT}"
    assert requests.get(url, headers={"Host": here}, timeout=10).status_code == 403


# S3: a page in a browser


@pytest.mark.parametrize("origin", [EVIL, "null", "http://localhost:1", "file://"])
@pytest.mark.parametrize(
    "path", ["v2/token", "interaction/v1/events", "simulator/reset"]
)
def test_a_page_gets_nothing_done_and_is_told_nothing(client, simulator, path, origin):
    headers = {"Origin": origin}
    if path.startswith("simulator"):
        headers["Authorization"] = f"Bearer {simulator.client_secret}"

    for method in ("POST", "OPTIONS", "GET"):
        answer = client.call(method, path, {}, headers=headers)

        assert answer.status_code == 403
        assert not [e for e in answer.headers if e.lower().startswith("access-")]


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", ""])
@pytest.mark.parametrize("path", ["interaction/v1/events", "simulator/reset"])
def test_a_form_of_a_page_can_not_fire_or_reset(client, simulator, path, kind):
    headers = {"Content-Type": kind}
    if path.startswith("simulator"):
        headers["Authorization"] = f"Bearer {simulator.client_secret}"

    answer = client.call("POST", path, data=json.dumps(ADA), headers=headers)

    assert answer.status_code == 415


def test_reading_changes_nothing(client):
    client.fire("ada", EmailAddress="ada@example.com")
    before = as_told(client)

    for route in (*routes.ROUTES, *routes.CONTROLS):
        if route.method == "GET":
            path = route.path.strip("/").replace("{key}", "Members")
            path = path.replace("{id}", "key:nto-welcome-series").replace("{", "")
            assert client.get(path.replace("}", "")).status_code < 500
    assert as_told(client) == before


def as_told(client):
    """The export, without what a reading leaves to be gone on with."""
    told = client.control("GET", "export").json()
    for unit in told["business_units"]:
        notes = {each["name"]: each["value"] for each in unit["tables"]["notes"]}
        unit["tables"] |= {"notes": {**notes, "count": ""}, "row_readings": []}
    return told


# S4: real credentials in the simulator


SENT = [
    {"json": {"client_id": REAL_ID, "client_secret": REAL_SECRET}},
    {"data": {"client_id": REAL_ID, "client_secret": REAL_SECRET}},
    {"json": {"clientId": REAL_ID, "clientSecret": REAL_SECRET}},
    {"json": [{"client_secret": REAL_SECRET}]},
    {"data": f'{{"client_secret": "{REAL_SECRET}", '},
    {"data": f"{{'client_secret' : '{REAL_SECRET}'"},
    {"params": {"client_secret": REAL_SECRET}},
    {"params": {"access_token": REAL_SECRET}},
    {"headers": {"Authorization": f"Bearer {REAL_SECRET}"}},
]


@pytest.mark.parametrize(
    "path", ["v2/token", "v1/requestToken", "interaction/v1/events"]
)
def test_real_credentials_open_nothing_and_are_kept_nowhere(tmp_path, path):
    with Simulator(home=tmp_path, publish_seconds=0) as simulator:
        owner = Client(simulator)
        for each in SENT:
            answer = requests.post(simulator.auth_url + path, timeout=10, **each)
            assert answer.status_code in (400, 401, 403, 415)
            assert REAL_SECRET not in answer.text
        assert REAL_SECRET not in owner.control("GET", "requests").text
        assert REAL_SECRET not in owner.control("GET", "export").text

    for kept in tmp_path.iterdir():
        assert REAL_SECRET.encode() not in kept.read_bytes()


def test_the_simulator_makes_its_own_credentials(client):
    asked = {"name": "Mine", "client_id": REAL_ID, "client_secret": REAL_SECRET}

    made = client.control("POST", "packages", asked).json()

    assert (made["client_id"], made["client_secret"]) != (REAL_ID, REAL_SECRET)
    text = client.control("GET", "tenants").text
    assert REAL_ID not in text
    assert REAL_SECRET not in text


def test_an_import_brings_no_credentials_along(client, simulator):
    secret = simulator.client_secret
    export = client.control("GET", "export").json()
    for package in export["enterprises"][0]["packages"]:
        package |= {"client_id": REAL_ID, "client_secret": REAL_SECRET}
    for unit in export["business_units"]:
        note = {"name": "client_secret", "value": json.dumps(REAL_SECRET)}
        unit["tables"]["notes"].append(note)

    assert client.control("POST", "import", export).status_code == 200

    assert simulator.client_secret == secret
    assert REAL_SECRET not in client.control("GET", "tenants").text


# One simulator beside another


def test_a_token_of_another_simulator_opens_nothing(client):
    with Simulator(seed="empty") as other:
        there = Client(other)
        there.session.headers = client.session.headers

        assert there.get(CONTEXT).status_code == 401
        secret = SimpleNamespace(
            auth_url=other.auth_url,
            rest_url=other.rest_url,
            client_id=other.client_id,
            client_secret=client.simulator.client_secret,
        )
        there.simulator = secret
        assert there.control("GET", "state").status_code == 401
        assert there.token().status_code == 401


def test_every_control_needs_the_owner(client, simulator):
    whole = whole_routes.routes(simulator.tenants)
    for route in (*routes.CONTROLS, *whole):
        path = route.path.strip("/").replace("{", "").replace("}", "")
        assert client.call(route.method, path, {}).status_code == 401
