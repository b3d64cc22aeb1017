"""A form of catalogue fields bound to JSON in the document.

Every key that leaves a right value is an edit (quick ones are undone together);
what is not right stays typed, with its message, and changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model import wire
from jbdesk.model.fields import Choice, Field, Kind, number_in
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys import fields_used
from jbdesk.model.problem import Failure, Problem
from jbdesk.widgets import field_spec
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec, Suggest

Write = Callable[[Field, Any], bool]


class BodyForm(QWidget):
    """Shows the fields of one body and tells what is set."""

    refused = Signal(str)

    def __init__(
        self,
        write: Write,
        suggest: Callable[[Field], Suggest] | None = None,
        make_filter: Callable[[FieldSpec], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self._write = write
        self._make_filter = make_filter
        self._suggest = suggest
        self._fields: dict[str, Field] = {}
        self._subject: object = None
        self._made_of: tuple[Any, ...] = ()
        self._is_writing = False
        self._is_showing = False
        self.form = FieldForm()
        self.form.changed.connect(self._changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def show_body(
        self,
        subject: object,
        fields: Sequence[Field],
        body: JsonObject,
        choices: tuple[Choice, ...] = (),
        *,
        can_edit: bool = True,
    ) -> None:
        """Show a body; the same subject keeps what is being typed, and the focus.

        Another subject of the same fields takes the rows over, with its own values.
        """
        if self._is_writing:
            return
        self._is_showing = True
        self._show_body(subject, fields, body, choices, can_edit=can_edit)
        self._is_showing = False

    def _show_body(
        self,
        subject: object,
        fields: Sequence[Field],
        body: JsonObject,
        choices: tuple[Choice, ...],
        *,
        can_edit: bool,
    ) -> None:
        made_of = (tuple(fields), choices, can_edit)
        is_other = (subject, made_of) != (self._subject, self._made_of)
        self._subject = subject
        if made_of != self._made_of:
            self._made_of = made_of
            self._fields = {field.name: field for field in fields}
            self.form.show_fields(
                self._spec(field, choices, can_edit=can_edit) for field in fields
            )
        self.setVisible(bool(fields))
        typed = self.form.values()
        for field in fields:
            value = _shown_value(field, body)
            if is_other or not self._says(field, typed[field.name], value):
                self.form.set_values({field.name: value})
                self.form.row(field.name).show_message("")

    def _spec(
        self, field: Field, choices: tuple[Choice, ...], *, can_edit: bool
    ) -> FieldSpec:
        spec = field_spec.of_catalogue(field)
        if field.kind is Kind.MESSAGE:
            spec = replace(spec, kind="choice", choices=choices)
        if field.kind is Kind.CRITERIA:
            spec = replace(spec, make=self._make_filter)
        return replace(
            spec,
            is_read_only=not can_edit,
            suggest=self._suggest(field) if self._suggest else None,
            lists=self._suggest is not None and fields_used.names_something(field),
        )

    @staticmethod
    def _says(field: Field, typed: Any, value: Any) -> bool:
        """Whether what stands in the editor already is the value."""
        try:
            return typed == value or (
                value is not None and _value(field, typed) == _value(field, value)
            )
        except Failure:
            return False

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Under their fields; what a field itself finds wrong stays."""
        wrong = [name for name in self.form.names if self.form.row(name).message]
        self.form.set_problems(problems)
        for name in wrong:
            row = self.form.row(name)
            if not row.message:
                row.check()

    def _changed(self, name: str) -> None:
        if self._is_showing:
            return
        field = self._fields[name]
        row = self.form.row(name)
        typed = self.form.values()[name]
        is_empty = typed is None or typed == ""
        if row.spec.check(typed) and not is_empty:
            return
        try:
            value = _value(field, typed)
        except Failure as failure:
            row.show_message(str(failure))
            return
        self._is_writing = True
        try:
            self._write(field, value)
        finally:
            self._is_writing = False


def _shown_value(field: Field, body: JsonObject) -> Any:
    value = field.read(body)
    if field.kind is Kind.JSON:
        return "" if value is None else wire.dumps(value)
    if value is None or isinstance(value, bool | str):
        return value
    return value if field.kind is Kind.CHOICE else str(value)


def _value(field: Field, typed: Any) -> Any:
    """Tell what was typed as the value that belongs into the JSON."""
    if typed is None:
        return None
    if field.kind is Kind.NUMBER:
        return number_in(typed) if typed != "" else None
    if field.kind is Kind.JSON:
        return wire.loads(typed) if str(typed).strip() else None
    return typed
