"""The connections that an installed package opens: one for each business unit."""

from dataclasses import replace

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages.units import APART, BETWEEN, BusinessUnit


def of(package: PackageSettings) -> tuple[PackageSettings, ...]:
    """Give the package in its own business unit, then in each of the others."""
    return (package, *(at(package, each) for each in package.units))


def at(package: PackageSettings, unit: BusinessUnit) -> PackageSettings:
    """Give the connection to one of the package's business units."""
    return replace(
        package,
        id=f"{package.id}{APART}{unit.mid}",
        name=f"{package.name}{BETWEEN}{unit.name}",
        account_id=unit.mid,
        colour=unit.colour or package.colour,
        unit=unit.name,
        units=(),
        allowed=unit.allowed or package.allowed,
    )
