"""The form that fires: event definition, contact key, and one row a field."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import randrange
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jbdesk.model import data_extension
from jbdesk.model.data_extension import (
    CONTACT_KEY,
    EVENT_KEY,
    OF_CONTACT,
    DataExtensionField,
    Typed,
)
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import contact_rows_generated, pasted
from jbdesk.model.firing.pasted import Pasted
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.panes.fire.definition import EventDefinitionBox
from jbdesk.panes.fire.saved import SavedContacts
from jbdesk.services.firing.test_contacts import TestContacts
from jbdesk.widgets import field_spec, theme
from jbdesk.widgets.buttons import link_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import ElidedLabel, caption, field_label, message
from jbdesk.widgets.surfaces import make_surface

__all__ = ["EventDefinitionBox", "FireForm"]

_SEEDS = 100_000
_NARROWEST = 348  # pixels that two fields beside each other can be read in
_CONTACT = FieldSpec(
    CONTACT_KEY,
    "Contact key",
    is_required=True,
    placeholder="susan@example.com",
    help="Who enters: the contact key that all your sources share.",
)


def _nobody_is_refused(_contact_key: str) -> str:
    return ""


class FireForm(QWidget):
    """Everything that is typed before a contact is fired."""

    changed = Signal()
    chosen = Signal(EventDefinition)

    def __init__(self, store: TestContacts) -> None:
        super().__init__()
        make_surface(self)
        self._fields: tuple[DataExtensionField, ...] = ()
        self.box = EventDefinitionBox()
        self._box_message = message()
        self._box_message.hide()
        self._contact = FieldForm()
        self.refusal: Callable[[str], str] = _nobody_is_refused
        self._contact.show_fields([replace(_CONTACT, check=self._check_contact)])
        self.saved = SavedContacts(store)
        self._heading = ElidedLabel(set_as="caption-strong", colour="muted")
        self._paste = link_button("Paste contact", self._pasted)
        self._sample = link_button("Sample values", self._sampled)
        self._told = caption("", wraps=True)  # what pasting did
        self._told.setContentsMargins(0, 0, 0, theme.SPACE_1)
        self._hint = caption("", wraps=True)
        self._data = FieldForm(columns=2)
        self._lay_out()
        self._join()
        self.show_fields((), "")

    def _join(self) -> None:
        self._paste.setToolTip("JSON, a CSV row with its header, or a sheet's row")
        self._sample.setToolTip("Fill every field with a value that fits it")
        self.box.chosen.connect(self.chosen)
        self._contact.changed.connect(lambda _: self.changed.emit())
        self._data.changed.connect(lambda _: self.changed.emit())
        self.saved.chosen.connect(self.show_contact)
        self.saved.save_wanted.connect(self._save)

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
        column.addLayout(_beside(self._contact, self.saved))
        column.addWidget(self.saved.name_row)
        column.addSpacing(theme.SPACE_3)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self._heading, 1)
        head.addWidget(self._paste)
        head.addWidget(self._sample)
        column.addLayout(head)
        for part in (self._told, self._hint, self._data):
            column.addWidget(part)
        column.addStretch(1)
        area = _Column()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        self._tell("")
        for each in (self._paste, self._sample):
            each.setVisible(bool(fields))
        self.saved.show_for(self.definition.key if self.definition else "")
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

    def data(self, *, with_defaults: bool = False) -> JsonObject:
        """Give what is typed as the JSON that is sent; what is empty is left out."""
        typed = self._data.values()  # of fewer fields while the rows are being built
        return data_extension.data_of(self._fields, typed, with_defaults=with_defaults)

    # What is wrong.

    def _check_contact(self, typed: Typed) -> str:
        key = str(typed or "").strip()
        return self.refusal(key) if key else "Contact key is required."

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

    # Filling it.

    def fill(self, contact_key: str, values: dict[str, Any]) -> None:
        """Put a contact into the form; fields that are not named stay."""
        self._contact.set_values({CONTACT_KEY: contact_key})
        self._data.set_values(values)

    def show_contact(self, contact: TestContact) -> None:
        """Put a saved contact into the form; other fields are emptied."""
        body = {"contactKey": contact.contact_key, "data": contact.data}
        found = pasted.read_object(body, self._fields)
        self.take(found, is_whole=True)
        self._tell(" ".join(each.text for each in found.doubts), "warn")

    def take(self, found: Pasted, *, is_whole: bool = False) -> None:
        """Put in what was read; `is_whole` empties the fields it does not name."""
        if found.contact_key is not None:
            self._contact.set_values({CONTACT_KEY: found.contact_key})
        empty = dict.fromkeys(self._data.names) if is_whole else {}
        self._data.set_values({**empty, **found.values})

    def _pasted(self) -> None:
        try:
            found = pasted.read(QGuiApplication.clipboard().text(), self._fields)
        except pasted.Unreadable as failure:
            self._tell(str(failure), "bad")
            return
        doubts = [each.text for each in found.doubts]
        if doubts and not found.values and found.contact_key is None:
            self._tell(" ".join(["Nothing was taken.", *doubts]), "bad")
            return
        self.take(found, is_whole=True)
        if found.contact_key is None and self.contact_key:
            doubts.append(f"The contact key stays “{self.contact_key}”.")
        filled = f"{len(found.values)} of {len(self._fields)} fields filled."
        mended = f" {'; '.join(found.mended)}." if found.mended else ""
        self._tell(" ".join([f"{filled}{mended}", *doubts]), "warn" if doubts else "ok")

    def _sampled(self) -> None:
        seed = randrange(_SEEDS)  # noqa: S311 - sample data
        row = contact_rows_generated.sample(self._fields, self.contact_key, seed)
        self.show_contact(TestContact(row.contact_key, row.data))
        self._tell("Sample values that fit the fields; they are nobody's.", "muted")

    def _tell(self, text: str, colour: str = "muted") -> None:
        self._told.setText(text)
        self._told.set_colour(colour)
        self._told.setVisible(bool(text))

    def _save(self, name: str) -> None:
        title = "" if name == self.contact_key else name
        self.saved.save(TestContact(self.contact_key, self.data(), name=title))


class _Column(QScrollArea):
    """Scrolls down only: it is never narrower than what stands in it."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        inner = self.widget()
        wanted = max(_NARROWEST, inner.minimumSizeHint().width() if inner else 0)
        return QSize(
            wanted + self.verticalScrollBar().sizeHint().width(), least.height()
        )


def _beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_3)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row
