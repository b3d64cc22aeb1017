"""Evidence of a delivery: written to a file, opened from one, and replayed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.firing.delivery import Delivery
from jbdesk.model.firing.evidence import Evidence, is_same
from jbdesk.model.firing.trace import Trace
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.panes.fire.afterwards.evidence_card import EvidenceCard
from jbdesk.panes.fire.pane import FirePane
from jbdesk.panes.fire.strip import put_above
from jbdesk.services.afterwards import evidence
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.simulated.simulator_units import SimulatorUnits

_FILES = "Evidence (*.json);;All files (*)"


@dataclass(frozen=True)
class _Gathered:
    connection: Connection
    evidence: Evidence
    fields: tuple[DataExtensionField, ...]


class FireEvidence(QObject):
    """Does what the fire pane's buttons ask about evidence."""

    opened = Signal(int)  # the MID of the simulator's business unit made of it

    def __init__(self, pane: FirePane, ledger: Ledger, units: SimulatorUnits) -> None:
        super().__init__(pane)
        self._pane = pane
        self._ledger = ledger
        self._units = units
        self._gathered: _Gathered | None = None
        self._shown: Evidence | None = None  # what is being replayed
        self._mid = 0  # of the business unit that it is replayed in
        self._trace: Trace | None = None  # the latest that was followed
        self.card = EvidenceCard()
        put_above(pane, self.card, self.card.came_or_went)
        self.card.confirmed.connect(self._choose_place)
        action = QAction("Open evidence…", pane)
        action.triggered.connect(self.choose_file)
        pane.addAction(action)
        story = pane.one.story
        story.before.evidence_wanted.connect(self.gather)
        story.trace.evidence_wanted.connect(self._gather_of_trace)
        pane.one.traced.connect(self._traced)

    # Written.

    def gather(self, delivery: Delivery) -> None:
        """Collect what belongs to a delivery, then ask what is to be taken out."""
        if (connection := self._pane.connection) is not None:
            self._pane.start(self._gather, connection, delivery.id)

    def _gather_of_trace(self, trace: Trace) -> None:
        if (connection := self._pane.connection) is not None:
            self._pane.start(self._gather, connection, trace.delivery_id)

    async def _gather(self, connection: Connection, delivery_id: str) -> None:
        delivery = await connection.work.run(self._ledger.get, delivery_id)
        if delivery is None:
            return
        is_traced = self._trace is not None and self._trace.delivery_id == delivery_id
        trace = self._trace if is_traced else None
        made, fields = await evidence.gather(connection, delivery, trace)
        self._gathered = _Gathered(connection, made, fields)
        names = dict.fromkeys((evidence.CONTACT_KEY, *delivery.data))
        chosen = evidence.personal(fields)
        self.card.ask(delivery.contact_key, tuple(names), chosen)

    def _choose_place(self, chosen: tuple[str, ...]) -> None:
        if self._gathered is None:
            return
        dialog = self._dialog("Save evidence")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"evidence-{datetime.now().astimezone():%Y%m%d-%H%M}.json")
        dialog.fileSelected.connect(
            lambda name: self._pane.start_write(self._save, Path(name), chosen)
        )
        dialog.open()

    async def _save(self, path: Path, chosen: tuple[str, ...]) -> None:
        found = self._gathered
        assert found is not None
        settings = found.connection.settings
        clean = evidence.redacted(found.evidence, found.fields, chosen, settings)
        await evidence.write(path, clean)
        self.card.leave()
        self._pane.notice.show_text(f"Written to “{path}”.", state="ok")

    # Opened.

    def choose_file(self) -> None:
        """Ask for evidence and open it."""
        dialog = self._dialog("Open evidence")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Make a business unit of the simulator of it, ready to be fired again."""
        self._pane.start_write(self._open, path)

    async def _open(self, path: Path) -> None:
        self._shown = await evidence.read(path)
        self._mid = await evidence.put_into_simulator(self._units.control, self._shown)
        await self._units.load()
        self.opened.emit(self._mid)

    def show_opened(self) -> None:
        """Fill the form with the case, once its business unit is in use."""
        if (shown := self._shown) is None:
            return
        self._pane.one.show_sent(
            shown.definition, TestContact(shown.contact_key, shown.data)
        )
        told = f"{shown.made.astimezone():%d %b %Y, %H:%M}"
        self._pane.notice.show_text(
            f"{shown.story} Press Fire to see whether it goes the same way here.",
            title=f"Evidence of {told}",
            state="info",
        )

    def _traced(self, trace: Trace) -> None:
        self._trace = trace
        connection = self._pane.connection
        is_here = connection and connection.settings.account_id == str(self._mid)
        if self._shown is None or not is_here:
            return
        if is_same(self._shown, trace):
            text = "It went here as the evidence tells."
            self._pane.notice.show_text(text, state="ok")
            self._shown = None
        elif trace.is_final:
            text = f"It went another way here. The evidence tells: {self._shown.story}"
            self._pane.notice.show_text(text, state="warn")
            self._shown = None

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._pane.window(), title)
        dialog.setNameFilter(_FILES)
        return dialog
