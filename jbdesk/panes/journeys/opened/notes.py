"""Keeps the notes on a journey's activities from one day to the next."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from jbdesk.model.problem import Failure
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.journeys.notes import Notes

_AFTER = 500  # milliseconds after the last key


class KeptNotes:
    """Gives the open journey its notes, and keeps what changes."""

    def __init__(self, host: Host, over: QWidget, store: Notes) -> None:
        self._host = host
        self._store = store
        self._soon = QTimer(over, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self.keep)

    def open(self) -> None:
        """Show the notes kept for the open journey."""
        editor = self._host.page.editor
        if editor is not None:
            editor.notes.take(self._store.of(editor.document.journey.key))
            editor.notes.changed.connect(self._soon.start)

    def keep(self) -> None:
        """Write what is there now."""
        self._soon.stop()
        editor = self._host.page.editor
        if editor is None:
            return
        try:
            self._store.put(editor.document.journey.key, editor.notes.texts)
        except Failure as failure:
            self._host.failed(failure.problems)

    def leave(self) -> None:
        """Write it before the journey is left."""
        if self._soon.isActive():
            self.keep()
