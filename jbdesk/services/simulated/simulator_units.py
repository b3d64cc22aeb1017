"""The simulator's business units and packages, as connections to choose from."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds
from jbdesk.services.connections.connections import SIMULATOR_ID

Control = Callable[[str, str, Any], Awaitable[Any]]
_KINDS = {"": kinds.SERVER, "server": kinds.SERVER, "public": kinds.PUBLIC}
# After these other business units may be there.
_CHANGES = ("/simulator/reset", "/simulator/import")


class SimulatorUnits:
    """Knows how each is signed in to, and which of them is in use."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._first: PackageSettings | None = None
        self._secrets: dict[str, str] = {}  # by connection
        self._in_use = ""  # a MID; "": the first
        self.all: tuple[PackageSettings, ...] = ()

    def knows(self, connection_id: str) -> bool:
        return connection_id in self._secrets

    def of(self, account_id: int) -> str:
        """Give the connection to a business unit; the first where there is none."""
        found = (e.id for e in self.all if e.account_id == str(account_id))
        return next(found, SIMULATOR_ID)

    def secret(self, connection_id: str) -> str | None:
        return self._secrets.get(connection_id)

    async def started(self, first: PackageSettings, secret: str) -> None:
        """Take what the simulator told at its start, and ask it for the rest."""
        self._first, self._secrets = first, {first.id: secret}
        self.all = (first,)
        await self.load()

    async def load(self) -> None:
        if self._first is None:
            return
        told = await self._control("GET", "/simulator/tenants", None)
        found = list(_found(self._first, told["items"]))
        self.all = tuple(settings for settings, _ in found)
        self._secrets = {settings.id: secret for settings, secret in found}
        if self._in_use not in [each.account_id for each in self.all]:
            self._in_use = ""

    def use(self, settings: PackageSettings) -> None:
        """Let controls be for the business unit of this connection, if it is ours."""
        if self.knows(settings.id):
            is_first = settings.id == SIMULATOR_ID
            self._in_use = "" if is_first else settings.account_id

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        """Use a control for the business unit in use, unless the path names one."""
        place = path
        if self._in_use and "account_id=" not in path:
            joint = "&" if "?" in path else "?"
            place = f"{path}{joint}account_id={self._in_use}"
        told = await self._control(method, place, body)
        if method == "POST" and path.partition("?")[0] in _CHANGES:
            await self.load()
        return told


def _found(
    first: PackageSettings, tenants: list[Any]
) -> Iterator[tuple[PackageSettings, str]]:
    """Give a connection for each package and business unit, with its secret."""
    for tenant in tenants:
        names = {each["account_id"]: each["name"] for each in tenant["business_units"]}
        for package in tenant["packages"]:
            for mid in _units_of(package):
                is_main = package is tenant["packages"][0]
                yield (
                    _settings(first, tenant, package, (mid, names[mid]), is_main),
                    package["client_secret"],
                )


def _units_of(package: Any) -> tuple[int, ...]:
    """Where a package is offered; one app to try is enough, in its own unit."""
    kind = _KINDS.get(package.get("kind", ""))
    if kind == kinds.PUBLIC:
        return (package["account_id"],)
    return () if kind is None else tuple(package["business_units"])


def _settings(
    first: PackageSettings,
    tenant: Any,
    package: Any,
    unit: tuple[int, str],
    is_main: bool,
) -> PackageSettings:
    mid, name = unit
    is_first = package["client_id"] == first.client_id
    if is_first and str(mid) == first.account_id:
        return first
    by = "" if is_main else f", {package['name']}"
    return replace(
        first,
        id=f"{SIMULATOR_ID}-{mid}{by}",
        name=f"{name}{by} (simulator)",
        auth_url=tenant["auth_url"],
        rest_url=tenant["rest_url"],
        client_id=package["client_id"],
        account_id=str(mid),
        kind=_KINDS[package.get("kind", "")],
    )
