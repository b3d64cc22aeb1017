"""Event definitions: find one, read all about it, take it along to fire."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QWidget

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import key_rows
from jbdesk.model.events.key_rows import KeyRow
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.texts.words import counted
from jbdesk.panes.event_definitions import words
from jbdesk.panes.event_definitions.details import DefinitionDetails
from jbdesk.panes.event_definitions.editing import Editing
from jbdesk.panes.event_definitions.everywhere import Everywhere
from jbdesk.panes.event_definitions.here import Here
from jbdesk.panes.event_definitions.keys_list import KeysList
from jbdesk.panes.event_definitions.list import DefinitionList
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events.navigator import Navigator
from jbdesk.widgets import entries, theme
from jbdesk.widgets.buttons import button, icon_button, primary_button
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.tooltips import tooltip

SPLIT = (628, 472)  # the list's share and the details'
THIS_UNIT, ALL_UNITS = "This business unit", "All business units"


class EventDefinitionsPane(Pane):
    """The event definitions of one business unit or all, and all about one."""

    fire_requested = Signal(EventDefinition)
    journey_requested = Signal(str, int)  # key and version
    connection_wanted = Signal(str)

    def __init__(self, navigator: Navigator, home: Path) -> None:
        super().__init__(entries.EVENT_DEFINITIONS)
        self.connection: Connection | None = None
        self.list = DefinitionList()
        self.keys = KeysList()
        self.details = DefinitionDetails()
        self._navigator = navigator
        self.here = Here(self, self.list, navigator)
        self.everywhere = Everywhere(self, self.keys, navigator)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.lists, self.pages = QStackedWidget(), QStackedWidget()
        self.scope = QComboBox()
        self._fire = primary_button("Fire test contact", self.fire, icon="send")
        self._refresh = icon_button("refresh-cw", "Read again", self.read)
        self.new_button = button("New…", self.new, icon="plus")
        self._fill_head()
        self.pages.addWidget(self._split())
        self.editing = Editing(self, self.pages, home)
        self.set_body(self.pages)
        self._add_actions()
        self._listen()
        self._offer(is_connected=False)
        self._chosen(None)

    def _fill_head(self) -> None:
        self.scope.addItems((THIS_UNIT, ALL_UNITS))
        self.scope.setAccessibleName("Scope")
        self.scope.setToolTip("Which business units are listed")
        self.scope.setFixedHeight(theme.BUTTON_HEIGHT)
        for each in self._of_head:
            self.head.add_action(each)

    @property
    def _of_head(self) -> tuple[QWidget, ...]:
        return (self.scope, self._refresh, self.new_button, self._fire)

    def _split(self) -> QWidget:
        self.lists.addWidget(self.list)
        self.lists.addWidget(self.keys)
        self.splitter.addWidget(self.lists)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, SPLIT[0])
        self.splitter.setStretchFactor(1, SPLIT[1])
        self.splitter.setSizes(SPLIT)
        self.splitter.setChildrenCollapsible(False)
        self.lists.setMinimumWidth(300)
        self.details.setMinimumWidth(400)
        return self.splitter

    def _add_actions(self) -> None:
        rows = (
            ("Read the event definitions again", "F5", self.read),
            ("Find event definition", "Ctrl+F", self._find),
            (
                "Copy key of the event definition",
                "Ctrl+Shift+C",
                self.details.copy.copy_key,
            ),
            ("Fire test contact with this event definition", "Ctrl+Return", self.fire),
            ("New event definition…", "Ctrl+N", self.new),
            ("Edit event definition…", "Ctrl+E", self.edit),
            ("Delete event definition…", "", self.delete),
        )
        for text, keys, done in rows:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, done=done: done())
            self.addAction(action)
        self._refresh.setToolTip("Read again (F5)")

    def _listen(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self.fire())
        self.list.counted.connect(lambda *_: self._tell_number())
        self.list.reading_wanted.connect(self.read)
        self.list.table.filter_field.textChanged.connect(self._typed)
        self.keys.chosen.connect(self._key_chosen)
        self.keys.opened.connect(self._key_opened)
        self.keys.counted.connect(lambda *_: self._tell_number())
        self.keys.reading_wanted.connect(self.read)
        self.scope.currentIndexChanged.connect(self._scope_changed)
        self.details.journey_opened.connect(self._journey_opened)
        self.details.edit_wanted.connect(self.edit)
        self.details.delete_wanted.connect(self.delete)

    # What the window calls.

    def use(self, connection: Connection | None) -> None:
        """Take another business unit: nothing of the one before is shown."""
        self.stop()
        self.connection = connection
        self.notice.clear()
        self.show_about("")
        self.here.forget()
        self.editing.use()
        self._offer(is_connected=connection is not None)
        if self.isVisible():
            self.shown()

    def _offer(self, *, is_connected: bool) -> None:
        for each in (self._refresh, self.new_button):
            each.setEnabled(is_connected)

    def stop(self) -> None:
        """Cancel the reads, those in other business units as well."""
        super().stop()
        self._navigator.close()

    def shown(self) -> None:
        """Read what may be outdated; typing searches at once."""
        if self.pages.currentIndex():
            return  # what is being typed goes on
        self._find()
        if self.is_everywhere:
            self.everywhere.shown()
        else:
            self.here.shown()

    def find_key(self, text: str = "") -> None:
        """Search all business units, for a key or a pasted address."""
        self.editing.leave()
        self.scope.setCurrentIndex(1)
        self.keys.search(text)

    def read(self) -> None:
        """Read all of them anew."""
        (self.everywhere if self.is_everywhere else self.here).read()

    def fire(self) -> None:
        """Take the chosen definition along, where it can be fired."""
        chosen = self._here_chosen
        if chosen is not None and chosen.is_fireable and not self.pages.currentIndex():
            self.fire_requested.emit(chosen)

    @property
    def _here_chosen(self) -> EventDefinition | None:
        return None if self.is_everywhere else self.list.current

    def new(self) -> None:
        """Ask for a new event definition of this business unit."""
        self.scope.setCurrentIndex(0)
        self.editing.new()

    def edit(self) -> None:
        """Ask what to change of the chosen one."""
        if (chosen := self._here_chosen) is not None:
            self.editing.edit(chosen)

    def delete(self) -> None:
        """Ask whether to delete the chosen one."""
        if (chosen := self._here_chosen) is not None:
            self.editing.delete(chosen)

    def show_page(self, position: int) -> None:
        """Show the lists, the form, or the page that asks before deleting."""
        if position:
            self.notice.clear()  # it told of what was done before
        self.pages.setCurrentIndex(position)
        for each in self._of_head:
            each.setVisible(position == 0)
        for action in self.actions():
            action.setEnabled(position == 0)

    def show_about(self, text: str) -> None:
        """Say beside the title how old what is shown is."""
        self.head.set_title(self.entry.name, text)

    def go_to(self, row: KeyRow) -> None:
        """Work in the business unit of a key from now on, and show the key there."""
        self.here.want(row.key)
        if not self._is_here(row):
            self.connection_wanted.emit(row.connection_id)
        self.scope.setCurrentIndex(0)

    def _is_here(self, row: KeyRow) -> bool:
        used = self.connection
        return used is not None and used.settings.id == row.connection_id

    @property
    def is_everywhere(self) -> bool:
        return self.scope.currentIndex() == 1

    # What happens.

    def _scope_changed(self) -> None:
        self.notice.clear()
        self.lists.setCurrentIndex(self.scope.currentIndex())
        shown = self.everywhere if self.is_everywhere else self.here
        self.show_about(shown.about)
        self._tell_number()
        if self.is_everywhere:
            self._key_chosen(self.keys.current)
        else:
            self._chosen(self.list.current)
        self.shown()

    def _typed(self, text: str) -> None:
        """Take a pasted address to all business units: this one may not hold it."""
        if key_rows.is_address(text):
            self.list.reset_search()
            self.find_key(text)

    def _chosen(self, definition: EventDefinition | None) -> None:
        if self.is_everywhere:
            return
        why_not = "Choose an event definition first."
        if definition is None:
            self.details.clear()
        else:
            why_not = words.why_not_fireable(definition)
            self.here.show(definition)
        self._allow_firing(why_not)

    def _key_chosen(self, row: KeyRow | None) -> None:
        if not self.is_everywhere:
            return
        if row is None:
            self.details.clear()
        else:
            self.everywhere.show(row)
        self._allow_firing(f"Go to it in “{row.unit}” first." if row else "Choose one.")

    def _key_opened(self, row: KeyRow) -> None:
        self.go_to(row)

    def _allow_firing(self, why_not: str) -> None:
        self._fire.setEnabled(not why_not)
        self._fire.setToolTip(tooltip(why_not) or "Fire test contact (Ctrl+Return)")

    def _journey_opened(self, row: JourneyRow) -> None:
        chosen = self.keys.current if self.is_everywhere else None
        if chosen is not None and not self._is_here(chosen):
            self.go_to(chosen)  # a journey opens in its own business unit
        else:
            self.journey_requested.emit(row.key, row.version)

    def _find(self) -> None:
        if self.is_everywhere:
            self.keys.search()
            return
        field = self.list.table.filter_field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _tell_number(self) -> None:
        listed: DefinitionList | KeysList = self.list
        total, word = len(self.list.all), "event definition"
        if self.is_everywhere:
            listed, total, word = self.keys, self.keys.table.total, "key"
        shown = listed.table.view.model().rowCount()
        told = counted(total, word) if total else ""
        self.tell_status(told if shown == total else f"{shown} of {told}")
