"""Fired before: past deliveries out of the ledger, and what can be done with one."""

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, icon_button
from jbdesk.widgets.labels import ElidedLabel
from jbdesk.widgets.table import Column, RowsTable

STATE_WORDS = {
    DeliveryState.SENDING: "being sent",
    DeliveryState.ACCEPTED: "accepted",
    DeliveryState.REFUSED: "refused",
    DeliveryState.NOT_SENT: "not sent",
    DeliveryState.UNKNOWN: "outcome unknown",
}
_TOKENS = {
    DeliveryState.ACCEPTED: "ok",
    DeliveryState.REFUSED: "bad",
    DeliveryState.NOT_SENT: "bad",
    DeliveryState.UNKNOWN: "warn",
}


def _columns(name_of: Callable[[str], str]) -> tuple[Column, ...]:
    return (
        Column("Time", lambda row: time_words(row.at), lambda row: row.at, 176),
        Column("Contact key", lambda row: row.contact_key, is_stretched=True),
        Column("Event", lambda row: name_of(row.event_definition_key), width=150),
        Column(
            "State",
            lambda row: STATE_WORDS[row.state],
            width=128,
            token=lambda row: _TOKENS.get(row.state, ""),
        ),
    )


class PastDeliveries(QWidget):
    """A table, and below it the deeds for the chosen delivery."""

    chosen = Signal(object)  # Delivery, or None
    trace_wanted = Signal(Delivery)
    again_wanted = Signal(Delivery)
    data_wanted = Signal(Delivery)
    evidence_wanted = Signal(Delivery)

    def __init__(self, name_of: Callable[[str], str]) -> None:
        """Take what names an event definition by its key."""
        super().__init__()
        self.table = RowsTable("Past deliveries", _columns(name_of))
        self.table.set_empty(
            "Nothing fired yet", "Every delivery is kept here, with its answer."
        )
        self._why = ElidedLabel(colour="muted")
        self._trace = button("Trace again", lambda: self._tell(self.trace_wanted))
        self._check = button("Check", lambda: self._tell(self.trace_wanted))
        self._again = button("Fire again…", lambda: self._tell(self.again_wanted))
        self._use = button("Use this data", lambda: self._tell(self.data_wanted))
        self._evidence = icon_button(
            "save", "Save evidence…", lambda: self._tell(self.evidence_wanted)
        )
        self._connection_id = ""
        self._lay_out()
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self._tell(self.trace_wanted))
        self._show_deeds()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self._why, 1)
        deeds = (self._evidence, self._use, self._again, self._check, self._trace)
        for each in deeds:
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def use(self, connection_id: str) -> None:
        """Take the connection through which a trace can be asked for."""
        self._connection_id = connection_id
        self._show_deeds()

    def show_deliveries(self, found: Iterable[Delivery]) -> None:
        before = self.table.current
        rows = tuple(found)
        self.table.load(rows)
        if before is not None:
            same = next((each for each in rows if each.id == before.id), None)
            self.table.choose(same)
        self._show_deeds()

    def _chosen(self, delivery: Delivery | None) -> None:
        self._show_deeds()
        self.chosen.emit(delivery)

    def _tell(self, signal: SignalInstance) -> None:
        if self.table.current is not None:
            signal.emit(self.table.current)

    def _show_deeds(self) -> None:
        one: Delivery | None = self.table.current
        is_here = one is not None and one.connection_id == self._connection_id
        is_unknown = one is not None and one.state is DeliveryState.UNKNOWN
        self._check.setVisible(is_unknown)
        self._trace.setVisible(not is_unknown)
        for each in (self._check, self._trace, self._again, self._evidence):
            each.setEnabled(is_here)
        self._use.setEnabled(one is not None)
        self._why.setText(_why(one, is_here=is_here))


def _why(one: Delivery | None, *, is_here: bool) -> str:
    if one is None:
        return ""
    if not is_here:
        return "Fired through another connection. Choose it to trace this."
    told = " ".join(each.text for each in one.problems)
    return told or f"{STATE_WORDS[one.state].capitalize()}."


def time_words(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M:%S}"
