"""The strip that tells how far the mirroring of a tenant is, and can end it."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jbdesk.model.package import PackageSettings
from jbdesk.panes.credentials.book import CredentialsBook
from jbdesk.services.connections.connection import Connection
from jbdesk.services.simulated import mirror
from jbdesk.services.simulated.mirror import Mirrored
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import muted, strong
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.surfaces import Card

MIRROR = "Mirror into the simulator"
HELP = (
    "Reads event definitions, data extension fields and journeys, and puts them into a"
    " business unit of the simulator. Nothing is written there; no contacts, rows or"
    " secrets are read."
)
_MOST_TOLD = 8


class MirrorStrip(Card):
    """Hidden while nothing is mirrored."""

    cancelled = Signal()

    def __init__(self, units: SimulatorUnits) -> None:
        super().__init__("accent-soft", "")
        self._units = units
        self._title = strong(wraps=True)
        self._progress = muted(wraps=True)
        self._progress.setAccessibleName("Mirroring")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._progress)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.SPACE_3] * 4)
        row.setSpacing(theme.SPACE_3)
        row.addLayout(words, 1)
        row.addWidget(button("Cancel mirroring", self.cancelled.emit))
        self.hide()

    async def run(self, connection: Connection) -> Mirrored:
        """Mirror what the connection opens; the strip is there meanwhile."""
        self._title.setText(f"Mirroring “{connection.settings.name}”")
        self._progress.setText("")
        self.show()
        try:
            done = await mirror.mirror(
                connection, self._units.control, self._progress.setText
            )
            await self._units.load()
        finally:
            self.hide()
        return done


class Host(Protocol):
    """The pane, as far as it is needed here."""

    notice: Notice

    @property
    def settings(self) -> PackageSettings: ...
    async def connected(self) -> Connection: ...
    def lock(self, *, on: bool) -> None: ...
    def list_changed(self) -> None: ...
    def want(self, connection_id: str) -> None: ...


class Mirroring:
    """Stands between the strip, the simulator's business units and the pane."""

    def __init__(
        self,
        pane: Host,
        strip: MirrorStrip,
        units: SimulatorUnits,
        book: CredentialsBook,
    ) -> None:
        self._pane = pane
        self._strip = strip
        self._units = units
        self._book = book

    async def run(self) -> None:
        """Put what the connection shown opens into the simulator, to rehearse it."""
        pane, settings = self._pane, self._pane.settings
        pane.notice.clear()
        connection = await pane.connected()
        pane.lock(on=True)
        try:
            done = await self._strip.run(connection)
        finally:
            connection.close()
            pane.lock(on=False)
        self._book.simulators_known(self._units.all)
        pane.list_changed()
        unit = self._units.of(done.account_id)
        pane.notice.show_text(
            result(done),
            title=f"Mirrored “{settings.name}” as it is now.",
            state="warn" if done.problems else "ok",
            actions=(("Use the mirror", lambda: pane.want(unit)),),
        )


def result(done: Mirrored) -> str:
    """Tell what was mirrored, and what was not."""
    lines = [str(done), *(f"• {each}" for each in done.problems[:_MOST_TOLD])]
    more = len(done.problems) - _MOST_TOLD
    if more > 0:
        lines.append(f"… and {more} more.")
    return "\n".join(lines)
