"""The form of a new row: a field for each column, checked as it is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.widgets import field_spec, theme
from jbdesk.widgets.buttons import button, primary_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.labels import strong
from jbdesk.widgets.surfaces import Card, make_surface


class NewRow(Card):
    """Hidden until it is asked for; tells a row that fits."""

    wanted = Signal(dict)  # the row as JSON

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[DataExtensionField, ...] = ()
        self._form = FieldForm()
        self._add = primary_button("Add", self._take)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        holder = make_surface(QWidget())
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, theme.SPACE_2, 0)
        inside.addWidget(self._form)
        inside.addStretch(1)
        area.setWidget(holder)
        ends = QHBoxLayout()
        ends.setSpacing(theme.SPACE_2)
        ends.addStretch(1)
        ends.addWidget(button("Cancel", self.hide))
        ends.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(strong("New row"))
        column.addWidget(area, 1)
        column.addLayout(ends)
        self.setMinimumWidth(260)

    @property
    def locks(self) -> tuple[QWidget, ...]:
        """What can't be pressed while the row is being written."""
        return (self._add,)

    def ask(self, fields: tuple[DataExtensionField, ...]) -> None:
        """Show an empty form of these fields."""
        self._fields = fields
        self._form.show_fields(())
        self._form.show_fields(map(field_spec.of_data_extension, fields))
        self.show()
        self._form.focus_first_problem()

    def _take(self) -> None:
        if self._form.check():
            self._form.focus_first_problem()
            return
        typed = self._form.values()
        made = {
            each.name: data_extension.value_of(each, typed[each.name])
            for each in self._fields
        }
        self.wanted.emit({name: v for name, v in made.items() if v is not None})
