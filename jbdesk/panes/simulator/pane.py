"""The simulator pane: a clock strip, and below it one tab for each side of a tenant.

Asked once a second while it is shown. The tab in front reads again when the
tenant's own counts have moved; the others wait until they are in front.
"""

import time
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent

from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.panes.simulator import facts
from jbdesk.panes.simulator.breakpoints import BreakpointsTab
from jbdesk.panes.simulator.clock import NEXT, ClockCard
from jbdesk.panes.simulator.contacts import ContactsTab
from jbdesk.panes.simulator.facts import ClockFace
from jbdesk.panes.simulator.faults import FaultsTab
from jbdesk.panes.simulator.guesses import GuessesTab
from jbdesk.panes.simulator.outbox import OutboxTab
from jbdesk.panes.simulator.pages import Pages
from jbdesk.panes.simulator.requests import RequestsTab
from jbdesk.panes.simulator.rows import RowsTab
from jbdesk.panes.simulator.switches import SwitchesTab
from jbdesk.panes.simulator.tab import Tab
from jbdesk.panes.simulator.tenant_menus import TenantMenus
from jbdesk.panes.simulator.units import UnitChoice
from jbdesk.services.connections.connection import Connection
from jbdesk.services.simulated.simulator_controls import Control, SimulatorControls
from jbdesk.widgets import entries
from jbdesk.widgets.pane import Pane

TICK = 1000  # milliseconds
_TABS: tuple[type[Tab], ...] = (
    ContactsTab,
    OutboxTab,
    RowsTab,
    RequestsTab,
    FaultsTab,
    BreakpointsTab,
    SwitchesTab,
    GuessesTab,
)


class SimulatorPane(Pane):
    """Shows and controls the tenant on this computer."""

    entry = entries.SIMULATOR
    was_reset = Signal()

    def __init__(self, control: Control, *, is_whole: bool = True) -> None:
        super().__init__(type(self).entry)
        self.controls = SimulatorControls(control)
        for _ in self.building() if is_whole else ():
            pass

    def building(self) -> Iterator[None]:
        """Build one page after the other; in between the window can have a turn."""
        self._clock = ClockCard()
        tabs: list[Tab] = []
        for kind in _TABS:
            tabs.append(kind(self))
            yield
        self._pages = Pages(self._clock, tuple(tabs))
        self._face: ClockFace | None = None
        self._face_at = 0.0
        self._faults = 0
        self._known: dict[Tab, Any] = {}  # what each tab was read for
        self._seed: Any = None
        self._stopped: JsonObject | None = None  # by which breakpoint
        self._is_lost = False
        self._is_in_use = False
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(lambda: self.poll(self._look))
        self._fault_badge = self.head.add_badge()
        self._units = UnitChoice()
        self._units_are_old = True
        self._menus = TenantMenus(self, self, self._units, self._replaced)
        self.head.add_action(self._units.box)
        for each in self._menus.buttons:
            self.head.add_action(each)
        self.set_body(self._pages)
        self._wire()

    def _wire(self) -> None:
        self._clock.changed.connect(self._change_clock)
        self._pages.turned.connect(lambda _: self.look_now())
        self._units.chosen.connect(self._use_unit)
        for text, do in (
            ("Run or stop the simulator's clock", self._clock.run_or_stop),
            (NEXT, lambda: self._clock.jump("next")),
            ("Jump to a date…", self._clock.ask_for_a_date),
            *self._menus.deeds,
            *self._pages.deeds,
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _=False, do=do: do())
            self.addAction(action)

    # What the window calls.

    def use(self, connection: Connection) -> None:
        self._is_in_use = connection.settings.is_simulator
        self.poll(self._look)

    def shown(self) -> None:
        """Let what is typed find something at once."""
        self._pages.current.search()

    def looked_at(self) -> None:
        self.poll(self._look)

    @property
    def clock_text(self) -> str:
        """The tenant's time for the status bar; "" while another is in use."""
        if self._face is None or not self._is_in_use:
            return ""
        now = self._face.after(time.monotonic() - self._face_at)
        parts = [f"Simulator {facts.time_told(now)}"]
        if not self._face.is_running:
            parts.append("stopped")
        if self._faults:
            parts.append(f"{counted(self._faults, 'fault')} on")
        return ", ".join(parts)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._units_are_old = True
        self._tick.start()
        self.poll(self._look)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def stop(self) -> None:
        self._tick.stop()
        super().stop()

    # What the tabs call.

    def look_now(self) -> None:
        """Look at once: something else is to be shown."""
        self.start(self._look)

    # Looking.

    async def _look(self) -> None:
        try:
            state = await self.controls.get("state")
            coming = await self.controls.get("next")
        except Failure as failure:
            self.controls.account_id = ""  # its business unit may be what is gone
            self._show_lost(failure)
            return
        if self._is_lost:
            self._is_lost = False
            self._pages.setEnabled(True)
            self.notice.clear()
        if state["seed"] != self._seed:
            self._forget()
            self._seed = state["seed"]
        self._show_state(state, coming)
        if self._units_are_old:
            await self._read_units(state)
        await self._look_at_tab(state)

    async def _read_units(self, state: JsonObject) -> None:
        told = await self.controls.get("tenants")
        self._units.show_tenants(told["items"], state["account_id"])
        self._units_are_old = False

    def _use_unit(self, account_id: str) -> None:
        self.controls.account_id = account_id
        self._forget()
        self.look_now()

    def _show_lost(self, failure: Failure) -> None:
        self._is_lost = True
        self._pages.setEnabled(False)
        text = f"It is asked again every second. {failure}"
        self.notice.show_text(
            text, title="The simulator does not answer.", state="warn"
        )

    def _show_state(self, state: JsonObject, coming: JsonObject) -> None:
        self._face, self._face_at = facts.clock_of(state, coming), time.monotonic()
        self._clock.show_face(self._face)
        self._tell_stop(state["clock"].get("stopped"))
        self._faults = int(state["faults"])
        words = f"{counted(self._faults, 'fault')} on" if self._faults else ""
        self._fault_badge.show_state(words, "bad")
        counts = state["counts"]
        self.tell_status(
            f"{counts['contacts_inside']:,} inside"
            f" · {counts['outbox']:,} in the outbox"
            f" · {counted(counts['journeys'], 'journey')}"
        )

    def _tell_stop(self, stopped: JsonObject | None) -> None:
        """Say once that a breakpoint stopped the clock, until it goes on."""
        if stopped == self._stopped:
            return
        self._stopped = stopped
        if stopped is None:
            self.notice.clear()
            return
        self.notice.show_text(
            f"It is held in “{stopped['journeyName']}” before anything is done there."
            " Nobody moves until the clock goes on.",
            title=str(stopped["text"]),
            actions=(
                ("Show contact", lambda: self._show_contact(stopped["contactKey"])),
                ("Go on", lambda: self._clock.jump("next")),
            ),
        )

    def _show_contact(self, contact_key: str) -> None:
        tab = self._pages.tabs[0]
        assert isinstance(tab, ContactsTab)
        self._pages.open(tab)
        tab.show_contact(contact_key)

    async def _look_at_tab(self, state: JsonObject) -> None:
        tab = self._pages.current
        if self._known.get(tab) != state["counts"]:
            tab.outdate()
        await tab.look()
        self._known[tab] = state["counts"]

    def _forget(self) -> None:
        """Let every tab begin anew: another tenant stands there now."""
        self._known = {}
        for tab in self._pages.tabs:
            tab.forget()

    def _replaced(self) -> None:
        self.controls.account_id = ""
        self._units_are_old = True
        self._forget()
        self.look_now()
        self.was_reset.emit()

    # Changing.

    def _change_clock(self, body: JsonObject) -> None:
        self.start_write(self._set_clock, body, locks=self._clock.locks)

    async def _set_clock(self, body: JsonObject) -> None:
        await self.controls.post("clock", body=body)
        self.notice.clear()
        self._stopped = None
        await self._look()
