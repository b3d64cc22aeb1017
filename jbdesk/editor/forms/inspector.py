"""What is selected, as a form and as JSON; the journey when nothing is."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.document import Document
from jbdesk.editor.forms.activity_form import ActivityForm
from jbdesk.editor.forms.end_form import EndForm
from jbdesk.editor.forms.inspector_pages import InspectorPages
from jbdesk.editor.forms.journey_form import EntryFacts, JourneyForm
from jbdesk.editor.forms.json_tab import JsonTab
from jbdesk.editor.forms.note_part import NotePart
from jbdesk.editor.geometry import ENTRY, end_of, is_header
from jbdesk.editor.labels import end_title
from jbdesk.editor.notes import JourneyNotes
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue
from jbdesk.model.journeys.journey_ends import End
from jbdesk.widgets import surfaces
from jbdesk.widgets.labels import ElidedLabel

_FORM, _JSON = 0, 1


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
        self.json = JsonTab(self._document)
        self.pages = InspectorPages(operations, notes)
        self._views = QStackedWidget()
        # The canvas is painted first, and what is wrong is found out last.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._catch_up)
        self._shown: tuple[Any, ...] | None = None  # what is selected, as it is shown
        self._is_stale = True
        self._lay_out()
        self._join()
        self._head("Journey", self._document.journey.key)
        self._soon.start()

    def _lay_out(self) -> None:
        self._views.addWidget(self.pages)
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
        self.pages.event_requested.connect(self.event_requested)
        self.pages.json_wanted.connect(self._edit_as_json)
        self._document.changed.connect(self._follow)
        self._document.stamp_changed.connect(self.show_selection)
        self._document.problems_changed.connect(self._show_problems)
        self._operations.selection.changed.connect(self._follow)

    @property
    def activity(self) -> ActivityForm:
        return self.pages.activity

    @property
    def journey(self) -> JourneyForm:
        return self.pages.journey

    @property
    def entry(self) -> EntryFacts:
        return self.pages.entry

    @property
    def end(self) -> EndForm:
        return self.pages.end

    @property
    def note(self) -> NotePart:
        return self.pages.note

    def set_attributes(self, names: tuple[str, ...]) -> None:
        """Tell what conditions can be about, for the completion."""
        self.pages.set_attributes(names)
        self._is_stale = True
        self._soon.start()

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
        self.pages.turn_to(self.activity)

    def _show_journey(self) -> None:
        self._head("Journey", self._document.journey.key)
        self.journey.show_journey()
        header = self._document.journey.body
        self.json.show_body(
            {key: value for key, value in header.items() if key != "activities"}
        )
        self.pages.turn_to(self.journey)

    def _show_entry(self) -> None:
        trigger = self._document.journey.trigger
        self._head("Entry", "")
        self.entry.show_trigger()
        self.json.show_body(trigger.body if trigger else {})
        self.pages.turn_to(self.entry)

    def _show_end(self, end: End, at: int) -> None:
        bodies = end.of(self._document.journey)
        self._head(end_title(self._document.journey, end, at), "")
        self.end.show_end(end, at)
        self.json.show_body(bodies[at])
        self.pages.turn_to(self.end)

    def _show_path(self, path: tuple[str, int]) -> None:
        ref, position = path
        activity = self._document.journey[ref]
        self._head("Path", activity.outcomes[position].key)
        self.pages.path.show_path(path)
        self.json.show_body(activity.outcomes[position].body)
        self.pages.turn_to(self.pages.path)

    def _show_many(self, count: int) -> None:
        self._head(f"{count} selected", "")
        self.pages.many.setText("Delete removes them; a click selects one of them.")
        self.json.show_body({})
        self.pages.turn_to(self.pages.many)

    def _head(self, title: str, key: str) -> None:
        self._title.setText(title)
        self._key.setText(key)
        self._key.setVisible(bool(key))

    def _show_problems(self) -> None:
        if self._is_stale or not self._document.is_checked:
            return  # they come with what they are about, or once they are known
        self.pages.show_problems()

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
