"""The forms of all that can be selected; each is made when it is needed.

The canvas is painted before any of them is: a journey opens without its forms.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.forms.activity_form import ActivityForm
from jbdesk.editor.forms.end_form import EndForm
from jbdesk.editor.forms.journey_form import EntryFacts, JourneyForm
from jbdesk.editor.forms.note_part import NotePart
from jbdesk.editor.forms.path_part import PathPart
from jbdesk.editor.notes import JourneyNotes
from jbdesk.editor.operations import Operations
from jbdesk.model.asset import Asset
from jbdesk.model.journey import Journey
from jbdesk.widgets import labels, surfaces


class InspectorPages(QStackedWidget):
    """One page for each kind of subject, and what all forms are told."""

    event_requested = Signal()  # the person wants another entry event
    json_wanted = Signal()  # and this one to edit the JSON

    def __init__(self, operations: Operations, notes: JourneyNotes) -> None:
        super().__init__()
        self._operations = operations
        self._document = operations.document
        self._notes = notes
        self._attributes: tuple[str, ...] = ()  # Event.KEY.Field
        self._known: tuple[Journey, ...] = ()  # others that were seen
        self._emails: tuple[Asset, ...] = ()  # of the business unit
        self.of_contacts: Callable[[], Sequence[str]] = tuple  # Set.Attribute
        self.tell: Callable[[str], str] = lambda _: ""  # what a text's bindings give
        self._areas: dict[QWidget, QScrollArea] = {}
        self.page: QWidget | None = None  # the form in front

    @cached_property
    def activity(self) -> ActivityForm:
        form = ActivityForm(self._operations)
        form.attributes = form.outcomes.attributes = self._attributes
        form.known, form.emails = self._known, self._emails
        form.of_contacts = self.of_contacts
        form.tell = self.tell
        form.json_wanted.connect(self.json_wanted)
        self._add(form, self.note)
        return form

    @cached_property
    def journey(self) -> JourneyForm:
        form = JourneyForm(self._operations)
        form.entry.event_requested.connect(self.event_requested)
        self._add(form)
        return form

    @cached_property
    def entry(self) -> EntryFacts:
        form = EntryFacts(self._document, is_whole=True)
        form.attributes = self._attributes
        form.event_requested.connect(self.event_requested)
        self._add(form)
        return form

    @cached_property
    def end(self) -> EndForm:
        form = EndForm(self._operations)
        form.attributes = self._attributes
        self._add(form)
        return form

    @cached_property
    def path(self) -> PathPart:
        form = PathPart(self._operations)
        self._add(form)
        return form

    @cached_property
    def many(self) -> QLabel:
        label = labels.body()
        self._add(label)
        return label

    @cached_property
    def note(self) -> NotePart:
        return NotePart(self._notes)

    def _add(self, *parts: QWidget) -> None:
        """Give a form, with what stands below it, a page of its own."""
        holder = QWidget()
        surfaces.make_surface(holder)
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 8, 12, 16)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        self._areas[parts[0]] = area
        self.addWidget(area)

    def turn_to(self, page: QWidget) -> None:
        self.page = page
        self.setCurrentWidget(self._areas[page])

    def show_problems(self) -> None:
        """Show on the form in front what is wrong with its subject."""
        if isinstance(self.page, JourneyForm | ActivityForm | EndForm):
            self.page.show_problems()

    def _is_made(self, name: str) -> bool:
        return name in self.__dict__

    def set_attributes(self, names: tuple[str, ...]) -> None:
        """Tell what conditions can be about, for the completion."""
        self._attributes = names
        for name in ("activity", "entry", "end"):
            if self._is_made(name):
                getattr(self, name).attributes = names
        if self._is_made("activity"):
            self.activity.outcomes.attributes = names

    def set_known(self, journeys: Iterable[Journey]) -> None:
        """Tell other journeys, to choose emails and messages from that they use."""
        self._known = tuple(journeys)
        if self._is_made("activity"):
            self.activity.known = self._known

    def set_emails(self, emails: tuple[Asset, ...]) -> None:
        """Tell the e-mails of the business unit, to choose from."""
        self._emails = emails
        if self._is_made("activity"):
            self.activity.emails = emails

    def show_values(self) -> None:
        """Say again what bindings give the test contact."""
        if self._is_made("activity"):
            self.activity.show_values()
