"""The list of connections, without their secrets; the simulator stands first."""

from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file

VERSION = 1
SIMULATOR_ID = "simulator"
_NO_SIMULATOR_YET = "http://127.0.0.1/"  # LocalSimulator.start gives the real one
SIMULATOR = PackageSettings(
    name="Simulator (on this computer)",
    id=SIMULATOR_ID,
    colour="green",
    auth_url=_NO_SIMULATOR_YET,
    rest_url=_NO_SIMULATOR_YET,
)
_TEXTS = frozenset(each.name for each in fields(PackageSettings)) - {"scopes"}


class Connections:
    """Keeps connections in one file of the home folder."""

    def __init__(self, home: Path) -> None:
        self._path = stored_file.folder(home) / "connections.json"
        found, self.notice = stored_file.read(self._path)
        if found is not None and not _is_ours(found):
            found, self.notice = None, stored_file.set_aside(self._path)
        self._kept = tuple(_all_in(found)) if found else ()
        self._simulators: tuple[PackageSettings, ...] = (SIMULATOR,)

    def all(self) -> tuple[PackageSettings, ...]:
        return (*self._simulators, *self._kept)

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
        kept = settings if settings.id else replace(settings, id=uuid4().hex)
        known = [each.id for each in self._kept]
        if kept.id in known:
            self._put(tuple(kept if e.id == kept.id else e for e in self._kept))
        else:
            self._put((*self._kept, kept))
        return kept

    def remove(self, connection_id: str) -> None:
        self._put(tuple(each for each in self._kept if each.id != connection_id))

    def _put(self, kept: tuple[PackageSettings, ...]) -> None:
        listed = [asdict(each) for each in kept]
        stored_file.write(self._path, {"version": VERSION, "connections": listed})
        self._kept = kept


def _is_ours(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.get("version") == VERSION
        and isinstance(found.get("connections"), list)
    )


def _all_in(found: Any) -> Iterator[PackageSettings]:
    for each in found["connections"]:
        if isinstance(each, dict) and each.get("id") and each.get("name"):
            texts = {name: str(each.get(name, "")) for name in _TEXTS}
            # No file may turn a connection into one that is taken for the simulator.
            texts |= {"auth_url": "", "rest_url": ""}
            scopes = each.get("scopes")
            listed = scopes if isinstance(scopes, list) else []
            yield PackageSettings(scopes=tuple(map(str, listed)), **texts)
