"""By which event contacts enter the open journey, and what that event tells."""

from PySide6.QtWidgets import QWidget

from jbdesk.model import edits
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.problem import Problem
from jbdesk.panes.journeys.choice import ENTRY_EVENT, Choice
from jbdesk.panes.journeys.opened.writer import NOT_CONNECTED, Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions


class EntryEvents:
    """Knows the event definitions; lets the person choose one of them."""

    def __init__(self, host: Host, over: QWidget) -> None:
        self._host = host
        self.definitions: tuple[EventDefinition, ...] = ()
        self._choice = Choice(over, ENTRY_EVENT)
        self._choice.chosen.connect(self._set_event)

    def leave(self) -> None:
        self._choice.hide()

    def choose(self) -> None:
        """Ask by which event contacts enter."""
        if self._host.connection is None:
            self._host.failed((Problem(NOT_CONNECTED),))
        else:
            self._host.start(self._ask, self._host.connection)

    async def _ask(self, connection: Connection) -> None:
        # A journey can be begun before the list was read.
        if not self.definitions:
            self.definitions = await event_definitions.list_all(connection)
        named = sorted(self.definitions, key=lambda each: each.name.casefold())
        self._choice.ask(each for each in named if each.key)

    def _set_event(self, definition: EventDefinition) -> None:
        document = self._host.page.document
        if document is not None:
            document.attempt("Change entry event", edits.set_trigger, definition)
            self.load_attributes()
        if self._host.page.editor is not None:
            self._host.page.editor.setFocus()

    def load_attributes(self) -> None:
        """Read what filters of the open journey can be about."""
        document, connection = self._host.page.document, self._host.connection
        trigger = document.journey.trigger if document else None
        key = trigger.event_definition_key if trigger else ""
        known = [each for each in self.definitions if each.key == key]
        if known and connection is not None:
            self._host.start(self._read_attributes, connection, known[0])

    async def _read_attributes(
        self, connection: Connection, definition: EventDefinition
    ) -> None:
        fields = await event_definitions.fields_of(connection, definition)
        if self._host.page.editor is not None:
            names = [f"Event.{definition.key}.{each.name}" for each in fields]
            self._host.page.editor.set_attributes(names)
            self._host.page.editor.set_event_fields(fields)
