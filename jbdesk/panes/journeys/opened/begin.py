"""Ways to begin a journey: empty, from a template, as a copy of one."""

from PySide6.QtWidgets import QWidget

from jbdesk.model import edits, templates
from jbdesk.model.journey import Stamp
from jbdesk.model.templates import Template
from jbdesk.panes.journeys.choice import TEMPLATE, Choice
from jbdesk.panes.journeys.opened.entry import EntryEvents
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.journeys import templates as shipped


class Beginnings:
    """Does what the head's buttons ask about new journeys."""

    def __init__(self, host: Host, over: QWidget, events: EntryEvents) -> None:
        self._host = host
        self._events = events
        self._choice = Choice(over, TEMPLATE)
        self._choice.chosen.connect(self._begin)

    def leave(self) -> None:
        self._choice.hide()

    def new_journey(self) -> None:
        """Begin with nothing but the entry."""
        self._host.notice.clear()
        self._host.show_journey(edits.new_journey("New journey"), Stamp())

    def new_from_template(self) -> None:
        """Ask for a template, then for the event by which contacts enter."""
        self._host.start(self._ask)

    async def _ask(self) -> None:
        self._choice.ask(await shipped.read_all())

    def _begin(self, template: Template) -> None:
        self._host.notice.clear()
        begun = templates.new_journey(template, template.label)
        self._host.show_journey(begun, Stamp())
        if self._host.connection is not None:
            self._events.choose()

    def copy_journey(self) -> None:
        """Begin a draft of its own with all that the open journey holds."""
        document = self._host.page.document
        if document is None:
            return
        name = f"{document.journey.name} copy".strip()
        self._host.show_journey(edits.copy_of(document.journey, name), Stamp())
        self._host.notice.show_text(
            f"“{name}” is a journey of its own. What it was copied from stays.",
            state="info",
        )
