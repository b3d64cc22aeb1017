"""Every fault of a network and of HTTP, the rule that makes it, and what is seen.

What is seen is what plain requests sees: a status, or the name of its exception.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from plain_client import SIGNUP

EVENTS = "/interaction/v1/events"
CUT, CHUNKS = "ConnectionError", "ChunkedEncodingError"
LOOP, LATE, NO_JSON = "TooManyRedirects", "ReadTimeout", "JSONDecodeError"


def anything(_):
    return True


@dataclass(frozen=True)
class Row:
    """A fault as the catalogue numbers it."""

    number: str
    text: str
    rule: dict[str, Any]
    seen: int | str
    accepted: int = 1  # how often the event was taken
    holds: Callable[[requests.Response], bool] = anything
    path: str = EVENTS
    options: dict[str, Any] = field(default_factory=dict)


def row(number, text, action, seen, /, *, accepted=1, holds=anything, **details):
    path = details.pop("path", EVENTS)
    options = details.pop("options", {})
    rule = {"action": action, "path": path, **details}
    return Row(number, text, rule, seen, accepted, holds, path, options)


def status(number, status, accepted=0, **details):
    """Build a row whose rule answers with a status alone."""
    text = details.pop("text", f"status {status}")
    details["processed"] = bool(accepted)
    return row(
        number, text, "status", status, status=status, accepted=accepted, **details
    )


def wait_of(number, words, expected):
    return row(
        number,
        f"429, Retry-After {words!r}",
        "throttle",
        429,
        accepted=0,
        retryAfter=words,
        holds=lambda answer: answer.headers.get("Retry-After") == expected,
    )


def token(number, text, **members):
    return row(
        number,
        text,
        "change",
        200,
        accepted=0,
        path="/v2/token",
        members=members,
        holds=lambda answer: members.items() <= answer.json().items(),
    )


ONCE = {"allow_redirects": False}
BY_A_SERVER = (
    row("N8", "reset while sending", "reset-early", CUT, accepted=0),
    row("N9", "reset, nothing processed", "reset-before", CUT, accepted=0),
    row("N9", "reset, processed", "reset-after", CUT),
    row("N10", "hung up, nothing processed", "close-before", CUT, accepted=0),
    row("N10", "hung up, processed", "close-after", CUT),
    row("N11", "held", "delay", LATE, seconds=30, options={"timeout": 0.3}),
    row("N12", "slow body", "slow-body", 201, seconds=0.1),
    row("N13", "slow headers", "slow-headers", 201, seconds=0.1),
    row("N14", "reset within the answer", "reset-within", CHUNKS),
    row("N15", "length longer than the body", "truncate", CHUNKS),
    row("N16", "chunks without an end", "cut-chunks", CHUNKS),
    row("N16", "bad size of a chunk", "bad-chunk", CHUNKS),
    row("N17", "no HTTP", "garbage", CUT),
    row("H1", "login page", "html", 200, accepted=0, holds=lambda a: "<h1>" in a.text),
    row("H1", "a proxy's page", "html", 502, status=502, accepted=0),
    row(
        "H1",
        "a page that says it is JSON",
        "html",
        NO_JSON,
        headers={"Content-Type": "application/json"},
        accepted=0,
    ),
    row(
        "H1",
        "JSON under another type",
        "delay",
        201,
        seconds=0,
        headers={"Content-Type": "text/plain"},
        holds=lambda answer: answer.headers["Content-Type"] == "text/plain",
    ),
    row(
        "H2",
        "an error under 200",
        "status",
        200,
        status=200,
        accepted=0,
        body={"message": "No", "errorcode": 30000},
        holds=lambda answer: answer.json()["errorcode"] == 30000,
    ),
    row("H3", "204", "empty", 204, status=204, holds=lambda a: a.content == b""),
    row("H3", "201 and nothing", "empty", 201, holds=lambda a: a.content == b""),
    row("H4", "token ended", "expire-token", 401, accepted=0),
    status("H5", 401, path="/v2/token", text="secret changed"),
    *(status("H6", 403) for _ in "1"),
    *(status("H7", each) for each in (404, 409, 410)),
    status("H8", 413),
    row("H9", "429, block", "block", 429, accepted=0),
    row("H9", "429, throttle", "throttle", 429, seconds=7, accepted=0),
    wait_of("H9", "", None),
    wait_of("H9", "86400", "86400"),
    wait_of("H9", "-5", "-5"),
    wait_of("H9", "soon", "soon"),
    wait_of("H9", "Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT"),
    *(status("H10", each, accepted=n) for each in (500, 502, 504) for n in (0, 1)),
    status("H11", 503, accepted=1),
    status(
        "H11",
        503,
        headers={"Retry-After": "3"},
        holds=lambda answer: answer.headers["Retry-After"] == "3",
    ),
    row(
        "H12",
        "redirect to another host",
        "redirect",
        302,
        location="http://127.0.0.1:9/",
        accepted=0,
        options=ONCE,
    ),
    row(
        "H13",
        "redirect that keeps the body",
        "redirect",
        307,
        status=307,
        location="http://127.0.0.1:9/",
        accepted=0,
        options=ONCE,
        holds=lambda answer: answer.headers["Location"] == "http://127.0.0.1:9/",
    ),
    row("H14", "redirect loop", "redirect", LOOP, status=307, accepted=0),
    *(
        row(
            "H15",
            f"written in {name}",
            "encode",
            201,
            encoding=name,
            holds=lambda answer, name=name: (
                "eventInstanceId" in answer.content.decode(name)
            ),
        )
        for name in ("utf-8-sig", "utf-16", "latin-1")
    ),
    row(
        "H16",
        "much as little gzip",
        "large",
        201,
        megabytes=20,
        gzip=True,
        options={"stream": True},
        holds=lambda a: len(a.raw.read()) < 200_000,
    ),
    row("H17", "10 MB", "large", 201, holds=lambda a: len(a.content) > 10_000_000),
    row("H18", "too deep", "text", NO_JSON, text="[", repeat=200_000),
    row("H18", "a long number", "text", NO_JSON, text="9", repeat=5000),
    row("H18", "no number", "text", 201, text='{"a": NaN}'),
    row("H18", "a member twice", "text", 201, text='{"a": 1, "a": 2}'),
    row("H18", "half a character", "text", 201, text='{"a": "\\ud800"}'),
    row(
        "H19",
        "500 headers",
        "delay",
        CUT,
        seconds=0,
        headers={f"X-{number}": "x" for number in range(500)},
    ),
    row("H19", "1 MB", "delay", CUT, seconds=0, headers={"X": "x" * 1_000_000}),
    row(
        "H20",
        "another day's date",
        "delay",
        201,
        seconds=0,
        headers={"Date": "Wed, 21 Oct 2015 07:28:00 GMT"},
        holds=lambda answer: answer.headers["Date"].startswith("Wed, 21 Oct 2015"),
    ),
    *(token("H20", f"expires_in {e!r}", expires_in=e) for e in (0, -1, "1079", 10**9)),
    row(
        "H20",
        "no expires_in",
        "change",
        200,
        accepted=0,
        path="/v2/token",
        without=["expires_in"],
        holds=lambda answer: "expires_in" not in answer.json(),
    ),
    token("H21", "another address", rest_instance_url="https://evil.example/"),
    row("H22", "long enough to cancel", "delay", LATE, options={"timeout": 0.3}),
    row("twice", "delivered twice", "duplicate", 201, accepted=2),
)
NOT_BY_A_SERVER = {
    "N1": "names are not asked of the simulator",
    "N2": "a simulator that has ended refuses connections",
    "N3": "a connection is accepted by the system before the simulator sees it",
    "N4": "the simulator speaks plain HTTP on loopback",
    "N5": "the simulator speaks plain HTTP on loopback",
    "N6": "proxies never stand before loopback",
    "N7": "a file of the client alone",
    "H23": "the client's computer sleeps",
}


def names(each):
    return f"{each.number} {each.text}"


def ask(client, fault):
    """Give what plain requests sees: the answer, or the name of its exception."""
    options = {"timeout": 10, **fault.options}
    url = client.simulator.rest_url.rstrip("/") + fault.path
    data = {"EmailAddress": "ada@example.com"}
    body = {"ContactKey": "ada", "EventDefinitionKey": SIGNUP, "Data": data}
    if fault.path == "/v2/token":
        secrets = {
            "client_id": client.simulator.client_id,
            "client_secret": client.simulator.client_secret,
        }
        body = {"grant_type": "client_credentials", **secrets}
    answer = client.session.post(url, json=body, **options)
    if fault.seen == NO_JSON:
        answer.json()
    return answer


@pytest.mark.parametrize("fault", BY_A_SERVER, ids=names)
def test_a_fault_is_seen_by_plain_requests(client, fault):
    assert client.control("PUT", "faults", [fault.rule]).status_code == 200

    if isinstance(fault.seen, str):
        with pytest.raises(
            (requests.RequestException, RecursionError, ValueError)
        ) as e:
            ask(client, fault)
        # The reader of JSON has its own words for what is too deep or too long.
        assert fault.seen in (e.type.__name__, NO_JSON)
    else:
        answer = ask(client, fault)
        assert answer.status_code == fault.seen
        assert fault.holds(answer)

    client.control("DELETE", "faults")
    client.sign_in()
    assert taken(client) == fault.accepted


def taken(client):
    """Count the events of the contact that were processed."""
    told = client.contact("ada")
    return len(told.get("journeys", [])) + len(told.get("turnedAway", []))


def test_every_fault_of_a_network_and_of_http_has_its_row():
    shown = {each.number for each in BY_A_SERVER}
    expected = {f"N{n}" for n in range(1, 18)} | {f"H{n}" for n in range(1, 24)}

    assert shown | set(NOT_BY_A_SERVER) >= expected
    assert shown.isdisjoint(NOT_BY_A_SERVER)
