"""Runs what is expected in the preview on a simulator, or for real when asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject

from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.suites.suite import Suite
from jbdesk.model.suites.suite_result import SuiteResult
from jbdesk.model.suites.suite_verdict import State
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.opened.writer import NOT_CONNECTED
from jbdesk.panes.journeys.pane import JourneysPane
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.suites import suites, suites_aside, suites_live

_FOLLOWED = timedelta(minutes=2)  # live; waits that last longer stay open
_MOST_TOLD = 8
_NOTHING = "Nothing is expected yet. Add an expectation first."


class JourneySuiteRuns(QObject):
    """Tells in the pane's notice how a run ended."""

    def __init__(self, pane: JourneysPane, ledger: Ledger) -> None:
        super().__init__(pane)
        self._pane = pane
        self._ledger = ledger
        pane.suites.run_wanted.connect(self._wanted)

    def _wanted(self, is_live: bool) -> None:
        editor, connection = self._pane.page.editor, self._pane.connection
        if editor is None:
            return
        if connection is None:
            self._pane.failed((Problem(NOT_CONNECTED),))
            return
        suite, journey = editor.preview.suite, editor.document.journey
        if not suite.expected:
            self._pane.notice.show_text(_NOTHING)
        elif is_live:
            self._ask(connection, journey.key, suite)
        else:
            self._pane.start(self._rehearse, connection, journey, suite)

    async def _rehearse(
        self, connection: Connection, journey: Journey, suite: Suite
    ) -> None:
        self._pane.notice.show_text("A simulator of its own is being started …")
        contacts = [each.contact for each in suite.cases]
        material = await suites.material_for(connection, journey, contacts)
        self._show("On a simulator", await self._aside(connection, material, suite))

    async def _aside(
        self, connection: Connection, material: suites.Material, suite: Suite
    ) -> SuiteResult:
        try:
            return await suites_aside.rehearse(connection.work, material, suite)
        except Failure:
            self._pane.notice.clear()
            raise

    # For real.

    def _ask(self, connection: Connection, key: str, suite: Suite) -> None:
        name = connection.settings.name
        number = counted(len(suite.cases), "contact")
        self._pane.notice.show_text(
            "Each is sent once, into the version that runs there, and followed for"
            f" {int(_FOLLOWED.total_seconds()) // 60} minutes. Messages really go out.",
            title=f"Fire {number} for real through “{name}”?",
            state="warn",
            actions=(
                ("Fire them", lambda: self._fire_confirmed(connection, key, suite)),
                ("Cancel", self._pane.notice.clear),
            ),
        )

    def _fire_confirmed(self, connection: Connection, key: str, suite: Suite) -> None:
        self._pane.notice.clear()
        if connection is self._pane.connection:
            self._pane.start_write(self._fire, connection, key, suite)

    async def _fire(self, connection: Connection, key: str, suite: Suite) -> None:
        material = await suites.material_of(connection, key)
        result = await suites_live.fire(
            connection,
            self._ledger,
            material,
            replace(suite, start=None),
            limit=_FOLLOWED,
            heard=self._pane.notice.show_text,
        )
        self._show(f"For real through “{connection.settings.name}”", result)

    def _show(self, where: str, result: SuiteResult) -> None:
        counts = result.counts
        total = counted(sum(counts.values()), "expectation")
        self._pane.notice.show_text(
            "\n".join(_lines(result)),
            title=f"{where}: {counts[State.MET]} of {total} met",
            state="ok" if result.is_met else "warn",
        )


def _lines(result: SuiteResult) -> Iterator[str]:
    """What is not met, or not known, of whom and why."""
    open_ones = [
        f"{case.case.contact.contact_key} {each.expectation}: {each.state}. {each.why}"
        for case in result.cases
        for each in case.verdicts
        if each.state is not State.MET
    ]
    yield from open_ones[:_MOST_TOLD]
    if len(open_ones) > _MOST_TOLD:
        yield f"… and {len(open_ones) - _MOST_TOLD} more."
