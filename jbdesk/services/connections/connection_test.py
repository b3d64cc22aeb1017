"""Tests a connection step by step, from the host's name to each service it uses."""

import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from jbdesk.api import probe, tokens
from jbdesk.api.client import Client
from jbdesk.api.errors import NotAuthorised, Refused
from jbdesk.api.probe import Probed
from jbdesk.api.tokens import TokenInfo
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import causes, kinds
from jbdesk.model.packages.scopes import SCOPES_NEEDED, Need
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connection_step import State, Step

HOST = "Host found"
PROXY = "Proxy"
LINE = "Secure line"
CLOCK = "Clock"
TOKEN = "Token granted"  # noqa: S105 - the name of a step
BUSINESS_UNIT = "Business unit"
SERVICES = tuple(f"{each.name} answered" for each in probe.SERVICES)
STEPS = (HOST, PROXY, LINE, CLOCK, TOKEN, BUSINESS_UNIT, *SERVICES)
MOST_SKEW = timedelta(minutes=2)
_SLOW = 5_000  # milliseconds


@dataclass(frozen=True)
class _Found:
    text: str
    detail: str = ""
    next: str = ""  # where it is not as it should be


class _Trial:
    """What one test of a connection knows by now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._settings = connection.settings
        self._probed: Probed | None = None

    def tries(self) -> tuple[tuple[str, Callable[[], Awaitable[_Found]]], ...]:
        return (
            (HOST, self._host),
            (PROXY, self._proxy),
            (LINE, self._line),
            (CLOCK, self._clock),
            (TOKEN, self._token),
            (BUSINESS_UNIT, self._business_unit),
        )

    async def _host(self) -> _Found:
        host = urlsplit(self._settings.auth_base).hostname or ""
        if self._settings.is_simulator:
            return _Found("This computer.", host)
        if probe.proxy_for(self._settings.auth_base):
            return _Found("The proxy looks it up.", host)
        try:
            found = await self._connection.work.run(socket.getaddrinfo, host, 443)
        except OSError as error:
            text = (
                f"The tenant “{self._settings.subdomain}” can't be found. Check the"
                " tenant subdomain and your network."
            )
            where = Where("form", field="subdomain")
            raise Failure(Problem(text, where=where, code="no-host")) from error
        return _Found(f"“{host}” is there.", str(found[0][4][0]))

    async def _proxy(self) -> _Found:
        found = probe.proxy_for(self._settings.auth_base)
        if found is None:
            return _Found("None; the line goes straight there.")
        source = found.variable or "the system's settings"
        return _Found(f"{found.address}, from {source}.")

    async def _line(self) -> _Found:
        self._probed = await self._connection(probe.line)
        spent = f"{self._probed.milliseconds:,} ms"
        if self._settings.auth_base.startswith("http:"):
            return _Found("Not needed on this computer.", spent)
        own = probe.bundle()
        trusted = f"the certificates in {own}" if own else "jbdesk's own certificates"
        return _Found(f"The certificate is trusted, by {trusted}.", spent)

    async def _clock(self) -> _Found:
        skew = self._probed.skew if self._probed else None
        if skew is None:
            return _Found("The service does not tell its time.")
        seconds = round(abs(skew.total_seconds()))
        if abs(skew) <= MOST_SKEW:
            return _Found("This computer's clock agrees.", f"{seconds} s")
        way = "ahead of" if skew > timedelta() else "behind"
        return _Found(
            f"This computer's clock is {_length(seconds)} {way} the service's:"
            " schedules and times in history are off by that.",
            next="Set this computer's date and time from the network, and its time"
            " zone; then test again.",
        )

    async def _token(self) -> _Found:
        def fetch(client: Client) -> TokenInfo:
            return client.tokens.bearer().info

        try:
            info = await self._connection(fetch)
        except NotAuthorised as failure:
            if failure.code == "invalid_client" and await self._is_legacy():
                raise Failure(Problem(causes.LEGACY_ENDS, code="legacy")) from failure
            raise
        left = info.seconds_left()
        told = "You are signed in." if self._settings.signs_in else _RIGHT
        return _Found(told, "" if left is None else f"{left} seconds")

    async def _is_legacy(self) -> bool:
        is_asked = self._settings.kind == kinds.SERVER
        return is_asked and await self._connection(Client.is_legacy)

    async def _business_unit(self) -> _Found:
        context = await self._connection(tokens.context)
        text = _compared(self._settings, context.business_unit)
        return _Found(text, f"enterprise {context.enterprise}")


_RIGHT = "The client ID and secret are right."


async def steps(connection: Connection) -> AsyncGenerator[Step, None]:
    """Try one thing after another; after one that fails the rest is not reached.

    Services and scopes are all told: one that is refused says nothing of the next.
    """
    tries = _Trial(connection).tries()
    for position, (name, attempt) in enumerate(tries):
        yield Step(name, State.WAITING)
        step = await _tried(connection, name, attempt)
        yield step
        if step.state is State.FAILED:
            for later in (*[n for n, _ in tries[position + 1 :]], *SERVICES):
                yield Step(later, State.NOT_REACHED, "Not tried.")
            return
    for name, service in zip(SERVICES, probe.SERVICES, strict=True):
        yield Step(name, State.WAITING)
        yield await _service(connection, name, service)
    for step in scope_steps(connection.token):
        yield step


async def _tried(
    connection: Connection, name: str, attempt: Callable[[], Awaitable[_Found]]
) -> Step:
    try:
        found = await attempt()
    except Failure as failure:
        return _failed(connection, name, failure)
    state = State.ATTENTION if found.next else State.PASSED
    text = connection.masked(found.text)
    return Step(name, state, text, found.detail, next=found.next)


def _failed(connection: Connection, name: str, failure: Failure) -> Step:
    """Tell why it failed, with the next step; secrets that it echoes are hidden."""
    problems = tuple(
        replace(each, text=connection.masked(each.text)) for each in failure.problems
    )
    text = connection.masked(str(failure))
    status = str(failure.status) if isinstance(failure, Refused) else ""
    codes = (*(each.code for each in problems), status)
    kind = connection.settings.kind
    known = (causes.next_step(code, text, kind) for code in codes if code)
    detail = f"status {status}" if status else ""
    advice = next(filter(None, known), "")
    return Step(name, State.FAILED, text, detail, problems, advice)


async def _service(connection: Connection, name: str, service: probe.Service) -> Step:
    held = connection.token.held if connection.token else None
    missing = tuple(
        each for each in service.endpoint.scopes if each not in (held or ())
    )
    if held is not None and missing:
        text = f"Not asked, see Scopes: the package lacks {' and '.join(missing)}."
        return Step(name, State.NOT_REACHED, text)

    async def ask() -> _Found:
        spent = await connection(probe.service, service)
        if spent <= _SLOW:
            return _Found("", f"{spent:,} ms")
        advice = (
            "Test again in a while; where it stays slow, look at network and proxy."
        )
        return _Found("It answers, but slowly.", f"{spent:,} ms", advice)

    return await _tried(connection, name, ask)


def _compared(settings: PackageSettings, found: str) -> str:
    if settings.account_id and settings.account_id != found:
        raise Failure(
            Problem(
                f"The token belongs to business unit {found}, "
                f"not to {settings.account_id}.",
                where=Where("form", field="account_id"),
                code="wrong-unit",
            )
        )
    return f"MID {found}."


def _length(seconds: int) -> str:
    minutes, _ = divmod(seconds, 60)
    hours, _ = divmod(minutes, 60)
    return f"{minutes} minutes" if hours < 2 else f"{hours} hours"  # noqa: PLR2004 - up to two hours minutes say more


def scope_steps(info: TokenInfo | None) -> Iterator[Step]:
    """Tell for each button whether the token's scopes allow it."""
    held = info.held if info else None
    for need in SCOPES_NEEDED:
        yield _scope_step(need, held)


def _scope_step(need: Need, held: tuple[str, ...] | None) -> Step:
    told = Step(
        need.label,
        State.PASSED,
        detail=" ".join((*need.scopes, *need.advised)),
        is_scope=True,
    )
    if held is None:
        text = "The service does not tell which scopes the token has."
        return replace(told, state=State.NOT_REACHED, text=text)
    if missing := need.missing(held):
        return replace(
            told,
            state=State.FAILED,
            text=f"The package lacks {' and '.join(missing)}.",
            next=causes.tick(missing),
            lacking=missing,
        )
    if advised := need.missing_advised(held):
        return replace(told, text=f"May also need {' and '.join(advised)}.")
    return told
