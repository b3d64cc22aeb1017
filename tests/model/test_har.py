"""An archive is held against the fields that HAR 1.2 documents."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from jbdesk.model.exchange import Exchange
from jbdesk.model.exchanges import har

FIRED = Exchange(
    id="1",
    at=datetime(2026, 3, 3, 12, 0, 0, 123000, UTC),
    method="POST",
    url="https://sub.rest.example/interaction/v1/events?a=1&b=&a=%C3%BC",
    request_headers=(
        ("Authorization", "Bearer ••••••"),
        ("Content-Type", "application/json; charset=UTF-8"),
    ),
    request_body='{"ContactKey": "zoë"}',
    status=201,
    reason="Created",
    answer_headers=(("content-type", "application/json"), ("X-A", "1")),
    answer_body='{"eventInstanceId": "4b1fd742"}',
    milliseconds=182,
    label="Fire event",
    connection_name="NTO",
)
UNREACHED = replace(
    FIRED,
    method="GET",
    request_body="",
    status=None,
    reason="",
    answer_headers=(),
    answer_body="",
    error="The host was not found.",
)

# The object types of the specification: a name with “?” may be left out.
PAIR = {"name": str, "value": str, "comment?": str}
LOG = {
    "version": str,
    "creator": {"name": str, "version": str, "comment?": str},
    "browser?": dict,
    "pages?": list,
    "entries": [
        {
            "pageref?": str,
            "startedDateTime": str,
            "time": int,
            "request": {
                "method": str,
                "url": str,
                "httpVersion": str,
                "cookies": [PAIR],
                "headers": [PAIR],
                "queryString": [PAIR],
                "postData?": {
                    "mimeType": str,
                    "params": [PAIR],
                    "text": str,
                    "comment?": str,
                },
                "headersSize": int,
                "bodySize": int,
                "comment?": str,
            },
            "response": {
                "status": int,
                "statusText": str,
                "httpVersion": str,
                "cookies": [PAIR],
                "headers": [PAIR],
                "content": {
                    "size": int,
                    "compression?": int,
                    "mimeType": str,
                    "text?": str,
                    "encoding?": str,
                    "comment?": str,
                },
                "redirectURL": str,
                "headersSize": int,
                "bodySize": int,
                "comment?": str,
            },
            "cache": {"beforeRequest?": dict, "afterRequest?": dict, "comment?": str},
            "timings": {
                "blocked?": int,
                "dns?": int,
                "connect?": int,
                "send": int,
                "wait": int,
                "receive": int,
                "ssl?": int,
                "comment?": str,
            },
            "serverIPAddress?": str,
            "connection?": str,
            "comment?": str,
        }
    ],
    "comment?": str,
}


def faults(value, shape, where="log"):
    """Every place where a value is not what the specification says."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [where]
        return [
            f for n, v in enumerate(value) for f in faults(v, shape[0], f"{where}[{n}]")
        ]
    if not isinstance(shape, dict):
        return [] if type(value) is shape else [where]
    known = {name.rstrip("?"): kind for name, kind in shape.items()}
    wanted = {name for name in shape if not name.endswith("?")}
    found = [f"{where}.{name} is unknown" for name in value if name not in known]
    found += [f"{where}.{name} is missing" for name in wanted if name not in value]
    for name in value.keys() & known.keys():
        found += faults(value[name], known[name], f"{where}.{name}")
    return found


def archive(*exchanges):
    return json.loads("".join(har.written(exchanges)))["log"]


def test_every_documented_field_is_there_and_no_other():
    log = archive(FIRED, UNREACHED)

    assert faults(log, LOG) == []
    assert log["version"] == "1.2"
    assert len(log["entries"]) == 2


def test_an_archive_of_nothing_is_one_as_well():
    assert faults(archive(), LOG) == []


def test_an_entry_tells_what_was_sent_and_answered():
    (entry,) = archive(FIRED)["entries"]

    assert entry["startedDateTime"] == "2026-03-03T12:00:00.123+00:00"
    assert entry["time"] == sum(entry["timings"].values()) == 182
    assert entry["request"]["queryString"] == [
        {"name": "a", "value": "1"},
        {"name": "b", "value": ""},
        {"name": "a", "value": "ü"},
    ]
    assert entry["request"]["postData"]["text"] == FIRED.request_body
    assert entry["request"]["bodySize"] == len(FIRED.request_body.encode())
    assert entry["response"]["content"]["mimeType"] == "application/json"
    assert entry["comment"] == "Fire event, NTO"


def test_where_no_answer_came_the_status_is_zero_and_the_reason_stands_by():
    (entry,) = archive(UNREACHED)["entries"]

    assert "postData" not in entry["request"]
    assert entry["response"]["status"] == 0
    assert entry["response"]["comment"] == "The host was not found."
