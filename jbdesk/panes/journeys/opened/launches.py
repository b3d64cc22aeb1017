"""What is done with the open journey once it is saved: validate, publish, stop."""

from jbdesk.editor.document import Document
from jbdesk.model.journeys.journey_row import row_of
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.panes.journeys.opened.writer import Host, JourneysWriter
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys, lifecycle, publishing
from jbdesk.services.journeys.lifecycle import Lifecycle
from jbdesk.services.journeys.publishing import Turns
from jbdesk.services.journeys.restore_points import RestorePoints

_ON_ACTIVITY = ("activity", "outcome", "trigger", "goal", "exit")


class Launches:
    """Does what the head's buttons ask of a journey that is saved, or saves it."""

    def __init__(
        self, host: Host, writer: JourneysWriter, points: RestorePoints, turns: Turns
    ) -> None:
        self._host = host
        self._writer = writer
        self._points = points
        self._turns = turns

    def publish(self) -> None:
        """Save what is unsaved, then publish, telling how far it is."""
        self._writer.write(self._publish)

    def validate(self) -> None:
        """Save what is unsaved, then let the service check it."""
        self._writer.write(self._validate)

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
        if must_save and not await self._writer.was_saved(connection, document):
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
            self._writer.refused(document, failure)
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
        document = self._writer.document
        if document is None:
            return
        name, version = document.journey.name, document.stamp.version
        self._host.notice.show_text(
            "Everybody inside leaves, and this version never runs again.",
            title=f"Stop “{name}” version {version}?",
            state="warn",
            actions=(
                (f"Stop version {version}", lambda: self._writer.write(self._stop)),
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
