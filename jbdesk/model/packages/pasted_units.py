"""Business units that a pasted configuration lists beside its package's settings."""

from collections.abc import Iterable, Iterator
from typing import Any

from jbdesk.model.packages import units
from jbdesk.model.packages.units import BusinessUnit

LISTED = "businessUnits"  # as mcdev writes it: {name: MID}
_PARENT = {"_ParentBU_": "Parent"}


def listed(found: Any) -> tuple[BusinessUnit, ...]:
    """Give every business unit that JSON lists by its name, each MID once."""
    by_mid: dict[str, BusinessUnit] = {}
    for name, mid in _pairs(found):
        unit = BusinessUnit(str(mid).strip(), _PARENT.get(name, name.strip()))
        if not (units.check_mid(unit.mid) or units.check_name(unit.name)):
            by_mid.setdefault(unit.mid, unit)
    return tuple(by_mid.values())


def added(
    known: Iterable[BusinessUnit], found: Iterable[BusinessUnit], own_mid: str
) -> tuple[BusinessUnit, ...]:
    """Add what is new to a package's units; `own_mid` is the package's itself."""
    kept = tuple(known)
    mids = {own_mid, *(each.mid for each in kept)}
    names = {each.name.casefold() for each in kept}
    new = (e for e in found if e.mid not in mids and e.name.casefold() not in names)
    return (*kept, *new)


def _pairs(found: Any) -> Iterator[tuple[str, Any]]:
    waiting = [found]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            of_units = value.get(LISTED)
            if isinstance(of_units, dict):
                yield from of_units.items()
            waiting.extend(each for name, each in value.items() if name != LISTED)
