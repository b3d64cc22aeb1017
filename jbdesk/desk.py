"""The desk: services, panes and window, built and wired together.

Desk ── services: connections, vault, ledger, drafts, simulator, …
 └──── Window ── panes, which reach one another only by signals
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from jbdesk.fired import Fired
from jbdesk.front import Front
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing.trace import Trace
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.panes.activity.pane import ActivityPane
from jbdesk.panes.credentials.pane import CredentialsPane
from jbdesk.panes.event_definitions.pane import EventDefinitionsPane
from jbdesk.panes.fire.pane import FirePane
from jbdesk.panes.journeys.pane import JourneysPane
from jbdesk.panes.simulator import SimulatorPane
from jbdesk.services import log
from jbdesk.services.archive.archive import Archive
from jbdesk.services.connections.connection import Connection, connect
from jbdesk.services.connections.connections import Connections
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.connections.sealed_file import SealedFile
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault
from jbdesk.services.copying.copies import Copies
from jbdesk.services.events.key_copy import KeyCopy
from jbdesk.services.events.navigator import Navigator
from jbdesk.services.exchanges.journal import Journal
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.journeys.journey_stores import JourneyStores
from jbdesk.services.runs.runs import Runs
from jbdesk.services.simulated.local_simulator import LocalSimulator, LocalTenant
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.services.work import Work
from jbdesk.switching import Switching
from jbdesk.widgets import theme
from jbdesk.widgets.file_drop import FileDrop
from jbdesk.widgets.pane import Pane

TICK = 1000  # milliseconds between looks at token and clock
WORKERS = 8


class Desk:
    """Everything that lives as long as the application, wired together."""

    def __init__(
        self,
        home: Path,
        qt: QApplication,
        simulator: LocalTenant | None = None,
        front: Front | None = None,
        *,
        is_whole: bool = True,
    ) -> None:
        self._home, self._qt = home, qt
        self.front = front or Front(home, qt)
        self.settings, self.window = self.front.settings, self.front.window
        self.work = Work(WORKERS)
        self._secrets: set[str] = set()  # all that were used, to keep them unlogged
        self.exchanges = Journal(home, lambda: tuple(self._secrets))
        self.vault = Vault(sealed=SealedFile(home))
        self.sign_ins = SignIns(self.vault)
        self.connections = Connections(home)
        self.ledger = Ledger(home)
        self.runs = Runs(home)
        self.of_journeys = JourneyStores.in_home(home)
        self.archive = Archive(home)
        self.simulator = simulator or LocalSimulator(home)
        self.units = SimulatorUnits(self.simulator.control)
        self._log = log.open_log(home, lambda: tuple(self._secrets))
        self.switching = Switching(self, self._new_connection)
        self.closed = asyncio.get_running_loop().create_future()
        self._tasks: set[asyncio.Task[None]] = set()
        for _ in self.building() if is_whole else ():
            pass

    def building(self) -> Iterator[None]:
        """Build one part after the other; in between the window can have a turn."""
        self.credentials = CredentialsPane(
            self.connections,
            self.vault,
            self._new_connection,
            self.units,
            self.sign_ins,
        )
        yield
        elsewhere = Elsewhere(
            self.connections, self.switching.secret_of, self._new_connection
        )
        self.event_definitions = EventDefinitionsPane(
            Navigator(KeyCopy(self._home), elsewhere), self._home
        )
        yield
        self.journeys = JourneysPane(
            self.of_journeys, elsewhere, self.archive, Copies(self._home)
        )
        yield
        self.fire = FirePane(
            self.ledger,
            self.of_journeys.test_contacts,
            self.runs,
            self.settings,
            is_whole=False,
        )
        yield from self.fire.building()
        forgetting = self.exchanges.forgetting(
            self.work, self.ledger, self.of_journeys, history_row=self.archive
        )
        self.activity = ActivityPane(
            self.exchanges, self.ledger, forgetting, self.connections
        )
        yield
        self.simulator_pane = SimulatorPane(self.units.control, is_whole=False)
        yield from self.simulator_pane.building()
        self.panes: tuple[Pane, ...] = (
            *(self.credentials, self.event_definitions, self.journeys),
            *(self.fire, self.activity, self.simulator_pane),
        )
        self.window.take(self.panes)
        known = self.settings.get("arrangement", {})
        for pane in self.panes:
            states = known.get(pane.entry.name)
            pane.arrange(states if isinstance(states, list) else [])
        self._tick = QTimer(self.window, interval=TICK)
        self._wire()

    def _wire(self) -> None:
        window = self.window
        window.close_asked.connect(lambda: self._start(self.close()))
        window.scheme_chosen.connect(self._use_scheme)
        window.connection_chosen.connect(lambda id_: self._start(self.use(id_)))
        window.connections_managed.connect(
            lambda: window.open(self.credentials.entry.name)
        )
        asking = (self.credentials, self.event_definitions, self.journeys)
        for pane in (*asking, self.activity):
            pane.connection_wanted.connect(lambda id_: self._start(self.use(id_)))
        self.credentials.connections_changed.connect(self.switching.show)
        gone = self.event_definitions.everywhere.forget_gone
        self.credentials.connections_changed.connect(gone)
        self.event_definitions.fire_requested.connect(self._open_fire)
        window.key_wanted.connect(self._find_key)
        window.opened.connect(self._opened)
        self.event_definitions.journey_requested.connect(self._open_journey)
        self.fire.trace_wanted.connect(self._show_trace)
        self.fire.trace_changed.connect(self.journeys.trace_changed)
        self.simulator_pane.was_reset.connect(self._simulator_was_reset)
        self.fired = Fired(self._home, self, self._start)
        FileDrop(window, ".json").dropped.connect(self.fired.open_file)
        self.activity.forgetting_begun.connect(lambda _: self.fire.stop())
        self._tick.timeout.connect(self._ticked)

    async def open(self, wanted: str | None = None) -> None:
        """Start the simulator and connect: to what is wanted, else what was last."""
        self._tick.start()
        await self.exchanges.store.opened()
        self.window.show_notices(self._damages())
        await self.vault.open()
        try:
            await self.units.started(*await self.simulator.start())
        except Failure as failure:
            # Whoever works with a real tenant can do without.
            self.credentials.failed(failure.problems)
        self.connections.simulators_known(self.units.all)
        await self.switching.begin(wanted)
        if self.connection is not None and self.window.is_untouched:
            self.window.open(self._first_pane())

    def _damages(self) -> tuple[str, ...]:
        """What the stores found damaged and set aside."""
        kept = (self.ledger, self.runs, self.exchanges, self.fired)
        stores = (self.settings, self.connections, *kept)
        told = (*(each.notice for each in stores), *self.of_journeys.notices)
        return tuple(text for text in told if text)

    @property
    def connection(self) -> Connection | None:
        """What is in use; None before the first was."""
        return self.switching.connection

    async def use(self, settings_id: str) -> None:
        """Work with another tenant from now on; every pane takes it."""
        await self.switching.use(settings_id)

    def _first_pane(self) -> str:
        names = [pane.entry.name for pane in self.panes]
        last = self.settings.get("pane", "")
        return last if last in names else self.event_definitions.entry.name

    def _new_connection(self, settings: PackageSettings, secret: str) -> Connection:
        if self.units.knows(settings.id):  # whoever asks, only the desk knows it
            secret = self.units.secret(settings.id) or ""
        self._secrets.add(secret)
        refresh = self.sign_ins.of(settings)
        return connect(settings, secret, self.work, self.exchanges.record, refresh)

    async def close(self) -> None:
        """Keep what is unsaved, end all work, then let the window go."""
        self._tick.stop()
        self.settings.set("window", self.window.geometry_text())
        self.settings.set("pane", self.window.pane.entry.name)
        self._keep_arrangement()
        for pane in self.panes:
            pane.stop()
        self.fire.many.halt()
        self.switching.close()
        await asyncio.gather(*(pane.idle() for pane in self.panes))
        await self.sign_ins.idle()
        await self.simulator.stop()
        self.ledger.close()
        self.exchanges.close()
        self.runs.close()
        self.archive.close()
        self.work.close()
        log.close_log(self._log)
        self.window.close_for_good()
        if not self.closed.done():
            self.closed.set_result(None)

    def _open_fire(self, definition: EventDefinition) -> None:
        self.window.open(self.fire.entry.name)
        self.fire.choose(definition)

    def _find_key(self) -> None:
        self.window.open(self.event_definitions.entry.name)
        self.event_definitions.find_key()

    def _opened(self, name: str) -> None:
        """Go on with the definition that was looked at, where none is chosen yet."""
        looked_at = self.event_definitions.list.current
        is_fire = name == self.fire.entry.name and self.fire.form.definition is None
        if is_fire and looked_at is not None and looked_at.is_fireable:
            self.fire.choose(looked_at)

    def _open_journey(self, key: str, version: int) -> None:
        self.window.open(self.journeys.entry.name)
        self.journeys.open_journey(key, version)

    def _show_trace(self, trace: Trace) -> None:
        self.window.open(self.journeys.entry.name)
        self.journeys.show_trace(trace)

    def _simulator_was_reset(self) -> None:
        """Let every pane forget what is no longer there."""
        self.connections.simulators_known(self.units.all)
        self._start(self.switching.use_again())

    def _use_scheme(self, scheme: str) -> None:
        self.settings.set("scheme", scheme)
        theme.apply(self._qt, theme.Scheme(scheme))

    def _ticked(self) -> None:
        self.window.show_clock(self.simulator_pane.clock_text)
        self.switching.tick()
        with suppress(Failure):  # closing tells, where nothing can be written
            self._keep_arrangement()

    def _keep_arrangement(self) -> None:
        """Write how the parts stand where they stand otherwise than before."""
        stands = {each.entry.name: each.arrangement() for each in self.panes}
        self.settings.set("arrangement", stands)

    @property
    def _in_front(self) -> Pane:
        name = self.window.pane.entry.name
        return next(pane for pane in self.panes if pane.entry.name == name)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Failure):
            self._in_front.failed(error.problems)
        elif error is not None:
            told = {"message": "the desk stumbled", "exception": error}
            task.get_loop().call_exception_handler(told)
