"""All business units: their keys as they were last read, and reading them anew."""

import asyncio
from typing import Protocol

from jbdesk.model.events.key_rows import KeyRow
from jbdesk.model.problem import Failure
from jbdesk.model.texts.ages import ago
from jbdesk.model.texts.words import counted
from jbdesk.panes.event_definitions import here
from jbdesk.panes.event_definitions.keys_list import KeysList
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events.navigator import Known, Navigator, Progress

_SETTLES = 0.12  # seconds that a choice must stand before its fields are read


class Host(here.Host, Protocol):
    """The pane, which also takes the way to another business unit."""

    def go_to(self, row: KeyRow) -> None: ...


class Everywhere:
    """Shows the offline copy at once; refreshes it only when that is asked for."""

    def __init__(self, host: Host, listed: KeysList, navigator: Navigator) -> None:
        self._host = host
        self._list = listed
        self._navigator = navigator
        self._known = Known()
        self._is_reading = False
        self.about = ""

    def shown(self) -> None:
        """Show what is kept; it may have grown meanwhile."""
        self._host.start(self._show_known)

    def forget_gone(self) -> None:
        """Delete what is kept of connections that were removed."""
        self._host.start(self._forget_gone)

    async def _forget_gone(self) -> None:
        await self._navigator.forget_gone(self._host.connection)

    def read(self) -> None:
        """Read every business unit anew."""
        if not self._is_reading:
            self._host.start(self._read_all_units)

    def show(self, row: KeyRow) -> None:
        """Show a key of any business unit, from the copy first."""
        self._host.start(self._show_row, row)

    async def _show_known(self) -> None:
        self._known = await self._navigator.known(self._host.connection)
        self._list.load(self._known.rows, has_copy=bool(self._known.ages))
        self._list.tell_without_fields(self._known.without_fields)
        if not self._is_reading:
            self._tell(self._told_age())
        if self._navigator.notice:
            self._host.notice.show_text(self._navigator.notice, state="warn")

    def _told_age(self) -> str:
        age = self._known.oldest
        if age is None:
            return ""
        told = f"offline copy, read {ago(age)}"
        if unread := len(self._known.unread):
            return f"{told}; {counted(unread, 'business unit')} not read yet"
        return told

    async def _read_all_units(self) -> None:
        self._is_reading = True
        self._list.show_reading()
        used = self._host.connection
        try:
            problems = await self._navigator.refresh(used, self._heard)
            self._host.notice.show_problems(problems)
            await self._show_known()
            if self._list.with_fields.isChecked():
                told = await self._navigator.refresh_fields(used, self._heard)
                self._host.notice.show_problems((*problems, *told))
        finally:
            self._is_reading = False
        await self._show_known()

    def _heard(self, progress: Progress) -> None:
        self._tell(f"reading {progress.told}")

    def _tell(self, about: str) -> None:
        self.about = about
        if self._host.is_everywhere:
            self._host.show_about(about)

    async def _show_row(self, row: KeyRow) -> None:
        definition = await self._navigator.definition(row)
        if definition is None or self._list.current is not row:
            return
        details, used = self._host.details, self._host.connection
        units = {each.id: each for each in self._navigator.units(used)}
        details.show_definition(definition, units.get(row.connection_id))
        details.show_journeys(row.listeners)
        details.show_read_only()
        if not _is_of(row, used):
            details.show_elsewhere(row.unit, lambda: self._host.go_to(row))
        await asyncio.sleep(_SETTLES)  # who walks through the list asks for nothing
        try:
            kept = await self._navigator.fields_of(row, definition, used)
        except Failure as failure:
            if details.definition is definition:
                details.show_kept_fields(None, failure)
            return
        if details.definition is definition:
            details.show_fields(kept.fields)
            if kept.is_kept:
                details.fields.show_age(f"read {ago(kept.age)}")
        if not kept.is_kept and row.fields != len(kept.fields):
            await self._show_known()  # the list tells of which keys fields are kept


def _is_of(row: KeyRow, used: Connection | None) -> bool:
    return used is not None and used.settings.id == row.connection_id
