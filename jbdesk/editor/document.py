"""The journey that is open: one door for edits, one signal for changes.

An edit is a pure function Journey -> Journey. The new value is computed first
and only then pushed, so that redo and undo merely swap references and an edit
that fails leaves no trace. The stamp stays outside: after an undo the next save
must still carry the server's latest modified date.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from jbdesk.editor.change import Change
from jbdesk.model import rules
from jbdesk.model.changes.edit_history import EditHistory, Step
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure, Problem

SLICE = 0.008  # seconds that are spent at a time on looking for problems
TYPING = 2.0  # seconds within which edits of one field count as one
_ID = 1


class _Swap(QUndoCommand):
    """Puts one reference in the place of another."""

    def __init__(
        self, put: Callable[[Journey], None], text: str, old: Journey, new: Journey
    ) -> None:
        super().__init__(text)
        self._put = put
        self.old = old
        self.new = new
        self.place: tuple[Any, ...] = ()  # edits of one place can be one step
        self.at = time.monotonic()
        self.made = datetime.now(UTC)

    def redo(self) -> None:
        self._put(self.new)

    def undo(self) -> None:
        self._put(self.old)

    def id(self) -> int:
        return _ID if self.place else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Swap) or other.place != self.place:
            return False
        if other.at - self.at > TYPING:
            return False
        self.new = other.new
        self.at, self.made = other.at, other.made
        return True


class Document(QObject):
    """A journey under edit with its history, its stamp and its problems."""

    changed = Signal(Change)
    problems_changed = Signal()
    stamp_changed = Signal()
    stepped = Signal(int)  # where the history stands now
    refused = Signal(tuple)  # the problems that kept an edit from being made

    def __init__(
        self,
        journey: Journey,
        stamp: Stamp | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journey = journey
        self._stamp = stamp or Stamp()
        self._reported: tuple[tuple[Problem, Any], ...] = ()
        self._checked: tuple[Journey, tuple[Problem, ...]] | None = None
        self._is_stepping = False  # through several steps: only the last is told
        self.undo_stack = QUndoStack(self)
        # By way of the document: the stack steps once more while it is destroyed.
        self.undo_stack.indexChanged.connect(self._stepped)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_on)
        self._looking = rules.prepared(journey)
        self._known: tuple[Problem, ...] = ()
        self._soon.start()  # a large journey is painted before it is checked

    @property
    def journey(self) -> Journey:
        return self._journey

    @property
    def stamp(self) -> Stamp:
        return self._stamp

    @property
    def is_editable(self) -> bool:
        """Only a draft can be edited; every other version is shown as it is."""
        return self._stamp.is_draft

    def edit(
        self, text: str, function: Callable[..., Journey], *args: Any, **named: Any
    ) -> None:
        """Make one edit that can be undone; raises Failure when it can't be made."""
        self._edit((), text, function, *args, **named)

    def attempt(
        self, text: str, function: Callable[..., Journey], *args: Any, **named: Any
    ) -> bool:
        """Like `edit`; a refusal is told by `refused` and gives False."""
        return self.type_into((), text, function, *args, **named)

    def type_into(
        self,
        place: tuple[Any, ...],
        text: str,
        function: Callable[..., Journey],
        *args: Any,
        **named: Any,
    ) -> bool:
        """Like `attempt`; quick edits of one place are undone together."""
        try:
            self._edit(place, text, function, *args, **named)
        except Failure as failure:
            self.refused.emit(failure.problems)
            return False
        return True

    def _edit(
        self,
        place: tuple[Any, ...],
        text: str,
        function: Callable[..., Journey],
        *args: Any,
        **named: Any,
    ) -> None:
        if not self.is_editable:
            raise Failure("Only a draft can be changed. Make a new version first.")
        new = function(self._journey, *args, **named)
        if new is not self._journey:
            step = _Swap(self._put, text, self._journey, new)
            step.place = place
            self.undo_stack.push(step)

    @property
    def history(self) -> EditHistory:
        """All steps, as values that outlive this document."""
        stack = self.undo_stack
        commands = (stack.command(each) for each in range(stack.count()))
        steps = tuple(
            Step(each.text(), each.made, each.old, each.new)
            for each in commands
            if isinstance(each, _Swap)
        )
        return EditHistory(steps, stack.index())

    def restore(self, history: EditHistory, journey: Journey) -> None:
        """Take earlier steps up again, with this journey where they stand."""
        shown = self._journey
        self._is_stepping = True
        self.undo_stack.clear()
        for step in history.steps:
            swap = _Swap(self._put, step.text, step.before, step.after)
            swap.made = step.at
            self.undo_stack.push(swap)
        self.undo_stack.setIndex(history.index)
        self._is_stepping = False
        self._journey = shown
        self._put(journey)
        self._stepped(history.index)

    def go_to(self, index: int) -> None:
        """Undo or redo as many steps as it takes; told as one change."""
        before = self._journey
        self._is_stepping = True
        self.undo_stack.setIndex(index)
        self._is_stepping = False
        after, self._journey = self._journey, before
        self._put(after)
        self._stepped(index)

    def _stepped(self, index: int) -> None:
        if not self._is_stepping:
            self.stepped.emit(index)

    def saved(self, sent: Journey, answer: Journey, stamp: Stamp) -> None:
        """Take what the server wrote; edits made since then stay unsaved."""
        self.set_stamp(stamp)
        if self._journey is sent:
            self.undo_stack.setClean()
            self._reported = tuple(
                (problem, _subject(answer, problem))
                for problem, seen in self._reported
                if _subject(sent, problem) is seen
            )
            self._put(answer)

    def set_stamp(self, stamp: Stamp) -> None:
        self._stamp = stamp
        self.stamp_changed.emit()

    def _look_on(self) -> None:
        """Look for problems a little at a time: the window has turns in between."""
        end = time.monotonic() + SLICE
        for _ in self._looking:
            if time.monotonic() > end:
                self._soon.start()
                return
        self._known = self.problems
        self.problems_changed.emit()

    @property
    def is_checked(self) -> bool:
        """Whether what is wrong is known; else `problems_changed` will tell."""
        return self._checked is not None and self._checked[0] is self._journey

    @property
    def known_problems(self) -> tuple[Problem, ...]:
        """What is known by now, perhaps of the journey as it was before."""
        return self.problems if self.is_checked else self._known

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the rules find and what the server said about what still stands."""
        if self._checked is None or self._checked[0] is not self._journey:
            self._checked = (self._journey, rules.check(self._journey))
        own = self._checked[1]
        # The service names no field; what a rule already says of it is enough.
        known = {(problem.where.key, problem.text) for problem in own}
        return own + tuple(
            problem
            for problem, seen in self._reported
            if (problem.where.key, problem.text) not in known
            and _subject(self._journey, problem) is seen
        )

    def report(self, problems: tuple[Problem, ...]) -> None:
        """Show the server's problems until what each is about changes."""
        self._reported = tuple(
            (problem, _subject(self._journey, problem)) for problem in problems
        )
        self.problems_changed.emit()

    def _put(self, journey: Journey) -> None:
        if self._is_stepping:
            self._journey = journey
            return
        change = Change(self._journey, journey)
        self._journey = journey
        self.changed.emit(change)
        self._looking = rules.prepared(journey)
        self._soon.start()


def _subject(journey: Journey, problem: Problem) -> Any:
    """Give the part of the journey's JSON that a problem is about."""
    where = problem.where
    if where.kind in ("activity", "outcome"):
        activity = journey.by_ref.get(where.key)
        return activity.body if activity else None
    if where.kind in ("trigger", "goal", "exit"):
        return journey.body.get(f"{where.kind}s")
    return journey.body
