"""The form of the selected activity: its name, its fields, its paths."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.forms.body_form import BodyForm
from jbdesk.editor.forms.filter_editor import FilterEditor
from jbdesk.editor.forms.leads_to import LeadsTo
from jbdesk.editor.forms.outcomes_form import OutcomesForm
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue, edits, expressions_complete
from jbdesk.model.asset import Asset
from jbdesk.model.expressions_complete import Suggestion
from jbdesk.model.fields import Choice, Field, Kind
from jbdesk.model.journey import Journey
from jbdesk.model.journeys import fields_used
from jbdesk.model.problem import Problem, Severity, Where
from jbdesk.model.types.activity_type import Effect, Group
from jbdesk.model.types.catalogue_events import EVENT_KEY
from jbdesk.widgets import buttons, labels, theme
from jbdesk.widgets.field_editors import as_editor
from jbdesk.widgets.field_form import FieldRow
from jbdesk.widgets.field_spec import FieldSpec, Suggest
from jbdesk.widgets.line_editors import LineEditor

NAME = Field("name", "Name", (("name",),))
KEY = FieldSpec(
    "key",
    "Key",
    "binding",
    is_required=True,
    help="By this key paths and bindings name the activity; they follow a change.",
)


class ActivityForm(QWidget):
    """Made of the catalogue's row; an unknown type is told to be locked."""

    json_wanted = Signal()  # the person wants to edit it as JSON

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        document = operations.document
        self._document = document
        self._ref = ""
        self.attributes: tuple[str, ...] = ()  # Event.KEY.Field
        self.known: tuple[Journey, ...] = ()  # others that were seen
        self.emails: tuple[Asset, ...] = ()  # of the business unit
        self.of_contacts: Callable[[], Sequence[str]] = tuple  # Set.Attribute
        self.tell: Callable[[str], str] = lambda _: ""  # what a text's bindings give
        self.fields = BodyForm(self._write, self._suggest, self._filter)
        self.leads_to = LeadsTo(operations)
        self.outcomes = OutcomesForm(document)
        self.key = FieldRow(KEY)
        self.key.left.connect(self._key_left)
        self.locked = labels.body()
        self.as_json = buttons.button("Edit as JSON", self.json_wanted.emit)
        self._help = labels.caption(wraps=True)
        self.caution = labels.caption(wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_3)
        layout.addWidget(self.locked)
        layout.addWidget(self.as_json, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.fields)
        layout.addWidget(self.leads_to)
        layout.addWidget(self.outcomes)
        layout.addWidget(self.key)
        layout.addWidget(self._help)
        layout.addWidget(self.caution)

    def show_ref(self, ref: str) -> None:
        self._ref = ref
        journey = self._document.journey
        activity = journey[ref]
        row = catalogue.of(activity)
        self.locked.setVisible(row.is_locked)
        self.as_json.setVisible(row.is_locked and self._document.is_editable)
        self.locked.setText(
            f"Type “{activity.type}”. {row.help} Its JSON stands in the JSON tab."
            if row.is_locked
            else ""
        )
        self._help.setText("" if row.is_locked else row.help)
        self._help.setVisible(bool(self._help.text()))
        self.caution.setText("" if row.is_locked else row.mark.caution)
        self.caution.setVisible(bool(self.caution.text()))
        fields = () if row.is_locked else row.fields
        self.fields.show_body(
            (ref, row.name),
            (NAME, *fields),
            activity.body,
            messages_before(journey, ref) if _asks_for_message(fields) else (),
            can_edit=self._document.is_editable,
        )
        self.leads_to.setVisible(len(activity.outcomes) == 1)
        self.leads_to.show_path((ref, 0))
        self.outcomes.show_ref(ref)
        self._show_key(activity.key)

    def _show_key(self, key: str) -> None:
        editor = self.key.editor
        assert isinstance(editor, LineEditor)
        editor.setReadOnly(not self._document.is_editable)
        if not editor.hasFocus() or self._ref != key:
            editor.set_value(key)

    def _key_left(self) -> None:
        """Only what is typed to its end: every key in between would be a change."""
        ref, typed = self._ref, str(as_editor(self.key.editor).value()).strip()
        if not typed or ref not in self._document.journey:
            return
        if self._document.is_editable and not self._operations.rename_key(ref, typed):
            as_editor(self.key.editor).set_value(ref)

    def show_problems(self) -> None:
        mine = (
            problem
            for problem in self._document.problems
            if problem.where.key == self._ref and problem.where.outcome is None
        )
        self.fields.show_problems((*mine, *self._unknown_bindings()))
        self.show_values()

    def show_values(self) -> None:
        """Say below each field with a binding what it gives the test contact."""
        form = self.fields.form
        for name, text in form.values().items():
            is_bound = isinstance(text, str) and "{{" in text
            form.row(name).show_value(self.tell(text) if is_bound else "")

    def _filter(self, spec: FieldSpec) -> QWidget:
        return FilterEditor(spec, self._event_key, lambda: self.attributes)

    def _event_key(self) -> str:
        """The event that a filter here is about: the awaited one, or the entry's."""
        journey = self._document.journey
        if self._ref in journey and (
            awaited := EVENT_KEY.read(journey[self._ref].body)
        ):
            return str(awaited)
        return journey.trigger.event_definition_key if journey.trigger else ""

    def _suggest(self, field: Field) -> Suggest:
        """What can stand in a field: bindings, and what others name there."""

        def found(text: str, position: int) -> Sequence[Suggestion]:
            journey, ref = self._document.journey, self._ref
            bindings = expressions_complete.complete(
                text,
                position,
                journey,
                self._event_fields(),
                ref=ref,
                attributes=self.of_contacts(),
            )
            if bindings or "{{" in text or not fields_used.names_something(field):
                return bindings
            kind = catalogue.of(journey[ref]).name
            of_service = fields_used.emails(text, field, self.emails)
            used = fields_used.used(text, field, kind, (journey, *self.known))
            listed = {each.text for each in of_service}
            return (*of_service, *(e for e in used if e.text not in listed))

        return found

    def _event_fields(self) -> tuple[str, ...]:
        """The event's own fields; none before its data extension was read."""
        trigger = self._document.journey.trigger
        start = f"Event.{trigger.event_definition_key}." if trigger else "Event."
        return tuple(
            each.removeprefix(start)
            for each in self.attributes
            if each.startswith(start)
        )

    def _unknown_bindings(self) -> Iterator[Problem]:
        """Doubt the event's fields that bindings name, once those are known."""
        fields = self._event_fields()
        journey = self._document.journey
        if not fields or self._ref not in journey:
            return
        for name, text in self.fields.form.values().items():
            if not isinstance(text, str):
                continue
            for found in expressions_complete.unknown(
                text, journey, fields, ref=self._ref
            ):
                where = Where("activity", self._ref, field=name)
                told = f"{found} names nothing that this journey knows here."
                yield Problem(told, Severity.WARNING, where)

    def focus_field(self, name: str = "") -> None:
        """Give the keyboard to a field, by default to what is wrong or first."""
        form = self.fields.form
        wanted = name if name in form.names else NAME.name
        if not name and len(form.names) > 1:
            wanted = form.names[1]
        form.row(wanted).editor.setFocus()

    def focus_name(self) -> None:
        editor = self.fields.form.row(NAME.name).editor
        editor.setFocus()
        select = getattr(editor, "selectAll", None)
        if select is not None:
            select()

    def _write(self, field: Field, value: Any) -> bool:
        place = ("field", self._ref, field.name)
        title = catalogue.title(self._document.journey[self._ref])
        if field is NAME:
            return self._document.type_into(
                place, f"Rename {title}", edits.rename, self._ref, str(value or "")
            )
        text = f"Change {field.label.lower()} of {title}"
        return self._document.type_into(
            place, text, edits.set_field, self._ref, field, value
        )


def _asks_for_message(fields: Sequence[Field]) -> bool:
    return any(field.kind is Kind.MESSAGE for field in fields)


def messages_before(journey: Journey, ref: str) -> tuple[Choice, ...]:
    """Give the messages that lead to an activity, the nearest first."""
    found: list[Choice] = []
    seen, waiting = {ref}, [ref]
    while waiting:
        for source, _ in journey.arrivals[waiting.pop(0)]:
            if source in seen:
                continue
            seen.add(source)
            waiting.append(source)
            activity = journey[source]
            row = catalogue.of(activity)
            if row.group is Group.MESSAGE and row.effect is Effect.SEND:
                found.append(Choice(source, catalogue.title(activity)))
    return tuple(found)
