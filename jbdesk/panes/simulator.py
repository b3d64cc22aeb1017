"""The simulator pane: its clock, who is inside, what was sent and written.

Asked once a second while it is shown; the tables are read again only when the
tenant's own counts have moved.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QShowEvent

from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.panes import simulator_facts
from jbdesk.panes.simulator_clock import NEXT, ClockCard
from jbdesk.panes.simulator_facts import ClockFace
from jbdesk.panes.simulator_tables import SimulatorTables, framed
from jbdesk.services.connection import Connection
from jbdesk.widgets.buttons import button
from jbdesk.widgets.navigation import Entry
from jbdesk.widgets.pane import Pane

Control = Callable[..., Awaitable[Any]]  # (method, path, body) of its own controls

TICK = 1000  # milliseconds
NEWEST = 200  # messages of the outbox that are shown
_SEED = "demo"
_ENVIRONMENT = {
    "SFMC_AUTH_URL": "auth_url",
    "SFMC_REST_URL": "rest_url",
    "SFMC_CLIENT_ID": "client_id",
    "SFMC_CLIENT_SECRET": "client_secret",
    "SFMC_ACCOUNT_ID": "account_id",
}


class SimulatorPane(Pane):
    """Shows and controls the tenant on this computer."""

    entry = Entry("Simulator", "flask-conical", "Ctrl+6")
    was_reset = Signal()

    def __init__(self, control: Control) -> None:
        super().__init__(type(self).entry)
        self._control = control
        self._clock = ClockCard()
        self._tables = SimulatorTables()
        self._face: ClockFace | None = None
        self._face_at = 0.0
        self._known: Any = None  # what the tables were read for
        self._is_lost = False
        self._is_in_use = False
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(lambda: self.poll(self._look))
        self._copy = button("Copy connection for another program", icon="copy")
        self._reset = button("Reset to the demo tenant…", icon="rotate-ccw")
        self.head.add_action(self._copy)
        self.head.add_action(self._reset)
        self.set_body(framed(self._clock, self._tables))
        self._wire()

    def _wire(self) -> None:
        self._copy.clicked.connect(lambda: self.start(self._copy_connection))
        self._reset.clicked.connect(self._ask_to_reset)
        self._clock.changed.connect(self._change_clock)
        self._tables.rows.chosen.connect(lambda _id: self.start(self._read_rows))
        for text, do in (
            ("Run or stop the simulator's clock", self._clock.run_or_stop),
            (NEXT, lambda: self._clock.jump("next")),
            (self._copy.text(), self._copy.click),
            (self._reset.text(), self._reset.click),
        ):
            action = QAction(text, self)
            action.triggered.connect(do)
            self.addAction(action)

    # What the window calls.

    def use(self, connection: Connection) -> None:
        self._is_in_use = connection.settings.is_simulator
        self.poll(self._look)

    def looked_at(self) -> None:
        self.poll(self._look)

    @property
    def clock_text(self) -> str:
        """The tenant's time for the status bar; "" while another is in use."""
        if self._face is None or not self._is_in_use:
            return ""
        now = self._face.after(time.monotonic() - self._face_at)
        text = f"Simulator {simulator_facts.time_told(now)}"
        return text if self._face.is_running else f"{text}, stopped"

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self.poll(self._look)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def stop(self) -> None:
        self._tick.stop()
        super().stop()

    # Looking.

    async def _look(self) -> None:
        try:
            state = await self._control("GET", "/simulator/state", None)
        except Failure as failure:
            self._is_lost = True
            self._clock.setEnabled(False)
            text = f"It is asked again every second. {failure}"
            self.notice.show_text(
                text, title="The simulator does not answer.", state="warn"
            )
            return
        if self._is_lost:
            self._is_lost = False
            self._clock.setEnabled(True)
            self.notice.clear()
        self._show_face(simulator_facts.clock_of(state))
        known = (state["seed"], state["counts"])
        if known != self._known:
            await self._read_tables(state["counts"])
            self._known = known

    def _show_face(self, face: ClockFace) -> None:
        self._face, self._face_at = face, time.monotonic()
        self._clock.show_face(face)

    async def _read_tables(self, counts: JsonObject) -> None:
        inside = await self._control("GET", "/simulator/contacts", None)
        items = map(simulator_facts.inside_of, inside["items"])
        self._tables.inside.show_rows(items, inside["count"])
        page = max(-(-counts["outbox"] // NEWEST), 1)
        path = f"/simulator/outbox?$page={page}&$pageSize={NEWEST}"
        sent = (await self._control("GET", path, None)).get("items", [])
        messages = map(simulator_facts.message_of, reversed(sent))
        self._tables.outbox.show_rows(messages, counts["outbox"])
        extensions = await self._control("GET", "/simulator/data-extensions", None)
        listed = map(simulator_facts.extension_of, extensions["items"])
        self._tables.rows.show_extensions(tuple(listed))
        await self._read_rows()
        self.tell_status(
            f"{inside['count']} inside · {counts['outbox']} in the outbox"
            f" · {counts['journeys']} journeys"
        )

    async def _read_rows(self) -> None:
        if chosen := self._tables.rows.extension_id:
            path = f"/simulator/data-extensions/{chosen}/rows"
            found = await self._control("GET", path, None)
            self._tables.rows.show_fields(tuple(found["fields"]), found["rows"])

    # Changing.

    def _change_clock(self, body: JsonObject) -> None:
        self.start_write(self._set_clock, body, locks=self._clock.locks)

    async def _set_clock(self, body: JsonObject) -> None:
        await self._control("POST", "/simulator/clock", body)
        self.notice.clear()
        await self._look()

    async def _copy_connection(self) -> None:
        told = await self._control("GET", "/simulator/connection", None)
        lines = [f"{name}={told[member]}" for name, member in _ENVIRONMENT.items()]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self.notice.show_text(
            "Base URLs, client ID and secret, as the lines of a .env file. The secret"
            " is that of the simulator only and opens nothing else.",
            title="Copied to the clipboard.",
            state="ok",
        )

    def _ask_to_reset(self) -> None:
        self.notice.show_text(
            "Journeys, contacts, rows and messages that you made in it are gone then;"
            " the clock is set to now. Its address and credentials stay.",
            title="Reset the simulator to the demo tenant?",
            state="warn",
            actions=(
                ("Reset", lambda: self.start_write(self._start_again)),
                ("Keep", self.notice.clear),
            ),
        )

    async def _start_again(self) -> None:
        await self._control("POST", "/simulator/reset", {"seed": _SEED})
        await self._look()
        self.notice.show_text("The demo tenant is as on its first day.", state="ok")
        self.was_reset.emit()
