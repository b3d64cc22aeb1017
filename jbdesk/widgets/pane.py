"""What every pane is: a head, a notice, a body, and its work in the background.

Reads supersede: a new one cancels the one before of the same function. Writes never
do: what locks them stays locked until their answer is there, and it is shown.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model.problem import Failure, Problem
from jbdesk.widgets import surfaces, theme
from jbdesk.widgets.busy import BusyLine
from jbdesk.widgets.navigation import Entry
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane_head import PaneHead
from jbdesk.widgets.shortcuts import Shortcut
from jbdesk.widgets.surfaces import Line

Work = Callable[..., Coroutine[Any, Any, None]]


class Pane(QWidget):
    """The base of the panes; the only place where background work starts."""

    status_changed = Signal(str)
    busy_changed = Signal(bool)
    shortcuts: tuple[Shortcut, ...] = ()  # of parts that are not there yet
    gestures: tuple[tuple[str, str], ...] = ()  # what the mouse does, for Help

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.status = ""
        self.head = PaneHead(entry.name)
        self.notice = Notice()
        self._busy_line = BusyLine()
        self._reads: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._quiet: set[asyncio.Task[None]] = set()  # of them, those that poll
        self._locked: list[QWidget] = []  # by writes that are under way
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._place_top()

    def _place_top(self) -> None:
        room = QWidget()
        told = QVBoxLayout(room)
        told.setContentsMargins(*[theme.SPACE_2] * 4)
        told.addWidget(self.notice)
        room.hide()
        self.notice.told.connect(room.setVisible)
        self._column.addWidget(self.head)
        self._column.addWidget(Line())
        self._column.addWidget(self._busy_line)
        self._column.addWidget(room)

    def set_body(self, body: QWidget) -> None:
        """Put what the pane is made of under its head."""
        self._column.addWidget(body, 1)

    # What the window calls.

    def commands(self) -> list[QAction]:
        """Everything that can be done here now, for the command search."""
        return self.actions()

    def far_commands(self) -> list[QAction]:
        """Give what the command search finds whichever pane is in front."""
        return []

    def use(self, connection: Any) -> None:
        """Take another connection; a pane shows what belongs to it."""

    def leaving(self) -> str:
        """What is left behind when another connection is taken, in a sentence."""
        return ""

    def shown(self) -> None:
        """Come to the front."""

    def looked_at(self) -> None:
        """Be in front when the person comes back to the window."""

    def tell_status(self, text: str) -> None:
        """Say something in the status bar while this pane is in front."""
        self.status = text
        self.status_changed.emit(text)

    def arrangement(self) -> list[str]:
        """Tell how the parts of the pane stand, for `arrange` at the next start."""
        return surfaces.arrangement(self)

    def arrange(self, states: list[str]) -> None:
        """Give the parts the room they had; what does not fit is left as it is."""
        surfaces.arrange(self, states)

    # Work in the background.

    @property
    def is_busy(self) -> bool:
        return bool(self._tasks - self._quiet)

    def start(self, function: Work, *args: Any) -> None:
        """Read in the background; an earlier read of the same function ends."""
        name = _named(function)
        if (before := self._reads.get(name)) is not None:
            before.cancel()
        self._reads[name] = self._run(function, args, ())

    def poll(self, function: Work, *args: Any) -> None:
        """Read again what is shown, without a sign; not while it still runs."""
        name = _named(function)
        if name not in self._reads:
            self._reads[name] = self._run(function, args, (), is_quiet=True)

    def start_write(
        self, function: Work, *args: Any, locks: Iterable[QWidget] = ()
    ) -> None:
        """Write in the background; the widgets stay locked until the answer."""
        self._run(function, args, tuple(locks))

    def allow(self, widget: QWidget, is_allowed: bool) -> None:
        """Enable a widget or disable it; while a write locks it, it stays locked."""
        widget.setEnabled(is_allowed and widget not in self._locked)

    async def idle(self) -> None:
        """Wait until nothing is under way, also what that work itself started."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def written(self) -> None:
        """Wait until what is being written now has its answer."""
        if writes := self._tasks - set(self._reads.values()):
            await asyncio.wait(writes)

    def stop(self) -> None:
        """Cancel the reads; writes go on to their answer."""
        for task in self._reads.values():
            task.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        super().closeEvent(event)

    def failed(self, problems: tuple[Problem, ...]) -> None:
        """Show what work in the background could not do."""
        self.notice.show_problems(problems)

    def _run(
        self,
        function: Work,
        args: tuple[Any, ...],
        locks: tuple[QWidget, ...],
        *,
        is_quiet: bool = False,
    ) -> asyncio.Task[None]:
        for widget in locks:
            widget.setEnabled(False)
        self._locked.extend(locks)
        loop = asyncio.get_running_loop()
        task = loop.create_task(self._guarded(function, args))
        self._tasks.add(task)
        if is_quiet:
            self._quiet.add(task)
        task.add_done_callback(lambda done: self._ended(done, locks))
        self._show_busy()
        return task

    async def _guarded(self, function: Work, args: tuple[Any, ...]) -> None:
        try:
            await function(*args)
        except Failure as failure:
            self.failed(failure.problems)

    def _ended(self, task: asyncio.Task[None], locks: tuple[QWidget, ...]) -> None:
        self._tasks.discard(task)
        self._quiet.discard(task)
        self._reads = {n: each for n, each in self._reads.items() if each is not task}
        for widget in locks:
            self._locked.remove(widget)
            self.allow(widget, True)
        self._show_busy()
        if not task.cancelled() and (error := task.exception()) is not None:
            told = {"message": "work of a pane ended in a bug", "exception": error}
            task.get_loop().call_exception_handler(told)

    def _show_busy(self) -> None:
        if self._busy_line.is_running != self.is_busy:
            self._busy_line.run(self.is_busy)
            self.busy_changed.emit(self.is_busy)


def _named(function: Work) -> str:
    """Tell works apart, also those of one name in different parts of a pane."""
    return getattr(function, "__qualname__", repr(function))
