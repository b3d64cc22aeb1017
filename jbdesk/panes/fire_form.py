"""The form that fires: event definition, contact key, and one row a field."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model import data_extension
from jbdesk.model.data_extension import (
    CONTACT_KEY,
    EVENT_KEY,
    OF_CONTACT,
    DataExtensionField,
)
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem
from jbdesk.widgets import field_spec, theme
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import caption, field_label, message, section
from jbdesk.widgets.surfaces import make_surface

_CONTACT = FieldSpec(
    CONTACT_KEY,
    "Contact key",
    is_required=True,
    placeholder="susan@example.com",
    help="Who enters: the contact key that all your sources share.",
    check=lambda text: "" if text else "Contact key is required.",
)


class EventDefinitionBox(QComboBox):
    """Chooses an event definition by any part of its name or key."""

    chosen = Signal(EventDefinition)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Event definition")
        self.setFixedHeight(theme.CONTROL_HEIGHT)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(20)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText("Name or key of an event definition")
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        for view in (self.view(), completer.popup()):
            if view is not None:
                view.setTextElideMode(Qt.TextElideMode.ElideRight)
        completer.activated.connect(self._completed)
        self.activated.connect(self._activated)
        line.editingFinished.connect(self._typed)

    def show_definitions(self, definitions: Iterable[EventDefinition]) -> None:
        """List those that can be fired; the one that is chosen stays chosen."""
        before = self.definition
        self.blockSignals(True)
        self.clear()
        for each in sorted(definitions, key=lambda each: each.name.casefold()):
            if each.is_fireable:
                self.addItem(f"{each.name}   {each.key}", each)
        self.setCurrentIndex(-1)
        self.blockSignals(False)
        if before is not None:
            self.choose(before)

    @property
    def definition(self) -> EventDefinition | None:
        found = self.currentData()
        if isinstance(found, EventDefinition):
            return found
        text = self.currentText().strip()
        # A key that no list knows is fired as typed: the service has the last word.
        return EventDefinition({"eventDefinitionKey": text}) if text else None

    def choose(self, definition: EventDefinition) -> None:
        for position in range(self.count()):
            if self.itemData(position).key == definition.key:
                self.setCurrentIndex(position)
                self._show_beginning()
                return
        self.setCurrentIndex(-1)
        self.setEditText(definition.key)

    def _show_beginning(self) -> None:
        line = self.lineEdit()
        assert line is not None
        line.setCursorPosition(0)

    def _completed(self, text: str) -> None:
        self.setCurrentIndex(self.findText(text))
        self._tell()

    def _activated(self, _position: int) -> None:
        self._tell()

    def _typed(self) -> None:
        position = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if position < 0:
            position = self._only_match(self.currentText().strip().casefold())
        if position != self.currentIndex():
            text = self.currentText()
            self.setCurrentIndex(position)
            if position < 0:
                self.setEditText(text)
        self._tell()

    def _only_match(self, words: str) -> int:
        found = [
            position
            for position in range(self.count())
            if words and words in self.itemText(position).casefold()
        ]
        exact = [p for p in found if self.itemData(p).key.casefold() == words]
        return (exact or found)[0] if len(exact or found) == 1 else -1

    def _tell(self) -> None:
        self._show_beginning()
        if (definition := self.definition) is not None:
            self.chosen.emit(definition)


class FireForm(QWidget):
    """Everything that is typed before a contact is fired."""

    changed = Signal()
    chosen = Signal(EventDefinition)

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self._fields: tuple[DataExtensionField, ...] = ()
        self.box = EventDefinitionBox()
        self._box_message = message()
        self._box_message.hide()
        self._contact = FieldForm()
        self._contact.show_fields([_CONTACT])
        self._heading = section("Event data")
        self._hint = caption("", wraps=True)
        self._data = FieldForm(columns=2)
        self._lay_out()
        self.box.chosen.connect(self.chosen)
        self._contact.changed.connect(lambda _: self.changed.emit())
        self._data.changed.connect(lambda _: self.changed.emit())
        self.show_fields((), "")

    def _lay_out(self) -> None:
        inner = make_surface(QWidget())
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[theme.SPACE_4] * 4)
        column.setSpacing(theme.SPACE_1)
        self.box.setParent(inner)  # before its label: who asks by name gets it
        label = field_label("Event definition")
        label.setBuddy(self.box)
        column.addWidget(label)
        column.addWidget(self.box)
        column.addWidget(self._box_message)
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self._contact)
        column.addSpacing(theme.SPACE_3)
        column.addWidget(self._heading)
        column.addWidget(self._hint)
        column.addWidget(self._data)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_fields(
        self, fields: tuple[DataExtensionField, ...], data_extension_name: str
    ) -> None:
        """Make a row for each field of the data extension."""
        self._fields = fields
        heading = f"{data_extension_name} data extension" if fields else "Event data"
        self._heading.setText(heading)
        self._hint.setText(
            ""
            if fields
            else "The fields of the data extension appear here when an event"
            " definition is chosen."
        )
        self._hint.setVisible(not fields)
        self._data.show_fields(field_spec.of_data_extension(each) for each in fields)
        self.changed.emit()

    @property
    def fields(self) -> tuple[DataExtensionField, ...]:
        return self._fields

    @property
    def definition(self) -> EventDefinition | None:
        return self.box.definition

    @property
    def contact_key(self) -> str:
        return str(self._contact.values()[CONTACT_KEY] or "")

    def data(self) -> JsonObject:
        """Give what is typed as the JSON that is sent; what is empty is left out."""
        typed = self._data.values()  # of fewer fields while the rows are being built
        values = {
            each.name: data_extension.value_of(each, typed.get(each.name))
            for each in self._fields
        }
        return {name: value for name, value in values.items() if value is not None}

    def check(self) -> tuple[Problem, ...]:
        """Check everything, show each problem at its field, and give the errors."""
        definition = self.definition
        problems = data_extension.check_event(
            self._fields,
            self.contact_key,
            self._data.values(),
            event_definition_key=definition.key if definition else "",
        )
        self.set_problems(problems)
        return tuple(each for each in problems if each.severity == "error")

    def set_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show each problem at its field; give those that have none here."""
        told = tuple(problems)
        mine = [each.text for each in told if each.where.field == EVENT_KEY]
        self._box_message.setText("\n".join(mine))
        self._box_message.setVisible(bool(mine))
        others = [each for each in told if each.where.field != EVENT_KEY]
        of_contact = [each for each in others if self._is_of_contact(each)]
        self._contact.set_problems(of_contact)
        return self._data.set_problems(e for e in others if e not in of_contact)

    def _is_of_contact(self, problem: Problem) -> bool:
        if problem.where.kind == OF_CONTACT:
            return True
        # The service says "ContactKey" of either; a field of that name comes first.
        names = [each.name.casefold() for each in self._fields]
        is_named = problem.where.field.casefold() == CONTACT_KEY.casefold()
        return is_named and CONTACT_KEY.casefold() not in names

    def focus_first_problem(self) -> None:
        if self._box_message.text() or self.definition is None:
            self.box.setFocus()
        elif self._contact.row(CONTACT_KEY).message or not self.contact_key:
            self._contact.focus_first_problem()
        else:
            self._data.focus_first_problem()

    def message_of(self, name: str) -> str:
        """Tell what is said to be wrong with a field; "" when nothing is."""
        return self._data.row(name).message

    def fill(self, contact_key: str, values: dict[str, Any]) -> None:
        """Put a contact into the form."""
        self._contact.set_values({CONTACT_KEY: contact_key})
        self._data.set_values(values)
