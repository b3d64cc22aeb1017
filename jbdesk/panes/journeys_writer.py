"""What changes a journey for good: save, publish, stop, new version."""

from collections.abc import Iterable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from jbdesk.editor.document import Document
from jbdesk.model import difference, wire
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.panes.journeys_head import JourneysHead
from jbdesk.panes.journeys_page import JourneyPage
from jbdesk.services import journeys
from jbdesk.services.connection import Connection
from jbdesk.services.journey_files import JourneyFile
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work

NOT_CONNECTED = "Not connected. Choose a connection first."
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


class JourneysWriter:
    """Does what the head's buttons ask; every answer is shown in the pane."""

    def __init__(self, host: Host) -> None:
        self._host = host

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

    async def _was_saved(self, connection: Connection, document: Document) -> bool:
        sent = document.journey
        try:
            journey, stamp = await journeys.save(connection, sent, document.stamp)
        except Failure as failure:
            self._refused(document, failure)
            return False
        document.saved(sent, journey, stamp)
        self._host.saved(document.journey if document.journey is journey else sent)
        self._host.notice.show_text(
            f"“{journey.name}” is saved as version {stamp.version}.", state="ok"
        )
        return True

    async def _begin_version(self, connection: Connection, document: Document) -> None:
        journey, stamp = await journeys.save(
            connection, document.journey, document.stamp
        )
        self._host.show_journey(journey, stamp)

    def _refused(self, document: Document, failure: Failure) -> None:
        if any(each.code == journeys.STALE for each in failure.problems):
            self._ask_about_stale(str(failure))
            self._host.start(self._tell_their_change, document, str(failure))
            return
        document.report(failure.problems)
        self._host.failed(failure.problems)

    def _ask_about_stale(self, text: str) -> None:
        def take_theirs() -> None:
            self._write(self._take_theirs)

        def keep_mine() -> None:
            self._write(self._save_over)

        self._host.notice.show_text(
            text,
            title="Somebody else saved this journey",
            state="warn",
            actions=(
                ("Take the service’s version", take_theirs),  # noqa: RUF001 - typographic
                ("Save mine over it", keep_mine),
            ),
        )

    async def _tell_their_change(self, document: Document, text: str) -> None:
        """Add what the others changed, while the question still stands."""
        base, asked = self._host.page.kept, self._host.notice.text
        connection, stamp = self._host.connection, document.stamp
        if base is None or connection is None:
            return
        if wire.stamp_of(base.body).modified_date != stamp.modified_date:
            return  # an old draft was restored; what it began from is not known
        try:
            theirs, _ = await journeys.open(connection, base.key, stamp.version)
        except Failure:
            return  # the question stands without it
        found = difference.compare(base, theirs)
        if found and self._host.notice.text == asked:
            told = difference.summary(found)
            self._ask_about_stale(f"{text}\nTheir change: {told}.")

    async def _take_theirs(self, connection: Connection, document: Document) -> None:
        """Mine becomes one undo step away."""
        key, version = document.journey.key, document.stamp.version
        journey, stamp = await journeys.open(connection, key, version)
        document.edit("Take the service’s version", lambda _: journey)  # noqa: RUF001
        document.set_stamp(stamp)
        self._host.saved(journey)
        self._host.notice.show_text("Undo brings back your own changes.", state="info")

    async def _save_over(self, connection: Connection, document: Document) -> None:
        key, version = document.journey.key, document.stamp.version
        _, stamp = await journeys.open(connection, key, version)
        document.set_stamp(stamp)
        await self._save(connection, document)

    # Publish and stop.

    def publish(self) -> None:
        """Save what is unsaved, then publish, telling how far it is."""
        self._write(self._publish)

    async def _publish(self, connection: Connection, document: Document) -> None:
        is_new = not document.stamp.is_saved
        must_save = is_new or self._host.page.is_unsaved
        if must_save and not await self._was_saved(connection, document):
            return
        found = await journeys.publish(
            connection, document.journey, document.stamp, self._show_progress
        )
        document.report(found)
        if any(each.severity is not Severity.WARNING for each in found):
            self._host.failed((_not_published(found), *_homeless(found)))
            return
        await self._read_stamp(connection, document)
        self._host.notice.show_text(
            f"“{document.journey.name}” version {document.stamp.version} is running.",
            title="Published",
            state="ok",
        )

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
        await journeys.stop(connection, document.stamp)
        await self._read_stamp(connection, document)
        self._host.notice.show_text(
            f"Version {document.stamp.version} is stopped.", state="ok"
        )


def _not_published(found: tuple[Problem, ...]) -> Problem:
    is_marked = any(each.where.kind in _ON_ACTIVITY for each in found)
    where = " What it found is marked where it is." if is_marked else ""
    return Problem(f"The service did not publish this journey.{where}")


def _homeless(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(each for each in found if each.where.kind not in _ON_ACTIVITY)
