"""What is open and nowhere else yet: kept with its history, so that no crash loses it.

A second after the first edit all that is new is written, in a thread; on leaving at
once. Opened again, the journey stands as it stood, and undo goes on where it was.
"""

from collections.abc import Callable
from typing import Any, Protocol

from jbdesk.editor.document import Document
from jbdesk.model import difference
from jbdesk.model.changes.edit_history import EditHistory
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure
from jbdesk.panes.journeys.opened import writer as journeys_writer
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys.drafts import Draft, Drafts, Work
from jbdesk.services.journeys.journey_files import JourneyFile
from jbdesk.widgets import pane

_MOST_CHOICES = 4  # journeys that the notice offers


class Host(journeys_writer.Host, Protocol):
    """The pane, as this part of it sees it."""

    def poll(self, function: pane.Work, *args: Any) -> None: ...


class Unsaved:
    """Keeps the page's journey under the name it was opened with."""

    def __init__(self, host: Host, drafts: Drafts) -> None:
        self._host = host
        self._drafts = drafts
        self._id = ""
        self._written: tuple[Any, ...] = ()

    # Opening.

    def begin(
        self, connection: Connection | None, journey: Journey, file: JourneyFile | None
    ) -> None:
        """Take note of what is open now; bring back what was there last time."""
        page = self._host.page
        self._id = _id_of(connection, journey, file, page.position)
        history = self._drafts.begin(self._id).with_same(journey)
        draft = next((e for e in self._drafts.all() if e.id == self._id), None)
        document = page.document
        if document is None or not document.is_editable:
            return
        if draft is not None and draft.journey.body != journey.body:
            self._restore(document, draft, history)
        elif _is_at(history, journey):
            document.restore(history, journey)
        else:
            self._drafts.forget_history(self._id)
        self._written = self._state()

    def _restore(self, document: Document, draft: Draft, history: EditHistory) -> None:
        """Bring back what was unsaved, with the steps that led to it."""
        server, journey = document.stamp, document.journey
        text = f"Unsaved changes of {draft.at.astimezone():%d %b %H:%M} were restored."
        if _is_behind(draft, server):
            # With the old stamp the service refuses to overwrite, and it is asked.
            document.set_stamp(draft.stamp)
            self._host.page.base = history.base
            text += " Somebody else saved this journey since."
        stands = history.current
        if _is_at(history, draft.journey):
            document.restore(history, draft.journey)
        else:
            if stands is not None:  # the end came before the last steps were written
                document.restore(history, stands)
            document.attempt("Restore unsaved changes", lambda _: draft.journey)

        def discard() -> None:
            self._discard(journey, server)

        self._host.notice.show_text(text, actions=(("Discard them", discard),))

    def _discard(self, journey: Journey, stamp: Stamp) -> None:
        """Go back to what the service or the file has; undo brings them back."""
        document = self._host.page.document
        if document is None:
            return
        document.set_stamp(stamp)
        document.attempt("Discard unsaved changes", lambda _: journey)
        self._host.page.note_kept(journey)
        self.keep()
        self._host.notice.clear()

    # Keeping.

    def keep_soon(self) -> None:
        """Keep in the background what is new."""
        self._host.poll(self._keep_all)

    async def _keep_all(self) -> None:
        while (work := self._due()) is not None:
            await self._drafts.keep_soon(work)

    def keep(self) -> None:
        """Keep what is new at once; a failure is shown."""
        try:
            if (work := self._due()) is not None:
                self._drafts.keep(work)
        except Failure as failure:
            self._host.failed(failure.problems)

    def _state(self) -> tuple[Any, ...]:
        document, page = self._host.page.document, self._host.page
        if document is None:
            return ()
        stack = document.undo_stack
        place = (stack.count(), stack.index())
        return (document, document.journey, document.stamp, place, page.is_unsaved)

    def _due(self) -> Work | None:
        document, page = self._host.page.document, self._host.page
        state = self._state()
        is_new = len(state) != len(self._written) or any(
            one is not other and one != other
            for one, other in zip(state, self._written, strict=True)
        )
        if document is None or not document.is_editable or not is_new:
            return None
        history, stands = document.history, page.is_unsaved
        if not (history.steps or stands):
            return None
        self._written = state
        history = EditHistory(history.steps, history.index, page.base)
        journey, stamp, turn = document.journey, document.stamp, self._drafts.turn
        return Work(self._id, journey, stamp, history, stands, turn)

    def drop(self) -> None:
        """Forget the draft: it is saved, or nobody wants it."""
        self._drafts.drop(self._id)
        self.keep()

    # The list.

    def of(self, connection: Connection) -> tuple[Draft, ...]:
        """Give the drafts that belong to a connection, the latest first."""
        prefix = f"{connection.settings.id}/"
        return tuple(e for e in self._drafts.all() if e.id.startswith(prefix))

    def offer_new(self, drafts: tuple[Draft, ...], known: set[str]) -> None:
        """Offer those that the service has never seen."""
        new = [each for each in drafts if each.journey.key not in known]
        if new and self._host.page.editor is None:
            self._host.notice.show_text(
                "These journeys were begun here and never saved to the service.",
                state="info",
                actions=[
                    (f"Open “{each.journey.name}”", self._opener(each))
                    for each in new[:_MOST_CHOICES]
                ],
            )

    def _opener(self, draft: Draft) -> Callable[[], None]:
        def open_draft() -> None:
            self._host.notice.clear()
            self._host.show_journey(draft.journey, draft.stamp)

        return open_draft


def _is_at(history: EditHistory, journey: Journey) -> bool:
    """Whether the history leads to a journey, but for what the service filled in."""
    current = history.current
    if current is None:
        return False
    return current.body == journey.body or not difference.compare(current, journey)


def _is_behind(draft: Draft, stamp: Stamp) -> bool:
    """Whether somebody else saved after the draft was begun."""
    return draft.stamp.is_saved and draft.stamp.modified_date != stamp.modified_date


def _id_of(
    connection: Connection | None,
    journey: Journey,
    file: JourneyFile | None,
    position: int,
) -> str:
    if file is not None:
        return f"file:{file.path}#{position}"
    return f"{connection.settings.id if connection else ''}/{journey.key}"
