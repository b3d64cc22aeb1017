"""The journey's addresses, tags and folder, below what else is set on it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.document import Document
from jbdesk.model.journeys import journey_settings
from jbdesk.model.journeys.journey_row import JourneyRow, folder_word
from jbdesk.model.journeys.journey_settings import SETTINGS, Setting
from jbdesk.model.problem import Problem
from jbdesk.widgets import labels, theme
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec


class SettingsPart(QWidget):
    """Every key that is typed is an edit; quick ones are undone together."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._can_edit: bool | None = None
        self._is_showing = False
        self.form = FieldForm()
        self.form.changed.connect(self._changed)
        self._folder = labels.body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.form)
        about = QVBoxLayout()
        about.setSpacing(theme.SPACE_1)
        about.addWidget(labels.field_label("Folder"))
        about.addWidget(self._folder)
        column.addLayout(about)

    def show_journey(self) -> None:
        """Show what is set; what is typed and comes to the same stays."""
        self._is_showing = True
        if self._can_edit is not self._document.is_editable:
            self._can_edit = self._document.is_editable
            self.form.show_fields(_spec(e, can_edit=self._can_edit) for e in SETTINGS)
        body, typed = self._document.journey.body, self.form.values()
        for each in SETTINGS:
            text = each.read(body)
            if not journey_settings.same(each, str(typed[each.name] or ""), text):
                self.form.set_values({each.name: text})
        self._folder.setText(folder_word(JourneyRow(body).folder))
        self._is_showing = False

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show under each field what is wrong with it."""
        self.form.set_problems(problems)

    def _changed(self, name: str) -> None:
        if self._is_showing:
            return
        setting = next(each for each in SETTINGS if each.name == name)
        self._document.type_into(
            ("journey", name),
            f"Change {setting.label.lower()} of the journey",
            journey_settings.put,
            setting,
            str(self.form.values()[name] or ""),
        )


def _spec(setting: Setting, *, can_edit: bool) -> FieldSpec:
    return FieldSpec(
        setting.name,
        setting.label,
        kind="long text" if setting.is_long else "text",
        suffix=setting.hint,
        placeholder=setting.placeholder,
        help=setting.help,
        is_read_only=not can_edit,
    )
