"""Journeys: the list, and the one that is open in the editor."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from jbdesk.editor.document import Document
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.journey_row import JourneyRow
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.trace import Trace
from jbdesk.model.words import counted
from jbdesk.panes.journeys_begin import Beginnings
from jbdesk.panes.journeys_contacts import KeptContacts
from jbdesk.panes.journeys_entry import EntryEvents
from jbdesk.panes.journeys_export import Exports
from jbdesk.panes.journeys_files import JourneyFiles
from jbdesk.panes.journeys_head import JourneysHead
from jbdesk.panes.journeys_list import JourneyList
from jbdesk.panes.journeys_page import JourneyPage
from jbdesk.panes.journeys_suites import JourneySuites
from jbdesk.panes.journeys_unsaved import Unsaved, is_behind
from jbdesk.panes.journeys_writer import NOT_CONNECTED, JourneysWriter
from jbdesk.services import event_definitions, journeys
from jbdesk.services.connection import Connection
from jbdesk.services.drafts import Draft, Drafts
from jbdesk.services.expectations import KeptExpectations
from jbdesk.services.journey_files import JourneyFile
from jbdesk.services.test_contacts import TestContacts
from jbdesk.widgets import entries
from jbdesk.widgets.pane import Pane

_MOST_CHOICES = 4  # journeys of one file that the notice offers


class JourneysPane(Pane):
    """List and editor; the head follows what is in front."""

    def __init__(
        self,
        drafts: Drafts,
        test_contacts: TestContacts,
        expectations: KeptExpectations,
    ) -> None:
        super().__init__(entries.JOURNEYS)
        self._connection: Connection | None = None
        self._is_loaded = False
        self.list = JourneyList()
        self.page = JourneyPage()
        self._unsaved = Unsaved(drafts, self.page)
        self.writer = JourneysWriter(self)
        self.files = JourneyFiles(self, self)
        self.entry_events = EntryEvents(self, self)
        self.beginnings = Beginnings(self, self, self.entry_events)
        self.contacts = KeptContacts(self, self, test_contacts)
        self.suites = JourneySuites(self, self, expectations)
        self.exports = Exports(self)
        doers = (self, self.writer, self.files, self.exports, self.beginnings)
        self.head_part = JourneysHead(self, doers, self.head)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.page)
        self.set_body(self._pages)
        self.list.opened.connect(self._open_row)
        self.list.table.chosen.connect(self._row_chosen)
        self.list.shown_changed.connect(self._tell_count)
        self.page.changed.connect(self._show_head)
        self.page.draft_due.connect(self._keep_draft)
        self.page.event_requested.connect(self.entry_events.choose)
        self.busy_changed.connect(self._busy_changed)
        self.head_part.show_list()

    # The list.

    def use(self, connection: Connection) -> None:
        """Take another connection; an open journey is kept as a draft first."""
        self.stop()
        self._leave()
        self._connection = connection
        self._is_loaded = False
        self.entry_events.definitions = ()
        self.list.clear()
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        if self._connection is not None and not self._is_loaded:
            self.start(self._load, self._connection)
        if self.page.editor is None:
            self.list.table.filter_field.setFocus()
        else:
            self.page.editor.setFocus()

    def refresh(self) -> None:
        if self._connection is not None:
            self.start(self._load, self._connection)

    async def _load(self, connection: Connection) -> None:
        rows = await journeys.list_all(connection)
        definitions = await event_definitions.list_all(connection)
        self.entry_events.definitions = definitions
        self._is_loaded = True
        self.list.load(rows, definitions)
        self._show_drafts(connection, {row.key for row in rows})

    def _show_drafts(self, connection: Connection, known: set[str]) -> None:
        mine = self._unsaved.of(connection)
        self.list.mark_unsaved({each.journey.key for each in mine})
        new = [each for each in mine if each.journey.key not in known]
        if new and self.page.editor is None:
            self.notice.show_text(
                "These journeys were begun here and never saved to the service.",
                state="info",
                actions=[
                    (f"Open “{each.journey.name}”", self._opener(each))
                    for each in new[:_MOST_CHOICES]
                ],
            )

    def _opener(self, draft: Draft) -> Callable[[], None]:
        def open_draft() -> None:
            self.notice.clear()
            self.show_journey(draft.journey, draft.stamp)

        return open_draft

    def _tell_count(self, shown: int, total: int) -> None:
        if self.page.editor is None:
            told = counted(total, "journey") if total else ""
            self.tell_status(told if shown == total else f"{shown} of {told}")

    # Opening.

    def _open_row(self, row: JourneyRow) -> None:
        self.open_journey(row.key, row.version)

    def _row_chosen(self, row: JourneyRow | None) -> None:
        self.head_part.allow_open(is_chosen=row is not None)

    def open_chosen(self) -> None:
        """Open the journey that is chosen in the list."""
        if self.list.current is not None:
            self._open_row(self.list.current)

    def open_journey(self, key: str, version: int | None = None) -> None:
        """Open a journey of the service; without a version, the latest."""
        if self._connection is None:
            self.failed((Problem(NOT_CONNECTED),))
            return
        self.start(self._open, self._connection, key, version)

    async def _open(
        self, connection: Connection, key: str, version: int | None
    ) -> None:
        journey, stamp = await journeys.open(connection, key, version)
        self.notice.clear()
        self.show_journey(journey, stamp)

    def _restore(self, document: Document, draft: Draft) -> None:
        """Bring back what was unsaved, as one step that can be undone."""
        server = document.stamp
        text = f"Unsaved changes of {draft.at.astimezone():%d %b %H:%M} were restored."
        if is_behind(draft, server):
            # With the old stamp the service refuses to overwrite, and it is asked.
            document.set_stamp(draft.stamp)
            text += " Somebody else saved this journey since."
        document.attempt("Restore unsaved changes", lambda _: draft.journey)

        def discard() -> None:
            document.undo_stack.undo()
            document.set_stamp(server)
            self._unsaved.drop()
            self.notice.clear()

        self.notice.show_text(text, actions=(("Discard them", discard),))

    def show_journey(
        self,
        journey: Journey,
        stamp: Stamp,
        file: JourneyFile | None = None,
        position: int = 0,
    ) -> None:
        """Put a journey into the editor."""
        self._leave()
        document = self.page.open(journey, stamp, file, position)
        document.changed.connect(lambda _: self._tell_size())
        self._pages.setCurrentWidget(self.page)
        self._show_head()
        self._tell_size()
        self.entry_events.load_attributes()
        self.contacts.open()
        self.suites.open()
        draft = self._unsaved.begin(self._connection, journey, file)
        if draft is not None and document.is_editable:
            self._restore(document, draft)

    def _tell_size(self) -> None:
        if (document := self.page.document) is not None:
            number = len(document.journey.activities)
            self.tell_status(counted(number, "activity", "activities"))

    def back(self) -> None:
        """Return to the list; what is unsaved stays as a draft."""
        self._leave()
        self.notice.clear()
        self._pages.setCurrentWidget(self.list)
        self.head_part.show_list()
        self.refresh()
        self.list.table.filter_field.setFocus()

    def _leave(self) -> None:
        self._keep_draft()
        self.contacts.leave()
        self.suites.leave()
        self.entry_events.leave()
        self.files.leave()
        self.beginnings.leave()
        self.page.close_editor()
        self._pages.setCurrentWidget(self.list)
        self.head_part.show_list()

    def open_file(self, path: Path) -> None:
        """Open a journey file, for whoever names one."""
        self.files.open_file(path)

    # What is unsaved.

    def _keep_draft(self) -> None:
        try:
            self._unsaved.keep()
        except Failure as failure:
            self.failed(failure.problems)

    def stop(self) -> None:
        """Keep what is unsaved, then let go of what is being read."""
        self._keep_draft()
        self.contacts.leave()
        self.suites.leave()
        super().stop()

    def arrangement(self) -> list[str]:
        self.page.note_arrangement()
        return self.page.arrangement

    def arrange(self, states: list[str]) -> None:
        self.page.arrangement = states

    # What the writer and others ask for.

    @property
    def connection(self) -> Connection | None:
        return self._connection

    def saved(self, journey: Journey) -> None:
        """Forget the draft: the service or a file has the journey now."""
        self.page.note_kept(journey)
        self._unsaved.drop()

    def show_trace(self, trace: Trace) -> None:
        """Light a contact's path on its journey, opening that where needed."""
        document = self.page.document
        if document is not None and document.journey.key == trace.journey_key:
            self._light(trace)
        elif self._connection is not None:
            self.start(self._open_trace, self._connection, trace)

    def trace_changed(self, trace: Trace) -> None:
        """Follow along while the path that is lit grows."""
        lit = self.page.trace
        if lit is not None and lit.delivery_id == trace.delivery_id:
            self.page.show_trace(trace)

    async def _open_trace(self, connection: Connection, trace: Trace) -> None:
        await self._open(connection, trace.journey_key, trace.version)
        self._light(trace)

    def _light(self, trace: Trace) -> None:
        self.page.show_trace(trace)
        self.notice.show_text(
            f"The path of a contact in “{trace.journey_name}” is lit.",
            actions=(("Clear the path", self._clear_trace),),
        )

    def _clear_trace(self) -> None:
        self.page.clear_trace()
        self.notice.clear()

    def _busy_changed(self, is_busy: bool) -> None:
        if not is_busy:  # what was locked meanwhile is as usable as it should be
            self._show_head()

    def _show_head(self) -> None:
        self.head_part.show_journey(self.page)
