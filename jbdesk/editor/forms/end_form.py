"""The forms of goal and exit criteria, and the buttons that bring them."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.editor.forms.body_form import BodyForm
from jbdesk.editor.forms.filter_editor import FilterEditor
from jbdesk.editor.geometry import card_of, end_card
from jbdesk.editor.operations import Operations
from jbdesk.model import edits
from jbdesk.model.fields import Field
from jbdesk.model.journeys.journey_ends import ENDS, End
from jbdesk.widgets import buttons, labels, theme
from jbdesk.widgets.field_spec import FieldSpec


class EndForm(QWidget):
    """What can be set on one of the journey's goals or exit criteria."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._document = operations.document
        self._end = ENDS[0]
        self._at = 0  # its place among its kind
        self.attributes: tuple[str, ...] = ()  # Event.KEY.Field
        self._help = labels.caption(wraps=True)
        self.fields = BodyForm(self._write, make_filter=self._filter_editor)
        self.remove = buttons.button("Remove", self._remove)
        self.another = buttons.button("Add another", self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_3)
        for part in (self._help, self.fields):
            layout.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.another)
        row.addWidget(self.remove)
        row.addStretch(1)
        layout.addLayout(row)

    def show_end(self, end: End, at: int) -> None:
        """Show one of those that the journey lists."""
        self._end, self._at = end, at
        self._help.setText(end.help)
        can_edit = self._document.is_editable
        body = end.of(self._document.journey)[at]
        self.fields.show_body((end.kind, at), end.fields, body, can_edit=can_edit)
        for button, verb in ((self.remove, "Remove"), (self.another, "Add another")):
            button.setAccessibleName(f"{verb} {end.label.lower()}")
            button.setToolTip(button.accessibleName())
            button.setEnabled(can_edit)

    def show_problems(self) -> None:
        journey, card = self._document.journey, end_card(self._end.kind, self._at)
        self.fields.show_problems(
            problem
            for problem in self._document.problems
            if card_of(journey, problem.where) == card
        )

    def focus_first(self) -> None:
        self.fields.setFocus()
        self.focusNextChild()

    def _filter_editor(self, spec: FieldSpec) -> QWidget:
        return FilterEditor(spec, self._event_key, lambda: self.attributes)

    def _event_key(self) -> str:
        trigger = self._document.journey.trigger
        return trigger.event_definition_key if trigger else ""

    def _write(self, field: Field, value: Any) -> bool:
        return self._document.type_into(
            (self._end.kind, self._at, field.name),
            f"Change {field.label.lower()} of the {self._end.label.lower()}",
            edits.set_end_field,
            self._end,
            field,
            value,
            self._at,
        )

    def _remove(self) -> None:
        self._operations.remove_end(self._end, self._at)

    def _add(self) -> None:
        self._operations.add_end(self._end)


class EndButtons(QWidget):
    """One button for each that the journey does not have."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_2)
        self.of = {
            end.kind: buttons.button(
                f"Add {end.label.lower()}", partial(operations.add_end, end)
            )
            for end in ENDS
        }
        for end in ENDS:
            self.of[end.kind].setToolTip(end.help)
            layout.addWidget(self.of[end.kind], 0, Qt.AlignmentFlag.AlignLeft)

    def show_journey(self) -> None:
        document = self._operations.document
        for end in ENDS:
            is_first = not end.of(document.journey)
            self.of[end.kind].setVisible(document.is_editable and is_first)
