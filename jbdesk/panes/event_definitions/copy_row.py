"""The key of the shown definition, and the ways to copy it."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from jbdesk.model import wire
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import drift, samples
from jbdesk.model.events.samples import LANGUAGES, Language
from jbdesk.model.package import PackageSettings
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import Label, field_label

_CONFIRMED_FOR = 3000  # milliseconds


class CopyRow(QWidget):
    """Copies the key, the JSON, or the call that fires an event in many languages."""

    def __init__(self) -> None:
        super().__init__()
        self._definition: EventDefinition | None = None
        self._fields: tuple[DataExtensionField, ...] = ()
        self._settings: PackageSettings | None = None
        self._key = QLineEdit(self)  # before its label: who asks by name gets it
        self._copied = Label(set_as="label", colour="ok")
        self._copied_for = QTimer(self, singleShot=True, interval=_CONFIRMED_FOR)
        self._copied_for.timeout.connect(self._copied.clear)
        self.menu = QMenu(self)
        self._calls = tuple(self._fill_menu())
        self._lay_out()

    def _fill_menu(self) -> list[QAction]:
        self.menu.addAction("JSON", self.copy_json)
        self.menu.addAction("ID", self.copy_id)
        self.menu.addSeparator()
        return [self._language(each) for each in LANGUAGES]

    def _language(self, language: Language) -> QAction:
        action = self.menu.addAction(language.label)
        action.triggered.connect(lambda: self.copy_call(language))
        return action

    def _lay_out(self) -> None:
        self._key.setReadOnly(True)
        self._key.setAccessibleName("Key")
        self._key.setFont(theme.font("fixed"))
        self._key.setFixedHeight(theme.CONTROL_HEIGHT)
        self._copy_as = button("Copy as…", self._open_menu)
        self._copy_as.setAccessibleName("Copy as")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(field_label("Key"), 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self._copied)
        row.addWidget(button("Copy key", self.copy_key, icon="copy"))
        row.addWidget(self._copy_as)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(row)
        column.addWidget(self._key)

    def show_definition(
        self, definition: EventDefinition, settings: PackageSettings | None
    ) -> None:
        """Take another definition, and the connection whose addresses a call names."""
        self._definition, self._settings = definition, settings
        self._fields = ()
        self._copied.clear()
        self._key.setText(definition.key)
        self._key.setCursorPosition(0)
        for each in self._calls:
            each.setEnabled(definition.is_fireable)

    def show_fields(self, fields: tuple[DataExtensionField, ...]) -> None:
        """Take the fields that a sample payload is made of."""
        self._fields = fields

    def copy_key(self) -> None:
        self._copy("Key copied", self._definition.key if self._definition else "")

    def copy_id(self) -> None:
        self._copy("ID copied", self._definition.id if self._definition else "")

    def copy_json(self) -> None:
        if self._definition is not None:
            self._copy("JSON copied", wire.dumps(self._definition.body))

    def copy_call(self, language: Language) -> None:
        """Copy the call that fires an event; placeholders stand for what is secret."""
        if self._definition is not None:
            # Until the live fields are read, the schema's own must do.
            fields = self._fields or drift.own_fields(self._definition)
            made = samples.call(self._definition, fields, self._settings)
            self._copy(f"{language.label} copied", language.write(made))

    def _copy(self, told: str, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self._copied.setText(told)
            self._copied_for.start()

    def _open_menu(self) -> None:
        self.menu.popup(
            self._copy_as.mapToGlobal(QPoint(0, self._copy_as.height() + 2))
        )
