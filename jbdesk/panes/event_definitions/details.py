"""What is known of one event definition: key, type, fields, journeys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model import criteria, wire
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import doors
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.panes.event_definitions import words
from jbdesk.panes.event_definitions.tables import FieldsTable, JourneysTable
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.labels import Label, field_label, title
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.tooltips import tooltip

_CONFIRMED_FOR = 3000  # milliseconds


class DefinitionDetails(QWidget):
    """Shows a definition; its fields and journeys follow as they are read."""

    journey_opened = Signal(object)  # JourneyRow
    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self.definition: EventDefinition | None = None
        self._fields: tuple[DataExtensionField, ...] = ()
        self._name = title()
        self._type = Badge()
        self._fireable = Badge()
        self._period = Badge()
        self._key = QLineEdit()
        self._copied = Label(set_as="label", colour="ok")
        self._copied_for = QTimer(self, singleShot=True, interval=_CONFIRMED_FOR)
        self._menu = QMenu(self)
        self._why_not = Notice(is_dismissible=False)
        self._elsewhere = Notice(is_dismissible=False)
        self._facts = {
            name: _value() for name in ("Data extension", "Filter", "Modified")
        }
        self.fields = FieldsTable()
        self.journeys = JourneysTable()
        self._stack = QStackedWidget()
        self._lay_out()
        self._copied_for.timeout.connect(self._copied.clear)
        self.journeys.opened.connect(self.journey_opened)
        self.clear()

    def _lay_out(self) -> None:
        self._name.setWordWrap(True)
        empty = EmptyState(
            "No event definition chosen",
            "Its key, its fields and the journeys that use it appear here.",
        )
        whole = make_surface(QWidget())
        self._key.setParent(whole)  # before its label: who asks by name gets it
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, theme.SPACE_3, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addLayout(self._top())
        column.addSpacing(theme.SPACE_1)
        column.addWidget(self.fields, 3)
        column.addWidget(self.journeys, 2)
        self._stack.addWidget(empty)
        self._stack.addWidget(_scrolling(whole))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _top(self) -> QVBoxLayout:
        badges = QHBoxLayout()
        badges.setSpacing(theme.SPACE_2)
        for badge in (self._type, self._fireable, self._period):
            badges.addWidget(badge)
        badges.addStretch(1)
        facts = QFormLayout()
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setHorizontalSpacing(theme.SPACE_3)
        facts.setVerticalSpacing(theme.SPACE_1)
        for name, value in self._facts.items():
            facts.addRow(field_label(name), value)
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, 0)
        top.setSpacing(theme.SPACE_2)
        top.addLayout(self._name_row())
        top.addLayout(badges)
        top.addWidget(self._elsewhere)
        top.addWidget(self._why_not)
        top.addLayout(self._key_row())
        top.addLayout(facts)
        return top

    def _name_row(self) -> QHBoxLayout:
        self._edit = button("Edit…", self.edit_wanted.emit, icon="pencil")
        self._delete = button("Delete…", self.delete_wanted.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._name, 1)
        for each in (self._edit, self._delete):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _key_row(self) -> QVBoxLayout:
        self._key.setReadOnly(True)
        self._key.setAccessibleName("Key")
        self._key.setFont(theme.font("fixed"))
        self._key.setFixedHeight(theme.CONTROL_HEIGHT)
        self._menu.addAction("JSON", self.copy_json)
        self._event = self._menu.addAction("Body of an event", self.copy_event)
        self._menu.addAction("ID", self.copy_id)
        self._copy_as = button("Copy as…", self._open_menu)
        self._copy_as.setAccessibleName("Copy as")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(field_label("Key"), 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self._copied)
        row.addWidget(button("Copy key", self.copy_key, icon="copy"))
        row.addWidget(self._copy_as)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_1)
        column.addLayout(row)
        column.addWidget(self._key)
        return column

    # What the pane calls.

    def clear(self) -> None:
        self.definition = None
        self._stack.setCurrentIndex(0)

    def show_definition(self, definition: EventDefinition) -> None:
        """Show what the list already knew; the tables wait for what is read."""
        self.definition = definition
        self._elsewhere.clear()
        for each in (self._edit, self._delete):
            each.show()
        self._copied.clear()
        self._name.setText(definition.name)
        self._key.setText(definition.key)
        self._key.setCursorPosition(0)
        self._type.show_state(words.type_words(definition))
        self._type.setToolTip(words.kind_of(definition).help)
        self._show_whether_fireable(definition)
        filtered = criteria.describe(definition.criteria) if definition.criteria else ""
        facts = {
            "Data extension": definition.data_extension_name or "none",
            "Filter": filtered or "none, everybody may enter",
            "Modified": words.day_and_time(words.modified_at(definition)),
        }
        for name, text in facts.items():
            self._facts[name].setText(text)
            self._facts[name].setToolTip(tooltip(text))
        self.show_reading()
        self._stack.setCurrentIndex(1)

    def show_elsewhere(self, unit: str, go: Callable[[], object]) -> None:
        """Say that it is of another business unit, and offer the way there."""
        for each in (self._edit, self._delete):
            each.hide()
        self._elsewhere.show_text(f"It is in “{unit}”.", actions=(("Go there", go),))

    def show_reading(self) -> None:
        self._fields = ()
        self.fields.show_reading()
        self.journeys.show_reading()

    def show_fields(self, fields: tuple[DataExtensionField, ...]) -> None:
        self._fields = fields
        self.fields.show_fields(fields)

    def show_journeys(self, journeys: tuple[JourneyRow, ...]) -> None:
        can_be_fired = self.definition is not None and self.definition.is_fireable
        hint = "An event is accepted, but no contact enters." if can_be_fired else ""
        self.journeys.show_journeys(journeys, hint)

    # Copying.

    def copy_key(self) -> None:
        self._copy("Key copied", self.definition.key if self.definition else "")

    def copy_id(self) -> None:
        self._copy("ID copied", self.definition.id if self.definition else "")

    def copy_json(self) -> None:
        if self.definition is not None:
            self._copy("JSON copied", wire.dumps(self.definition.body))

    def copy_event(self) -> None:
        """Copy what a system posts to fire an event, with every field to fill in."""
        if self.definition is not None:
            data = words.sample_data(self._fields)
            body = doors.EVENTS.body(self.definition, "", data)
            self._copy("Body of an event copied", wire.dumps(body))

    def _copy(self, told: str, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self._copied.setText(told)
            self._copied_for.start()

    def _open_menu(self) -> None:
        self._menu.popup(
            self._copy_as.mapToGlobal(QPoint(0, self._copy_as.height() + 2))
        )

    # Whether it can be fired.

    def _show_whether_fireable(self, definition: EventDefinition) -> None:
        why_not = words.why_not_fireable(definition)
        self._fireable.show_state(
            "Can't be fired" if why_not else "Can be fired",
            "neutral" if why_not else "ok",
        )
        self._event.setEnabled(definition.is_fireable)
        self._period.show_state(
            "Period in key" if definition.has_period else "", "warn"
        )
        if why_not:
            self._why_not.show_text(
                why_not, state="warn" if definition.has_period else "info"
            )
        else:
            self._why_not.clear()


def _scrolling(whole: QWidget) -> QScrollArea:
    """Let a low window scroll instead of growing."""
    made = QScrollArea()
    made.setWidget(whole)
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _value() -> Label:
    """Make a value that is cut rather than push the panel wider."""
    made = Label()
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
