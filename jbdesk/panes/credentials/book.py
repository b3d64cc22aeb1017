"""The connections as the pane shows them: with what is typed and not saved yet."""

from collections.abc import Mapping
from typing import Any

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds
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
        return kept.get(settings_id, self.simulator)

    def rows(self) -> tuple[ConnectionRow, ...]:
        """Describe every connection, then the new one while there is one."""
        listed = [*self._connections.all(), *([_NEW] if NEW_ID in self._typed else [])]
        return tuple(
            row_of(each, in_use=self.in_use, is_unsaved=each.id in self._typed)
            for each in listed
        )

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
        if self._vault.is_session_only:
            return (
                "Kept in memory until jbdesk is closed: no secret store of this system"
                " can be used."
            )
        return f"Kept in {self._vault.store_name}, never in a file."

    async def save(self, settings: PackageSettings, secret: str) -> PackageSettings:
        """Keep a connection and its secret; what was typed is what is kept."""
        kept = self._connections.save(settings)
        self.forget(settings.id)
        if kinds.has_secret(kept.kind):
            await self._vault.put(kept.id, secret)
        else:
            await self._vault.forget(kept.id)
        return kept

    async def remove(self, settings_id: str) -> None:
        self.forget(settings_id)
        if settings_id != NEW_ID:
            settings = self.settings(settings_id)
            self._connections.remove(settings_id)
            await self._vault.forget(settings_id)
            await self._sign_ins.forget(settings)
