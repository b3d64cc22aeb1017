"""Somebody else saved meanwhile: both are laid together, and nothing is lost.

Until it is decided the document keeps its old stamp, so the service refuses to
overwrite; the same holds again where the decision is undone.
"""

from jbdesk.editor.comparing.merge_view import MergeView, Sides
from jbdesk.editor.document import Document
from jbdesk.model import wire
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure
from jbdesk.panes.journeys.front import Front
from jbdesk.panes.journeys.opened.page import JourneyPage
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys

TITLE = "Somebody else saved this journey"
THEIRS = "Take the service’s version"  # noqa: RUF001 - typographic
MERGED = "Merge with the service’s version"  # noqa: RUF001 - typographic


class Merges:
    """Asks what is to become of two people's changes, and makes it one edit."""

    def __init__(self, host: Host, front: Front) -> None:
        self._host = host
        self._front = front
        self._told = ""

    def begin(self, document: Document, text: str) -> None:
        """Tell of the other's save, then show both."""
        self._told = text
        self._tell(document)
        self._compare(document)

    def _tell(self, document: Document) -> None:
        actions = (("Compare and decide", lambda: self._compare(document)),)
        self._host.notice.show_text(
            self._told, title=TITLE, state="warn", actions=actions
        )

    def _compare(self, document: Document) -> None:
        if self._host.connection is not None:
            self._host.start(self._show, self._host.connection, document)

    def _later(self, document: Document) -> None:
        self._front.show_editor()
        self._tell(document)

    async def _show(self, connection: Connection, document: Document) -> None:
        key, version = document.journey.key, document.stamp.version
        theirs, stamp = await journeys.open(connection, key, version)
        if self._host.page.document is not document:
            return  # somebody has left it meanwhile; the draft is kept
        if not stamp.is_draft:
            raise Failure(
                f"Version {stamp.version} is no draft any more, so your changes can't"
                " be saved into it. Copy the journey, or compare and begin a version."
            )
        view = MergeView(Sides(self._base(document), document.journey, theirs))
        view.closed.connect(lambda: self._later(document))
        view.used.connect(lambda found: self._use(document, found, (theirs, stamp)))
        self._host.notice.clear()
        self._front.show_view(view, document.journey.name or TITLE)
        view.focus()

    def _base(self, document: Document) -> Journey | None:
        """What both began from; None where that is not known any more."""
        base = self._host.page.base
        if base is None:
            return None
        is_known = (
            wire.stamp_of(base.body).modified_date == document.stamp.modified_date
        )
        return base if is_known else None

    def _use(
        self, document: Document, found: Journey, saved: tuple[Journey, Stamp]
    ) -> None:
        theirs, stamp = saved
        page = self._host.page
        before = (document.stamp, page.base)
        is_theirs, is_mine = found is theirs, found is document.journey
        self._front.show_editor()
        page.note_kept(theirs)
        document.set_stamp(stamp)
        document.attempt(THEIRS if is_theirs else MERGED, lambda _: found)
        if is_theirs:
            self._host.saved(theirs)
        if not is_mine:
            undone = _Undone(document, page, before, (stamp, theirs))
            # The connection holds what it calls only where that is no method.
            document.stepped.connect(lambda index: undone.stepped(index))  # noqa: PLW0108 - see above
        self._host.notice.show_text(_told(is_theirs=is_theirs, is_mine=is_mine))


class _Undone:
    """Where the decision is undone, the service must be asked again."""

    def __init__(
        self,
        document: Document,
        page: JourneyPage,
        before: tuple[Stamp, Journey | None],
        after: tuple[Stamp, Journey],
    ) -> None:
        self._document = document
        self._page = page
        self._sides = (before, after)
        self._index = document.undo_stack.index()

    def stepped(self, index: int) -> None:
        before, after = self._sides
        if self._document.stamp not in (before[0], after[0]):
            return  # saved since: what was decided is on the service
        stamp, base = before if index < self._index else after
        self._page.base = base
        if self._document.stamp != stamp:
            self._document.set_stamp(stamp)


def _told(*, is_theirs: bool, is_mine: bool) -> str:
    if is_theirs:
        return "Undo brings back your own changes."
    if is_mine:
        return "Your own journey stays as it is. Save puts it over the other one."
    return "Save sends the merged journey; undo brings back yours alone."
