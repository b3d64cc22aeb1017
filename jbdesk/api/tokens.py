"""The access token: one for all workers, asked for once, kept in memory alone.

`Tokens.bearer` hands out the token and fetches it when there is none, when it
is about to expire or when a caller says that it was refused. However many
workers ask, one request goes out: the others wait for it and share its end,
also when that is a failure. Expiry is counted on the monotonic clock.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from jbdesk.api import addresses, endpoints, verdicts
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.errors import Refused, ServiceFailure
from jbdesk.api.verdicts import Answer
from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import JsonObject
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Problem, Where

_EARLY = 60.0  # seconds before its end a token is replaced …
_EARLY_SHARE = 0.2  # … or at this share of a short life


@dataclass(frozen=True)
class TokenInfo:
    """What is known of the token, without the token."""

    scopes: tuple[str, ...] = ()
    expires_at: float | None = None  # monotonic; None: the service didn't say
    business_unit: str = ""
    lifetime: float | None = None
    tells_scopes: bool = True

    @property
    def held(self) -> tuple[str, ...] | None:
        """The scopes it has; None where the service did not say."""
        return self.scopes if self.tells_scopes else None

    def seconds_left(self) -> int | None:
        if self.expires_at is None:
            return None
        return max(0, round(self.expires_at - time.monotonic()))

    @property
    def is_fresh(self) -> bool:
        if self.expires_at is None or self.lifetime is None:
            return True
        early = min(_EARLY, self.lifetime * _EARLY_SHARE)
        return time.monotonic() < self.expires_at - early


@dataclass(frozen=True)
class Token:
    """The token itself and where it is good for."""

    value: str = field(repr=False)
    rest_base: str
    info: TokenInfo


class Tokens:
    """Holds the token and lets one thread at a time ask for it."""

    def __init__(self, ask: Callable[[], Token]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._failure: ServiceFailure | None = None
        self._failed_at = 0.0

    @property
    def info(self) -> TokenInfo | None:
        return self._token.info if self._token else None

    def begin_with(self, other: "Tokens") -> None:
        """Take the token that another one holds, before asking for one."""
        self._token = other._token  # noqa: SLF001 - its own kind

    def bearer(self, refused: str = "") -> Token:
        """Give a token that is good by all we know; never the refused one."""
        asked_at = time.monotonic()
        with self._lock:
            token = self._token
            if token and token.value != refused and token.info.is_fresh:
                return token
            if self._failure and self._failed_at >= asked_at:
                raise self._failure
            try:
                self._token = self._ask()
            except ServiceFailure as failure:
                self._token, self._failure = None, failure
                self._failed_at = time.monotonic()
                raise
            self._failure = None
            return self._token

    def take(self, token: Token) -> None:
        """Go on with a token that was granted otherwise."""
        with self._lock:
            self._token, self._failure = token, None

    def note_business_unit(self, business_unit: str) -> None:
        with self._lock:
            if self._token:
                info = replace(self._token.info, business_unit=business_unit)
                self._token = replace(self._token, info=info)


def request_body(settings: PackageSettings, secret: str) -> JsonObject:
    body: JsonObject = {
        "grant_type": "client_credentials",
        "client_id": settings.client_id,
        "client_secret": secret,
    }
    if settings.scopes:
        body["scope"] = " ".join(settings.scopes)
    if settings.account_id:
        number = number_in(settings.account_id)
        body["account_id"] = settings.account_id if number is None else number
    return body


def token_in(answer: Answer, settings: PackageSettings) -> Token:
    """Give the token in an answer; refuses one that leads elsewhere."""
    value = lens.read(answer.body, ("access_token",), None)
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        raise verdicts.unusable(
            "The answer to the credentials holds no usable token.", answer.exchange
        )
    if not value or " " in value:
        raise verdicts.unusable(
            "The answer to the credentials holds no usable token.", answer.exchange
        )
    scope = lens.read(answer.body, ("scope",), None)
    lifetime = _lifetime(lens.read(answer.body, ("expires_in",), None))
    info = TokenInfo(
        scopes=tuple(scope.split()) if isinstance(scope, str) else (),
        expires_at=None if lifetime is None else time.monotonic() + lifetime,
        business_unit=settings.account_id,
        lifetime=lifetime,
        tells_scopes=isinstance(scope, str),
    )
    return Token(value, _rest_base(answer, settings), info)


def _lifetime(value: Any) -> float | None:
    seconds = number_in(value)
    return float(seconds) if seconds is not None and seconds > 0 else None


def _rest_base(answer: Answer, settings: PackageSettings) -> str:
    told = lens.read(answer.body, ("rest_instance_url",), None)
    if not isinstance(told, str) or not told:
        return settings.rest_base
    told = told if "://" in told else f"https://{told}"
    if addresses.is_rest_base(told, simulator=settings.is_simulator):
        return told
    raise Refused(
        Problem(
            f"The token answer sends us to “{addresses.host_of(told) or told[:80]}”, "
            f"which is not a REST address of Marketing Cloud. Nothing was sent there.",
            where=Where("form", field="subdomain"),
        ),
        exchange=answer.exchange,
        status=answer.status,
    )


@dataclass(frozen=True)
class Context:
    """Where the token is at home."""

    business_unit: str
    enterprise: str
    user: str


class Caller(Protocol):
    """The part of the client that is needed here."""

    tokens: Tokens

    def call(self, endpoint: Endpoint) -> Answer: ...


def context(client: Caller) -> Context:
    """Which business unit, enterprise and user the token stands for."""
    answer = client.call(endpoints.TOKEN_CONTEXT)
    found = Context(
        business_unit=_id(answer.body, "organization"),
        enterprise=_id(answer.body, "enterprise"),
        user=_id(answer.body, "user"),
    )
    if not found.business_unit:
        raise verdicts.unusable(
            "The answer does not tell the token's business unit.", answer.exchange
        )
    client.tokens.note_business_unit(found.business_unit)
    return found


def _id(body: Any, name: str) -> str:
    found = lens.read(body, (name, "id"), "")
    return str(found) if isinstance(found, int | str) else ""
