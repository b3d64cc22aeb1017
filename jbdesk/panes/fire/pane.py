"""Fire test contact: one contact by hand, or many from a file."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing.trace import Trace
from jbdesk.model.problem import Failure
from jbdesk.panes.fire.form import FireForm
from jbdesk.panes.fire.many.page import ManyPage
from jbdesk.panes.fire.one import OnePage
from jbdesk.panes.fire.pages import FirePages
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.firing.test_contacts import TestContacts
from jbdesk.services.runs.row_mappings import RowMappings
from jbdesk.services.runs.runs import Runs
from jbdesk.services.settings import Settings
from jbdesk.widgets import entries
from jbdesk.widgets.pane import Pane


class FirePane(Pane):
    """Reads what can be fired at, and shows one of its two pages."""

    trace_wanted = Signal(Trace)  # on the canvas
    trace_changed = Signal(Trace)

    def __init__(
        self,
        ledger: Ledger,
        contacts: TestContacts,
        runs: Runs,
        settings: Settings,
        *,
        is_whole: bool = True,
    ) -> None:
        super().__init__(entries.FIRE)
        self._connection: Connection | None = None
        self._is_loaded = False
        self._loaded_for = ""
        self._stores = ledger, contacts, runs, settings
        for _ in self.building() if is_whole else ():
            pass

    def building(self) -> Iterator[None]:
        """Build one page after the other; in between the window can have a turn."""
        ledger, contacts, runs, settings = self._stores
        self.one = OnePage(self, ledger, contacts)
        yield
        self.many = ManyPage(self, runs, RowMappings(settings))
        yield
        self.pages = FirePages(self.one, self.many)
        self.head.add_action(self.pages.switch)
        self.set_body(self.pages)
        self.one.chosen.connect(self._chosen)
        self.one.trace_wanted.connect(self.trace_wanted)
        self.one.traced.connect(self.trace_changed)
        self.many.chosen.connect(self.choose)
        self.pages.turned.connect(lambda _: self.shown())

    def far_commands(self) -> list[QAction]:
        return self.pages.commands

    @property
    def connection(self) -> Connection | None:
        return self._connection

    @property
    def form(self) -> FireForm:
        return self.one.form

    def use(self, connection: Connection) -> None:
        """Take another connection; what was typed stays, what was read goes."""
        self.stop()
        self._connection = connection
        self._is_loaded = False
        self._loaded_for = ""
        self.notice.clear()
        self.one.use(connection)
        self.many.use(connection)
        if self.isVisible():
            self.shown()

    def leaving(self) -> str:
        if not self.many.is_firing:
            return ""
        return "The run that was being fired there is stopped; resume it when back."

    def shown(self) -> None:
        if self._connection is not None and not self._is_loaded:
            self.start(self._load, self._connection)
        page = self.many if self.pages.is_many else self.one
        page.shown()

    async def _load(self, connection: Connection) -> None:
        found = await event_definitions.list_all(connection)
        self._is_loaded = True
        self.form.box.show_definitions(found)
        self.many.box.show_definitions(found)
        if self.form.definition is not None:
            self._chosen(self.form.definition)

    def choose(self, definition: EventDefinition) -> None:
        """Fire at this event definition next."""
        self.form.box.choose(definition)
        self._chosen(definition)

    def _chosen(self, definition: EventDefinition) -> None:
        self.head.set_title("Fire test contact", definition.name)
        self.one.changed()
        if self._connection is None or self._loaded_for == definition.key:
            return
        self._loaded_for = definition.key
        self.start(self._load_fields, self._connection, definition)

    async def _load_fields(
        self, connection: Connection, definition: EventDefinition
    ) -> None:
        try:
            fields = await event_definitions.fields_of(connection, definition)
        except Failure:
            self._loaded_for = ""  # whoever chooses it again asks again
            raise
        self.one.show_fields(definition, fields)
        self.many.show_definition(definition, fields)
