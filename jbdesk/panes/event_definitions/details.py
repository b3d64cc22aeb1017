"""What is known of one event definition: key, type, fields, journeys."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model import criteria
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import drift
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.model.texts.ages import ago
from jbdesk.model.texts.words import counted
from jbdesk.panes.event_definitions import words
from jbdesk.panes.event_definitions.copy_row import CopyRow
from jbdesk.panes.event_definitions.tables import FieldsTable, JourneysTable
from jbdesk.services.events.key_copy import KeptFields
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.labels import Label, field_label, title
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.tooltips import tooltip

_FACTS = ("Type", "Firing", "Mode", "Data extension", "Filter", "Modified")


class DefinitionDetails(QWidget):
    """Shows a definition; its fields and journeys follow as they are read."""

    journey_opened = Signal(object)  # JourneyRow
    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self.definition: EventDefinition | None = None
        self._name = title()
        self._type = Badge()
        self._fireable = Badge()
        self._period = Badge()
        self.copy = CopyRow()
        self._why_not = Notice(is_dismissible=False)
        self._elsewhere = Notice(is_dismissible=False)
        self._drift = Notice(is_dismissible=False)
        self._facts = {name: _value(name) for name in _FACTS}
        self.fields = FieldsTable()
        self.journeys = JourneysTable()
        self._stack = QStackedWidget()
        self._lay_out()
        self.journeys.opened.connect(self.journey_opened)
        self.clear()

    def _lay_out(self) -> None:
        self._name.setWordWrap(True)
        empty = EmptyState(
            "No event definition chosen",
            "Its key, its fields and the journeys that use it appear here.",
        )
        whole = make_surface(QWidget())
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
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, 0)
        top.setSpacing(theme.SPACE_2)
        top.addLayout(self._name_row())
        top.addLayout(badges)
        top.addWidget(self._elsewhere)
        top.addWidget(self._why_not)
        top.addWidget(self.copy)
        top.addLayout(self._facts_form())
        top.addWidget(self._drift)
        return top

    def _facts_form(self) -> QFormLayout:
        facts = self._form = QFormLayout()
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setHorizontalSpacing(theme.SPACE_3)
        facts.setVerticalSpacing(theme.SPACE_1)
        for name, value in self._facts.items():
            facts.addRow(field_label(name), value)
        return facts

    def _name_row(self) -> QHBoxLayout:
        self._edit = button("Edit…", self.edit_wanted.emit, icon="pencil")
        self._delete = button("Delete…", self.delete_wanted.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._name, 1)
        for each in (self._edit, self._delete):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # What the pane calls.

    def clear(self) -> None:
        self.definition = None
        self._stack.setCurrentIndex(0)

    def show_definition(
        self, definition: EventDefinition, settings: PackageSettings | None = None
    ) -> None:
        """Show what the list already knew; the tables wait for what is read."""
        self.definition = definition
        self._elsewhere.clear()
        for each in (self._edit, self._delete):
            each.show()
        self.copy.show_definition(definition, settings)
        self._name.setText(definition.name)
        self._type.show_state(words.type_words(definition))
        self._type.setToolTip(words.kind_of(definition).help)
        self._show_whether_fireable(definition)
        self._show_facts(definition)
        self.show_reading()
        self._stack.setCurrentIndex(1)

    def _show_facts(self, definition: EventDefinition) -> None:
        filtered = criteria.describe(definition.criteria) if definition.criteria else ""
        kind = words.kind_of(definition)
        facts = {
            "Type": words.type_in_full(definition),
            "Firing": kind.firing if definition.is_fireable else "",
            "Mode": words.mode(definition),
            "Data extension": definition.data_extension_name or "none",
            "Filter": filtered or "none, everybody may enter",
            "Modified": words.day_and_time(words.modified_at(definition)),
        }
        for name, text in facts.items():
            self._facts[name].setText(text)
            self._facts[name].setToolTip(tooltip(text))
            self._form.setRowVisible(self._facts[name], bool(text))

    def show_elsewhere(self, unit: str, go: Callable[[], object]) -> None:
        """Say that it is of another business unit, and offer the way there."""
        self._elsewhere.show_text(f"It is in “{unit}”.", actions=(("Go there", go),))

    def show_read_only(self) -> None:
        """Offer no writes: they are for the list of the business unit in use."""
        for each in (self._edit, self._delete):
            each.hide()

    def show_kept_fields(self, kept: KeptFields | None, failure: Failure) -> None:
        """Show fields as they were last read, or why there are none."""
        if kept is None:
            self.fields.show_failure(failure)
            return
        self.show_fields(kept.fields)
        self.fields.show_age(f"read {ago(kept.age)}")

    def show_reading(self) -> None:
        self._drift.clear()
        self.fields.show_reading()
        self.journeys.show_reading()

    def show_fields(self, fields: tuple[DataExtensionField, ...]) -> None:
        """Show the live fields beside the definition's own schema."""
        self.copy.show_fields(fields)
        assert self.definition is not None
        pairs = drift.compare(fields, drift.own_fields(self.definition))
        self.fields.show_pairs(pairs)
        number = sum(each.has_drifted for each in pairs)
        if number:
            told = f"{counted(number, 'field')} drifted away from the schema"
            self._drift.show_text(drift.summary(pairs), title=told, state="warn")

    def show_journeys(self, journeys: tuple[JourneyRow, ...]) -> None:
        can_be_fired = self.definition is not None and self.definition.is_fireable
        hint = "An event is accepted, but no contact enters." if can_be_fired else ""
        self.journeys.show_journeys(journeys, hint)

    # Whether it can be fired.

    def _show_whether_fireable(self, definition: EventDefinition) -> None:
        why_not = words.why_not_fireable(definition)
        self._fireable.show_state(
            "Can't be fired" if why_not else "Can be fired",
            "neutral" if why_not else "ok",
        )
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


def _value(name: str) -> Label:
    """Make a value that is cut, or wraps, rather than push the panel wider."""
    made = Label(wraps=name == "Firing")
    height = made.sizePolicy().verticalPolicy()
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, height)
    policy.setHeightForWidth(made.wordWrap())
    made.setSizePolicy(policy)
    return made
