"""Keeps the preview's test contacts from one day to the next."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from jbdesk.model.problem import Failure
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.firing.test_contacts import TestContacts

_AFTER = 500  # milliseconds after the last key


class KeptContacts:
    """Gives the open journey the contacts of its event, and keeps what changes."""

    def __init__(self, host: Host, over: QWidget, store: TestContacts) -> None:
        self._host = host
        self._store = store
        self._event_key = ""
        self._soon = QTimer(over, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self.keep)
        store.listen(self._changed_elsewhere)

    def open(self) -> None:
        """Show the contacts kept for the open journey's event."""
        editor = self._host.page.editor
        if editor is None:
            return
        editor.document.changed.connect(lambda _: self._event_may_differ())
        editor.preview.contacts_changed.connect(self._soon.start)
        self._event_key = self._key()
        editor.preview.set_contacts(self._store.of(self._event_key))

    def keep(self) -> None:
        """Write what is there now; called also before the journey is left."""
        self._soon.stop()
        editor = self._host.page.editor
        if editor is None or not self._event_key:
            return
        try:
            self._store.put(self._event_key, editor.preview.contacts)
        except Failure as failure:
            self._host.failed(failure.problems)

    def leave(self) -> None:
        if self._soon.isActive():
            self.keep()

    def _changed_elsewhere(self, event_key: str) -> None:
        editor = self._host.page.editor
        if editor is None or event_key != self._event_key or self._soon.isActive():
            return
        kept = self._store.of(event_key)
        if kept != editor.preview.contacts:
            editor.preview.set_contacts(kept)

    def _event_may_differ(self) -> None:
        """Another event, other contacts; those at hand stay where none are kept."""
        key, editor = self._key(), self._host.page.editor
        if key == self._event_key or editor is None:
            return
        self.leave()
        self._event_key = key
        if kept := self._store.of(key):
            editor.preview.set_contacts(kept)

    def _key(self) -> str:
        document = self._host.page.document
        trigger = document.journey.trigger if document else None
        return trigger.event_definition_key if trigger else ""
