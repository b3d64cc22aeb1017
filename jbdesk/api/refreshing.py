"""A person's sign-in as it is kept: a refresh token that every use replaces.

All business units of a package share one; so one at a time uses it, whichever
client asks, and what the service gives instead is handed on at once.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jbdesk.api.errors import NotAuthorised, Refused
from jbdesk.api.verdicts import Answer
from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import JsonObject
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds
from jbdesk.model.packages.authorization import Returned
from jbdesk.model.problem import Problem

SIGNED_OUT = "signed-out"  # the code of a problem


class RefreshToken:
    """The newest refresh token of one package; "" while nobody is signed in."""

    def __init__(self, keep: Callable[[str], None] = lambda _: None) -> None:
        self._keep = keep
        self._lock = threading.RLock()
        self._value = ""
        self._before = ""

    def __repr__(self) -> str:
        return f"RefreshToken({'signed in' if self._value else 'signed out'})"

    @property
    def is_there(self) -> bool:
        return bool(self._value)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must be shown nowhere."""
        return tuple(filter(None, (self._value, self._before)))

    @contextmanager
    def in_use(self) -> Iterator[str]:
        """Give the token to one caller at a time."""
        with self._lock:
            if not self._value:
                raise signed_out()
            yield self._value

    def begin_with(self, value: str) -> None:
        """Take up what was kept, unless somebody has signed in meanwhile."""
        with self._lock:
            self._value = self._value or value

    def take(self, answer: Answer) -> None:
        """Keep the refresh token of an answer, where it holds one."""
        found = lens.read(answer.body, ("refresh_token",), None)
        if isinstance(found, str) and found.isascii() and found.isprintable() and found:
            self.put(found)

    def put(self, value: str) -> None:
        with self._lock:
            if value != self._value:
                self._before, self._value = self._value, value
                self._keep(value)


def signed_out(cause: Refused | None = None) -> NotAuthorised:
    """Say that a person must sign in again."""
    return NotAuthorised(
        Problem(
            "Nobody is signed in to this package. Press “Sign in” in Credentials;"
            " nothing that you typed is lost.",
            code=SIGNED_OUT,
        ),
        exchange=cause.exchange if cause else None,
        status=cause.status if cause else 0,
        code=cause.code if cause else None,
    )


def has_ended(refused: Refused, settings: PackageSettings) -> bool:
    """Whether it was the refresh token that was refused, not the business unit."""
    if refused.code != "invalid_grant":
        return False
    told = refused.exchange.answer_body.lower() if refused.exchange else ""
    return not (settings.account_id and "business unit" in told)


def refresh_body(settings: PackageSettings, secret: str, token: str) -> JsonObject:
    """Ask for the token of the settings' own business unit."""
    body = _client(settings, secret)
    body |= {"grant_type": "refresh_token", "refresh_token": token}
    if settings.account_id:
        number = number_in(settings.account_id)
        body["account_id"] = settings.account_id if number is None else number
    return body


def code_body(
    settings: PackageSettings, secret: str, returned: Returned, place: tuple[str, str]
) -> JsonObject:
    """Ask for the first pair of tokens; `place` is redirect URL and verifier."""
    redirect_url, verifier = place
    body = _client(settings, secret)
    return body | {
        "grant_type": "authorization_code",
        "code": returned.code,
        "redirect_uri": redirect_url,
        "code_verifier": verifier,
    }


def _client(settings: PackageSettings, secret: str) -> JsonObject:
    body: JsonObject = {"client_id": settings.client_id}
    if kinds.has_secret(settings.kind):
        body["client_secret"] = secret
    return body
