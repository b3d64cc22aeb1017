"""What is expected of the preview's contacts: kept, and as suites in files."""

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from jbdesk.editor.preview.preview import Preview
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.suites import suite_files
from jbdesk.services.suites.expectations import KeptExpectations

_AFTER = 500  # milliseconds after the last change
_SUITES = "Suites (*.json);;All files (*)"


class JourneySuites(QObject):
    """Gives the open journey what is expected in it, and keeps what changes."""

    run_wanted = Signal(bool)  # for real; otherwise on a simulator

    def __init__(self, host: Host, over: QWidget, store: KeptExpectations) -> None:
        super().__init__(over)
        self._host = host
        self._store = store
        self._soon = QTimer(over, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self.keep)

    def open(self) -> None:
        """Show what is expected in the open journey."""
        preview = self._preview
        if preview is None:
            return
        preview.cases.expect(self._store.of(self._key))
        preview.cases.changed.connect(self._soon.start)
        preview.expectations.save_wanted.connect(self.choose_place)
        preview.expectations.open_wanted.connect(self.choose_file)
        preview.expectations.run_wanted.connect(self.run_wanted)

    def keep(self) -> None:
        """Write what is there now."""
        self._soon.stop()
        preview = self._preview
        if preview is None or not self._key:
            return
        expected = {
            each.contact.contact_key: each.expectations for each in preview.cases.all
        }
        try:
            self._store.put(self._key, expected)
        except Failure as failure:
            self._host.failed(failure.problems)

    def leave(self) -> None:
        if self._soon.isActive():
            self.keep()

    @property
    def _preview(self) -> Preview | None:
        editor = self._host.page.editor
        return editor.preview if editor is not None else None

    @property
    def _key(self) -> str:
        document = self._host.page.document
        return document.journey.key if document is not None else ""

    # Files.

    def choose_file(self) -> None:
        """Ask for a suite and show its contacts."""
        dialog = self._dialog("Open a suite")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(
            lambda name: self._host.start_write(self._open, Path(name))
        )
        dialog.open()

    async def _open(self, path: Path) -> None:
        found = await suite_files.read(path)
        preview = self._preview
        if preview is None:
            return
        preview.take_suite(found)
        told = f"{counted(len(found.cases), 'contact')} of “{path.name}”"
        self._host.notice.show_text(f"{told} can be seen in the preview.", state="ok")

    def choose_place(self) -> None:
        """Ask where to write the contacts and what is expected of them."""
        dialog = self._dialog("Save as suite")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{self._key or 'journey'}-suite.json")
        dialog.fileSelected.connect(
            lambda name: self._host.start_write(self._save, Path(name))
        )
        dialog.open()

    async def _save(self, path: Path) -> None:
        preview = self._preview
        if preview is None:
            return
        suite = replace(preview.suite, journey=self._journey_from(path))
        await suite_files.write(path, suite)
        self._host.notice.show_text(f"Written to “{path}”.", state="ok")

    def _journey_from(self, suite: Path) -> str:
        """Name the journey as the suite finds it: by its file, else by its key."""
        file = self._host.page.file
        if file is None:
            return self._key
        try:
            return os.path.relpath(file.path.resolve(), suite.resolve().parent)
        except ValueError:  # another drive
            return str(file.path.resolve())

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._host.page.window(), title)
        dialog.setNameFilter(_SUITES)
        return dialog
