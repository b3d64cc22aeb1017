"""What is done about deliveries besides firing: suites, evidence, clean-up, joined."""

from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from jbdesk.panes.fire.afterwards.clean_up import FireCleanUp
from jbdesk.panes.fire.afterwards.evidence import FireEvidence
from jbdesk.panes.fire.pane import FirePane
from jbdesk.panes.journeys.pane import JourneysPane
from jbdesk.panes.journeys.suite_runs import JourneySuiteRuns
from jbdesk.services.afterwards import evidence
from jbdesk.services.afterwards.clean_up_trail import Trails
from jbdesk.services.connections.connections import Connections
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.runs.runs import Runs
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.window import Window

Start = Callable[[Coroutine[Any, Any, None]], None]


class Host(Protocol):
    """The desk, as far as it is needed here."""

    window: Window
    fire: FirePane
    journeys: JourneysPane
    ledger: Ledger
    runs: Runs
    connections: Connections
    units: SimulatorUnits

    async def use(self, settings_id: str) -> None: ...


class Fired:
    """Stands between the fire pane, the simulator and files that are opened."""

    def __init__(self, home: Path, desk: Host, start: Start) -> None:
        self._desk = desk
        self._start = start
        trails = Trails(home, desk.ledger, desk.runs)
        self.notice = trails.notice
        self.evidence = FireEvidence(desk.fire, desk.ledger, desk.units)
        self.clean_up = FireCleanUp(desk.fire, trails, desk.connections, desk.units)
        self.suite_runs = JourneySuiteRuns(desk.journeys, desk.ledger)
        to_front = partial(desk.window.open, desk.fire.entry.name)
        desk.fire.pages.wanted.connect(to_front)
        self.evidence.opened.connect(lambda mid: start(self._show_case(mid)))

    def open_file(self, path: Path) -> None:
        """Open a journey, or evidence."""
        self._start(self._open_file(path))

    async def _open_file(self, path: Path) -> None:
        if await evidence.is_evidence(path):
            self._desk.window.open(self._desk.fire.entry.name)
            self.evidence.open(path)
        else:
            self._desk.window.open(self._desk.journeys.entry.name)
            self._desk.journeys.open_file(path)

    async def _show_case(self, account_id: int) -> None:
        """Use the business unit made of evidence, and fill in the form."""
        desk = self._desk
        desk.connections.simulators_known(desk.units.all)
        await desk.use(desk.units.of(account_id))
        desk.window.open(desk.fire.entry.name)
        self.evidence.show_opened()
