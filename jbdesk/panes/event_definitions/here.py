"""The business unit in use: its event definitions, fields and journeys, as read."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.model.texts.ages import ago
from jbdesk.panes.event_definitions.details import DefinitionDetails
from jbdesk.panes.event_definitions.list import DefinitionList
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.events.navigator import Navigator
from jbdesk.widgets.notice import Notice

_SETTLES = 0.12  # seconds that a choice must stand before it is read


class Host(Protocol):
    """The pane, as far as its parts need it."""

    notice: Notice
    details: DefinitionDetails

    @property
    def connection(self) -> Connection | None: ...

    @property
    def start(self) -> Callable[..., None]: ...

    @property
    def is_everywhere(self) -> bool: ...

    def show_about(self, text: str) -> None: ...


class Here:
    """Reads the business unit in use; what was read once is not asked again."""

    def __init__(
        self, host: Host, listed: DefinitionList, navigator: Navigator
    ) -> None:
        self._host = host
        self._list = listed
        self._navigator = navigator
        self._fields: dict[str, tuple[DataExtensionField, ...]] = {}
        self._listeners: tuple[JourneyRow, ...] | None = None  # None: not read
        self._is_reading_listeners = False
        self._wanted = ""  # the key to choose once the list is there
        self.is_loaded = False
        self.about = ""  # how old it is, for the head

    def forget(self) -> None:
        """Begin with another business unit."""
        self.is_loaded = False
        self.about = ""
        self._fields.clear()
        self._listeners = None
        self._list.reset_search()
        is_connected = self._host.connection is not None
        self._list.forget("reading" if is_connected else "not connected")

    def shown(self) -> None:
        """Read what may be outdated."""
        self._listeners = None  # a journey may have been published meanwhile
        if self.is_loaded:
            self._choose_wanted()
            self.show_listeners()
        else:
            self.read()

    def want(self, key: str) -> None:
        """Choose the definition of this key when the list is read or shown next."""
        self._wanted = key

    def read(self, told: str = "") -> None:
        """Read all of them anew; then tell what was done before."""
        if self._host.connection is not None:
            self._host.start(self._read_list, self._host.connection, told)

    def show(self, definition: EventDefinition) -> None:
        """Show a definition of this business unit."""
        used = self._host.connection
        settings = used.settings if used is not None else None
        self._host.details.show_definition(definition, settings)
        self._show_fields(definition)
        self.show_listeners()

    async def _read_list(self, connection: Connection, told: str) -> None:
        before = self.about
        self._tell("reading…")
        if self._list.is_empty:
            self._list.forget("reading")
        try:
            found = await event_definitions.list_all(connection)
        except Failure:
            self._tell(before)
            await self._show_copy(connection)
            raise
        self._host.notice.clear()
        if told:
            self._host.notice.show_text(told, state="ok")
        self.is_loaded = True
        self._fields.clear()
        self._listeners = None
        self._tell(f"read {datetime.now().astimezone():%H:%M}")
        self._load(found)

    async def _show_copy(self, connection: Connection) -> None:
        """Show what was kept, where nothing can be read."""
        if not self._list.is_empty:
            return
        kept = await self._navigator.definitions(connection)
        if not kept:
            self._list.forget("failed")
            return
        age = await self._navigator.age(connection)
        self._tell(f"offline copy, read {ago(age or 0)}")
        self._load(kept)

    def _load(self, found: tuple[EventDefinition, ...]) -> None:
        self._list.load(found)
        self._choose_wanted()
        self._list.choose_first()

    def _choose_wanted(self) -> None:
        if self._wanted and self._list.choose_key(self._wanted):
            self._wanted = ""

    def _tell(self, about: str) -> None:
        self.about = about
        if not self._host.is_everywhere:
            self._host.show_about(about)

    def _show_fields(self, definition: EventDefinition) -> None:
        if definition.id in self._fields:
            self._host.details.show_fields(self._fields[definition.id])
        elif self._host.connection is not None:
            self._host.start(self._read_fields, self._host.connection, definition)

    async def _read_fields(
        self, connection: Connection, definition: EventDefinition
    ) -> None:
        await asyncio.sleep(_SETTLES)  # who walks through the list asks for nothing
        details = self._host.details
        try:
            found = await event_definitions.fields_of(connection, definition)
        except Failure as failure:
            kept = await self._navigator.kept_fields(connection.settings.id, definition)
            if details.definition is definition:
                details.show_kept_fields(kept, failure)
            return
        self._fields[definition.id] = found
        if details.definition is definition:
            details.show_fields(found)
        await self._navigator.keep_fields(connection, definition, found)

    def show_listeners(self) -> None:
        chosen = self._list.current
        if chosen is None or self._host.connection is None:
            return
        if self._listeners is not None:
            rows = event_definitions.listening_to(chosen.key, self._listeners)
            self._host.details.show_journeys(rows)
        elif not self._is_reading_listeners:
            self._host.start(self._read_listeners, self._host.connection)

    async def _read_listeners(self, connection: Connection) -> None:
        self._is_reading_listeners = True
        try:
            found = await event_definitions.all_versions(connection)
        except Failure as failure:
            await self._show_kept_listeners(connection, failure)
        else:
            self._listeners = found
            self.show_listeners()
            if self.is_loaded:
                await self._navigator.keep(connection, self._list.all, found)
        finally:
            self._is_reading_listeners = False

    async def _show_kept_listeners(
        self, connection: Connection, failure: Failure
    ) -> None:
        details = self._host.details
        if (definition := details.definition) is None:
            return
        kept = await self._navigator.kept_listeners(connection, definition)
        age = await self._navigator.age(connection)
        if details.definition is not definition:
            return
        if kept is None:
            details.journeys.show_failure(failure)
        else:
            details.show_journeys(kept)
            details.journeys.show_age(f"read {ago(age or 0)}")
