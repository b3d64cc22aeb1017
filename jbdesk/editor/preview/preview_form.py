"""The form of one test contact: key, start, the event's data, what is stated."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.data_extension_value import moment_in
from jbdesk.model.fields import Choice
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.suites import statements
from jbdesk.model.suites.statements import Question
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.model.texts.time_zones import WINDOWS, zone
from jbdesk.widgets import field_spec, labels, theme
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec

KEY, START, ZONE = "Contact key", "Enters at", "Time zone"
_LOCAL = None
_ZONES = (
    Choice(_LOCAL, "This computer's"),
    *(Choice(name, name) for name in ("UTC", *(n for n in WINDOWS if n != "UTC"))),
)
_ASKED = "said "  # before a question's key, as the name of its field


class PreviewForm(QWidget):
    """Shows a test contact and tells, at every key, what it is now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[DataExtensionField, ...] = ()
        self._questions: tuple[Question, ...] = ()
        self._contact = TestContact("")
        self._is_showing = False
        self.head = FieldForm()
        self.head.show_fields(
            (
                FieldSpec(KEY),
                FieldSpec(START, kind="date", help="When the contact enters."),
                FieldSpec(ZONE, kind="choice", choices=_ZONES),
            )
        )
        self.head.set_values({ZONE: _LOCAL, START: _now()})
        self.data = FieldForm()
        self.said = FieldForm()
        self._data_title = labels.section("Event data")
        self._said_title = labels.section("What the contact does")
        for form in (self.head, self.data, self.said):
            form.changed.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        for part in (
            self.head,
            self._data_title,
            self.data,
            self._said_title,
            self.said,
        ):
            column.addWidget(part)

    def ask(self, journey: Journey, fields: Sequence[DataExtensionField]) -> None:
        """Ask for what this journey looks at; what was typed stays."""
        known = {each.name.casefold() for each in fields}
        named = (
            DataExtensionField(name)
            for name in statements.event_fields(journey)
            if name.casefold() not in known
        )
        asked = (*fields, *named)
        questions = statements.questions(journey)
        self._data_title.setVisible(bool(asked))
        self._said_title.setVisible(bool(questions))
        if (asked, questions) == (self._fields, self._questions):
            return
        self._fields, self._questions = asked, questions
        self._is_showing = True
        self.data.show_fields(field_spec.of_data_extension(each) for each in asked)
        self.said.show_fields(_said_spec(each) for each in questions)
        self._fill()
        self._is_showing = False

    def show_contact(self, contact: TestContact) -> None:
        self._is_showing = True
        self._contact = contact
        self.head.set_values({KEY: contact.contact_key})
        self._fill()
        self._is_showing = False

    def _fill(self) -> None:
        given = {name.casefold(): each for name, each in self._contact.data.items()}
        self.data.set_values(
            {
                each.name: _typed(given.get(each.name.casefold()))
                for each in self._fields
            }
        )
        said = self._contact.engagement
        self.said.set_values(
            {
                f"{_ASKED}{each.key}": statements.answer_of(
                    each, said.get(each.key, {})
                )
                for each in self._questions
            }
        )

    @property
    def contact(self) -> TestContact:
        return self._contact

    @property
    def zone(self) -> tzinfo:
        """In which dates are shown."""
        name = self.head.values()[ZONE]
        return (zone(name) if name else datetime.now().astimezone().tzinfo) or UTC

    @property
    def start(self) -> datetime:
        """When the contact enters; now where the field says no date."""
        typed = moment_in(str(self.head.values()[START] or ""))
        if typed is None:
            return datetime.now(UTC)
        return typed if typed.tzinfo else typed.replace(tzinfo=self.zone)

    def set_start(self, start: datetime) -> None:
        """Let contacts enter at this moment."""
        self.head.set_values({START: f"{start.astimezone(self.zone):%Y-%m-%d %H:%M}"})

    def _changed(self, _name: str) -> None:
        if self._is_showing:
            return
        self._contact = TestContact(
            str(self.head.values()[KEY] or ""),
            self._data(),
            self._contact.attributes,
            self._engagement(),
            self._contact.name,
        )
        self.changed.emit()

    def _data(self) -> JsonObject:
        """What is typed and fits; the rest of what the contact brings stays."""
        asked = {each.name.casefold() for each in self._fields}
        data = {
            name: value
            for name, value in self._contact.data.items()
            if name.casefold() not in asked
        }
        typed = self.data.values()
        for each in self._fields:
            value = typed[each.name]
            is_blank = value is None or value == ""
            if not is_blank and not data_extension.check_value(each, value):
                data[each.name] = data_extension.value_of(each, value)
        return data

    def _engagement(self) -> JsonObject:
        asked = {each.key for each in self._questions}
        said = {
            key: value
            for key, value in self._contact.engagement.items()
            if key not in asked
        }
        typed = self.said.values()
        for each in self._questions:
            answer = statements.stated(typed[f"{_ASKED}{each.key}"])
            if answer:
                said[each.key] = answer
        return said


def _said_spec(each: Question) -> FieldSpec:
    return FieldSpec(
        f"{_ASKED}{each.key}",
        each.title,
        "choice",
        choices=each.answers,
    )


def _typed(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    return str(value)


def _now() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
