"""Does what the head's “Copy to another business unit…” asks, step after step."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from jbdesk.model.copying.plan import Choice, Plan, decided
from jbdesk.model.journey import Journey
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.panes.journeys.choice import TO_COPY
from jbdesk.panes.journeys.choice import Choice as ChoiceOfMany
from jbdesk.panes.journeys.copying import ways as copy_ways
from jbdesk.panes.journeys.copying.arrival import Arrival
from jbdesk.panes.journeys.copying.shown import Shown
from jbdesk.panes.journeys.copying.view import CopyView
from jbdesk.panes.journeys.copying.ways import Way, kind_of
from jbdesk.panes.journeys.copying.writing import CopyWriting
from jbdesk.panes.journeys.front import Front
from jbdesk.panes.journeys.opened.writer import NOT_CONNECTED, Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.copying import planning
from jbdesk.services.copying.copies import Copies, Copy


class Copying:
    """Plans copies and takes up begun ones; one page at a time."""

    def __init__(
        self,
        host: Host,
        front: Front,
        elsewhere: Elsewhere,
        copies: Copies,
        arrival: Arrival,
    ) -> None:
        self._host = host
        self._front = front
        self._elsewhere = elsewhere
        self._copies = copies
        self._arrival = arrival
        self._writing = CopyWriting(host, copies)
        self._shown: Shown | None = None
        self._choice: ChoiceOfMany | None = None

    def stand_over(self, over: QWidget) -> None:
        """Ask over this widget where a copy goes."""
        self._choice = ChoiceOfMany(over, TO_COPY)
        self._choice.chosen.connect(lambda way: way.take())

    def leave(self) -> None:
        if self._choice is not None:
            self._choice.hide()
        before, self._shown = self._shown, None
        if before is not None:
            before.leave()

    def copy_elsewhere(self) -> None:
        """Ask for the business unit; copies that were begun stand first."""
        document, used = self._host.page.document, self._host.connection
        if document is None or self._choice is None:
            return
        if used is None:
            self._host.notice.show_text(NOT_CONNECTED, state="bad")
            return
        self._host.start(self._ask_where, used, document.journey)

    async def _ask_where(self, used: Connection, journey: Journey) -> None:
        units = self._elsewhere.but(used)
        kept = await used.work.run(self._copies.all)
        for told in self._copies.notices:
            self._host.notice.show_text(told, state="warn")
        own = (each for each in kept if each.plan.journey.key == journey.key)
        ways = [*copy_ways.begun(own, (*units, used.settings), self._take_up)]
        ways += [
            Way(
                each.name,
                kind_of(each),
                each.account_id,
                partial(self._host.start, self._plan, used, each, journey),
            )
            for each in units
            if not planning.is_itself(used.settings, each)
        ]
        if self._choice is not None:
            self._choice.ask(ways)

    def _take_up(self, settings: PackageSettings, copy: Copy) -> None:
        self._host.start(self._resume, settings, copy)

    # The plan.

    async def _plan(
        self, used: Connection, settings: PackageSettings, journey: Journey
    ) -> None:
        self.leave()
        target = await self._elsewhere.connect(settings)
        try:
            plan = await planning.read(used, target, journey, self._tell)
        except BaseException:
            target.close()
            raise
        self._host.notice.clear()
        self._show(Shown(CopyView(), target, used.settings, plan))

    async def _resume(self, settings: PackageSettings, copy: Copy) -> None:
        self.leave()
        target = await self._elsewhere.connect(settings)
        self._host.notice.clear()
        source = replace(settings, name=copy.source)
        self._show(Shown(CopyView(), target, source, copy.plan, copy))

    def _tell(self, words: str) -> None:
        self._host.notice.show_text(words, state="info")

    def _show(self, shown: Shown) -> None:
        view, self._shown = shown.view, shown
        view.closed.connect(self._close)
        view.decided.connect(lambda ref, choice: self._decide(shown, ref, choice))
        view.named.connect(lambda name, key: self._name(shown, name, key))
        view.dry_run.clicked.connect(lambda: self._host.start(self._try, shown))
        view.drop.clicked.connect(lambda: self._drop(shown))
        view.go_there.clicked.connect(lambda: self._go_there(shown))
        self._writing.wire(shown)
        shown.refresh()
        self._front.show_view(view, f"Copy “{shown.plan.journey.name}”")

    def _close(self) -> None:
        self.leave()
        self._front.show_editor()

    def _decide(self, shown: Shown, ref: str, choice: Choice) -> None:
        try:
            shown.plan = decided(shown.plan, ref, choice)
        except Failure as failure:
            self._host.failed(failure.problems)
        shown.refresh()

    def _name(self, shown: Shown, name: str, key: str) -> None:
        if shown.copy is None and (name, key) != (shown.plan.name, shown.plan.key):
            shown.plan = replace(shown.plan, name=name.strip(), key=key.strip())
            shown.refresh()

    async def _try(self, shown: Shown) -> None:
        """Read both sides again; what was chosen stays where it still can be."""
        used = self._host.connection
        if used is None:
            return
        before = shown.plan
        plan = await planning.read(used, shown.target, before.journey, self._tell)
        for row in before.rows:
            if row.choice is not None:
                plan = _kept(plan, row.ref, row.choice)
        shown.plan = replace(plan, key=before.key, name=before.name)
        shown.refresh()
        self._host.notice.show_text(
            "Both business units were read again and nothing was written. What would"
            " be written stands at the right.",
            title="Dry run",
            state="ok",
        )

    def _go_there(self, shown: Shown) -> None:
        if shown.copy is not None:
            self._arrival.go_to(shown.copy.target_id, shown.copy.plan.key)

    def _drop(self, shown: Shown) -> None:
        if shown.copy is not None:
            self._copies.drop(shown.copy)
        self._close()


def _kept(plan: Plan, ref: str, choice: Choice) -> Plan:
    row = next((each for each in plan.rows if each.ref == ref), None)
    is_typed = bool(choice.id) and row is not None and not row.candidates
    if row is None or (choice not in row.choices and not is_typed):
        return plan
    return decided(plan, ref, choice)
