"""Which connection is in use, and the way from one to another."""

import asyncio
from functools import partial
from typing import Protocol

from jbdesk.arming import Arming
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds
from jbdesk.model.problem import Failure
from jbdesk.panes.credentials.pane import CredentialsPane
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import SIMULATOR_ID, Connections
from jbdesk.services.connections.elsewhere import Connect
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault
from jbdesk.services.settings import Settings
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.widgets.environments import Environment
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.scope_gates import ScopeGates
from jbdesk.window import Window

MOST_RECENT = 50


class Host(Protocol):
    """The desk, as far as it is needed here."""

    window: Window
    settings: Settings
    vault: Vault
    sign_ins: SignIns
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
        self._gates = ScopeGates()
        self._was_ready = True
        desk.vault.tell_waiting = desk.window.show_waiting
        self._leaving: set[Connection] = set()
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
        if secret is None or not desk.sign_ins.is_ready(settings):
            self._ask_for(settings)
            return
        left = tuple(filter(None, (pane.leaving() for pane in desk.panes)))
        before, self.connection = self.connection, self._connect(settings, secret)
        self._note_use(settings.id)
        desk.units.use(settings)
        self._arming.use(self.connection)
        self._gates.open()
        for pane in desk.panes:
            pane.use(self.connection)
        self.show()
        if before is not None:
            self._tell_left(before.settings, settings, left)
            await self._let_go(before)

    def _ask_for(self, settings: PackageSettings) -> None:
        """Let the person type the secret that is lacking, or sign in."""
        self._desk.window.open(self._desk.credentials.entry.name)
        self._desk.credentials.ask_for_secret(settings)

    def _tell_signed_out(self) -> None:
        """Say once that a sign-in has ended, with the way to begin it again."""
        used = self.connection.settings if self.connection else None
        is_ready = used is None or self._desk.sign_ins.is_ready(used)
        if used is not None and self._was_ready and not is_ready:
            again = partial(self._ask_for, used)
            self._desk.window.show_signed_out(used.name, again)
        self._was_ready = is_ready

    def _note_use(self, settings_id: str) -> None:
        settings, recent = self._desk.settings, self._recent
        settings.set("connection", settings_id)
        kept = [settings_id, *(each for each in recent if each != settings_id)]
        settings.set("recent connections", kept[:MOST_RECENT])

    @property
    def _recent(self) -> list[str]:
        kept = self._desk.settings.get("recent connections", [])
        return [str(each) for each in kept] if isinstance(kept, list) else []

    def _tell_left(
        self, before: PackageSettings, now: PackageSettings, left: tuple[str, ...]
    ) -> None:
        if before.id != now.id:
            back = partial(self._desk.window.connection_chosen.emit, before.id)
            title = f"You are on “{now.name}” now."
            self._desk.window.show_left(title, left, back)

    async def _let_go(self, before: Connection) -> None:
        """Close it once what was being written over it has its answer."""
        self._leaving.add(before)
        try:
            await asyncio.gather(*(pane.written() for pane in self._desk.panes))
        finally:
            self._leaving.discard(before)
            before.close()

    def close(self) -> None:
        """End all calls at once."""
        for each in (self.connection, *self._leaving):
            if each is not None:
                each.close()

    async def use_again(self) -> None:
        """Take up anew what is in use, where that is of the simulator."""
        used = self.connection.settings if self.connection is not None else None
        if used is not None and used.is_simulator:
            await self.use(used.id)

    async def secret_of(self, settings: PackageSettings) -> str | None:
        """Give the secret; None where none is kept."""
        await self._desk.sign_ins.load(settings)
        if settings.is_simulator:
            return self._desk.units.secret(settings.id) or ""
        if not kinds.has_secret(settings.kind):
            return ""
        return await self._desk.vault.secret(settings.id)

    def show(self) -> None:
        """Name what is in use in the window, and what can be used instead."""
        if self.connection is None:
            return
        current = self.connection.settings.id
        known = {each.id: each for each in self._desk.connections.all()}
        recent = [each for each in self._recent if each in known]
        others = [e for e in dict.fromkeys((*recent, *known)) if e != current]
        choices = tuple(map(self._environment, known.values()))
        if current in known:  # not while the one in use is being removed
            self._desk.window.show_connections(choices, current, tuple(others))

    def _environment(self, each: PackageSettings) -> Environment:
        package = self._desk.connections.package(each.id)
        group = package.name if package and package.units else "Connections"
        group = "Simulator" if each.is_simulator else group
        told = (each.id, each.name, each.colour, group)
        return Environment(*told, unit=each.unit, is_simulator=each.is_simulator)

    def tick(self) -> None:
        """Tell how long the token and the arming last; called every second."""
        token = self.connection.token if self.connection else None
        self._desk.window.show_token(token.seconds_left() if token else None)
        self._gates.show(self._desk.panes, token.held if token else None)
        self._arming.show()
        self._tell_signed_out()
