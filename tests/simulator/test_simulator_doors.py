import socket

import pytest
import requests

CONTEXT = "platform/v1/tokenContext"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", ""])
def test_another_host_name_is_refused(client, host):
    answer = client.get(CONTEXT, headers={"Host": host})

    assert answer.status_code == 403


def test_the_names_of_this_computer_are_served(client, simulator):
    for name in ("127.0.0.1", "localhost", "[::1]"):
        host = f"{name}:{simulator.port}"
        assert client.get(CONTEXT, headers={"Host": host}).status_code == 200


def test_a_page_in_a_browser_gets_nothing_done(client):
    answer = client.post(
        "interaction/v1/events",
        {"ContactKey": "ada"},
        headers={"Origin": "https://evil.example"},
    )

    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.lower().startswith("access-")]


def test_a_form_cannot_fire(client):
    answer = client.post("interaction/v1/events", data="ContactKey=ada")

    assert answer.status_code == 415


def test_an_unknown_route_is_answered_by_the_gateway(client):
    answer = client.get("interaction/v1/nothing")

    assert answer.status_code == 404
    assert answer.json()["errorcode"] == 404
    assert answer.json()["message"] == "Not Found"


def test_too_much_is_not_read(simulator):
    with socket.create_connection(("127.0.0.1", simulator.port), timeout=10) as line:
        line.sendall(
            b"POST /interaction/v1/events HTTP/1.1\r\n"
            + f"Host: 127.0.0.1:{simulator.port}\r\n".encode()
            + b"Content-Length: 99999999\r\n\r\n"
        )
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


def test_what_is_no_http_ends_the_connection(simulator, client):
    with socket.create_connection(("127.0.0.1", simulator.port), timeout=10) as line:
        line.sendall(b"\x16\x03\x01 not http\r\n\r\n")
        while line.recv(1000):
            pass

    assert client.get(CONTEXT).status_code == 200


def test_controls_need_the_client_secret(client, simulator):
    url = f"{simulator.rest_url}simulator/state"

    assert requests.get(url, timeout=10).status_code == 401
    assert client.get("simulator/state").status_code == 401
    assert client.control("GET", "state").status_code == 200


def test_a_deeply_nested_body_is_refused(client):
    text = b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    kind = {"Content-Type": "application/json"}

    answer = client.post("interaction/v1/events", data=text, headers=kind)

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10004)


def test_connections_stay_open(client):
    first = client.get(CONTEXT)
    second = client.get(CONTEXT)

    assert first.raw.version == second.raw.version == 11
    assert "close" not in second.headers.get("Connection", "")
