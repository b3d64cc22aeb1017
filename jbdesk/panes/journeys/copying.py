"""Does what the head's “Copy to another business unit…” asks, step after step."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from jbdesk.model.copying.plan import Choice, Plan, decided
from jbdesk.model.journey import Journey
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.panes.journeys import copy_ways
from jbdesk.panes.journeys.choice import TO_COPY
from jbdesk.panes.journeys.choice import Choice as ChoiceOfMany
from jbdesk.panes.journeys.copy_view import CopyView
from jbdesk.panes.journeys.copy_ways import Way, kind_of, standing
from jbdesk.panes.journeys.front import Front
from jbdesk.panes.journeys.writer import NOT_CONNECTED, Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.copying import copies as journal
from jbdesk.services.copying import planning, undoing, writing
from jbdesk.services.copying.copies import Copies, Copy, State

Does = Callable[
    [Connection, Copies, Copy, Callable[[Copy], None]], Coroutine[Any, Any, Copy]
]
_MINUTES = 5


@dataclass(eq=False)
class _Shown:
    """The copy that is in front: a plan, and later what is written of it."""

    view: CopyView
    target: Connection
    source: PackageSettings
    plan: Plan
    copy: Copy | None = None
    is_writing: bool = False

    @property
    def ways(self) -> str:
        return f"From “{self.source.name}” to “{self.target.settings.name}”"


class Copying:
    """Plans, writes and undoes copies; one page at a time."""

    def __init__(
        self, host: Host, front: Front, elsewhere: Elsewhere, copies: Copies
    ) -> None:
        self._host = host
        self._front = front
        self._elsewhere = elsewhere
        self._copies = copies
        self._shown: _Shown | None = None
        self._choice: ChoiceOfMany | None = None

    def stand_over(self, over: QWidget) -> None:
        """Ask over this widget where a copy goes."""
        self._choice = ChoiceOfMany(over, TO_COPY)
        self._choice.chosen.connect(lambda way: way.take())

    def leave(self) -> None:
        if self._choice is not None:
            self._choice.hide()
        before, self._shown = self._shown, None
        if before is not None and not before.is_writing:
            before.target.close()

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
        self._show(_Shown(CopyView(), target, used.settings, plan))

    async def _resume(self, settings: PackageSettings, copy: Copy) -> None:
        self.leave()
        target = await self._elsewhere.connect(settings)
        self._host.notice.clear()
        source = replace(settings, name=copy.source)
        self._show(_Shown(CopyView(), target, source, copy.plan, copy))

    def _tell(self, words: str) -> None:
        self._host.notice.show_text(words, state="info")

    def _show(self, shown: _Shown) -> None:
        view, self._shown = shown.view, shown
        view.closed.connect(self._close)
        view.decided.connect(lambda ref, choice: self._decide(shown, ref, choice))
        view.named.connect(lambda name, key: self._name(shown, name, key))
        view.dry_run.clicked.connect(lambda: self._host.start(self._try, shown))
        view.write.clicked.connect(lambda: self._begin_write(shown))
        view.undo.clicked.connect(lambda: self._ask_to_undo(shown))
        view.drop.clicked.connect(lambda: self._drop(shown))
        view.arming.armed.connect(lambda typed: self._arm(shown, typed))
        self._refresh(shown)
        self._front.show_view(view, f"Copy “{shown.plan.journey.name}”")

    def _refresh(self, shown: _Shown) -> None:
        if not isValid(shown.view):
            return
        guard = shown.target.guard
        if guard.refusal():
            shown.view.arming.ask(guard.place)
        else:
            shown.view.arming.hide()
        if shown.copy is None:
            shown.view.show_plan(shown.plan, shown.ways)
        else:
            shown.view.show_copy(shown.copy, f"{shown.ways}. {standing(shown.copy)}.")

    def _close(self) -> None:
        self.leave()
        self._front.show_editor()

    def _decide(self, shown: _Shown, ref: str, choice: Choice) -> None:
        try:
            shown.plan = decided(shown.plan, ref, choice)
        except Failure as failure:
            self._host.failed(failure.problems)
        self._refresh(shown)

    def _name(self, shown: _Shown, name: str, key: str) -> None:
        if shown.copy is None and (name, key) != (shown.plan.name, shown.plan.key):
            shown.plan = replace(shown.plan, name=name.strip(), key=key.strip())
            self._refresh(shown)

    def _arm(self, shown: _Shown, typed: str) -> None:
        try:
            shown.target.guard.arm(_MINUTES, typed)
        except Failure as failure:
            self._host.failed(failure.problems)
            return
        self._host.notice.clear()
        self._refresh(shown)

    async def _try(self, shown: _Shown) -> None:
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
        self._refresh(shown)
        self._host.notice.show_text(
            "Both business units were read again and nothing was written. What would"
            " be written stands at the right.",
            title="Dry run",
            state="ok",
        )

    # Writing and undoing.

    def _begin_write(self, shown: _Shown) -> None:
        if self._is_guarded(shown):
            return
        self._host.notice.clear()
        self._host.start_write(self._write, shown, locks=shown.view.lock())

    def _is_guarded(self, shown: _Shown) -> bool:
        """Ask for the name where production is not armed, or not any more."""
        guard = shown.target.guard
        if not guard.refusal():
            return False
        self._refresh(shown)
        shown.view.arming.line.setFocus()
        self._host.notice.show_text(
            f"“{guard.place}” is production and read-only. Type its name and arm it"
            " first. Nothing was sent.",
            state="warn",
        )
        return True

    async def _write(self, shown: _Shown) -> None:
        copy = shown.copy or journal.begun(
            shown.plan, shown.source, shown.target.settings
        )
        copy = await self._to_its_end(writing.write, shown, copy)
        if not copy.is_whole:
            notes = [each.note for each in copy.entries if each.note]
            raise Failure(*notes or ["The copy was not written whole."])
        self._host.notice.show_text(
            f"“{copy.plan.name}” is a draft in “{copy.target}” now. Use that connection"
            " to open it.",
            title="Copied",
            state="ok",
        )

    async def _to_its_end(self, does: Does, shown: _Shown, copy: Copy) -> Copy:
        """Write or undo, also where the page is left meanwhile."""
        shown.is_writing = True
        try:
            heard = partial(self._heard, shown)
            return await does(shown.target, self._copies, copy, heard)
        finally:
            shown.is_writing = False
            if self._shown is not shown:
                shown.target.close()

    def _heard(self, shown: _Shown, copy: Copy) -> None:
        shown.copy = copy
        self._refresh(shown)

    def _ask_to_undo(self, shown: _Shown) -> None:
        copy = shown.copy
        if copy is None:
            return
        names = [f"“{e.write.name}”" for e in copy.entries if e.state is State.DONE]
        self._host.notice.show_text(
            f"It deletes {', '.join(names)} there, where nobody has changed or used"
            " it since.",
            title="Undo the copy?",
            state="warn",
            actions=(
                ("Undo", lambda: self._begin_undo(shown)),
                ("Leave it", self._host.notice.clear),
            ),
        )

    def _begin_undo(self, shown: _Shown) -> None:
        if self._is_guarded(shown):
            return
        self._host.notice.clear()
        self._host.start_write(self._undo, shown, locks=shown.view.lock())

    async def _undo(self, shown: _Shown) -> None:
        assert shown.copy is not None
        copy = await self._to_its_end(undoing.undo, shown, shown.copy)
        left = [e for e in copy.entries if e.state in (State.LEFT, State.DONE)]
        if left:
            told = "\n".join(f"“{e.write.name}” stays: {e.note}" for e in left)
            self._host.notice.show_text(told, title="Not all is undone", state="warn")
        else:
            self._host.notice.show_text(
                "Everything that was copied is deleted again.", state="ok"
            )

    def _drop(self, shown: _Shown) -> None:
        if shown.copy is not None:
            self._copies.drop(shown.copy)
        self._close()


def _kept(plan: Plan, ref: str, choice: Choice) -> Plan:
    row = next((each for each in plan.rows if each.ref == ref), None)
    is_typed = bool(choice.id) and row is not None and not row.candidates
    if row is None or (choice not in row.choices and not is_typed):
        return plan
    return decided(plan, ref, choice)
