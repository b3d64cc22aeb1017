"""Reads a connection's settings out of whatever a person has at hand.

A URL of the tenant, a Postman environment, an mcdev or .env file, a cURL line, a
token request or its answer: all of them name the same few things.
"""

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jbdesk.model import wire
from jbdesk.model.package import LENGTH, PACKAGE_FIELDS, scopes_in
from jbdesk.model.packages import causes, kinds, pasted_units
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.model.problem import Failure

MOST = 1_000_000  # characters; settings are short
_HOST = re.compile(
    rf"\b(mc[0-9a-z-]{{{LENGTH - 2}}})\.(?:auth|rest|soap)\.marketingcloudapis\.com",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"""^\s*(?:export\s+|set\s+|\$env:)?["']?([\w.-]+)["']?\s*[=:]\s*(.*?),?\s*$"""
)
_PLACEHOLDER = re.compile(r"^(\{\{.*\}\}|\$\{?\w+\}?|<.*>|)$")
_ENDINGS = (  # of a setting's name, without anything but letters and digits
    ("clientsecret", "client_secret"),
    ("clientid", "client_id"),
    ("tenantsubdomain", "subdomain"),
    ("subdomain", "subdomain"),
    ("tssd", "subdomain"),
    ("accountid", "account_id"),
    ("businessunitid", "account_id"),
    ("businessunit", "account_id"),
    ("mid", "account_id"),
    ("scopes", "scopes"),
    ("scope", "scopes"),
    ("redirecturi", "redirect_url"),
    ("redirecturl", "redirect_url"),
)
_WHOLE = {"eid": "account_id"}  # too short to be taken for an ending
_LEGACY = re.compile(r"\b(?:auth|www)\.exacttargetapis\.com", re.IGNORECASE)
_PAGE = re.compile(  # of the service's own screens, which name the stack alone
    r"https?://(?:[\w-]+\.)?(s\d+)\.(?:exacttarget|marketingcloudapps)\.com\b\S*",
    re.IGNORECASE,
)
_IN_PAGE = re.compile(r"[?&#/](?:mid|bu|businessUnitId)[=/](\d+)\b", re.IGNORECASE)
_DATA = (
    *("-d", "--data", "--data-raw", "--data-binary", "--data-ascii"),
    *("--data-urlencode", "--json", "-F", "--form"),
)
_CHECKS = {each.name: each.check for each in PACKAGE_FIELDS}
_DEEPEST = 20


@dataclass(frozen=True)
class Pasted:
    """What was found, by the names of PACKAGE_FIELDS, and what it was found in."""

    values: dict[str, str]
    kind: str  # "a Postman environment"
    remark: str = ""  # what it could not tell
    units: tuple[BusinessUnit, ...] = ()  # besides the one in the values

    def __repr__(self) -> str:
        return f"Pasted({sorted(self.values)}, {self.kind!r})"  # never the secret


def read(text: str) -> Pasted:
    """Find settings in a text; raises Failure in words where there are none."""
    if len(text) > MOST:
        raise Failure("This is too long to be the settings of a connection.")
    if page := _PAGE.search(text):
        return _of_page(page)
    if _LEGACY.search(text) and not _HOST.search(text):
        raise Failure(f"{causes.LEGACY_ENDS} {causes.LEGACY}")
    kind, pairs = _pairs(text)
    values = _values_in(pairs)
    values |= _type_in(pairs, values)
    found = _HOST.search(text)
    if found and not _CHECKS["subdomain"](found[1].lower()):
        values["subdomain"] = found[1].lower()
    units = _units_in(text)
    if not values and not units:
        raise Failure(
            "No settings of an installed package were found. Copy a base URI of the"
            " tenant, a Postman environment, an mcdev or .env file, or a cURL line."
        )
    return Pasted(values, kind, units=units)


def _values_in(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give what fits a field, the first of each."""
    values: dict[str, str] = {}
    for name, value in pairs:
        field = _field_of(name)
        plain = value.strip().strip("\"'").strip()
        if field is None or field in values or _PLACEHOLDER.match(plain):
            continue
        if field == "scopes":
            plain = " ".join(scopes_in(plain))
        if not _CHECKS[field](plain):
            values[field] = plain
    return values


def _units_in(text: str) -> tuple[BusinessUnit, ...]:
    if pasted_units.LISTED not in text:
        return ()
    try:
        return pasted_units.listed(wire.loads(text.strip()))
    except Failure:
        return ()


def _field_of(name: str) -> str | None:
    plain = _letters(name)
    if plain in _WHOLE:
        return _WHOLE[plain]
    return next((field for end, field in _ENDINGS if plain.endswith(end)), None)


def _type_in(
    pairs: Iterable[tuple[str, str]], values: dict[str, str]
) -> dict[str, str]:
    """Tell the package's type, where how it signs in is told."""
    grants = {v for name, v in pairs if _letters(name) in ("granttype", "responsetype")}
    if grants.isdisjoint(("authorization_code", "refresh_token", "code")):
        return {}
    has_challenge = any(_letters(name) == "codechallenge" for name, _ in pairs)
    is_web = "client_secret" in values or ("code" in grants and not has_challenge)
    return {"kind": kinds.WEB if is_web else kinds.PUBLIC}


def _of_page(page: re.Match[str]) -> Pasted:
    """Take the MID out of the address of a page, where it is told."""
    stack = page[1].upper()
    missing = (
        f"A page of stack {stack} does not tell the tenant's subdomain: copy the"
        f" Authentication Base URI from {causes.PACKAGES}."
    )
    mid = _IN_PAGE.search(unquote(unquote(page[0])))
    if mid is None:
        raise Failure(missing)
    return Pasted({"account_id": mid[1]}, f"a page of stack {stack}", missing)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _pairs(text: str) -> tuple[str, list[tuple[str, str]]]:
    plain = text.strip()
    if re.match(r"curl(\.exe)?\s", plain):
        return "a cURL line", list(_of_curl(plain))
    try:
        found: Any = wire.loads(plain)
    except Failure:
        found = None
    if isinstance(found, dict | list):
        return _kind_of(found), list(_of_json(found))
    lines = [match for line in plain.splitlines() if (match := _LINE.match(line))]
    pairs = [(match[1], match[2]) for match in lines]
    if any(_field_of(name) for name, _ in pairs):
        return "a settings file", pairs
    if "grant_type=" in plain:
        return "a token request", parse_qsl(plain)
    return "an address", _query_of(plain)


def _query_of(address: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(address).query)
    except ValueError:
        return []


def _kind_of(found: Any) -> str:
    if isinstance(found, dict) and isinstance(found.get("values"), list):
        return "a Postman environment"
    if isinstance(found, dict) and "access_token" in found:
        return "the answer to a token request"
    if isinstance(found, dict) and pasted_units.LISTED in wire.dumps(found):
        return "an mcdev configuration"
    return "a JSON file"


def _of_json(found: Any) -> Iterator[tuple[str, str]]:
    """Every named text in it; Postman names its values beside them."""
    waiting: list[tuple[Any, int]] = [(found, 0)]
    while waiting:
        value, depth = waiting.pop(0)
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            waiting.extend((each, depth + 1) for each in value)
        elif isinstance(value, dict):
            if isinstance(value.get("key"), str) and "value" in value:
                if value.get("enabled") is not False:
                    yield value["key"], str(value["value"])
                continue
            for name, each in value.items():
                if name == pasted_units.LISTED:
                    continue  # its names are of business units, not of settings
                if isinstance(each, str | int) and not isinstance(each, bool):
                    yield name, str(each)
                else:
                    waiting.append((each, depth + 1))


def _of_curl(text: str) -> Iterator[tuple[str, str]]:
    """What the line's data says, be it JSON or a form."""
    try:
        words = shlex.split(text.replace("\\\n", " ").replace("^\n", " "))
    except ValueError:
        words = text.split()
    for data in _after(words, _DATA):
        try:
            yield from _of_json(wire.loads(data))
        except Failure:
            yield from parse_qsl(data)


def _after(words: Iterable[str], flags: tuple[str, ...]) -> Iterator[str]:
    is_next = False
    for word in words:
        if is_next:
            yield word
        is_next = word in flags
        name, sign, rest = word.partition("=")
        if sign and name in flags and name.startswith("--"):
            yield rest
