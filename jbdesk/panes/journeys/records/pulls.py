"""The pull of all journeys' history: goes on while other things are in front."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from jbdesk.model.problem import Problem
from jbdesk.model.texts.words import counted
from jbdesk.services.archive import pulling_all
from jbdesk.services.archive.archive import Archive
from jbdesk.services.archive.pulling_all import ProgressOfAll
from jbdesk.services.connections.connection import Connection
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work


class Host(Protocol):
    """The pane, as it is needed here."""

    notice: Notice

    @property
    def connection(self) -> Connection | None: ...
    def failed(self, problems: tuple[Problem, ...]) -> None: ...
    def poll(self, function: Work, *args: object) -> None: ...


class Pulls:
    """One pull at a time; it ends by itself, when stopped, or with the connection."""

    def __init__(self, host: Host, archive: Archive) -> None:
        self._host = host
        self._archive = archive
        self._task: asyncio.Task[ProgressOfAll] | None = None
        self.heard: Callable[[], None] = lambda: None  # the page that is open
        self.progress: ProgressOfAll | None = None  # None: nothing is under way

    def begin(self) -> None:
        """Begin, or stop what is under way."""
        if self._task is not None:
            self.stop()
        elif self._host.connection is not None:
            self._host.poll(self._pull_everything, self._host.connection)

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _pull_everything(self, connection: Connection) -> None:
        self._hear(ProgressOfAll())
        pull = pulling_all.pull_all(connection, self._archive, self._hear)
        task = self._task = asyncio.ensure_future(pull)
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()
            last, self._task, self.progress = self.progress, None, None
            self.heard()
        if task.cancelled():
            kept = counted(last.rows if last else 0, "new row")
            told = f"Stopped; {kept} stay. The next pull goes on there."
            self._host.notice.show_text(told, state="info")
            return
        found = task.result()
        self._host.notice.show_text(
            f"{counted(found.rows, 'new row') if found.rows else 'No new rows'} of"
            f" {counted(found.versions, 'version')} pulled into the archive.",
            title="History of all journeys",
            state="ok",
        )

    def _hear(self, progress: ProgressOfAll) -> None:
        self.progress = progress
        self.heard()
