"""What is selected, as a form and as JSON; the journey when nothing is."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.document import Document
from jbdesk.editor.forms.activity_form import ActivityForm
from jbdesk.editor.forms.end_form import EndForm
from jbdesk.editor.forms.journey_form import EntryFacts, JourneyForm
from jbdesk.editor.forms.json_tab import JsonTab
from jbdesk.editor.forms.leads_to import LeadsTo
from jbdesk.editor.forms.note_part import NotePart
from jbdesk.editor.geometry import ENTRY, end_of, is_header
from jbdesk.editor.labels import end_title, outcome_name
from jbdesk.editor.notes import JourneyNotes
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue
from jbdesk.model.journeys.journey_ends import End
from jbdesk.widgets import labels, surfaces, theme
from jbdesk.widgets.labels import ElidedLabel

_FORM, _JSON = 0, 1
_END = 5  # the page of goal and exit criteria


class Inspector(QWidget):
    """Follows the selection and the document."""

    event_requested = Signal()  # the person wants another entry event

    def __init__(self, operations: Operations, notes: JourneyNotes) -> None:
        super().__init__()
        self._operations = operations
        self._document: Document = operations.document
        surfaces.make_surface(self)
        self._title = ElidedLabel(set_as="title")
        self._key = ElidedLabel(
            set_as="fixed", colour="muted", mode=Qt.TextElideMode.ElideMiddle
        )
        self.tabs = QTabBar(drawBase=False)
        self.tabs.setAccessibleName("View of the selection")
        self.tabs.addTab("Form")
        self.tabs.addTab("JSON")
        self.activity = ActivityForm(operations)
        self.journey = JourneyForm(operations)
        self.entry = EntryFacts(self._document, is_whole=True)
        self.path = _PathPart(operations)
        self.end = EndForm(operations)
        self.note = NotePart(notes)
        self.many = labels.body()
        self.json = JsonTab(self._document)
        self._pages = QStackedWidget()
        self._views = QStackedWidget()
        # The canvas is painted first, and what is wrong is found out last.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._catch_up)
        self._shown: tuple[Any, ...] | None = None  # what is selected, as it is shown
        self._is_stale = False
        self._lay_out()
        self._join()
        self.show_selection()

    def _lay_out(self) -> None:
        pages = (self.journey, self.entry, self.activity, self.path, self.many)
        for page in (*pages, self.end):
            holder = QWidget()
            surfaces.make_surface(holder)
            column = QVBoxLayout(holder)
            column.setContentsMargins(12, 8, 12, 16)
            column.addWidget(page)
            if page is self.activity:
                column.addWidget(self.note)
            column.addStretch(1)
            area = QScrollArea(widgetResizable=True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(holder)
            self._pages.addWidget(area)
        self._views.addWidget(self._pages)
        self._views.addWidget(self.json)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.tabs)
        self._key.setContentsMargins(12, 0, 12, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._key)
        layout.addWidget(self._views, 1)

    def _join(self) -> None:
        self.tabs.currentChanged.connect(self._views.setCurrentIndex)
        self.activity.json_wanted.connect(self._edit_as_json)
        self._document.changed.connect(self._follow)
        self._document.stamp_changed.connect(self.show_selection)
        self._document.problems_changed.connect(self._show_problems)
        self._operations.selection.changed.connect(self._follow)
        self.entry.event_requested.connect(self.event_requested)
        self.journey.entry.event_requested.connect(self.event_requested)

    def set_attributes(self, names: tuple[str, ...]) -> None:
        """Tell what conditions can be about, for the completion."""
        self.activity.attributes = names
        self.entry.attributes = names
        self.activity.outcomes.attributes = names
        self.end.attributes = names
        self.show_selection()

    def _follow(self) -> None:
        """Show another subject once there is time, unless somebody types here."""
        selection = self._operations.selection
        focused = QApplication.focusWidget()
        is_used = focused is not None and self.isAncestorOf(focused)
        if is_used or (selection.refs, selection.path) == self._shown:
            self.show_selection()
        else:
            self._is_stale = True
            self._soon.start()

    def freshen(self) -> None:
        """Show what is selected now; nobody needs to wait for it."""
        if self._is_stale:
            self.show_selection()

    def _catch_up(self) -> None:
        self.freshen()
        self._show_problems()

    def show_selection(self) -> None:
        self._is_stale = False
        selection = self._operations.selection
        self._shown = (selection.refs, selection.path)
        if selection.path is not None and selection.path[0] != ENTRY:
            self._show_path(selection.path)
        elif len(selection.refs) > 1:
            self._show_many(len(selection.refs))
        elif selection.only == ENTRY or selection.path is not None:
            self._show_entry()
        elif (found := end_of(selection.only)) is not None:
            self._show_end(*found)
        elif selection.only is not None:
            self._show_activity(selection.only)
        else:
            self._show_journey()
        self._soon.start()

    def _show_activity(self, ref: str) -> None:
        activity = self._document.journey[ref]
        self._head(catalogue.of(activity).label, "")
        self.activity.show_ref(ref)
        self.note.show_key(ref)
        self.json.show_ref(ref)
        self._pages.setCurrentIndex(2)

    def _show_journey(self) -> None:
        self._head("Journey", self._document.journey.key)
        self.journey.show_journey()
        header = self._document.journey.body
        self.json.show_body(
            {key: value for key, value in header.items() if key != "activities"}
        )
        self._pages.setCurrentIndex(0)

    def _show_entry(self) -> None:
        trigger = self._document.journey.trigger
        self._head("Entry", "")
        self.entry.show_trigger()
        self.json.show_body(trigger.body if trigger else {})
        self._pages.setCurrentIndex(1)

    def _show_end(self, end: End, at: int) -> None:
        bodies = end.of(self._document.journey)
        self._head(end_title(self._document.journey, end, at), "")
        self.end.show_end(end, at)
        self.json.show_body(bodies[at])
        self._pages.setCurrentIndex(_END)

    def _show_path(self, path: tuple[str, int]) -> None:
        ref, position = path
        activity = self._document.journey[ref]
        self._head("Path", activity.outcomes[position].key)
        self.path.show_path(path)
        self.json.show_body(activity.outcomes[position].body)
        self._pages.setCurrentIndex(3)

    def _show_many(self, count: int) -> None:
        self._head(f"{count} selected", "")
        self.many.setText("Delete removes them; a click selects one of them.")
        self.json.show_body({})
        self._pages.setCurrentIndex(4)

    def _head(self, title: str, key: str) -> None:
        self._title.setText(title)
        self._key.setText(key)
        self._key.setVisible(bool(key))

    def _show_problems(self) -> None:
        if self._is_stale or not self._document.is_checked:
            return  # they come with what they are about, or once they are known
        page = self._pages.currentIndex()
        if page == 0:
            self.journey.show_problems()
        elif page == 2:  # noqa: PLR2004 - the activity's page
            self.activity.show_problems()
        elif page == _END:
            self.end.show_problems()

    def focus_form(self, field: str = "") -> None:
        """Let the keyboard edit what is selected."""
        self.tabs.setCurrentIndex(_FORM)
        only = self._operations.selection.only
        if end_of(only) is not None:
            self.end.focus_first()
        elif only is not None and not is_header(only):
            self.activity.focus_field(field)
        elif only is None and field in self.journey.fields.form.names:
            self.journey.fields.form.row(field).editor.setFocus()

    def _edit_as_json(self) -> None:
        self.tabs.setCurrentIndex(_JSON)
        self.json.edit()

    def focus_note(self) -> None:
        self.tabs.setCurrentIndex(_FORM)
        if self._operations.selection.activities:
            self.note.field.setFocus()

    def focus_name(self) -> None:
        self.tabs.setCurrentIndex(_FORM)
        if self._operations.selection.activities:
            self.activity.focus_name()


class _PathPart(QWidget):
    """Where the selected path leads, and what can be done with it."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._text = labels.body()
        self._leads_to = LeadsTo(operations)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_3)
        layout.addWidget(self._text)
        layout.addWidget(self._leads_to)

    def show_path(self, path: tuple[str, int]) -> None:
        ref, position = path
        journey = self._operations.document.journey
        activity = journey[ref]
        target = activity.outcomes[position].next
        source = catalogue.title(activity)
        name = outcome_name(activity, position)
        start = (
            f"“{name}” of “{source}”"
            if len(activity.outcomes) > 1
            else (f"The path after “{source}”")
        )
        if target is not None and target in journey:
            text = f"{start} leads to “{catalogue.title(journey[target])}”."
        elif target is not None:
            text = f"{start} leads to “{target}”, which this journey does not have."
        else:
            text = f"{start} ends here: contacts leave the journey."
        self._text.setText(text)
        self._leads_to.show_path(path)
