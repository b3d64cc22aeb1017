"""The list of connections, without their secrets; the simulator stands first.

What is kept are installed packages; each of their business units is a choice.
"""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import choices, units
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services import stored_file
from jbdesk.services.connections import package_file

SIMULATOR_ID = "simulator"
_NO_SIMULATOR_YET = "http://127.0.0.1/"  # LocalSimulator.start gives the real one
SIMULATOR = PackageSettings(
    name="Simulator (on this computer)",
    id=SIMULATOR_ID,
    colour="green",
    auth_url=_NO_SIMULATOR_YET,
    rest_url=_NO_SIMULATOR_YET,
)


class Connections:
    """Keeps connections in one file of the home folder."""

    def __init__(self, home: Path) -> None:
        self._path = stored_file.folder(home) / "connections.json"
        found, self.notice = stored_file.read(self._path)
        if found is not None and not package_file.is_ours(found):
            found, self.notice = None, stored_file.set_aside(self._path)
        self._kept = tuple(package_file.read(found)) if found else ()
        self._simulators: tuple[PackageSettings, ...] = (SIMULATOR,)

    def all(self) -> tuple[PackageSettings, ...]:
        """Every connection to choose from, the units of a package after it."""
        kept = (choice for each in self._kept for choice in choices.of(each))
        return (*self._simulators, *kept)

    @property
    def packages(self) -> tuple[PackageSettings, ...]:
        """The installed packages that are kept."""
        return self._kept

    def package(self, connection_id: str) -> PackageSettings | None:
        """Give the kept package that a connection belongs to."""
        sought = units.package_of(connection_id)
        return next((each for each in self._kept if each.id == sought), None)

    def unit(self, connection_id: str) -> BusinessUnit | None:
        """Give the business unit that a connection is to; None for a package's own."""
        package = self.package(connection_id)
        for each in package.units if package else ():
            if package and choices.at(package, each).id == connection_id:
                return each
        return None

    def simulator_started(self, settings: PackageSettings) -> None:
        """Take the address that the simulator has this time; it is not kept."""
        self._simulators = (settings,)

    def simulators_known(self, simulators: tuple[PackageSettings, ...]) -> None:
        """Take its business units and packages; none of them is kept either."""
        self._simulators = simulators or self._simulators

    def save(self, settings: PackageSettings) -> PackageSettings:
        """Keep a new or changed connection; gives it with its id."""
        if settings.id == SIMULATOR_ID or settings.is_simulator:
            raise Failure("The simulator's own connection can't be changed.")
        if settings.unit or units.APART in settings.id:
            raise Failure("A business unit is kept with its installed package.")
        for each in settings.units:
            if each.mid == settings.account_id:
                told = f"MID {each.mid} is already here, as “{each.name}”."
                raise Failure(Problem(told, where=Where("form", field="account_id")))
        kept = settings if settings.id else replace(settings, id=uuid4().hex)
        known = [each.id for each in self._kept]
        if kept.id in known:
            self._put(tuple(kept if e.id == kept.id else e for e in self._kept))
        else:
            self._put((*self._kept, kept))
        return kept

    def save_unit(
        self, package_id: str, unit: BusinessUnit, was: str = ""
    ) -> PackageSettings:
        """Keep a business unit of a package, in place of the one with the MID `was`."""
        package = self._package(package_id)
        kept = replace(package, units=units.put(package.units, unit, was))
        return choices.at(self.save(kept), unit)

    def remove(self, connection_id: str) -> None:
        """Let go of a package with all its business units, or of one of these."""
        if unit := self.unit(connection_id):
            package = self._package(connection_id)
            left = units.without(package.units, unit.mid)
            self.save(replace(package, units=left))
        else:
            self._put(tuple(each for each in self._kept if each.id != connection_id))

    def _package(self, connection_id: str) -> PackageSettings:
        package = self.package(connection_id)
        if package is None:
            raise Failure("This installed package is no longer kept.")
        return package

    def _put(self, kept: tuple[PackageSettings, ...]) -> None:
        stored_file.write(self._path, package_file.written(kept))
        self._kept = kept
