"""Takes secrets out of what is kept of a request and its answer."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from jbdesk.model.exchange import Exchange, Headers

HIDDEN = "••••••"
_SHORTEST = 4  # what is shorter would black out half the text
_SECRET_HEADERS = frozenset(
    ("cookie", "set-cookie", "proxy-authorization", "x-api-key")
)
_NAMES = (
    r"(?:client_?secret|access_?token|refresh_?token|id_?token"
    r"|fuel_?(?:oauth_?)?token|legacy_?token)"
)
_SECRET_MEMBER = re.compile(rf'("{_NAMES}"\s*:\s*")((?:[^"\\]|\\.)*)', re.IGNORECASE)
# JSON inside a text of JSON: its quotes are escaped.
_INNER_MEMBER = re.compile(
    rf'(\\"{_NAMES}\\"\s*:\s*\\")((?:[^"\\]|\\[^"])*)', re.IGNORECASE
)
_PARAMETER = re.compile(rf"(\b{_NAMES}=)([^&\s\"'#]+)", re.IGNORECASE)
_BEARER = re.compile(r"(\bBearer\s+)([\w.~+/-]{8,}=*)", re.IGNORECASE)
_SIGNED = re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*")  # a token, wherever it is


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
    folded = given.lower()  # looking first is cheap, and most texts hold no token
    if "token" in folded or "secret" in folded:
        for pattern in (_SECRET_MEMBER, _INNER_MEMBER, _PARAMETER):
            given = pattern.sub(rf"\g<1>{HIDDEN}", given)
    if "bearer" in folded:
        given = _BEARER.sub(rf"\g<1>{HIDDEN}", given)
    return _SIGNED.sub(HIDDEN, given) if "eyJ" in given else given


def exchanges(given: Sequence[Exchange], secrets: tuple[str, ...]) -> list[Exchange]:
    """Give many, as `exchange` does; one look at all together mostly is enough."""
    if _are_clean(given, secrets):
        return list(given)
    return [exchange(each, secrets) for each in given]


def exchange(given: Exchange, secrets: Iterable[str] = ()) -> Exchange:
    """Give the exchange without these secrets and without any token, in any part."""
    known = tuple(secrets)
    if _is_clean(given, known):
        return given

    def masked(headers_of: Headers) -> Headers:
        return tuple((name, text(_header(name, v), known)) for name, v in headers_of)

    return replace(
        given,
        url=text(given.url, known),
        request_headers=masked(given.request_headers),
        request_body=text(given.request_body, known),
        reason=text(given.reason, known),
        answer_headers=masked(given.answer_headers),
        answer_body=text(given.answer_body, known),
        error=text(given.error, known),
    )


@lru_cache(32)
def _is_clean(given: Exchange, secrets: tuple[str, ...]) -> bool:
    return _are_clean((given,), secrets)


def _are_clean(given: Sequence[Exchange], secrets: tuple[str, ...]) -> bool:
    """Whether one look at all their texts together finds nothing to hide."""
    sets = {h for each in given for h in (each.request_headers, each.answer_headers)}
    headers_of = [header for each in sets for header in each]
    if any(_header(*each) != each[1] for each in headers_of):
        return False
    texts = [value for _, value in headers_of if not value.endswith(HIDDEN)]
    for each in given:
        texts += (each.url, each.request_body, each.answer_body, each.error)
        texts.append(each.reason)
    whole = "\n".join(texts)
    return text(whole, secrets) == whole


@lru_cache(32)
def _spellings(secret: str) -> tuple[str, ...]:
    if len(secret) < _SHORTEST:
        return ()
    escaped = json.dumps(secret)[1:-1]
    return tuple({secret, escaped, quote(secret, safe="")})
