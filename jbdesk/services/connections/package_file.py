"""How connections stand in a file: without secrets, and never as the simulator."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages.units import BusinessUnit, check_mid

VERSION = 2
_OLDER = (1,)  # before packages had several business units
# No file may turn a connection into one that is taken for the simulator.
_NEVER = frozenset({"auth_url", "rest_url", "unit"})
_TEXTS = {
    each.name: each.default
    for each in fields(PackageSettings)
    if isinstance(each.default, str) and each.name not in _NEVER
}


def is_ours(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.get("version") in (VERSION, *_OLDER)
        and isinstance(found.get("connections"), list)
    )


def written(kept: Iterable[PackageSettings]) -> dict[str, Any]:
    """Give what is written to the file."""
    listed = [
        {name: value for name, value in asdict(each).items() if name not in _NEVER}
        for each in kept
    ]
    return {"version": VERSION, "connections": listed}


def read(found: Any) -> Iterator[PackageSettings]:
    """Give the connections of a file that is ours; what is no text is left out."""
    for each in found["connections"]:
        if isinstance(each, dict) and each.get("id") and each.get("name"):
            yield one(each)


def one(told: dict[str, Any]) -> PackageSettings:
    """Give the one connection that an object tells of."""
    texts = {name: str(told.get(name, usual)) for name, usual in _TEXTS.items()}
    return PackageSettings(
        name=str(told["name"]),
        scopes=_list_of(told.get("scopes")),
        units=tuple(_units(told.get("units"))),
        allowed=_list_of(told.get("allowed")),
        **texts,
    )


def _units(told: Any) -> Iterator[BusinessUnit]:
    seen = set()
    for each in told if isinstance(told, list) else ():
        mid = str(each.get("mid", "")) if isinstance(each, dict) else ""
        if not check_mid(mid) and mid not in seen and each.get("name"):
            seen.add(mid)
            yield BusinessUnit(
                mid,
                str(each["name"]),
                str(each.get("colour", "")),
                _list_of(each.get("allowed")),
            )


def _list_of(told: Any) -> tuple[str, ...]:
    return tuple(map(str, told)) if isinstance(told, list) else ()
