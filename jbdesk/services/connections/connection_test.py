"""Tests a connection step by step: host, token, business unit, scopes."""

import socket
import urllib.request
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from jbdesk.api import tokens
from jbdesk.api.client import Client
from jbdesk.api.tokens import TokenInfo
from jbdesk.model.package import SCOPES_NEEDED, Need, PackageSettings
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services.connections.connection import Connection

HOST = "Host found"
TOKEN = "Token granted"  # noqa: S105 - the name of a step
BUSINESS_UNIT = "Business unit"


class State(StrEnum):
    """How far a step is."""

    WAITING = "waiting"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True)
class Step:
    """One thing that was tried; a later step of the same name replaces it."""

    name: str
    state: State
    text: str = ""
    detail: str = ""
    problems: tuple[Problem, ...] = ()  # why it failed, each at its form field


async def steps(connection: Connection) -> AsyncGenerator[Step, None]:
    """Try one thing after another; ends where one fails, scopes are told in full."""
    tries = (
        (HOST, _host),
        (TOKEN, _token),
        (BUSINESS_UNIT, _business_unit),
    )
    for name, attempt in tries:
        yield Step(name, State.WAITING)
        try:
            text, detail = await attempt(connection)
        except Failure as failure:
            problems = failure.problems
            yield Step(name, State.FAILED, str(failure), problems=problems)
            return
        yield Step(name, State.PASSED, text, detail)
    for step in scope_steps(connection.token):
        yield step


async def _host(connection: Connection) -> tuple[str, str]:
    host = urlsplit(connection.settings.auth_base).hostname or ""
    if connection.settings.is_simulator:
        return "This computer.", host
    try:
        found = await connection.work.run(socket.getaddrinfo, host, 443)
    except OSError as error:
        if urllib.request.getproxies().get("https"):
            return "Reached through the proxy.", host
        raise Failure(
            Problem(
                f"The host “{host}” can't be found. Check the tenant subdomain "
                f"and your network.",
                where=Where("form", field="subdomain"),
            )
        ) from error
    return f"“{host}” is there.", str(found[0][4][0])


async def _token(connection: Connection) -> tuple[str, str]:
    def fetch(client: Client) -> TokenInfo:
        return client.tokens.bearer().info

    info = await connection(fetch)
    left = info.seconds_left()
    lifetime = "" if left is None else f"{left} seconds"
    return "The client ID and secret are right.", lifetime


async def _business_unit(connection: Connection) -> tuple[str, str]:
    context = await connection(tokens.context)
    return _compared(connection.settings, context.business_unit), context.enterprise


def _compared(settings: PackageSettings, found: str) -> str:
    if settings.account_id and settings.account_id != found:
        raise Failure(
            Problem(
                f"The token belongs to business unit {found}, "
                f"not to {settings.account_id}.",
                where=Where("form", field="account_id"),
            )
        )
    return f"MID {found}."


def scope_steps(info: TokenInfo | None) -> Iterator[Step]:
    """Tell for each thing jbdesk does whether the token's scopes allow it."""
    held = info.scopes if info else ()
    for need in SCOPES_NEEDED:
        yield _scope_step(need, held)


def _scope_step(need: Need, held: tuple[str, ...]) -> Step:
    detail = " ".join((*need.scopes, *need.advised))
    if missing := need.missing(held):
        text = f"The package lacks {' and '.join(missing)}."
        return Step(need.label, State.FAILED, text, detail)
    if advised := need.missing_advised(held):
        text = f"May also need {' and '.join(advised)}."
        return Step(need.label, State.PASSED, text, detail)
    return Step(need.label, State.PASSED, "", detail)
