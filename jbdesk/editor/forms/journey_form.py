"""The forms of the journey itself and of its entry."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.document import Document
from jbdesk.editor.forms.body_form import BodyForm
from jbdesk.editor.forms.end_form import EndButtons
from jbdesk.editor.forms.filter_editor import FilterEditor
from jbdesk.editor.forms.settings_part import SettingsPart
from jbdesk.editor.operations import Operations
from jbdesk.model import edits, object_criteria
from jbdesk.model.fields import Field
from jbdesk.model.journey import Trigger
from jbdesk.model.journeys import journey_settings
from jbdesk.model.journeys.journey_fields import DESCRIPTION, ENTRY_MODE, NAME
from jbdesk.model.problem import Failure
from jbdesk.model.types import trigger_types
from jbdesk.widgets import buttons, labels, theme
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import ElidedLabel

FIELDS = (NAME, DESCRIPTION, ENTRY_MODE)


class EntryFacts(QWidget):
    """Which event admits contacts, by which filter; and how to choose another."""

    event_requested = Signal()

    def __init__(self, document: Document, *, is_whole: bool = False) -> None:
        super().__init__()
        self._document = document
        self._is_whole = is_whole  # else what can be set stands elsewhere
        self.attributes: tuple[str, ...] = ()  # Event.KEY.Field
        self._kind = labels.strong(wraps=True)
        self._key = ElidedLabel(
            set_as="fixed", colour="muted", mode=Qt.TextElideMode.ElideMiddle
        )
        self._filter = labels.body()
        self._help = labels.caption(wraps=True)
        self.caution = labels.caption(wraps=True)
        self.fields = BodyForm(self._write, make_filter=self._filter_editor)
        self.choose = buttons.button("Choose event…", self.event_requested.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_1)
        layout.addWidget(labels.field_label("Entry event"))
        told = (self._kind, self._key, self._filter, self._help, self.caution)
        for part in (*told, self.choose):
            layout.addWidget(part)
        layout.addSpacing(theme.SPACE_3)
        layout.addWidget(self.fields)
        self.show_trigger()

    def show_trigger(self) -> None:
        trigger = self._document.journey.trigger
        self.choose.setEnabled(self._document.is_editable)
        if trigger is None:
            self._kind.setText("None yet")
            self._key.setText("")
            self._filter.setText("")
            self._help.setText("Contacts enter by an event; choose which.")
            self.caution.setText("")
            self.fields.hide()
        else:
            kind = trigger_types.of(trigger)
            self._kind.setText(" · ".join(filter(None, (kind.label, trigger.name))))
            self._key.setText(trigger.event_definition_key or "no event definition")
            self._filter.setText(filter_words(trigger))
            self._help.setText(kind.help)
            self.caution.setText(kind.mark.caution)
            self._show_fields(trigger)
        for label in (self._key, self._filter, self.caution):
            label.setVisible(bool(label.text()))

    def _filter_editor(self, spec: FieldSpec) -> QWidget:
        return FilterEditor(spec, self._event_key, lambda: self.attributes)

    def _event_key(self) -> str:
        trigger = self._document.journey.trigger
        return trigger.event_definition_key if trigger else ""

    def _show_fields(self, trigger: Trigger) -> None:
        kind = trigger_types.of(trigger)
        self.fields.show_body(
            ("trigger", kind.type),
            kind.fields if self._is_whole else (),
            trigger.body,
            can_edit=self._document.is_editable,
        )

    def _write(self, field: Field, value: Any) -> bool:
        return self._document.type_into(
            ("trigger", field.name),
            f"Change {field.label.lower()} of the entry",
            edits.set_trigger_field,
            field,
            value,
        )


def filter_words(trigger: Trigger) -> str:
    """Give the entry filter as a sentence."""
    try:
        words = object_criteria.entry_words(trigger)
    except Failure as failure:
        return f"Its filter can't be read: {failure}"
    told = f"Only contacts whose {words}." if words else "Every contact is admitted."
    happening = object_criteria.happening(trigger)
    return f"Contacts enter when {happening}. {told}" if happening else told


class JourneyForm(QWidget):
    """Name, description and re-entry of the journey, its entry event, its ends."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        document = operations.document
        self._document = document
        self.ends = EndButtons(operations)
        self.fields = BodyForm(self._write)
        self._twice = labels.caption(wraps=True)
        self.entry = EntryFacts(document)
        self.settings = SettingsPart(document)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_4)
        above = QVBoxLayout()
        above.setSpacing(theme.SPACE_1)
        above.addWidget(self.fields)
        above.addWidget(self._twice)
        layout.addLayout(above)
        layout.addWidget(self.entry)
        layout.addWidget(self.ends)
        layout.addWidget(self.settings)

    def show_journey(self) -> None:
        self.fields.show_body(
            "journey",
            FIELDS,
            self._document.journey.body,
            can_edit=self._document.is_editable,
        )
        self._twice.setText(
            journey_settings.words_of_entry_mode(self._document.journey)
        )
        self.entry.show_trigger()
        self.ends.show_journey()
        self.settings.show_journey()

    def show_problems(self) -> None:
        mine = [
            problem
            for problem in self._document.problems
            if problem.where.kind == "journey"
        ]
        self.fields.show_problems(mine)
        self.settings.show_problems(mine)

    def _write(self, field: Field, value: Any) -> bool:
        return self._document.type_into(
            ("journey", field.name),
            f"Change {field.label.lower()} of the journey",
            edits.set_header,
            field.paths[0],
            "" if value is None else value,
        )
