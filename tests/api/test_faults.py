"""What a call amounts to when the network or the service goes wrong."""

import gzip
import socket
import struct
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from jbdesk.api import endpoints, events
from jbdesk.api.client import Client
from jbdesk.api.errors import (
    OutcomeUnknown,
    Unreachable,
)
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure

EVENT = {"ContactKey": "susan", "EventDefinitionKey": "Welcome", "Data": {}}


def reset(line):
    """End the connection with an RST."""
    line.handler.request.setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
    )
    line.handler.request.close()
    line.hang_up()


def half(line):
    line.send(b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{")
    line.hang_up()


def bad_chunk(line):
    line.send(b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}")
    line.hang_up()


def garbage(line):
    line.send(b"SSH-2.0-OpenSSH_9.2\r\n")
    line.hang_up()


def huge_header(line):
    line.send(b"HTTP/1.1 201 Created\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n")
    line.hang_up()


@pytest.mark.parametrize(
    "cut",
    [
        reset,
        lambda line: line.hang_up(),
        half,
        bad_chunk,
        garbage,
        huge_header,
        lambda line: line.answer(201),
        lambda line: line.answer(204),
        lambda line: line.answer(
            200, b"<html>Sign in</html>", Content_Type="text/html"
        ),
        lambda line: line.answer(200, b"<html>Sign in</html>"),
        lambda line: line.answer(201, {"ok": True}),
        lambda line: line.answer(201, b'{"eventInstanceId": "caf\xe9"}'),
        lambda line: line.answer(201, b"[" * 100_000),
        lambda line: line.answer(201, b"NaN"),
        lambda line: line.answer(500, {"message": "Internal Server Error"}),
        lambda line: line.answer(502, b"<html>Bad gateway</html>"),
        lambda line: line.answer(503, {}),
        lambda line: line.answer(201, b"not gzip", Content_Encoding="gzip"),
        lambda line: line.answer(201, b"??", Content_Encoding="br"),
        lambda line: line.answer(
            201,
            gzip.compress(b'{"eventInstanceId": "e"}' * 9)[:-9],
            Content_Encoding="gzip",
        ),
    ],
)
def test_a_fire_without_a_trustworthy_answer_is_unknown_and_sent_once(
    service, client, cut
):
    service.act = cut

    with pytest.raises(OutcomeUnknown) as failure:
        events.fire(client, EVENT)

    assert len(service.calls) == 1
    assert failure.value.exchange.url.endswith("/interaction/v1/events")
    assert all(each.text.endswith((".", "”")) for each in failure.value.problems)


def test_a_service_that_never_answers_is_unknown_at_the_read_timeout(
    service, client_with
):
    service.act = lambda _: service.over.wait(10)

    with pytest.raises(OutcomeUnknown, match=r"did not answer within 0\.2 seconds"):
        events.fire(client_with(read=0.2), EVENT)

    assert len(service.calls) == 1


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 201 OK\r\nX: ", b"HTTP/1.1 201 OK\r\n\r\n"]
)
def test_an_answer_that_drips_ends_at_the_deadline(
    service, client_with, stopwatch, head
):
    def act(line):
        line.send(head)
        service.drip(line)

    service.act = act

    with pytest.raises(OutcomeUnknown, match=r"within 0\.4 seconds"):
        events.fire(client_with(total=0.4), EVENT)

    assert stopwatch() < 2


def test_after_a_deadline_the_same_thread_can_call_again(service, client_with):
    client = client_with(total=0.3)
    service.act = lambda _: service.over.wait(5)
    with pytest.raises(OutcomeUnknown):
        events.fire(client, EVENT)

    service.act = lambda line: line.answer(201, {"eventInstanceId": "e-1"})

    assert events.fire(client, EVENT).event_instance_id == "e-1"


def test_abort_ends_a_blocked_call_at_once_and_lets_no_other_begin(
    service, client, stopwatch
):
    reached = threading.Event()

    def act(_):
        reached.set()
        service.over.wait(10)

    service.act = act
    with ThreadPoolExecutor(1) as pool:
        blocked = pool.submit(events.fire, client, EVENT)
        assert reached.wait(5)
        client.abort()
        failure = blocked.exception(timeout=5)

    assert isinstance(failure, OutcomeUnknown)
    assert stopwatch() < 3
    with pytest.raises(Unreachable, match="closed"):
        client.call(endpoints.JOURNEYS)


def test_a_refused_connection_is_not_sent(journal):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        settings = PackageSettings("S", client_id="a", auth_url=url, rest_url=url)
        client = Client(settings, lambda: "secret", journal.append)

        with pytest.raises(Unreachable, match="Nothing listens there"):
            events.fire(client, EVENT)

    assert journal[0].status is None
    assert "127.0.0.1" in journal[0].error


def test_a_connection_that_is_never_accepted_is_not_sent(journal, stopwatch):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}/"
        settings = PackageSettings("S", client_id="a", auth_url=url, rest_url=url)
        from jbdesk.api.transport import Limits

        client = Client(settings, lambda: "secret", journal.append, Limits(connect=0.5))
        with pytest.raises(Unreachable, match="did not answer in time"):
            events.fire(client, EVENT)
        for each in waiting:
            each.close()
    assert stopwatch() < 3


def test_http_to_another_computer_is_never_spoken():
    settings = PackageSettings("S", auth_url="http://example.com/", rest_url="")
    client = Client(settings, lambda: "secret", lambda _: None)

    with pytest.raises(Failure):
        client.call(endpoints.JOURNEYS)
