"""Saves the open journey: as it was opened, anew, or as a new version."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from jbdesk.editor.document import Document
from jbdesk.model import difference
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.head import JourneysHead
from jbdesk.panes.journeys.opened.page import JourneyPage
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys, lifecycle
from jbdesk.services.journeys.journey_files import JourneyFile
from jbdesk.services.journeys.restore_points import RestorePoint, RestorePoints
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work

NOT_CONNECTED = "Not connected. Choose a connection first."
MEANWHILE = "Somebody else was here meanwhile"


class Host(Protocol):
    """The pane, as the writer sees it."""

    page: JourneyPage
    notice: Notice
    head_part: JourneysHead

    @property
    def connection(self) -> Connection | None: ...
    def failed(self, problems: tuple[Problem, ...]) -> None: ...
    def saved(self, journey: Journey) -> None: ...
    def start(self, function: Work, *args: Any) -> None: ...
    def start_write(
        self, function: Work, *args: Any, locks: Iterable[QWidget] = ()
    ) -> None: ...
    def show_journey(
        self,
        journey: Journey,
        stamp: Stamp,
        file: JourneyFile | None = None,
        position: int = 0,
    ) -> None: ...


class Merging(Protocol):
    """Who asks when somebody else saved meanwhile."""

    def begin(self, document: Document, text: str) -> None: ...


class JourneysWriter:
    """Does what the head's buttons ask; every answer is shown in the pane."""

    def __init__(self, host: Host, merges: Merging, points: RestorePoints) -> None:
        self._host = host
        self._merges = merges
        self._points = points

    # Undo and redo belong to the document that is open.

    def undo(self) -> None:
        if (document := self.document) is not None:
            document.undo_stack.undo()

    def redo(self) -> None:
        if (document := self.document) is not None:
            document.undo_stack.redo()

    @property
    def document(self) -> Document | None:
        return self._host.page.document

    def write(self, function: Work, *args: Any) -> None:
        """Begin a write of the open journey; the head stays locked until its end."""
        connection, document = self._host.connection, self.document
        if connection is None:
            self._host.failed((Problem(NOT_CONNECTED),))
        elif document is not None:
            head = self._host.head_part
            locks = (head.save, head.publish, head.new_version, head.stop)
            self._host.notice.clear()
            self._host.start_write(function, connection, document, *args, locks=locks)

    # Save.

    def save(self) -> None:
        """Save to the service: create, or update the draft."""
        self.write(self._save)

    def new_version(self) -> None:
        """Begin a draft of what is no draft any more."""
        self.write(self._begin_version)

    async def _save(self, connection: Connection, document: Document) -> None:
        await self.was_saved(connection, document)

    async def _save_at(
        self, connection: Connection, document: Document, place: Stamp
    ) -> None:
        """Save as if it had been read there; what fails leaves it where it was."""
        before = document.stamp
        document.set_stamp(place)
        if not await self.was_saved(connection, document):
            document.set_stamp(before)

    async def was_saved(self, connection: Connection, document: Document) -> bool:
        """Save what is open; False where the service refused, which is told."""
        sent = document.journey
        untold = await self._keep_point(connection, document, "saving")
        try:
            journey, stamp = await journeys.save(connection, sent, document.stamp)
        except Failure as failure:
            self.refused(document, failure)
            return False
        document.saved(sent, journey, stamp)
        self._host.saved(journey)
        self._host.notice.show_text(
            f"“{journey.name}” is saved as version {stamp.version}.{untold}", state="ok"
        )
        return True

    async def _keep_point(
        self, connection: Connection, document: Document, deed: str
    ) -> str:
        """Keep the journey as it was before a write; gives what to tell if it can't."""
        kept, journey = self._host.page.kept, document.journey
        at, stamp = datetime.now(UTC), document.stamp
        changed = counted(len(journey.activities), "activity", "activities")
        if kept is not None and kept is not journey:
            changed = difference.summary(difference.compare(kept, journey))
        why = f"Before {deed} version {stamp.version}"
        point = RestorePoint(at, why, changed, kept or journey, stamp)
        try:
            await self._points.keep(connection.settings.id, journey.key, point)
        except Failure as failure:
            return f" No restore point could be kept: {failure}"
        return ""

    async def _begin_version(self, connection: Connection, document: Document) -> None:
        await self._keep_point(connection, document, "a new version after")
        journey, stamp = await journeys.save(
            connection, document.journey, document.stamp
        )
        self._host.show_journey(journey, stamp)

    def refused(self, document: Document, failure: Failure) -> None:
        """Tell it; ask where somebody else was faster."""
        code = lifecycle.code_of(failure)
        if code == journeys.STALE:
            self._merges.begin(document, str(failure))
        elif code:
            self._ask_where_to(document, failure, code)
        else:
            document.report(failure.problems)
            self._host.failed(failure.problems)

    def _ask_where_to(self, document: Document, failure: Failure, code: str) -> None:
        """What is open has no place on the service any more; offer another one."""
        stamp = document.stamp

        def anew() -> None:
            is_gone = code == journeys.GONE
            place = Stamp() if is_gone else replace(stamp, status="Stopped")
            self.write(self._save_at, place)

        words = "Save it anew" if code == journeys.GONE else "Begin a new version"
        self._host.notice.show_text(
            str(failure),
            title=MEANWHILE,
            state="warn",
            actions=((words, anew),),
        )
