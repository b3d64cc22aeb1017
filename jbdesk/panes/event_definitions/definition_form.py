"""The form of an event definition: a new one, or what may be changed of one."""

from collections.abc import Collection, Iterable
from itertools import pairwise
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.data_extension import DataExtension
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import definition_draft
from jbdesk.model.events.definition_draft import DefinitionDraft
from jbdesk.model.events.typed_definition import TypedDefinition
from jbdesk.model.problem import Problem, Severity
from jbdesk.panes.event_definitions import definition_fields, task_page
from jbdesk.panes.event_definitions.definition_fields import KEPT, NEW, THERE
from jbdesk.panes.event_definitions.extension_search import ExtensionSearch
from jbdesk.panes.event_definitions.schema_table import SchemaTable
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, primary_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.labels import muted, title
from jbdesk.widgets.surfaces import make_surface

_WIDTH = 940
_NOT_SENDABLE = (
    "It is not sendable: no field of it names the contact, so that messages of a"
    " journey may not reach who enters by it."
)
_CHANGED_KEY = (
    "whoever fires events must name it then, and journeys that listen to the old one"
    " lose their entry source."
)


class DefinitionForm(QWidget):
    """Takes what is typed of one; tells at each change what is to be kept."""

    wanted = Signal(object)  # DefinitionDraft, whole and checked
    left = Signal()
    typed = Signal()
    discarded = Signal()
    hidden = Signal()

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self.definition: EventDefinition | None = None  # the one that is edited
        self._taken: frozenset[str] = frozenset()
        self._begun = TypedDefinition()  # what it began with
        self._is_filling = False
        self._title = title()
        self._fields = FieldForm(columns=2)
        self.schema = SchemaTable()
        self.search = ExtensionSearch()
        self._kept = muted(wraps=True)
        self._stack = QStackedWidget()
        self.save = primary_button("Create event definition", self._save)
        self._lay_out()
        self._fields.changed.connect(self._changed)
        self.search.chosen.connect(self._extension_chosen)
        self.schema.changed.connect(self._tell_typed)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self, self._save)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        for each in (self.schema, self.search, self._told()):
            self._stack.addWidget(each)
        asked = QVBoxLayout()
        asked.setSpacing(theme.SPACE_4)
        asked.addWidget(self._title)
        asked.addWidget(self._fields)
        asked.addWidget(self._stack, 1)
        self._discard = button("Discard", self.discarded.emit)
        self._discard.setToolTip("Begin anew; what was typed is gone then")
        self._kept_until = muted("What you type is kept until you save or discard it.")
        self._cancel = button("Cancel", self.left.emit)
        ends = (self._discard, self._kept_until, None, self._cancel, self.save)
        task_page.lay_out(self, asked, ends, _WIDTH)

    def _told(self) -> QWidget:
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._kept)
        column.addStretch(1)
        self._kept.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum
        )
        return room

    # What the pane calls.

    def begin_new(
        self, taken: Collection[str], typed: TypedDefinition | None = None
    ) -> None:
        """Ask for a new one; what was typed before and not created is there still."""
        self.definition = None
        self._taken = frozenset(taken)
        self._title.setText("New event definition")
        self._name_button("Create event definition")
        key = f"APIEvent-{uuid4()}"
        values = {"name": "", "key": key, "description": "", "fills": NEW}
        self._begin((NEW, THERE), values, typed)

    def begin_edit(
        self,
        definition: EventDefinition,
        taken: Collection[str],
        typed: TypedDefinition | None = None,
    ) -> None:
        """Ask what to change of one that is there; what was typed before is there."""
        self.definition = definition
        self._taken = frozenset(taken) - {definition.key.casefold()}
        self._title.setText(f"Edit “{definition.name}”")
        self._name_button("Save event definition")
        self._show_kept(definition)
        draft = definition_draft.draft_of(definition)
        values = {
            "name": draft.name,
            "key": draft.key,
            "description": draft.description,
            "fills": KEPT,
        }
        self._begin((KEPT, THERE), values, typed)

    def _begin(
        self,
        sources: tuple[str, ...],
        values: dict[str, str],
        typed: TypedDefinition | None,
    ) -> None:
        self._is_filling = True
        specs = definition_fields.specs(sources, self._wrong_with_key)
        self._fields.show_fields(specs)
        self._order_tabs()
        self._begun = TypedDefinition(values)
        before = typed or TypedDefinition()
        self.schema.load(before.fields)
        self.search.want(*before.extension)
        self._fields.set_values({**values, **before.values})
        self._fields.clear_problems()
        self._is_filling = False
        self._changed("fills")
        self._fields.focus_first_problem()

    def _show_kept(self, definition: EventDefinition) -> None:
        name = definition.data_extension_name or "a data extension without a name"
        self._kept.setText(
            f"Events go on to fill “{name}”. Its fields are changed in Contact Builder;"
            " the service does not take changes of the schema here.\n\n"
            f"Another key: {_CHANGED_KEY}"
        )

    def now(self) -> TypedDefinition | None:
        """Give what was typed, without what it began with; None: nothing was."""
        values = {name: str(each or "") for name, each in self._fields.values().items()}
        typed = {n: v for n, v in values.items() if v != self._begun.values.get(n)}
        found = TypedDefinition(typed, self.schema.rows, self.search.choice)
        return None if found == TypedDefinition() else found

    def show_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show what the service refused at its field; gives what has none."""
        homeless = self._fields.set_problems(problems)
        self._fields.focus_first_problem()
        return homeless

    # What happens.

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _name_button(self, text: str) -> None:
        self.save.setText(text)
        self.save.setAccessibleName(text)

    def _order_tabs(self) -> None:
        """Let Tab go from above to below: the fields are younger than what follows."""
        editors = [self._fields.row(name).editor for name in self._fields.names]
        below = (*self.schema.tabs, *self.search.tabs)
        ends = (self._discard, self._cancel, self.save)
        chain = (*editors, *below, *ends)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _wrong_with_key(self, text: object) -> str:
        return definition_draft.wrong_with_key(str(text or ""), self._taken)

    def _tell_typed(self) -> None:
        if self._is_filling:
            return
        for each in (self._discard, self._kept_until):
            each.setVisible(self.now() is not None)
        self.typed.emit()

    def _changed(self, name: str) -> None:
        if self._is_filling:
            return
        self._tell_typed()
        if name == "key":
            self._fields.row("key").check()  # as it is typed: a key is copied whole
        if name == "fills":
            fills = self._fields.values()["fills"]
            self._stack.setCurrentIndex({NEW: 0, THERE: 1}.get(str(fills), 2))
            if fills == THERE and self.isVisible():
                self.search.search()

    def _extension_chosen(self, extension: DataExtension | None) -> None:
        is_known = extension is None or bool(extension.contact_key_field)
        told = "" if is_known else _NOT_SENDABLE
        self._fields.row("fills").show_message(told, Severity.WARNING)
        self._tell_typed()

    def _draft(self) -> DefinitionDraft:
        values = self._fields.values()
        extension = ""
        if values["fills"] == KEPT and self.definition is not None:
            extension = self.definition.data_extension_id
        elif values["fills"] == THERE and self.search.current is not None:
            extension = self.search.current.id
        return DefinitionDraft(
            str(values["name"] or ""),
            str(values["key"] or ""),
            str(values["description"] or ""),
            extension,
            self.schema.rows,
        )

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        draft, fills = self._draft(), self._fields.values()["fills"]
        is_wrong_above = bool(self._fields.check())
        is_wrong_below = fills == NEW and bool(self.schema.check())
        if is_wrong_above:
            self._fields.focus_first_problem()
        elif is_wrong_below:
            self.schema.go_to_first_problem()
        elif fills == THERE and not draft.data_extension_id:
            told = "Choose the data extension below."
            self._fields.row("fills").show_message(told)
        else:
            self.wanted.emit(draft)
