"""Too much, too slow, too many, and what is no HTTP at all."""

import socket
import time

import pytest
import requests
from plain_client import Client, read_all

from jbdesk.simulator import server
from jbdesk.simulator.door.http_handler import HttpHandler

CONTEXT = "platform/v1/tokenContext"


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("interaction/v1/events", 5 * 1024 * 1024 + 1),
        ("simulator/import", 5 * 1024 * 1024 + 1),
        ("simulator/mirror", 5 * 1024 * 1024 + 1),
        ("interaction/v1/events", 10**30),
        ("interaction/v1/events", -1),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(simulator, line, path, size):
    head = f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1:{simulator.port}\r\n"

    told = read_all(line(f"{head}Content-Length: {size}\r\n\r\n".encode()))

    assert told.startswith(b"HTTP/1.1 413 ")


def test_only_the_owner_may_import_what_is_large(client, simulator):
    large = {"format": "mine", "filler": "x" * (6 * 1024 * 1024)}

    assert client.control("POST", "import", large).status_code == 400


def test_a_body_in_chunks_is_refused(simulator, line):
    head = f"POST /v2/token HTTP/1.1\r\nHost: 127.0.0.1:{simulator.port}\r\n"

    told = read_all(line(f"{head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode()))

    assert told.startswith(b"HTTP/1.1 411 ")


@pytest.mark.parametrize(
    "said",
    [
        b"POST /v2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
        b"POST /v2/tok",
        b"",
    ],
)
def test_who_says_nothing_more_is_let_go(client, line, monkeypatch, said):
    monkeypatch.setattr(HttpHandler, "timeout", 0.2)
    began = time.monotonic()

    read_all(line(said))

    assert time.monotonic() - began < 5
    assert client.get(CONTEXT).status_code == 200


def test_more_connections_than_fit_are_closed_and_later_ones_served(
    simulator, line, monkeypatch
):
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 4)
    held = [line() for _ in range(4)]

    assert read_all(line()) == b""

    for each in held:
        each.close()
    until_served(simulator)


def until_served(simulator):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            Client(simulator)
        except requests.ConnectionError:
            continue
        return
    raise AssertionError


@pytest.mark.parametrize(
    "said",
    [
        b"\x00" * 5000 + b"\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: ten\r\n\r\n",
        b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /ü HTTP/1.1\r\nHöst: x\r\n\r\n".encode(),
    ],
)
def test_bad_http_harms_nobody_else(client, line, said):
    connection = line(said)
    connection.shutdown(socket.SHUT_WR)
    told = read_all(connection)

    # Old HTTP has no status line; what can't be understood at all, no answer.
    is_refused = told.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5", b"<!DOCTYPE"))
    assert is_refused or not told
    assert client.get(CONTEXT).status_code == 200
