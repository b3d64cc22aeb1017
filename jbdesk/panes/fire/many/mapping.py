"""The mapping as a form of choices: which column is the key, which fills a field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model import data_extension
from jbdesk.model.data_extension import (
    CONTACT_KEY,
    OF_CONTACT,
    DataExtensionField,
)
from jbdesk.model.fields import Choice
from jbdesk.model.firing import contact_rows
from jbdesk.model.firing.contact_rows import Mapping
from jbdesk.widgets import theme
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import caption, section

_NOT_FILLED = "Not filled"
_ALL_SENT = "Every other column is sent under its own name."


class MappingForm(QWidget):
    """One choice for the contact key, one for each field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self._fields: tuple[DataExtensionField, ...] = ()
        self._rest: tuple[tuple[str, str], ...] = ()  # where no field is known
        self._is_filling = False
        self._contact = FieldForm()
        self._heading = section("Fields")
        self._hint = caption(_ALL_SENT, wraps=True)
        self._data = FieldForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._contact)
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self._heading)
        column.addWidget(self._hint)
        column.addWidget(self._data)
        for form in (self._contact, self._data):
            form.changed.connect(lambda _: self._chosen())

    def show_choices(
        self,
        columns: tuple[str, ...],
        fields: tuple[DataExtensionField, ...],
        mapping: Mapping,
    ) -> None:
        """Offer the columns for each field, with what is chosen so far."""
        self._is_filling = True
        self._columns, self._fields, self._rest = columns, fields, mapping.fields
        choices = tuple(Choice(each, each) for each in columns)
        key = FieldSpec(CONTACT_KEY, "Contact key", choices=choices, is_required=True)
        self._contact.show_fields([key])
        self._contact.set_values({CONTACT_KEY: mapping.contact_key or None})
        self._data.show_fields(_spec(each, choices) for each in fields)
        self._data.set_values(
            {each.name: mapping.column_of(each.name) or None for each in fields}
        )
        self._hint.setVisible(not fields)
        self._is_filling = False

    @property
    def mapping(self) -> Mapping:
        key = str(self._contact.values().get(CONTACT_KEY) or "")
        if not self._fields:
            rest = tuple((each, each) for each in self._columns if each != key)
            return Mapping(key, rest)
        chosen = self._data.values()
        pairs = [(each.name, str(chosen.get(each.name) or "")) for each in self._fields]
        return Mapping(key, tuple((name, column) for name, column in pairs if column))

    def check(self) -> bool:
        """Show what is missing at its field; True where nothing is."""
        problems = contact_rows.check_mapping(self.mapping, self._columns, self._fields)
        self._contact.set_problems(e for e in problems if e.where.kind == OF_CONTACT)
        self._data.set_problems(e for e in problems if e.where.kind != OF_CONTACT)
        if any(each.where.kind == OF_CONTACT for each in problems):
            self._contact.focus_first_problem()
        elif problems:
            self._data.focus_first_problem()
        return not problems

    def take_keyboard(self) -> None:
        self._contact.focus_first_problem()

    def _chosen(self) -> None:
        if not self._is_filling:
            self.changed.emit()


def _spec(field: DataExtensionField, choices: tuple[Choice, ...]) -> FieldSpec:
    label = data_extension.type_label(field)
    none = () if field.must_be_typed else (Choice(None, _NOT_FILLED),)
    return FieldSpec(
        field.name,
        suffix=f"key · {label}" if field.is_primary_key else label,
        choices=(*none, *choices),
        is_required=field.must_be_typed,
        help=field.description,
    )
