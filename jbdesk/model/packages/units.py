"""Business units of an installed package besides its own, each with a name."""

from collections.abc import Iterable
from dataclasses import dataclass

from jbdesk.model.problem import Failure, Problem, Where

APART = "@"  # between a package's id and a MID, in the id of a business unit
BETWEEN = " · "  # a package's name and a business unit's, in a connection's
_LONGEST = 100  # characters of a name


@dataclass(frozen=True)
class BusinessUnit:
    """Where a package works as well; what is empty is as for the package."""

    mid: str
    name: str
    colour: str = ""
    allowed: tuple[str, ...] = ()  # contact keys


def package_of(connection_id: str) -> str:
    """Give the id of the installed package, under which its secret is kept."""
    return connection_id.partition(APART)[0]


def is_of(connection_id: str, other: str) -> bool:
    """Whether a connection is the other one, or a business unit of it."""
    return other in (connection_id, package_of(connection_id))


def check_mid(text: str) -> str:
    """Tell what is wrong with a MID, in a sentence; "" where nothing is."""
    plain = text.strip()
    if not plain:
        return "The MID is required."
    if not (plain.isascii() and plain.isdecimal()):
        return "A MID has digits only."
    return ""


def check_name(text: str) -> str:
    plain = text.strip()
    if not plain:
        return "Name is required."
    return "The name may have at most 100 characters." if len(plain) > _LONGEST else ""


def put(
    units: Iterable[BusinessUnit], unit: BusinessUnit, was: str = ""
) -> tuple[BusinessUnit, ...]:
    """Add a business unit, or put it where the one with the MID `was` stands."""
    known = tuple(units)
    others = [each for each in known if each.mid != was]
    if any(each.mid == unit.mid for each in others):
        raise _taken("account_id", f"MID {unit.mid} is in this package already.")
    if any(each.name.casefold() == unit.name.casefold() for each in others):
        raise _taken("name", f"“{unit.name}” is in this package already.")
    if was not in [each.mid for each in known]:
        return (*known, unit)
    return tuple(unit if each.mid == was else each for each in known)


def without(units: Iterable[BusinessUnit], mid: str) -> tuple[BusinessUnit, ...]:
    return tuple(each for each in units if each.mid != mid)


def _taken(field: str, text: str) -> Failure:
    return Failure(Problem(text, where=Where("form", field=field)))
