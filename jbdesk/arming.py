"""Arms a production connection on the person's word, and tells how long it is."""

from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.guard import MINUTES
from jbdesk.widgets.arm_panel import ArmPanel
from jbdesk.window import Window


class Arming:
    """Stands between the guard of the connection in use and the window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._connection: Connection | None = None
        self.panel = ArmPanel(window, MINUTES)
        window.guard_pressed.connect(self._ask)
        self.panel.armed.connect(self._arm)
        self.panel.disarmed.connect(self._disarm)

    def use(self, connection: Connection) -> None:
        """Another connection begins read-only, where it is a production one."""
        self._connection = connection
        self.panel.hide()
        self.show()

    def show(self) -> None:
        """Tell how it stands now; called every second."""
        guard = self._connection.guard if self._connection else None
        is_told = guard is not None and guard.is_guarded
        self._window.show_guard(guard.seconds_left if guard and is_told else None)

    def _ask(self) -> None:
        if self._connection is not None:
            guard = self._connection.guard
            is_armed = bool(guard.seconds_left)
            self.panel.ask(guard.place, guard.kind, is_armed=is_armed)

    def _arm(self, minutes: int, typed: str) -> None:
        if self._connection is None:
            return
        try:
            self._connection.guard.arm(minutes, typed)
        except Failure as failure:
            self.panel.refuse(failure.problems)
            return
        self.panel.hide()
        self.show()

    def _disarm(self) -> None:
        if self._connection is not None:
            self._connection.guard.disarm()
        self.show()
