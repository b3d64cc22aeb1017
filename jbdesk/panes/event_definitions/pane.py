"""Event definitions: find one, read all about it, take it along to fire."""

import asyncio
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSplitter, QWidget

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.panes.event_definitions import words
from jbdesk.panes.event_definitions.details import DefinitionDetails
from jbdesk.panes.event_definitions.list import DefinitionList
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.widgets import entries
from jbdesk.widgets.buttons import icon_button, primary_button
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.tooltips import tooltip

SPLIT = (628, 472)  # the list's share and the details'
_SETTLES = 0.12  # seconds that a choice must stand before it is read


class EventDefinitionsPane(Pane):
    """The business unit's event definitions, and all about the chosen one."""

    fire_requested = Signal(EventDefinition)
    journey_requested = Signal(str, int)  # key and version

    def __init__(self) -> None:
        super().__init__(entries.EVENT_DEFINITIONS)
        self._connection: Connection | None = None
        self._is_loaded = False
        self._fields: dict[str, tuple[DataExtensionField, ...]] = {}
        self._listeners: tuple[JourneyRow, ...] | None = None  # None: not read
        self._is_reading_listeners = False
        self.list = DefinitionList()
        self.details = DefinitionDetails()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._fire = primary_button("Fire test contact", self.fire, icon="send")
        self._refresh = icon_button("refresh-cw", "Read again", self.read)
        self.head.add_action(self._refresh)
        self.head.add_action(self._fire)
        self.set_body(self._split())
        self._add_actions()
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self.fire())
        self.list.counted.connect(self._counted)
        self.list.reading_wanted.connect(self.read)
        self.details.journey_opened.connect(self._journey_opened)
        self._chosen(None)

    def _split(self) -> QWidget:
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, SPLIT[0])
        self.splitter.setStretchFactor(1, SPLIT[1])
        self.splitter.setSizes(SPLIT)
        self.splitter.setChildrenCollapsible(False)
        self.list.setMinimumWidth(300)
        self.details.setMinimumWidth(400)
        return self.splitter

    def _add_actions(self) -> None:
        rows = (
            ("Read the event definitions again", "F5", self.read),
            ("Find event definition", "Ctrl+F", self._find),
            ("Copy key of the event definition", "Ctrl+Shift+C", self.details.copy_key),
            ("Fire test contact with this event definition", "Ctrl+Return", self.fire),
        )
        for text, keys, done in rows:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, done=done: done())
            self.addAction(action)
        self._refresh.setToolTip("Read again (F5)")

    # What the window calls.

    def use(self, connection: Connection | None) -> None:
        """Take another tenant: forget the old one's definitions."""
        self.stop()
        self._connection = connection
        self._is_loaded = False
        self.notice.clear()
        self.head.set_title(self.entry.name)
        self._fields.clear()
        self._listeners = None
        self.list.reset_search()
        self.list.forget("reading" if connection else "not connected")
        self._refresh.setEnabled(connection is not None)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        """Read what may be outdated; typing searches at once."""
        self._find()
        self._listeners = None  # a journey may have been published meanwhile
        if self._is_loaded:
            self._show_listeners()
        else:
            self.read()

    # Reading.

    def read(self) -> None:
        """Read all of them anew."""
        if self._connection is not None:
            self.start(self._read, self._connection)

    async def _read(self, connection: Connection) -> None:
        self.head.set_title(self.entry.name, "reading…")
        if self.list.is_empty:
            self.list.forget("reading")
        try:
            found = await event_definitions.list_all(connection)
        except Failure:
            self._reading_failed()
            raise
        self.notice.clear()
        self._is_loaded = True
        self._fields.clear()
        self._listeners = None
        self._read_at = datetime.now().astimezone()
        self._show_age()
        self.list.load(found)
        self.list.choose_first()

    def _reading_failed(self) -> None:
        self.head.set_title(self.entry.name)
        if self.list.is_empty:
            self.list.forget("failed")
        else:
            self._show_age()

    def _show_age(self) -> None:
        self.head.set_title(self.entry.name, f"read {self._read_at:%H:%M}")

    async def _read_fields(
        self, connection: Connection, definition: EventDefinition
    ) -> None:
        await asyncio.sleep(_SETTLES)  # who walks through the list asks for nothing
        try:
            found = await event_definitions.fields_of(connection, definition)
        except Failure as failure:
            if self.details.definition is definition:
                self.details.fields.show_failure(failure)
            return
        self._fields[definition.id] = found
        if self.details.definition is definition:
            self.details.show_fields(found)

    async def _read_listeners(self, connection: Connection) -> None:
        self._is_reading_listeners = True
        try:
            self._listeners = await event_definitions.listeners(connection)
        except Failure as failure:
            self.details.journeys.show_failure(failure)
        else:
            self._show_listeners()
        finally:
            self._is_reading_listeners = False

    # What happens.

    def _chosen(self, definition: EventDefinition | None) -> None:
        why_not = "Choose an event definition first."
        if definition is None:
            self.details.clear()
        else:
            why_not = words.why_not_fireable(definition)
            self.details.show_definition(definition)
            self._show_fields(definition)
            self._show_listeners()
        self._fire.setEnabled(not why_not)
        self._fire.setToolTip(tooltip(why_not) or "Fire test contact (Ctrl+Return)")

    def _show_fields(self, definition: EventDefinition) -> None:
        if definition.id in self._fields:
            self.details.show_fields(self._fields[definition.id])
        elif self._connection is not None:
            self.start(self._read_fields, self._connection, definition)

    def _show_listeners(self) -> None:
        chosen = self.list.current
        if chosen is None or self._connection is None:
            return
        if self._listeners is not None:
            rows = event_definitions.listening_to(chosen.key, self._listeners)
            self.details.show_journeys(rows)
        elif not self._is_reading_listeners:
            self.start(self._read_listeners, self._connection)

    def fire(self) -> None:
        """Take the chosen definition along, where it can be fired."""
        chosen = self.list.current
        if chosen is not None and chosen.is_fireable:
            self.fire_requested.emit(chosen)

    def _journey_opened(self, row: JourneyRow) -> None:
        self.journey_requested.emit(row.key, row.version)

    def _find(self) -> None:
        field = self.list.table.filter_field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _counted(self, shown: int, total: int) -> None:
        told = counted(total, "event definition") if total else ""
        self.tell_status(told if shown == total else f"{shown} of {told}")
