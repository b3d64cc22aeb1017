"""Which connection is in use, and the way from one to another."""

from typing import Protocol

from jbdesk.arming import Arming
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.panes.credentials.pane import CredentialsPane
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import SIMULATOR_ID, Connections
from jbdesk.services.connections.elsewhere import Connect
from jbdesk.services.connections.vault import Vault
from jbdesk.services.settings import Settings
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.widgets.pane import Pane
from jbdesk.window import Window


class Host(Protocol):
    """The desk, as far as it is needed here."""

    window: Window
    settings: Settings
    vault: Vault
    connections: Connections
    units: SimulatorUnits
    credentials: CredentialsPane
    panes: tuple[Pane, ...]


class Switching:
    """Stands between the connections, the panes and the window."""

    def __init__(self, desk: Host, connect: Connect) -> None:
        self._desk = desk
        self._connect = connect
        self._arming = Arming(desk.window)
        self.connection: Connection | None = None

    async def begin(self, wanted: str | None) -> None:
        """Connect to what is wanted, else to what was used last."""
        first = self._first(wanted)
        if first != SIMULATOR_ID or self._desk.units.all:
            await self.use(first)

    def _first(self, wanted: str | None) -> str:
        desk = self._desk
        known = desk.connections.all()
        for sought in (wanted, desk.settings.get("connection", "")):
            for each in known:
                if sought and sought in (each.id, each.name):
                    return each.id
        if wanted:
            desk.credentials.failed(
                Failure(f"There is no connection named “{wanted}”.").problems
            )
        return known[0].id

    async def use(self, settings_id: str) -> None:
        """Work with another tenant from now on; every pane takes it."""
        desk = self._desk
        known = {each.id: each for each in desk.connections.all()}
        settings = known.get(settings_id, known[SIMULATOR_ID])
        secret = await self.secret_of(settings)
        if secret is None:
            desk.window.open(desk.credentials.entry.name)
            desk.credentials.ask_for_secret(settings)
            return
        before, self.connection = self.connection, self._connect(settings, secret)
        desk.settings.set("connection", settings.id)
        desk.units.use(settings)
        self._arming.use(self.connection)
        for pane in desk.panes:
            pane.use(self.connection)
        self.show()
        if before is not None:
            before.close()

    async def use_again(self) -> None:
        """Take up anew what is in use, where that is of the simulator."""
        used = self.connection.settings if self.connection is not None else None
        if used is not None and used.is_simulator:
            await self.use(used.id)

    async def secret_of(self, settings: PackageSettings) -> str | None:
        """Give the secret; None where none is kept."""
        if settings.is_simulator:
            return self._desk.units.secret(settings.id) or ""
        return await self._desk.vault.secret(settings.id)

    def show(self) -> None:
        """Name what is in use in the window, and what can be used instead."""
        if self.connection is None:
            return
        current = self.connection.settings
        choices = [(each.id, each.name) for each in self._desk.connections.all()]
        self._desk.window.show_connection(
            choices, current.id, current.name, current.colour
        )

    def tick(self) -> None:
        """Tell how long the token and the arming last; called every second."""
        token = self.connection.token if self.connection else None
        self._desk.window.show_token(token.seconds_left() if token else None)
        self._arming.show()
