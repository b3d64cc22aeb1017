"""Takes secrets out of what is kept of a request and its answer."""

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from jbdesk.model.exchange import Headers

HIDDEN = "••••••"
_SHORTEST = 4  # what is shorter would black out half the text
_SECRET_HEADERS = frozenset(
    ("cookie", "set-cookie", "proxy-authorization", "x-api-key")
)
_SECRET_MEMBER = re.compile(
    r'("(?:client_?secret|access_?token|refresh_?token|fuel_?token)"\s*:\s*")'
    r'((?:[^"\\]|\\.)*)',
    re.IGNORECASE,
)


def headers(given: Mapping[str, str]) -> Headers:
    """Give the headers with what signs a request hidden."""
    return tuple((name, _header(name, value)) for name, value in given.items())


def _header(name: str, value: str) -> str:
    if name.lower() == "authorization":
        return f"{value.partition(' ')[0]} {HIDDEN}" if " " in value else HIDDEN
    return HIDDEN if name.lower() in _SECRET_HEADERS else value


def text(given: str, secrets: Iterable[str] = ()) -> str:
    """Give the text without these secrets, however escaped, and without any token."""
    for secret in secrets:
        for written in _spellings(secret):
            given = given.replace(written, HIDDEN)
    return _SECRET_MEMBER.sub(rf"\g<1>{HIDDEN}", given)


def _spellings(secret: str) -> tuple[str, ...]:
    if len(secret) < _SHORTEST:
        return ()
    escaped = json.dumps(secret)[1:-1]
    return tuple({secret, escaped, quote(secret, safe="")})
