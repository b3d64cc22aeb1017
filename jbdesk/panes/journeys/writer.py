"""What changes a journey for good: save, publish, stop, new version."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from jbdesk.editor.document import Document
from jbdesk.model import difference
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.journeys.journey_row import row_of
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.head import JourneysHead
from jbdesk.panes.journeys.page import JourneyPage
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys, lifecycle, publishing
from jbdesk.services.journeys.journey_files import JourneyFile
from jbdesk.services.journeys.lifecycle import Lifecycle
from jbdesk.services.journeys.publishing import Turns
from jbdesk.services.journeys.restore_points import RestorePoint, RestorePoints
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work

NOT_CONNECTED = "Not connected. Choose a connection first."
MEANWHILE = "Somebody else was here meanwhile"
_ON_ACTIVITY = ("activity", "outcome", "trigger", "goal", "exit")


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

    def __init__(
        self, host: Host, merges: Merging, points: RestorePoints, turns: Turns
    ) -> None:
        self._host = host
        self._merges = merges
        self._points = points
        self._turns = turns

    # Undo and redo belong to the document that is open.

    def undo(self) -> None:
        if (document := self._document) is not None:
            document.undo_stack.undo()

    def redo(self) -> None:
        if (document := self._document) is not None:
            document.undo_stack.redo()

    @property
    def _document(self) -> Document | None:
        return self._host.page.document

    def _write(self, function: Work, *args: Any) -> None:
        connection, document = self._host.connection, self._document
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
        self._write(self._save)

    def new_version(self) -> None:
        """Begin a draft of what is no draft any more."""
        self._write(self._begin_version)

    async def _save(self, connection: Connection, document: Document) -> None:
        await self._was_saved(connection, document)

    async def _save_at(
        self, connection: Connection, document: Document, place: Stamp
    ) -> None:
        """Save as if it had been read there; what fails leaves it where it was."""
        before = document.stamp
        document.set_stamp(place)
        if not await self._was_saved(connection, document):
            document.set_stamp(before)

    async def _was_saved(self, connection: Connection, document: Document) -> bool:
        sent = document.journey
        untold = await self._keep_point(connection, document, "saving")
        try:
            journey, stamp = await journeys.save(connection, sent, document.stamp)
        except Failure as failure:
            self._refused(document, failure)
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

    def _refused(self, document: Document, failure: Failure) -> None:
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
            self._write(self._save_at, place)

        words = "Save it anew" if code == journeys.GONE else "Begin a new version"
        self._host.notice.show_text(
            str(failure),
            title=MEANWHILE,
            state="warn",
            actions=((words, anew),),
        )

    # Publish and stop.

    def publish(self) -> None:
        """Save what is unsaved, then publish, telling how far it is."""
        self._write(self._publish)

    def validate(self) -> None:
        """Save what is unsaved, then let the service check it."""
        self._write(self._validate)

    async def _publish(self, connection: Connection, document: Document) -> None:
        if await self._is_stored(connection, document, "publishing"):
            await self._turns.take(lambda: self._publish_in_turn(connection, document))

    async def _validate(self, connection: Connection, document: Document) -> None:
        if await self._is_stored(connection, document, "validating"):
            await self._turns.take(lambda: self._validate_in_turn(connection, document))

    async def _is_stored(
        self, connection: Connection, document: Document, deed: str
    ) -> bool:
        """Whether the service has what is open, saved now where it had not."""
        is_new = not document.stamp.is_saved
        must_save = is_new or self._host.page.is_unsaved
        if must_save and not await self._was_saved(connection, document):
            return False
        if not await self._is_as_seen(connection, document, deed):
            return False
        self._show_progress("Waiting for what is published before …")
        return True

    async def _validate_in_turn(
        self, connection: Connection, document: Document
    ) -> None:
        name, stamp = document.journey.name, document.stamp
        found = await publishing.validate(connection, name, stamp, self._show_progress)
        document.report(found)
        if any(each.severity is not Severity.WARNING for each in found):
            self._host.failed((_not_done("validate", found), *_homeless(found)))
            return
        text = f"Nothing stands against publishing version {stamp.version}."
        self._host.notice.show_text(text, title="Validated", state="ok")

    async def _publish_in_turn(
        self, connection: Connection, document: Document
    ) -> None:
        found = await publishing.publish(
            connection, document.journey.name, document.stamp, self._show_progress
        )
        document.report(found)
        if any(each.severity is not Severity.WARNING for each in found):
            self._host.failed((_not_done("publish", found), *_homeless(found)))
            return
        await self._read_stamp(connection, document)
        self._host.notice.show_text(
            f"“{document.journey.name}” version {document.stamp.version} is running.",
            title="Published",
            state="ok",
        )

    async def _is_as_seen(
        self, connection: Connection, document: Document, deed: str
    ) -> bool:
        """Whether the service's version is what is open here; else that is asked."""
        key, life = document.journey.key, Lifecycle(connection, self._points)
        try:
            await life.before(key, document.stamp, deed)
        except Failure as failure:
            if not lifecycle.code_of(failure):
                raise
            self._refused(document, failure)
            return False
        return True

    def _show_progress(self, words: str) -> None:
        self._host.notice.show_text(words, state="info")

    async def _read_stamp(self, connection: Connection, document: Document) -> None:
        key, version = document.journey.key, document.stamp.version
        _, stamp = await journeys.open(connection, key, version)
        document.set_stamp(stamp)

    def ask_to_stop(self) -> None:
        """Ask in the pane before a version is stopped; that can't be undone."""
        document = self._document
        if document is None:
            return
        name, version = document.journey.name, document.stamp.version
        self._host.notice.show_text(
            "Everybody inside leaves, and this version never runs again.",
            title=f"Stop “{name}” version {version}?",
            state="warn",
            actions=(
                (f"Stop version {version}", lambda: self._write(self._stop)),
                ("Let it run", self._host.notice.clear),
            ),
        )

    async def _stop(self, connection: Connection, document: Document) -> None:
        life = Lifecycle(connection, self._points)
        untold = await life.stop(row_of(document.journey, document.stamp))
        await self._read_stamp(connection, document)
        self._host.notice.show_text(
            f"Version {document.stamp.version} is stopped.{untold}", state="ok"
        )


def _not_done(verb: str, found: tuple[Problem, ...]) -> Problem:
    is_marked = any(each.where.kind in _ON_ACTIVITY for each in found)
    where = " What it found is marked where it is." if is_marked else ""
    return Problem(f"The service did not {verb} this journey.{where}")


def _homeless(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(each for each in found if each.where.kind not in _ON_ACTIVITY)
