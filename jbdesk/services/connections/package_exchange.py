"""Connections in a file for somebody else: without secrets, checked as they are read.

Whoever takes them in types each client secret at first use. What is read gets an id
of its own: no file can reach a secret that is kept under another one's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.package import COLOURS, PACKAGE_FIELDS, PackageSettings
from jbdesk.model.packages import allow_list, units
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file
from jbdesk.services.connections import package_file
from jbdesk.services.connections.connections import Connections

KIND = "connections"
MOST = 500
_MOST_BYTES = 2_000_000
_COLOURS = frozenset(each.value for each in COLOURS)
_NO_OBJECT = "It is no list of connections that jbdesk wrote."


@dataclass(frozen=True)
class TakenIn:
    """What became of the connections of a file."""

    added: tuple[PackageSettings, ...]
    known: tuple[str, ...]  # names of those that were here already


def write(path: Path, kept: Iterable[PackageSettings]) -> int:
    """Write connections to a file; gives how many."""
    told = package_file.written(replace(each, id="") for each in kept)
    stored_file.write(path, {"jbdesk": KIND, **told})
    return len(told["connections"])


def read(path: Path) -> tuple[PackageSettings, ...]:
    """Give the connections of a file; raises Failure with what is wrong."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Failure(f"“{path.name}” is too large to be a list of connections.")
        raw = path.read_bytes()
    except OSError as error:
        raise Failure(f"“{path.name}” can't be read: {error.strerror}.") from error
    try:
        return tuple(_all_in(wire.loads(raw)))
    except Failure as failure:
        raise Failure(f"“{path.name}” can't be taken in. {failure}") from failure


def take_in(connections: Connections, found: Iterable[PackageSettings]) -> TakenIn:
    """Keep what is new; the same package in the same unit stays as it is here."""
    added, known = [], []
    for each in found:
        if same := _same(connections.packages, each):
            known.append(same.name)
        else:
            name = _free(each.name, [kept.name for kept in connections.packages])
            added.append(connections.save(replace(each, name=name)))
    return TakenIn(tuple(added), tuple(known))


def _all_in(told: Any) -> Iterator[PackageSettings]:
    if not package_file.is_ours(told):
        raise Failure(_NO_OBJECT)
    if len(told["connections"]) > MOST:
        raise Failure(f"It has more than {MOST} connections.")
    for number, each in enumerate(told["connections"], start=1):
        if not isinstance(each, dict) or not each.get("name"):
            raise Failure(f"Connection {number} has no name.")
        found = replace(package_file.one(each), id="")
        if wrong := next(_wrong_with(found), ""):
            raise Failure(f"Connection {number}, “{found.name}”: {wrong}")
        yield found


def _wrong_with(found: PackageSettings) -> Iterator[str]:
    texts = {"scopes": " ".join(found.scopes), "allowed": "\n".join(found.allowed)}
    for field in PACKAGE_FIELDS:
        if not field.is_secret:
            text = texts.get(field.name)
            told = getattr(found, field.name) if text is None else text
            if wrong := field.check(told):
                yield wrong
    for each in found.units:
        checks = (
            units.check_name(each.name),
            units.check_mid(each.mid),
            allow_list.fault("\n".join(each.allowed)),
        )
        yield from filter(None, checks)
        if each.colour and each.colour not in _COLOURS:
            yield f"“{each.name}” has a colour that jbdesk does not know."
        if each.mid == found.account_id:
            yield f"MID {each.mid} is in it twice."


def _same(
    kept: Iterable[PackageSettings], found: PackageSettings
) -> PackageSettings | None:
    def identity(of: PackageSettings) -> tuple[str, str, str]:
        return of.subdomain, of.client_id, of.account_id

    return next((each for each in kept if identity(each) == identity(found)), None)


def _free(name: str, taken: Iterable[str]) -> str:
    """Give the name, with a number where another connection has it."""
    known = {each.casefold() for each in taken}
    number, tried = 2, name
    while tried.casefold() in known:
        tried, number = f"{name} ({number})", number + 1
    return tried
