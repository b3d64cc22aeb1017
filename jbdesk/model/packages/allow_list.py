"""Which contact keys may be fired on a connection: nobody else gets anything there."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from jbdesk.model.firing import doors
from jbdesk.model.journey import JsonObject

ANY = "*"
_KEYS = frozenset({"contactkey", "contactid"})


def listed(text: str) -> tuple[str, ...]:
    """List what stands in a text, one in a line, each once."""
    lines = (each.strip() for each in text.splitlines())
    return tuple(dict.fromkeys(each for each in lines if each))


def fault(text: str) -> str:
    """Tell what is wrong with a list as it is typed; "" where nothing is."""
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line.strip()
        bare = plain.removeprefix(ANY) if plain.startswith("*@") else plain
        bare = bare.removesuffix(ANY) if bare == plain else bare
        if plain and not bare.strip("@"):
            return f"Line {number}: “{plain}” allows everybody; leave the list empty."
        if ANY in bare:
            return (
                f"Line {number}: * stands at the end, or before a domain, as in"
                " *@example.test."
            )
    return ""


def is_allowed(allowed: Iterable[str], contact_key: str) -> bool:
    """Whether a contact may be fired; an empty list allows everybody."""
    patterns = tuple(allowed)
    return not patterns or any(_fits(each, contact_key) for each in patterns)


def refusal(allowed: Iterable[str], contact_key: str, place: str) -> str:
    """Why a contact may not be fired at a place, in a sentence; "" where it may."""
    if is_allowed(allowed, contact_key):
        return ""
    return f"“{contact_key}” is not on the allow-list of “{place}”."


def refusal_of(allowed: Iterable[str], path: str, body: Any, place: str) -> str:
    """Why a request may not be sent: it fires somebody who is not allowed."""
    patterns = tuple(allowed)
    if not patterns or not _is_door(path):
        return ""
    keys = tuple(_contacts(body))
    if not keys:
        return f"“{place}” has an allow-list, and this request names no contact."
    return next(filter(None, (refusal(patterns, each, place) for each in keys)), "")


def _is_door(path: str) -> bool:
    # The service reads paths in any case, and with a slash at the end.
    plain = unquote(urlsplit(path).path).rstrip("/").lower()
    return plain in {each.lower() for each in doors.PATHS}


def _contacts(body: Any) -> Iterator[str]:
    """Every contact that a body of events names; "" for one without a key."""
    told = body if isinstance(body, dict) else {}
    yield from _keys(told)
    for name, value in told.items():
        if name.lower() == "members" and isinstance(value, list):
            for each in value:
                found = list(_keys(each)) if isinstance(each, dict) else []
                yield from found or [""]


def _keys(one: JsonObject) -> Iterator[str]:
    return (str(value) for name, value in one.items() if name.lower() in _KEYS)


def _fits(pattern: str, contact_key: str) -> bool:
    wanted, key = _plain(pattern), _plain(contact_key)
    if wanted.startswith("*@"):
        return key.endswith(wanted[1:]) and key.count("@") == 1 and key[0] != "@"
    if wanted.endswith(ANY):
        return key.startswith(wanted[:-1])
    return key == wanted


def _plain(text: str) -> str:
    # Folding the case of other alphabets can make ASCII letters of them.
    return text.lower() if text.isascii() else text
