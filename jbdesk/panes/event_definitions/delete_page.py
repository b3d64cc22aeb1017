"""Before an event definition is deleted: what depends on it, and its key typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.panes.event_definitions import task_page
from jbdesk.panes.event_definitions.tables import JourneysTable
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, danger_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import body, title
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.surfaces import make_surface

_WIDTH = 640
_TABLE_HEIGHT = 8 * theme.ROW_HEIGHT
_TELLS = (
    "Events that name its key are refused from then on. The rows and fields of its"
    " data extension stay. Its JSON is kept in jbdesk's home folder before."
)


class DeletePage(QWidget):
    """Lets nothing be deleted before it is known who listens, and the key is typed."""

    wanted = Signal(object)  # EventDefinition
    json_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        make_surface(self)
        self.definition: EventDefinition | None = None
        self._may_be_deleted = False
        self._title = title()
        self._title.setWordWrap(True)
        self._text = body(_TELLS)
        self._text.setWordWrap(True)
        self._notice = Notice(is_dismissible=False)
        self._versions = JourneysTable(margin=0)
        self._versions.setMinimumHeight(_TABLE_HEIGHT)
        self._form = FieldForm()
        self.delete = danger_button("Delete event definition", self._pressed)
        self._lay_out()
        self._form.changed.connect(lambda _: self._allow())
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        asked = QVBoxLayout()
        asked.setSpacing(theme.SPACE_3)
        for each in (self._title, self._text, self._notice):
            asked.addWidget(each)
        asked.addWidget(self._versions)
        asked.addWidget(self._form)
        asked.addStretch(1)
        save = button("Save its JSON…", self._save_json, icon="save")
        self._cancel = button("Cancel", self.left.emit)
        task_page.lay_out(self, asked, (save, None, self._cancel, self.delete), _WIDTH)

    def ask(self, definition: EventDefinition) -> None:
        """Begin; who listens is shown when it has been read."""
        self.definition, self._may_be_deleted = definition, False
        self._title.setText(f"Delete “{definition.name}”?")
        self._notice.clear()
        self._versions.show_reading()
        self._form.show_fields(())
        self._form.show_fields(
            (
                FieldSpec(
                    "key",
                    "Type the key to confirm",
                    placeholder=definition.key,
                    is_required=True,
                ),
            )
        )
        self._form.hide()
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    def show_versions(
        self, versions: tuple[JourneyRow, ...], active: tuple[JourneyRow, ...]
    ) -> None:
        """Show who listens; one that is active keeps it from being deleted."""
        self._may_be_deleted = not active
        self._versions.show_journeys(versions, "Nothing depends on it.")
        if active:
            self._notice.show_text(
                f"{counted(len(active), 'version')} of a journey that listens to it"
                " is active. Stop it first: the service deletes no event definition"
                " by which contacts still enter.",
                state="warn",
            )
        elif versions:
            self._notice.show_text(
                "These versions lose their entry source and can't be published again.",
                state="warn",
            )
        if self._may_be_deleted:
            self._form.show()
            self._form.focus_first_problem()
        self._allow()

    def show_failure(self, failure: Failure) -> None:
        """Say that it is not known who listens; then nothing can be deleted."""
        self._versions.show_failure(failure)

    # What happens.

    def _is_typed(self) -> bool:
        typed = self._form.values().get("key")
        return self.definition is not None and typed == self.definition.key

    def _allow(self) -> None:
        self.delete.setEnabled(self._may_be_deleted and self._is_typed())

    def _pressed(self) -> None:
        if self._may_be_deleted and self._is_typed():
            self.wanted.emit(self.definition)

    def _save_json(self) -> None:
        self.json_wanted.emit(self.definition)
