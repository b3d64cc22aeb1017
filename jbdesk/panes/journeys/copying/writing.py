"""Writes the copy that is in front, and undoes it; both ask first in production."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from shiboken6 import isValid

from jbdesk.model.problem import Failure
from jbdesk.panes.journeys.copying.shown import Shown
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.copying import copies as journal
from jbdesk.services.copying import undoing, writing
from jbdesk.services.copying.copies import Copies, Copy, State

Does = Callable[
    [Connection, Copies, Copy, Callable[[Copy], None]], Coroutine[Any, Any, Copy]
]
_MINUTES = 5


class CopyWriting:
    """Does what the page's buttons “Write the copy” and “Undo the copy” ask."""

    def __init__(self, host: Host, copies: Copies) -> None:
        self._host = host
        self._copies = copies

    def wire(self, shown: Shown) -> None:
        view = shown.view
        view.write.clicked.connect(lambda: self._begin(self._write, shown))
        view.undo.clicked.connect(lambda: self._ask_to_undo(shown))
        view.arming.armed.connect(lambda typed: self._arm(shown, typed))

    def _arm(self, shown: Shown, typed: str) -> None:
        try:
            shown.target.guard.arm(_MINUTES, typed)
        except Failure as failure:
            self._host.failed(failure.problems)
            return
        self._host.notice.clear()
        shown.refresh()

    def _begin(
        self, deed: Callable[[Shown], Coroutine[Any, Any, None]], shown: Shown
    ) -> None:
        if self._is_guarded(shown):
            return
        self._host.notice.clear()
        self._host.start_write(deed, shown, locks=shown.view.lock())

    def _is_guarded(self, shown: Shown) -> bool:
        """Ask for the name where production is not armed, or not any more."""
        guard = shown.target.guard
        if not guard.refusal():
            return False
        shown.refresh()
        shown.view.arming.line.setFocus()
        self._host.notice.show_text(
            f"“{guard.place}” is production and read-only. Type its name and arm it"
            " first. Nothing was sent.",
            state="warn",
        )
        return True

    async def _write(self, shown: Shown) -> None:
        copy = shown.copy or journal.begun(
            shown.plan, shown.source, shown.target.settings
        )
        copy = await self._to_its_end(writing.write, shown, copy)
        if not copy.is_whole:
            notes = [each.note for each in copy.entries if each.note]
            raise Failure(*notes or ["The copy was not written whole."])
        told = f"“{copy.plan.name}” is a draft in “{copy.target}” now."
        self._host.notice.show_text(told, title="Copied", state="ok")

    async def _to_its_end(self, does: Does, shown: Shown, copy: Copy) -> Copy:
        """Write or undo, also where the page is left meanwhile."""
        shown.is_writing = True
        try:
            heard = partial(_heard, shown)
            return await does(shown.target, self._copies, copy, heard)
        finally:
            shown.is_writing = False
            if shown.is_left:
                shown.target.close()
            elif isValid(shown.view):
                shown.view.take_keyboard()

    def _ask_to_undo(self, shown: Shown) -> None:
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
                ("Undo", lambda: self._begin(self._undo, shown)),
                ("Leave it", self._host.notice.clear),
            ),
        )

    async def _undo(self, shown: Shown) -> None:
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


def _heard(shown: Shown, copy: Copy) -> None:
    shown.copy = copy
    shown.refresh()
