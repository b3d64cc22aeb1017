"""The forms of goal and exit criteria, and the buttons that bring them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.forms.body_form import BodyForm
from jbdesk.editor.forms.filter_editor import FilterEditor
from jbdesk.editor.operations import Operations
from jbdesk.model import edits
from jbdesk.model.fields import Field
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys.journey_ends import ENDS, End
from jbdesk.widgets import buttons, labels, theme
from jbdesk.widgets.field_spec import FieldSpec


class EndForm(QWidget):
    """What can be set on the journey's goal, or on its exit criteria."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._document = operations.document
        self._end = ENDS[0]
        self.attributes: tuple[str, ...] = ()  # Event.KEY.Field
        self._help = labels.caption(wraps=True)
        self._more = labels.caption(wraps=True)
        self.fields = BodyForm(self._write, make_filter=self._filter_editor)
        self.remove = buttons.button("Remove", self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_3)
        for part in (self._help, self._more, self.fields):
            layout.addWidget(part)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def show_end(self, end: End, bodies: Sequence[JsonObject]) -> None:
        """Show the first of those that the journey lists."""
        self._end = end
        said = end.label.lower()
        self._help.setText(end.help)
        self._more.setText(
            f"The journey lists {len(bodies)}; the first is shown. The others stay as"
            " they are."
        )
        self._more.setVisible(len(bodies) > 1)
        can_edit = self._document.is_editable
        self.fields.show_body(end.kind, end.fields, bodies[0], can_edit=can_edit)
        self.remove.setText(f"Remove {said}")
        self.remove.setAccessibleName(self.remove.text())
        self.remove.setEnabled(can_edit)

    def show_problems(self) -> None:
        mine = (
            problem
            for problem in self._document.problems
            if problem.where.kind == self._end.kind
        )
        self.fields.show_problems(mine)

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
            (self._end.kind, field.name),
            f"Change {field.label.lower()} of the {self._end.label.lower()}",
            edits.set_end_field,
            self._end,
            field,
            value,
        )

    def _remove(self) -> None:
        self._operations.remove_end(self._end)


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
        has = {"goal": document.journey.goals, "exit": document.journey.exits}
        for kind, added in self.of.items():
            added.setVisible(document.is_editable and not has[kind])
