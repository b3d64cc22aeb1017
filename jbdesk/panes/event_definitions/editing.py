"""What is written: event definitions made, changed and deleted in the unit in use."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import definition_draft
from jbdesk.model.events.definition_draft import DefinitionDraft
from jbdesk.model.events.typed_definition import TypedDefinition
from jbdesk.model.problem import Failure
from jbdesk.panes.event_definitions import here
from jbdesk.panes.event_definitions.definition_form import DefinitionForm
from jbdesk.panes.event_definitions.delete_page import DeletePage
from jbdesk.panes.event_definitions.here import Here
from jbdesk.panes.event_definitions.list import DefinitionList
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import making
from jbdesk.services.events.typed_definitions import NEW, TypedDefinitions

_PAUSE = 300  # milliseconds without a letter, then it is written


class Host(here.Host, Protocol):
    """The pane, which also starts what must not be broken off."""

    here: Here
    list: DefinitionList
    new_button: QPushButton

    @property
    def start_write(self) -> Callable[..., None]: ...

    def show_page(self, position: int) -> None: ...


class Editing:
    """Stands between the pages of forms and the service."""

    def __init__(self, host: Host, pages: QStackedWidget, home: Path) -> None:
        self._host = host
        self._home = home
        self._over: QWidget = pages
        self._typed = TypedDefinitions(home)
        self._settles = QTimer(pages, singleShot=True, interval=_PAUSE)
        self._settles.timeout.connect(self._write_typed)
        self.form = DefinitionForm()
        self.page = DeletePage()
        pages.addWidget(self.form)
        pages.addWidget(self.page)
        self.form.wanted.connect(self._write)
        self.form.left.connect(self.leave)
        self.form.typed.connect(self._keep)
        self.form.hidden.connect(self._write_typed)
        self.form.discarded.connect(self._discard)
        self.form.search.wanted.connect(self._search)
        self.page.left.connect(self.leave)
        self.page.wanted.connect(self._delete)
        self.page.json_wanted.connect(self._choose_place)

    def use(self) -> None:
        """Begin with another business unit: what was typed waits for the one before."""
        self.leave()

    def leave(self) -> None:
        """Go back to the lists; what was typed is kept."""
        self._host.show_page(0)
        text = "New…" if self._waiting(NEW) is None else "Go on with new…"
        self._host.new_button.setText(text)
        self._host.new_button.setAccessibleName(text)

    # Asked for.

    def new(self) -> None:
        """Ask for a new event definition."""
        if self._host.connection is not None:
            self._host.show_page(1)
            self.form.begin_new(self._taken(), self._waiting(NEW))

    def edit(self, definition: EventDefinition) -> None:
        """Ask what to change of one."""
        why_not = definition_draft.why_not_editable(definition)
        if why_not:
            self._host.notice.show_text(why_not, state="warn")
            return
        self._host.show_page(1)
        self.form.begin_edit(definition, self._taken(), self._waiting(definition.id))

    def delete(self, definition: EventDefinition) -> None:
        """Show what depends on one, and ask whether to delete it."""
        if self._host.connection is not None:
            self._host.show_page(2)
            self.page.ask(definition)
            self._host.start(self._read_versions, self._host.connection, definition)

    def _taken(self) -> set[str]:
        return {each.key.casefold() for each in self._host.list.all}

    # Typed, and not sent yet.

    @property
    def _place(self) -> tuple[str, str]:
        """The connection, and the definition that the form is about."""
        used, edited = self._host.connection, self.form.definition
        return used.settings.id if used else "", edited.id if edited else NEW

    def _waiting(self, definition_id: str) -> TypedDefinition | None:
        return self._typed.get(self._place[0], definition_id)

    def _keep(self) -> None:
        typed = self.form.now()
        if typed is None:
            self._typed.drop(*self._place)
        else:
            self._typed.put(*self._place, typed)
        self._settles.start()

    def _write_typed(self) -> None:
        self._settles.stop()
        try:
            self._typed.write()
        except Failure as failure:
            self._host.notice.show_problems(failure.problems)

    def _drop(self, place: tuple[str, str]) -> None:
        self._typed.drop(*place)
        self._settles.start()

    def _discard(self) -> None:
        """Begin anew with what is asked."""
        self._drop(self._place)
        if (edited := self.form.definition) is None:
            self.new()
        else:
            self.edit(edited)

    # Read and written.

    def _search(self, text: str, number: int) -> None:
        if self._host.connection is not None:
            self._host.start(self._find, self._host.connection, text, number)

    async def _find(self, connection: Connection, text: str, number: int) -> None:
        try:
            found = await making.find_extensions(connection, text, number)
        except Failure as failure:
            self.form.search.show_failure(failure)
            return
        self.form.search.show_page(found.items, found.number, found.total)

    async def _read_versions(
        self, connection: Connection, definition: EventDefinition
    ) -> None:
        try:
            found = await making.dependents(connection, definition)
        except Failure as failure:
            self.page.show_failure(failure)
            return
        if self.page.definition is definition:
            self.page.show_versions(found.versions, found.active)

    def _write(self, draft: DefinitionDraft) -> None:
        if self._host.connection is not None:
            locks = (self.form.save,)
            self._host.start_write(
                self._written, self._host.connection, draft, locks=locks
            )

    async def _written(self, connection: Connection, draft: DefinitionDraft) -> None:
        edited, place = self.form.definition, self._place
        self._host.notice.clear()
        try:
            if edited is None:
                made = await making.create(connection, draft)
            else:
                made = await making.change(connection, self._home, edited, draft)
        except Failure as failure:
            homeless = self.form.show_problems(
                definition_draft.placed(failure.problems)
            )
            self._host.notice.show_problems(homeless)
            return
        self._drop(place)
        self.leave()
        did = "created" if edited is None else "saved"
        told = f"“{made.name}” is {did}. Its key: {made.key}"
        if left := definition_draft.not_taken(made, draft):
            told += f". The service left as they were: {', '.join(left)}."
        self._host.here.want(made.key)
        self._host.here.read(told)

    def _delete(self, definition: EventDefinition) -> None:
        if self._host.connection is not None:
            self._host.start_write(
                self._deleted,
                self._host.connection,
                definition,
                locks=(self.page.delete,),
            )

    async def _deleted(
        self, connection: Connection, definition: EventDefinition
    ) -> None:
        kept = await making.delete(connection, self._home, definition)
        self._drop((connection.settings.id, definition.id))
        self.leave()
        self._host.here.read(
            f"“{definition.name}” is deleted. Its JSON is in “{kept}”."
        )

    def _choose_place(self, definition: EventDefinition) -> None:
        dialog = QFileDialog(self._over.window(), "Save the JSON")
        dialog.setNameFilter("JSON (*.json)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{definition.key}.json")
        dialog.fileSelected.connect(
            lambda name: self._host.start_write(self._save, Path(name), definition)
        )
        dialog.open()

    async def _save(self, path: Path, definition: EventDefinition) -> None:
        await making.save_json(path, definition)
        self._host.notice.show_text(f"Written to “{path}”.", state="ok")
