"""Does what the head’s “Contact history and audit log” asks: reads, pulls, exports."""  # noqa: RUF002 - typographic

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from jbdesk.editor.document import Document
from jbdesk.model.records import periods
from jbdesk.model.records.periods import Period
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.front import Front
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.panes.journeys.records.filters import HistoryFilters
from jbdesk.panes.journeys.records.pulls import Pulls
from jbdesk.panes.journeys.records.view import RecordsView, history_columns
from jbdesk.services.archive import archive_export, audit_log, pulling
from jbdesk.services.archive.archive import Archive, Overview
from jbdesk.services.archive.pulling import Progress
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys
from jbdesk.widgets.paged_model import PAGE
from jbdesk.widgets.paged_table import PagedTable

_MEGA = 1_000_000
_SHOWN_AGAIN = 2.0  # seconds, while more and more is pulled


@dataclass(eq=False)
class _Shown:
    """The journey whose records are in front."""

    connection: Connection
    versions: dict[str, int]  # by definition id
    view: RecordsView
    rows: int = -1  # of the archive, when it was asked what there is to choose from


class Records:
    """Fills one view at a time; a pull goes on until it is stopped or left."""

    def __init__(
        self, host: Host, front: Front, archive: Archive, pulls: Pulls
    ) -> None:
        self._host = host
        self._front = front
        self._archive = archive
        self._pulls = pulls
        pulls.heard = self._pulls_heard
        self._shown: _Shown | None = None
        self._pull: asyncio.Task[Progress] | None = None

    def leave(self) -> None:
        """Stop a pull that is under way; it goes on the next time."""
        if self._pull is not None:
            self._pull.cancel()
        self._shown = None

    def show_records(self) -> None:
        document, connection = self._host.page.document, self._host.connection
        if document is None:
            return
        if connection is None or not document.stamp.is_saved:
            self._host.notice.show_text(
                "This journey is not on the service yet, so nothing is on record.",
                state="info",
            )
            return
        self._host.start(self._open_records, connection, document)

    async def _open_records(self, connection: Connection, document: Document) -> None:
        rows = await journeys.versions(connection, document.journey.key)
        versions = {each.definition_id.lower(): each.version for each in rows}
        if self._host.page.document is not document:
            return
        self.leave()
        self._host.notice.clear()
        filters = HistoryFilters(connection.settings.id, versions)
        columns = history_columns(versions)
        table = PagedTable("Contact history", columns, lambda row: row.number)
        view = RecordsView(filters, table)
        shown = self._shown = _Shown(connection, versions, view)
        self._wire(shown)
        self._front.show_view(view, f"History of “{document.journey.name}”")
        self._host.start(self._load_audit, shown, document.stamp.id)
        self._search(shown)
        self._pulls_heard()
        if self._pulls.progress is None:
            self._begin_pull(shown)

    def _wire(self, shown: _Shown) -> None:
        view = shown.view
        view.closed.connect(self._close)
        view.destroyed.connect(lambda: self._gone(shown))
        view.filters.changed.connect(lambda: self._search(shown))
        view.table.wanted.connect(
            lambda: self._host.start(self._page_of_records, shown)
        )
        view.pull.clicked.connect(lambda: self._begin_pull(shown))
        view.stop.clicked.connect(self._stop)
        view.everything.clicked.connect(self._pulls.begin)
        view.export.clicked.connect(lambda: self._export(shown))

    def _close(self) -> None:
        self.leave()
        self._front.show_editor()

    def _gone(self, shown: _Shown) -> None:
        if self._shown is shown:
            self.leave()

    def _is_there(self, shown: _Shown) -> bool:
        return self._shown is shown and isValid(shown.view)

    async def _load_audit(self, shown: _Shown, journey_id: str) -> None:
        rows = await audit_log.whole(shown.connection, journey_id)
        if self._is_there(shown):
            shown.view.show_audit(rows)

    # What the archive has.

    def _search(self, shown: _Shown) -> None:
        if self._is_there(shown):
            shown.view.table.begin()
            self._host.start(self._refresh_records, shown)

    async def _refresh_records(self, shown: _Shown) -> None:
        """Show the first page, the days, and what there is to choose from."""
        run, sought = shown.connection.work.run, shown.view.filters.sought
        whole = await run(self._archive.overview, sought)
        days = await run(self._archive.days, sought)
        if whole.rows != shown.rows and self._is_there(shown):
            found = await run(self._archive.choices, sought, "activity")
            statuses = await run(self._archive.choices, sought, "status")
            if self._is_there(shown):
                shown.view.filters.offer(found, statuses)
                shown.rows = whole.rows
        if not self._is_there(shown):
            return
        if self._archive.notice:
            self._host.notice.show_text(self._archive.notice, state="warn")
        shown.view.chart.show_days(days, whole.reads)
        _tell_empty(shown.view, whole)
        await self._page_of_records(shown)
        if self._is_there(shown) and self._pull is None:
            shown.view.told.setText(_told(whole, shown.view))

    async def _page_of_records(self, shown: _Shown) -> None:
        run, sought = shown.connection.work.run, shown.view.filters.sought
        table = shown.view.table
        number: int | None = 0 if not table.is_known else table.next_wanted()
        while number is not None:
            rows = await run(self._archive.rows, sought, number * PAGE, PAGE)
            count = await run(self._archive.count, sought)
            if not self._is_there(shown) or shown.view.filters.sought != sought:
                return
            table.show_page(number, rows, count)
            number = table.next_wanted()

    # Pulling.

    def _begin_pull(self, shown: _Shown) -> None:
        if self._pull is None:
            self._host.start(self._pull_history, shown)

    def _stop(self, *_: object) -> None:
        if self._pull is not None:
            self._pull.cancel()

    async def _pull_history(self, shown: _Shown) -> None:
        began = time.monotonic()

        def heard(progress: Progress) -> None:
            nonlocal began
            if not self._is_there(shown):
                return
            shown.view.told.setText(_progress(progress))
            if progress.rows and time.monotonic() - began > _SHOWN_AGAIN:
                began = time.monotonic()
                shown.view.table.outdate()
                self._host.start(self._refresh_records, shown)

        shown.view.show_pulling(is_pulling=True)
        shown.view.told.setText("Asking how far back the service remembers …")
        pull = pulling.pull(
            shown.connection, self._archive, tuple(shown.versions), heard
        )
        self._pull = asyncio.ensure_future(pull)
        try:
            await asyncio.wait([self._pull])
            ended = self._pull
        finally:
            self._pull.cancel()
            self._pull = None
            if self._is_there(shown):
                shown.view.show_pulling(is_pulling=False)
        self._search(shown)
        if not ended.cancelled():
            ended.result()

    def _pulls_heard(self) -> None:
        """Show how far the pull of all journeys is, and at its end what it found."""
        shown, progress = self._shown, self._pulls.progress
        if shown is None or not self._is_there(shown):
            return
        shown.view.show_everything(None if progress is None else progress.done)
        shown.view.pull.setEnabled(progress is None)  # one at a time
        if progress is None and shown.rows >= 0:
            self._search(shown)

    # Exporting.

    def _export(self, shown: _Shown) -> None:
        dialog = QFileDialog(self._host.page.window(), "Export the history")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV, safe for spreadsheets (*.csv)", "All files (*)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("journey-history.csv")
        dialog.fileSelected.connect(
            lambda name: self._host.start_write(self._export_records, shown, Path(name))
        )
        dialog.open()

    async def _export_records(self, shown: _Shown, path: Path) -> None:
        sought = shown.view.filters.sought
        number = await shown.connection.work.run(
            archive_export.write, self._archive, sought, shown.versions, path
        )
        told = f"{counted(number, 'row')} written to “{path}”."
        self._host.notice.show_text(told, state="ok")


def _progress(progress: Progress) -> str:
    rows = f"{progress.rows:,} new rows" if progress.rows else "no new rows"
    return f"Pulling: {progress.done:.0%} of what is not here yet, {rows} so far …"


def _told(whole: Overview, view: RecordsView) -> str:
    """Say what is here, since when, and what was never read."""
    if not whole.rows:
        return "Nothing is in the archive yet."
    found = f"{view.table.count:,} of " if view.filters.is_narrowed else ""
    told = [f"{found}{whole.rows:,} rows in the archive"]
    if whole.reads:
        told[0] += f", read from {_day(whole.reads[0].start)} to"
        told[0] += f" {_day(whole.reads[-1].end)}"
    if gaps := periods.gaps(whole.reads):
        told.append(f"Never read: {', '.join(map(_span, gaps[:3]))}")
        if len(gaps) > 3:  # noqa: PLR2004 - as many as are named
            told[-1] += f" and {len(gaps) - 3} more"
    if whole.let_go:
        told.append(f"{whole.let_go:,} of the oldest rows went for want of room")
    told.append(f"All archives take {whole.size / _MEGA:,.1f} MB of 512 MB")
    return f"{'. '.join(told)}."


def _day(at: object) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"  # type: ignore[attr-defined]


def _span(gap: Period) -> str:
    return f"{_day(gap.start)} to {_day(gap.end)}"


def _tell_empty(view: RecordsView, whole: Overview) -> None:
    if whole.rows:
        view.table.set_empty("Nothing matches", "Choose less, or clear the fields.")
    else:
        view.table.set_empty(
            "No history yet",
            "It comes when contacts enter; the service tells of the last 30 days.",
        )
