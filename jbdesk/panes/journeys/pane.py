"""Journeys: the list, and the one that is open in the editor."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from jbdesk.editor.actions import SHORTCUTS
from jbdesk.editor.canvas.gestures import GESTURES
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Problem
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.copying.arrival import Arrival
from jbdesk.panes.journeys.copying.copying import Copying
from jbdesk.panes.journeys.front import Front
from jbdesk.panes.journeys.head import JourneysHead
from jbdesk.panes.journeys.life.jobs import Jobs
from jbdesk.panes.journeys.life.lives import Lives
from jbdesk.panes.journeys.life.strip import Strip
from jbdesk.panes.journeys.list import JourneyList
from jbdesk.panes.journeys.opened.begin import Beginnings
from jbdesk.panes.journeys.opened.compare import Comparisons
from jbdesk.panes.journeys.opened.contacts import KeptContacts
from jbdesk.panes.journeys.opened.emails import Emails
from jbdesk.panes.journeys.opened.entry import EntryEvents
from jbdesk.panes.journeys.opened.export import Exports
from jbdesk.panes.journeys.opened.files import JourneyFiles
from jbdesk.panes.journeys.opened.history import Histories
from jbdesk.panes.journeys.opened.launches import Launches
from jbdesk.panes.journeys.opened.merge import Merges
from jbdesk.panes.journeys.opened.notes import KeptNotes
from jbdesk.panes.journeys.opened.page import JourneyPage
from jbdesk.panes.journeys.opened.suites import JourneySuites
from jbdesk.panes.journeys.opened.traces import Traces
from jbdesk.panes.journeys.opened.unsaved import Unsaved
from jbdesk.panes.journeys.opened.writer import NOT_CONNECTED, JourneysWriter
from jbdesk.panes.journeys.records.pulls import Pulls
from jbdesk.panes.journeys.records.records import Records
from jbdesk.services.archive.archive import Archive
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.copying.copies import Copies
from jbdesk.services.events import event_definitions
from jbdesk.services.journeys import journeys
from jbdesk.services.journeys.journey_files import JourneyFile
from jbdesk.services.journeys.journey_stores import JourneyStores
from jbdesk.services.journeys.publishing import Turns
from jbdesk.widgets import entries
from jbdesk.widgets.pane import Pane


class JourneysPane(Pane):
    """List and editor; the head follows what is in front."""

    connection_wanted = Signal(str)  # its id
    shortcuts = SHORTCUTS
    gestures: tuple[tuple[str, str], ...] = GESTURES

    def __init__(
        self,
        kept: JourneyStores,
        elsewhere: Elsewhere,
        archive: Archive,
        copies: Copies,
    ) -> None:
        super().__init__(entries.JOURNEYS)
        self._connection: Connection | None = None
        self._is_loaded = False
        self.turns = Turns()
        self.jobs = Jobs(self, self.turns)
        self.strip = Strip()
        self.list = JourneyList(self.jobs, self.strip)
        self.lives = Lives(self, self.strip, self.jobs, kept.restore_points, self)
        self.page = JourneyPage()
        self._unsaved = Unsaved(self, kept.drafts)
        self.files = JourneyFiles(self, self)
        self.entry_events = EntryEvents(self, self)
        self.beginnings = Beginnings(self, self, self.entry_events)
        self.contacts = KeptContacts(self, self, kept.test_contacts)
        self.suites = JourneySuites(self, self, kept.expectations)
        self.notes = KeptNotes(self, self, kept.notes)
        self.emails = Emails(self)
        self.exports = Exports(self)
        self.front = Front(self, self.list)
        merges = Merges(self, self.front)
        self.writer = JourneysWriter(self, merges, kept.restore_points)
        launches = Launches(self, self.writer, kept.restore_points, self.turns)
        self.comparisons = Comparisons(self, self.front, self, elsewhere)
        self.history = Histories(self, self.comparisons, kept.restore_points)
        self.records = Records(self, self.front, archive, Pulls(self, archive))
        self._arrival = Arrival(self.connection_wanted.emit)
        self.copying = Copying(self, self.front, elsewhere, copies, self._arrival)
        self.copying.stand_over(self)
        doers = (
            self,
            self.records,
            self.copying,
            self.lives,
            self.writer,
            launches,
            self.files,
            self.exports,
            self.comparisons,
            self.history,
            self.beginnings,
        )
        self.traces = Traces(self, self._open)
        self.show_trace, self.trace_changed = self.traces.show, self.traces.changed
        self.head_part = JourneysHead(self, doers, self.head)
        self.set_body(self.front)
        self.list.opened.connect(self._open_row)
        self.list.table.chosen.connect(self._row_chosen)
        self.list.shown_changed.connect(self._tell_count)
        self.page.changed.connect(self._show_head)
        self.page.draft_due.connect(self._unsaved.keep_soon)
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
        self.lives.leave()
        self.list.clear()
        if self.isVisible():
            self.shown()
        if key := self._arrival.key_on(connection):
            self.open_journey(key)

    def leaving(self) -> str:
        if self.page.document is None or not self.page.is_unsaved:
            return ""
        name = self.page.document.journey.name
        return f"What is unsaved of “{name}” is kept there as a draft."

    def shown(self) -> None:
        if self._connection is not None and not self._is_loaded:
            self.start(self._load, self._connection)
        if self.page.editor is None:
            self.list.table.filter_field.setFocus()
        else:
            self.page.editor.setFocus()

    def commands(self) -> list[QAction]:
        """What the head offers, and what the open editor does."""
        editor = self.page.editor
        if editor is not None:
            return [*self.actions(), *editor.commands()]
        return [*self.actions(), *self.lives.actions]

    def refresh(self) -> None:
        if self._connection is not None:
            self.start(self._load, self._connection)

    async def _load(self, connection: Connection) -> None:
        rows = await journeys.overview(connection, self._tell_read)
        definitions = await event_definitions.list_all(connection)
        self.entry_events.definitions = definitions
        self._is_loaded = True
        self.list.load(rows, definitions)
        drafts = self._unsaved.of(connection)
        self.list.mark_unsaved({each.journey.key for each in drafts})
        self._unsaved.offer_new(drafts, {row.key for row in rows})

    def _tell_read(self, read: int, of: int) -> None:
        if self.page.editor is None and of > read:
            self.tell_status(f"Reading the journeys: {read:,} of {of:,}")

    def _tell_count(self, shown: int, total: int) -> None:
        if self.page.editor is None:
            told = f"{total:,} {'journey' if total == 1 else 'journeys'}"
            told = told if shown == total else f"{shown:,} of {told}"
            self.tell_status(told if total else "")

    # Opening.

    def _open_row(self, row: JourneyRow) -> None:
        self.open_journey(row.key, row.version)

    def _row_chosen(self, row: JourneyRow | None) -> None:
        self.head_part.allow_open(is_chosen=row is not None)
        self.lives.choose(row)

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
        self.front.show_editor()
        self._tell_size()
        self.entry_events.load_attributes()
        self.contacts.open()
        self.suites.open()
        self.notes.open()
        self.emails.open()
        self.history.open()
        self._unsaved.begin(self._connection, journey, file)

    def _tell_size(self) -> None:
        if (document := self.page.document) is not None:
            number = len(document.journey.activities)
            self.tell_status(counted(number, "activity", "activities"))

    def back(self) -> None:
        """Return to the list; what is unsaved stays as a draft."""
        self._leave()
        self.notice.clear()
        self.front.show_list()
        self.head_part.show_list()
        self.refresh()
        self.list.table.filter_field.setFocus()

    def _leave(self) -> None:
        self._unsaved.keep()
        self.contacts.leave()
        self.suites.leave()
        self.notes.leave()
        self.entry_events.leave()
        self.files.leave()
        self.comparisons.leave()
        self.records.leave()
        self.copying.leave()
        self.beginnings.leave()
        self.page.close_editor()
        self.front.show_list()
        self.head_part.show_list()

    def open_file(self, path: Path) -> None:
        """Open a journey file, for whoever names one."""
        self.files.open_file(path)

    def stop(self) -> None:
        """Keep what is unsaved, then let go of what is being read."""
        self._unsaved.keep()
        self.contacts.leave()
        self.suites.leave()
        self.comparisons.leave()
        self.records.leave()
        self.copying.leave()
        self.notes.leave()
        super().stop()

    def arrangement(self) -> list[str]:
        self.page.note_arrangement()
        return [*self.list.arrangement(), *self.page.arrangement]

    def arrange(self, states: list[str]) -> None:
        self.page.arrangement = self.list.arrange(states)

    # What the writer and others ask for.

    @property
    def connection(self) -> Connection | None:
        return self._connection

    def saved(self, journey: Journey) -> None:
        """Forget the draft: the service or a file has the journey now."""
        self.page.note_kept(journey)
        self._unsaved.drop()
        self.history.load()

    def _busy_changed(self, is_busy: bool) -> None:
        if not is_busy:  # what was locked meanwhile is as usable as it should be
            self._show_head()

    def _show_head(self) -> None:
        if not self.front.is_taken:
            self.head_part.show_journey(self.page)
