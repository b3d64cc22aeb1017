"""The connections as the pane shows them: with what is typed and not saved yet."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import choices, kinds, units
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.panes.credentials.list import ConnectionRow, row_of
from jbdesk.services.connections.connections import SIMULATOR_ID, Connections
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault

NEW_ID = ""  # of a connection that is not saved yet
_NEW = PackageSettings("")


class CredentialsBook:
    """Remembers typed values by connection, so that going elsewhere loses nothing."""

    def __init__(
        self, connections: Connections, vault: Vault, sign_ins: SignIns
    ) -> None:
        self._connections = connections
        self._vault = vault
        self._sign_ins = sign_ins
        self._typed: dict[str, dict[str, Any]] = {}
        self._running: PackageSettings | None = None  # the simulator as it is reached
        self.in_use = ""

    def use(self, settings: PackageSettings) -> None:
        self.in_use = settings.id
        if settings.id == SIMULATOR_ID:
            self._running = settings

    def simulators_known(self, simulators: tuple[PackageSettings, ...]) -> None:
        self._connections.simulators_known(simulators)

    @property
    def simulator(self) -> PackageSettings:
        first = self._connections.all()[0]
        return first if first.client_id else self._running or first

    def settings(self, settings_id: str) -> PackageSettings:
        """Give what is kept; the simulator's where the id is not known."""
        if settings_id == NEW_ID:
            return _NEW
        kept = {each.id: each for each in self._connections.all()}
        kept[SIMULATOR_ID] = self.simulator
        if self.is_new(settings_id) and (package := self.package(settings_id)):
            draft = choices.at(package, BusinessUnit("", ""))
            return replace(draft, name="", account_id="")
        return kept.get(settings_id, self.simulator)

    def rows(self) -> tuple[ConnectionRow, ...]:
        """Describe every connection, then the new one while there is one."""
        return tuple(
            row_of(each, in_use=self.in_use, is_unsaved=each.id in self._typed)
            for each in self._listed()
        )

    def _listed(self) -> Iterator[PackageSettings]:
        kept = self._connections.all()
        for each, later in zip_longest(kept, kept[1:]):
            yield each
            draft = f"{units.package_of(each.id)}{units.APART}"
            is_last = later is None or not later.id.startswith(draft)
            if is_last and draft in self._typed:
                yield self.settings(draft)
        if NEW_ID in self._typed:
            yield _NEW

    def package(self, settings_id: str) -> PackageSettings | None:
        """Give the kept package of a connection; None for one that is not kept."""
        return self._connections.package(settings_id)

    def package_name(self, settings_id: str) -> str:
        package = self.package(settings_id)
        return package.name if package else ""

    @property
    def can_hand_on(self) -> bool:
        """Whether anything is kept that could be exported."""
        return bool(self._connections.packages)

    def is_new(self, settings_id: str) -> bool:
        """Whether it is a connection or a business unit that is not kept yet."""
        return settings_id == NEW_ID or settings_id.endswith(units.APART)

    def beside(self, settings_id: str) -> str:
        """Give what is shown once this is gone: its package, else the simulator."""
        package = self.package(settings_id)
        is_unit = units.APART in settings_id
        return package.id if package and is_unit else self.simulator.id

    def used_again(self, was: str, kept: PackageSettings) -> str:
        """Give what is to be taken up anew after a change; "" where nothing is."""
        if was and self.in_use == was:
            return kept.id
        is_of_it = units.package_of(self.in_use) == kept.id
        return self.settings(self.in_use).id if is_of_it else ""

    def is_taken(self, name: str, settings_id: str) -> bool:
        """Whether another connection is called so."""
        return any(
            each.name.casefold() == name.casefold() and each.id != settings_id
            for each in self._connections.all()
        )

    # What is typed.

    def typed(self, settings_id: str) -> Mapping[str, Any]:
        return self._typed.get(settings_id, {})

    def remember(self, settings_id: str, typed: Mapping[str, Any]) -> None:
        self._typed[settings_id] = dict(typed)

    def forget(self, settings_id: str) -> None:
        self._typed.pop(settings_id, None)

    # What is kept.

    async def secret(self, settings_id: str) -> str:
        """Give the kept secret, "" where there is none."""
        await self._vault.open()
        if settings_id == NEW_ID:
            return ""
        await self._sign_ins.load(self.settings(settings_id))
        return await self._vault.secret(settings_id) or ""

    def is_signed_in(self, settings: PackageSettings) -> bool:
        """Whether a person's sign-in to it is kept."""
        return bool(settings.id) and self._sign_ins.is_signed_in(settings)

    @property
    def place(self) -> str:
        """Where secrets are kept, in a sentence."""
        if self._vault.is_locked:
            return "Kept in the vault, which is locked: unlock it first."
        if self._vault.is_sealed:
            return "Kept in the vault, under your passphrase."
        if self._vault.is_session_only:
            return (
                "Kept in memory until jbdesk is closed: no secret store of this system"
                " can be used."
            )
        return f"Kept in {self._vault.store_name}, never in a file."

    async def save(self, settings: PackageSettings, secret: str) -> PackageSettings:
        """Keep a connection and its secret; what was typed is what is kept."""
        if units.APART in settings.id:
            return self._save_unit(settings)
        kept = self._connections.save(settings)
        self.forget(settings.id)
        if kinds.has_secret(kept.kind):
            await self._vault.put(kept.id, secret)
        else:
            await self._vault.forget(kept.id)
        return kept

    def _save_unit(self, settings: PackageSettings) -> PackageSettings:
        """Keep a business unit; what is as for its package stays empty."""
        package_id, _, was = settings.id.partition(units.APART)
        package = self.settings(package_id)
        unit = BusinessUnit(
            settings.account_id,
            settings.unit,
            "" if settings.colour == package.colour else settings.colour,
            () if settings.allowed == package.allowed else settings.allowed,
        )
        kept = self._connections.save_unit(package_id, unit, was)
        self.forget(settings.id)
        return kept

    async def remove(self, settings_id: str) -> None:
        self.forget(settings_id)
        if units.APART in settings_id:
            self._connections.remove(settings_id)
        elif settings_id != NEW_ID:
            settings = self.settings(settings_id)
            for each in settings.units:
                self.forget(f"{settings_id}{units.APART}{each.mid}")
            self.forget(f"{settings_id}{units.APART}")
            self._connections.remove(settings_id)
            await self._vault.forget(settings_id)
            await self._sign_ins.forget(settings)
