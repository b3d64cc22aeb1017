"""A form: rows with the label above, and what is wrong below, in words."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.problem import Problem, Severity, Where
from jbdesk.widgets import theme
from jbdesk.widgets.field_editors import as_editor, editor_for, mark_invalid
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import ElidedLabel, Label, caption, message


class FieldRow(QWidget):
    """Label, editor and message of one field."""

    changed = Signal(str)  # the field's name
    left = Signal(str)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec
        self.editor = editor_for(spec)
        self._message = message()
        self._message.hide()
        self._value: Label | None = None  # made once there is something to say
        self._lay_out()
        as_editor(self.editor).changed.connect(self._changed)
        as_editor(self.editor).left.connect(self._left)

    def _lay_out(self) -> None:
        self.editor.setParent(self)  # before its label: who asks by name gets it
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_1)
        label = ElidedLabel(self.spec.shown_label, set_as="label", colour="muted")
        label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        label.setBuddy(self.editor)
        head.addWidget(label)
        if self.spec.is_required:
            head.addWidget(Label("required", set_as="label", colour="bad"))
        if self.spec.suffix:
            words = f"· {self.spec.suffix}"
            suffix = ElidedLabel(words, set_as="label", colour="muted")
            suffix.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            head.addWidget(suffix, 1)
        else:
            head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._message)

    def show_value(self, text: str) -> None:
        """Say below the editor what stands in it comes to; "" says nothing."""
        if self._value is None:
            if not text:
                return
            self._value = caption(wraps=True)
            column = self.layout()
            assert column is not None
            column.addWidget(self._value)
        self._value.setText(text)
        self._value.setVisible(bool(text))

    @property
    def value_told(self) -> str:
        return self._value.text() if self._value is not None else ""

    @property
    def message(self) -> str:
        """What the field is told to be wrong; "" when nothing is."""
        return self._message.text()

    def check(self) -> str:
        """Check the value, show the message, and give it."""
        text = self.spec.check(as_editor(self.editor).value())
        self.show_message(text)
        return text

    def show_message(self, text: str, severity: Severity = Severity.ERROR) -> None:
        is_error = severity is not Severity.WARNING
        self._message.setText(text)
        self._message.set_colour("bad" if is_error else "warn")
        self._message.setVisible(bool(text))
        mark_invalid(self.editor, is_invalid=bool(text) and is_error)
        self.editor.setAccessibleDescription(text or self.spec.help)

    def _changed(self) -> None:
        if self.message and not self.spec.check(as_editor(self.editor).value()):
            self.show_message("")
        self.changed.emit(self.spec.name)

    def _left(self) -> None:
        # What the service said about the value stays until the value changes.
        if text := self.spec.check(as_editor(self.editor).value()):
            self.show_message(text)
        self.left.emit(self.spec.name)


class FieldForm(QWidget):
    """Rows in one column or two; keeps what was typed, right or wrong."""

    changed = Signal(str)  # the field's name
    left = Signal(str)

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._rows: dict[str, FieldRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(theme.SPACE_3)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def show_fields(self, specs: Iterable[FieldSpec]) -> None:
        """Build the rows anew; values of fields that stay are kept."""
        kept = self.values()
        for row in self._rows.values():
            # Colouring its text tells of a change after the row has gone.
            row.blockSignals(True)
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        place = 0
        for spec in specs:
            place = self._add(spec, place)
            if spec.name in kept:
                as_editor(self._rows[spec.name].editor).set_value(kept[spec.name])
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab come to the rows where the form stands, however young they are."""
        before = self._tab_before()
        for row in self._rows.values():
            if before is not None:
                QWidget.setTabOrder(before, row.editor)
            before = row.editor

    def tab_on_to(self, *widgets: QWidget) -> None:
        """Let Tab go on from the last row to these, one after another."""
        rows = [row.editor for row in self._rows.values()]
        for before, after in pairwise([*rows[-1:], *widgets]):
            QWidget.setTabOrder(before, after)

    def _tab_before(self) -> QWidget | None:
        """Give what takes the keyboard before this form; None where nothing does."""
        each: QWidget | None = self.previousInFocusChain()
        # Qt orders nothing after a widget that takes no focus itself.
        while each is not None and not _takes_focus(each, outside=self):
            each = None if each is self else each.previousInFocusChain()
        return each

    def _add(self, spec: FieldSpec, place: int) -> int:
        row = FieldRow(spec)
        row.changed.connect(self.changed)
        row.left.connect(self.left)
        self._rows[spec.name] = row
        if spec.is_wide and place % self._columns:
            place += self._columns - place % self._columns
        span = self._columns if spec.is_wide else 1
        line, column = divmod(place, self._columns)
        self._grid.addWidget(row, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        return place + span

    def row(self, name: str) -> FieldRow:
        return self._rows[name]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def values(self) -> dict[str, Any]:
        """Give what is typed and chosen, by field name."""
        return {name: as_editor(row.editor).value() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill the fields that are named; the others stay."""
        for name, value in values.items():
            if (row := self._rows.get(name)) is not None:
                as_editor(row.editor).set_value(value)

    def check(self) -> tuple[Problem, ...]:
        """Check every field, show what is wrong beside it, and give it."""
        told = [(name, row.check()) for name, row in self._rows.items()]
        wrong = [(name, text) for name, text in told if text]
        return tuple(Problem(text, where=Where("form", field=n)) for n, text in wrong)

    def set_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show each problem at its field; give those that have none here."""
        self.clear_problems()
        rows = {name.casefold(): row for name, row in self._rows.items()}
        homeless = []
        for problem in problems:
            row = rows.get(problem.where.field.casefold())
            if row is None:
                homeless.append(problem)
            else:
                text = "\n".join(filter(None, (row.message, problem.text)))
                row.show_message(text, problem.severity)
        return tuple(homeless)

    def clear_problems(self) -> None:
        for row in self._rows.values():
            row.show_message("")

    def focus_first_problem(self) -> None:
        """Give the keyboard to the first field that is wrong, else the first."""
        wrong = [row for row in self._rows.values() if row.message]
        for row in (wrong or list(self._rows.values()))[:1]:
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _takes_focus(widget: QWidget, *, outside: QWidget) -> bool:
    is_deaf = widget.focusPolicy() is Qt.FocusPolicy.NoFocus
    return not is_deaf and not outside.isAncestorOf(widget)
