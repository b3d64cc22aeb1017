"""Clean up: what was fired from here is taken out again, where that can be done."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from jbdesk.panes.fire.afterwards.clean_up_card import CleanUpCard
from jbdesk.panes.fire.pane import FirePane
from jbdesk.panes.fire.strip import put_above
from jbdesk.services.afterwards import clean_up
from jbdesk.services.afterwards.clean_up import Plan
from jbdesk.services.afterwards.clean_up_trail import Trails
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import Connections
from jbdesk.services.simulated.simulator_controls import SimulatorControls
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.widgets.buttons import button


class FireCleanUp(QObject):
    """Looks for what is left on the connection in use, and undoes it."""

    def __init__(
        self,
        pane: FirePane,
        trails: Trails,
        connections: Connections,
        units: SimulatorUnits,
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._trails = trails
        self._connections = connections
        self._units = units
        self._plan: Plan | None = None
        self.card = CleanUpCard()
        put_above(pane, self.card, self.card.came_or_went)
        self.card.confirmed.connect(self._confirmed)
        pane.head.add_action(button("Clean up…", self.look, icon="wand-sparkles"))
        action = QAction("Clean up what was fired…", pane)
        action.triggered.connect(self.look)
        pane.addAction(action)

    def look(self) -> None:
        """Find out what can be cleaned up; nothing is changed."""
        if (connection := self._pane.connection) is not None:
            self._pane.start(self._look, connection)

    async def _look(self, connection: Connection) -> None:
        self._plan = None
        settings = connection.settings
        self.card.show_looking(settings)
        trails = await connection.work.run(self._trails.all)
        names = {each.id: each.name for each in self._connections.all()}
        others = [
            (names.get(each.connection_id, "a connection that is not kept"), each)
            for each in trails
            if each.connection_id != settings.id
        ]
        self.card.show_others(
            [(name, len(e.contacts) + len(e.numbers)) for name, e in others]
        )
        own = next((e for e in trails if e.connection_id == settings.id), None)
        if own is None:
            self.card.show_nothing()
            return
        self._plan = await clean_up.plan(connection, own, self.card.tell)
        self.card.show_plan(self._plan, has_rows=self._controls(connection) is not None)

    def _controls(self, connection: Connection) -> SimulatorControls | None:
        """Give the simulator's controls where the connection is one of its own."""
        if not self._units.knows(connection.settings.id):
            return None
        controls = SimulatorControls(self._units.control)
        controls.account_id = connection.settings.account_id
        return controls

    def _confirmed(self, deletes_contacts: bool) -> None:
        connection, plan = self._pane.connection, self._plan
        if connection is None or plan is None:
            return
        if plan.trail.connection_id == connection.settings.id:
            self._pane.start_write(
                self._clean, connection, plan, deletes_contacts, locks=(self.card,)
            )

    async def _clean(
        self, connection: Connection, plan: Plan, deletes_contacts: bool
    ) -> None:
        outcome = await clean_up.clean(
            connection,
            plan,
            self._controls(connection),
            deletes_contacts=deletes_contacts,
            heard=self.card.tell,
        )
        left = tuple(dict.fromkeys(outcome.left))
        await connection.work.run(self._trails.cleaned, plan.trail, left)
        self._plan = None
        self.card.leave()
        self._pane.one.look_again()
        state = "warn" if outcome.problems else "ok"
        self._pane.notice.show_text(str(outcome), title="Cleaned up", state=state)
