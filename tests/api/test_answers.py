"""What an answer amounts to: a yes, a no, or nothing to rely on."""

import gzip
import json

import pytest

from jbdesk.api import event_definitions, events
from jbdesk.api.errors import (
    Conflict,
    Forbidden,
    NotAuthorised,
    NotFound,
    OutcomeUnknown,
    Refused,
    Throttled,
)

EVENT = {"ContactKey": "susan", "EventDefinitionKey": "Welcome", "Data": {}}


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, 10000, Refused),
        (403, 20002, Forbidden),
        (404, 30003, NotFound),
        (400, 30003, NotFound),
        (409, 30002, Conflict),
        (429, 50200, Throttled),
        (202, 10005, Refused),
        (200, 10006, Refused),
        (200, 0, Refused),
        (410, 404, NotFound),
    ],
)
def test_an_error_code_is_a_refusal_whatever_the_status(
    service, client, status, code, kind
):
    body = {"message": "No way", "errorcode": code, "documentation": ""}
    service.act = lambda line: line.answer(status, body)

    with pytest.raises(kind, match="No way") as failure:
        events.fire(client, EVENT)

    assert failure.value.status == status
    assert failure.value.code == code
    assert len(service.calls) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "5"}, 5.0),
        ({"Retry_After": "86400"}, 86400.0),
        ({"Retry_After": "-3"}, None),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "inf"}, None),
        ({}, 7.0),
        (
            {
                "Retry_After": "Wed, 01 Jan 2020 00:01:00 GMT",
                "Date": "Wed, 01 Jan 2020 00:00:00 GMT",
            },
            60.0,
        ),
    ],
)
def test_retry_after_is_read_by_the_services_own_clock(
    service, client, headers, seconds
):
    body = {"message": "Rate limit exceeded", "errorcode": 50100, "retryAfter": 7}
    service.act = lambda line: line.answer(429, body, **headers)

    with pytest.raises(Throttled) as failure:
        events.fire(client, EVENT)

    assert failure.value.retry_after == seconds


def test_503_with_retry_after_is_throttled(service, client):
    service.act = lambda line: line.answer(503, {}, Retry_After="2")

    with pytest.raises(Throttled) as failure:
        events.fire(client, EVENT)

    assert failure.value.retry_after == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(service, client, status):
    service.act = lambda line: line.answer(status, Location=f"{service.url}elsewhere")

    with pytest.raises(Refused, match="redirect"):
        events.fire(client, EVENT)

    assert len(service.calls) == 1


def test_an_unpacked_answer_beyond_the_cap_is_not_read_on(service, client_with):
    bomb = gzip.compress(b" " * 20_000_000)
    service.act = lambda line: line.answer(201, bomb, Content_Encoding="gzip")

    with pytest.raises(OutcomeUnknown, match="larger than 1 MiB"):
        events.fire(client_with(size=1024 * 1024), EVENT)


def test_a_packed_answer_is_read(service, client):
    packed = gzip.compress(json.dumps({"eventInstanceId": "e-2"}).encode())
    service.act = lambda line: line.answer(201, packed, Content_Encoding="gzip")

    assert events.fire(client, EVENT).event_instance_id == "e-2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_answers_in_any_unicode_encoding_are_read(service, client, encoding):
    raw = '{"eventInstanceId": "é"}'.encode(encoding)
    service.act = lambda line: line.answer(201, raw)

    assert events.fire(client, EVENT).event_instance_id == "é"


def test_a_cut_keep_alive_line_is_not_used_for_a_second_try(service, client):
    service.act = lambda line: line.answer(201, {"eventInstanceId": "e"})
    events.fire(client, EVENT)
    service.act = lambda line: line.hang_up()

    with pytest.raises(OutcomeUnknown):
        events.fire(client, EVENT)

    assert len(service.calls) == 2


def test_an_unknown_event_definition_is_not_found_although_400_says_nothing(
    service, client
):
    service.act = lambda line: line.answer(400, {})

    with pytest.raises(NotFound, match="no event definition “Welcome/1”"):
        event_definitions.get_by_key(client, "Welcome/1")

    assert "/key:Welcome%2F1?" in service.calls[0].path


def test_a_login_page_with_401_after_a_new_token_is_told_as_such(service, client):
    service.act = lambda line: line.answer(401, b"<html>", Content_Type="text/html")

    with pytest.raises(NotAuthorised, match="login page"):
        events.fire(client, EVENT)
