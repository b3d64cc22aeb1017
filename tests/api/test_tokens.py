"""One token for all workers; nothing of it is ever shown."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hostile_service import SECRET, TOKEN

from jbdesk.api import endpoints, events, tokens
from jbdesk.api.errors import NotAuthorised, OutcomeUnknown, Refused

EVENT = {"ContactKey": "susan", "EventDefinitionKey": "Welcome", "Data": {}}


def accepting(line):
    line.answer(201, {"eventInstanceId": "e-1"})


def asked_by(client, workers):
    """A wait that is over when so many workers have asked for the token."""
    asked = threading.Semaphore(0)
    bearer = client.tokens.bearer

    def heard(refused=""):
        asked.release()
        return bearer(refused)

    client.tokens.bearer = heard

    def wait():
        for _ in range(workers):
            assert asked.acquire(timeout=10)

    return wait


def test_many_workers_share_one_token_request(service, client):
    all_have_asked = asked_by(client, 16)

    def slow(line):
        all_have_asked()
        service.grant_token(line)

    service.grant = slow
    service.act = accepting

    with ThreadPoolExecutor(16) as pool:
        fired = list(pool.map(lambda _: events.fire(client, EVENT), range(32)))

    assert len(fired) == 32
    assert service.tokens == 1


def test_many_workers_share_the_failure_of_one_token_request(service, client):
    all_have_asked = asked_by(client, 8)

    def refused(line):
        all_have_asked()
        service.tokens += 1
        line.answer(
            401, {"error": "invalid_client", "error_description": "Client failed."}
        )

    service.grant = refused
    with ThreadPoolExecutor(8) as pool:
        fired = [pool.submit(events.fire, client, EVENT) for _ in range(8)]

    assert {type(each.exception()) for each in fired} == {NotAuthorised}
    assert service.tokens == 1
    assert not service.calls


def test_a_refused_token_is_replaced_once_and_the_call_made_again(service, client):
    def act(line):
        if line.headers["authorization"].endswith("-1"):
            line.answer(401, {"message": "Not Authorized", "errorcode": 0})
        else:
            accepting(line)

    service.act = act

    assert events.fire(client, EVENT).event_instance_id == "e-1"
    assert service.tokens == 2
    assert len(service.calls) == 2


def test_eight_workers_whose_token_dies_at_once_ask_for_one_new_one(service, client):
    service.act = accepting
    events.fire(client, EVENT)
    together = threading.Barrier(8)

    def act(line):
        if line.headers["authorization"].endswith("-1"):
            together.wait(10)
            line.answer(401, {"message": "Not Authorized", "errorcode": 0})
        else:
            accepting(line)

    service.act = act
    with ThreadPoolExecutor(8) as pool:
        fired = list(pool.map(lambda _: events.fire(client, EVENT), range(8)))

    assert {each.event_instance_id for each in fired} == {"e-1"}
    assert service.tokens == 2
    assert len(service.calls) == 1 + 8 + 8


def test_a_token_that_is_refused_again_ends_the_call(service, client):
    body = {"message": "Not Authorized", "errorcode": 0}
    service.act = lambda line: line.answer(401, body)

    with pytest.raises(NotAuthorised, match="Not Authorized") as failure:
        events.fire(client, EVENT)

    assert failure.value.code == 0
    assert len(service.calls) == 2


@pytest.mark.parametrize("told", [0, -5, None, "soon", True, [], 10**12])
def test_an_odd_lifetime_leaves_the_token_usable(service, client, told):
    service.grant = lambda line: service.grant_token(line, expires_in=told)
    service.act = accepting

    events.fire(client, EVENT)
    events.fire(client, EVENT)

    assert service.tokens == 1


def test_a_token_is_replaced_before_it_expires(service, client, monkeypatch):
    service.act = accepting
    events.fire(client, EVENT)
    left = client.tokens.info.seconds_left()
    now = time.monotonic
    monkeypatch.setattr(tokens.time, "monotonic", lambda: now() + 1025)

    events.fire(client, EVENT)

    assert 1070 < left <= 1079
    assert service.tokens == 2


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "https://x.rest.marketingcloudapis.com.evil.example/",
        "https://x.rest.marketingcloudapis.com/",
    ],
)
def test_a_token_answer_can_not_send_the_simulator_elsewhere(
    service, client, elsewhere
):
    service.rest_url = elsewhere

    with pytest.raises(Refused, match="not a REST address"):
        events.fire(client, EVENT)

    assert not service.calls


def test_a_token_that_can_not_stand_in_a_header_is_no_token(service, client):
    service.grant = lambda line: service.grant_token(line, access_token="a\r\nX: b")

    with pytest.raises(OutcomeUnknown, match="no usable token"):
        events.fire(client, EVENT)


def test_a_netrc_never_replaces_the_token(service, client, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password mine\n")
    monkeypatch.setenv("NETRC", str(netrc))
    service.act = accepting

    events.fire(client, EVENT)

    sent = [each.headers.get("authorization") for each in service.requests]
    assert sent == [None, f"Bearer {TOKEN}-1"]


def test_loopback_never_goes_through_a_proxy(service, client, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    service.act = accepting

    assert events.fire(client, EVENT).event_instance_id == "e-1"


def test_neither_secret_nor_token_is_ever_shown(service, client, journal):
    service.act = lambda line: line.answer(
        400,
        {"message": f"{line.headers['authorization']} and {SECRET}", "errorcode": 1},
        Set_Cookie="session=canary-cookie",
    )

    with pytest.raises(Refused) as failure:
        events.fire(client, EVENT | {"Data": {"note": SECRET}})

    shown = f"{journal!r} {client!r} {client.tokens.info!r} {failure.value.exchange!r}"
    assert [each.label for each in journal] == ["Get token", "Fire event"]
    for secret in (SECRET, TOKEN, "canary-cookie"):
        assert secret not in shown
    assert SECRET in service.requests[0].body.decode()


def test_a_token_answer_that_breaks_off_is_masked_too(service, client, journal):
    service.grant = lambda line: line.answer(200, b'{"access_token": "canary-token-9Zk')

    with pytest.raises(OutcomeUnknown):
        client.call(endpoints.JOURNEYS)

    assert TOKEN not in repr(journal)


def test_the_context_tells_the_business_unit(service, client):
    body = {"enterprise": {"id": 1}, "organization": {"id": 2}, "user": {"id": 3}}
    service.act = lambda line: line.answer(202, body)

    assert tokens.context(client) == tokens.Context("2", "1", "3")
    assert client.tokens.info.business_unit == "2"
