"""The copy that is in front: a plan, and later what is written of it."""

from dataclasses import dataclass

from shiboken6 import isValid

from jbdesk.model.copying.plan import Plan
from jbdesk.model.package import PackageSettings
from jbdesk.panes.journeys.copying.view import CopyView
from jbdesk.panes.journeys.copying.ways import standing
from jbdesk.services.connections.connection import Connection
from jbdesk.services.copying.copies import Copy


@dataclass(eq=False)
class Shown:
    """A page with what stands on it, and the connection it is written over."""

    view: CopyView
    target: Connection
    source: PackageSettings
    plan: Plan
    copy: Copy | None = None
    is_writing: bool = False
    is_left: bool = False

    def refresh(self) -> None:
        """Show how it stands, and whether production has to be armed first."""
        if not isValid(self.view):
            return
        guard = self.target.guard
        if guard.refusal():
            self.view.arming.ask(guard.place)
        else:
            self.view.arming.hide()
        ways = f"From “{self.source.name}” to “{self.target.settings.name}”"
        if self.copy is None:
            self.view.show_plan(self.plan, ways)
        else:
            self.view.show_copy(self.copy, f"{ways}. {standing(self.copy)}.")

    def leave(self) -> None:
        """Let go of the connection, once nothing is being written over it."""
        self.is_left = True
        if not self.is_writing:
            self.target.close()
