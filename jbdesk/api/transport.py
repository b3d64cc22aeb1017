"""Sends one request and brings back one answer, within bounds of time and size.

A call ends for one of four reasons: an answer came, nothing could be sent
(Unreachable), what came can't be trusted (OutcomeUnknown), or `abort` was
called. Each is recorded as a masked Exchange. Nothing is ever sent twice here.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy

import requests
from requests.auth import AuthBase

from jbdesk import __version__
from jbdesk.api import addresses, cut_lines, masking, reply
from jbdesk.api.deadlines import Deadlines
from jbdesk.api.errors import OutcomeUnknown, ServiceFailure, Unreachable
from jbdesk.api.line import CONNECT_SECONDS, Line, session_on
from jbdesk.api.reply import MEBIBYTE, Reply
from jbdesk.model.exchange import Exchange
from jbdesk.model.problem import Problem

_IDLE_SECONDS = 20.0  # gateways drop idle connections without a word after a while
_KEPT_TEXT = MEBIBYTE  # characters of a body that stay in the list of requests
_LONGEST_SECRET = 16_384  # characters: one on the edge is still found


@dataclass(frozen=True)
class Limits:
    """How long and how large a call may become."""

    connect: float = CONNECT_SECONDS
    read: float = 30.0
    total: float = 60.0
    size: int = 64 * MEBIBYTE


@dataclass(frozen=True)
class Outgoing:
    """A request that is ready to be sent."""

    method: str
    url: str
    body: str | None = field(default=None, repr=False)
    token: str = field(default="", repr=False)
    label: str = ""
    is_write: bool = False


class _Signed(AuthBase):
    """Signs with the token, or with nothing; a .netrc never gets a say."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Seat:
    """What one worker thread calls with."""

    def __init__(self) -> None:
        self.line = Line()
        self.session = session_on(self.line)
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.used_at = 0.0
        self.is_busy = False

    def refresh(self) -> None:
        if time.monotonic() - self.used_at > _IDLE_SECONDS:
            self.hang_up()

    def hang_up(self) -> None:
        self.session.close()
        self.line.close()


class Transport:
    """Calls from many threads; each has its own session."""

    def __init__(
        self,
        journal: Callable[[Exchange], None],
        secrets: Callable[[], Iterable[str]],
        limits: Limits,
    ) -> None:
        self._journal = journal
        self._secrets = secrets
        self._limits = limits
        self._deadlines = Deadlines(limits.total)
        self._own = threading.local()
        self._seats: list[_Seat] = []
        self._lock = threading.Lock()
        self._is_closed = False

    def abort(self) -> None:
        """End all calls now and let no further one begin."""
        with self._lock:
            self._is_closed = True
            for seat in self._seats:
                seat.line.cut()
                if not seat.is_busy:
                    seat.hang_up()
        self._deadlines.close()

    def send(self, outgoing: Outgoing) -> tuple[Reply, Exchange]:
        """Give the answer, and the record of the call."""
        addresses.check(outgoing.url)
        seat = self._take_seat()
        started = time.monotonic()
        self._deadlines.begin(seat.line)
        record = _record(outgoing, self._secrets())
        try:
            received = self._receive(seat, outgoing)
        except cut_lines.NO_ANSWER as error:
            seat.hang_up()
            record = replace(record, milliseconds=_since(started))
            raise self._failure(error, seat.line, outgoing, record) from error
        finally:
            self._deadlines.end(seat.line)
            self._leave(seat)
        exchange = self._answered(record, received, _since(started))
        self._journal(exchange)
        return received, exchange

    def _take_seat(self) -> _Seat:
        seat: _Seat | None = getattr(self._own, "seat", None)
        with self._lock:
            if self._is_closed:
                raise Unreachable("The connection is closed; nothing was sent.")
            if seat is None:
                seat = self._own.seat = _Seat()
                self._seats.append(seat)
            seat.line.begin()
            seat.is_busy = True
        seat.refresh()
        return seat

    def _leave(self, seat: _Seat) -> None:
        with self._lock:
            seat.is_busy = False
            seat.used_at = time.monotonic()
            if seat.line.is_cut or self._is_closed:
                seat.hang_up()
            seat.line.end()

    def _receive(self, seat: _Seat, outgoing: Outgoing) -> Reply:
        session = seat.session
        prepared = requests.PreparedRequest()
        prepared.prepare(
            outgoing.method,
            outgoing.url,
            headers=_headers(outgoing),
            data=None if outgoing.body is None else outgoing.body.encode(),
            auth=_Signed(outgoing.token),
        )
        session.trust_env = not addresses.is_loopback(outgoing.url)
        settings = session.merge_environment_settings(
            prepared.url or "", {}, stream=True, verify=None, cert=None
        )
        with session.send(
            prepared,
            timeout=(self._limits.connect, self._limits.read),
            allow_redirects=False,
            **settings,
        ) as response:
            content = reply.read(response, self._limits.size)
            if seat.line.is_cut:  # a cut looks like the end of a body without length
                raise reply.Unreadable("The answer was cut.")
            return Reply(
                response.status_code, response.reason or "", response.headers, content
            )

    def _failure(
        self, error: Exception, line: Line, outgoing: Outgoing, record: Exchange
    ) -> ServiceFailure:
        host = addresses.host_of(outgoing.url)
        if not line.is_sent:
            problem = cut_lines.not_sent(error, host)
            if line.is_cut:
                problem = Problem("The call was stopped before anything was sent.")
            return self._recorded(Unreachable, problem, record)
        text = cut_lines.no_answer(error, host, self._limits.read)
        if line.is_cut and self._is_closed:
            text = "The call was stopped before the answer came."
        elif line.is_cut:
            text = (
                f"The whole answer did not come within {self._limits.total:g} seconds."
            )
        if outgoing.is_write:
            text += " It may have taken effect all the same."
        return self._recorded(OutcomeUnknown, Problem(text), record)

    def _recorded(
        self, kind: type[ServiceFailure], problem: Problem, record: Exchange
    ) -> ServiceFailure:
        exchange = replace(record, error=problem.text)
        self._journal(exchange)
        return kind(problem, exchange=exchange)

    def _answered(
        self, record: Exchange, received: Reply, milliseconds: int
    ) -> Exchange:
        return replace(
            record,
            status=received.status,
            reason=received.reason,
            answer_headers=masking.headers(received.headers),
            answer_body=_kept_of(received.text, self._secrets()),
            milliseconds=milliseconds,
        )


def _headers(outgoing: Outgoing) -> dict[str, str]:
    headers = {
        "User-Agent": f"jbdesk/{__version__}",
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
    }
    if outgoing.body is not None:
        headers["Content-Type"] = "application/json; charset=UTF-8"
    return headers


def _record(outgoing: Outgoing, secrets: Iterable[str]) -> Exchange:
    headers = _headers(outgoing)
    if outgoing.token:
        headers["Authorization"] = f"Bearer {masking.HIDDEN}"
    known = tuple(secrets)
    return Exchange(
        id=_new_id(),
        at=datetime.now(UTC),
        method=outgoing.method,
        url=masking.text(outgoing.url, known),
        request_headers=masking.headers(headers),
        request_body=_kept_of(outgoing.body or "", known),
        label=outgoing.label,
        is_write=outgoing.is_write,
    )


def _new_id() -> str:
    """Give an id that follows the ones before it: the list is then quick to write."""
    return f"{time.time_ns():016x}{os.urandom(8).hex()}"


def _kept_of(text: str, secrets: Iterable[str]) -> str:
    """Give what stays of a body: without secrets, and not endless."""
    kept = masking.text(text[: _KEPT_TEXT + _LONGEST_SECRET], secrets)
    more = len(text) - _KEPT_TEXT
    return kept if more <= 0 else f"{kept[:_KEPT_TEXT]}… ({more:,} more characters)"


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
