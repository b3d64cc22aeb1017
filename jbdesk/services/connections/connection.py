"""A connection to one tenant: runs api functions in the workers, one request each."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from jbdesk.api import endpoints
from jbdesk.api.client import Client
from jbdesk.api.errors import OutcomeUnknown, ServiceFailure, Throttled
from jbdesk.api.refreshing import RefreshToken
from jbdesk.api.tokens import TokenInfo
from jbdesk.model.exchange import Exchange
from jbdesk.model.package import PackageSettings
from jbdesk.services.connections.guard import Guard
from jbdesk.services.work import Work

P = ParamSpec("P")
R = TypeVar("R")

_READS = frozenset(each.label for each in endpoints.ENDPOINTS if not each.is_write)
_PAUSES = (0.3, 1.0)  # before a read is tried again
_LONGEST_WAIT = 10.0  # seconds a read waits by itself when the service is busy


class Connection:
    """Callable: `await connection(journeys.get, key)`.

    Reads that got no trustworthy answer are tried again; writes never are.
    """

    def __init__(
        self,
        settings: PackageSettings,
        client: Client,
        work: Work,
        guard: Guard | None = None,
    ) -> None:
        self.settings = settings
        self.work = work
        self.guard = guard or Guard(settings)
        self._client = client

    def __repr__(self) -> str:
        return f"Connection({self.settings.name!r})"

    async def __call__(
        self,
        function: Callable[Concatenate[Client, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        call = partial(function, self._client, *args, **kwargs)
        for pause in _PAUSES:
            try:
                return await self.work.run(call)
            except ServiceFailure as failure:
                wait = _wait_after(failure, pause)
                if wait is None:
                    raise
                await asyncio.sleep(wait)
        return await self.work.run(call)

    def twin(self, work: Work) -> "Connection":
        """Give one with workers and lines of its own, and the same token to begin."""
        return Connection(self.settings, self._client.twin(), work, self.guard)

    @property
    def token(self) -> TokenInfo | None:
        """What is known of the token; None before the first call."""
        return self._client.tokens.info

    def masked(self, text: str) -> str:
        """Give a text without the secrets and tokens of this connection."""
        return self._client.masked(text)

    def close(self) -> None:
        """End all calls at once."""
        self._client.abort()


def _wait_after(failure: ServiceFailure, pause: float) -> float | None:
    """Tell how long to wait before trying again; None where nobody may."""
    if failure.exchange is None or failure.exchange.label not in _READS:
        return None
    if isinstance(failure, OutcomeUnknown):
        return pause
    if isinstance(failure, Throttled) and failure.retry_after is not None:
        return failure.retry_after if failure.retry_after <= _LONGEST_WAIT else None
    return None


def connect(
    settings: PackageSettings,
    secret: str,
    work: Work,
    journal: Callable[[Exchange], None],
    refresh: RefreshToken | None = None,
) -> Connection:
    """Make a connection; nothing is sent before its first call."""

    def hear(exchange: Exchange) -> None:
        journal(
            replace(exchange, connection_id=settings.id, connection_name=settings.name)
        )

    guard = Guard(settings)
    client = Client(
        settings, lambda: secret, hear, why_not=guard.objection, refresh=refresh
    )
    return Connection(settings, client, work, guard)
