"""Journey files: open one, choose of the several in it, write it back."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jbdesk.editor.document import Document
from jbdesk.model.journey import Stamp
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.panes.journeys.choice import OF_FILE, Choice
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.journeys import journey_files
from jbdesk.services.journeys.journey_files import JourneyFile

_JSON_FILES = "Journeys (*.json);;All files (*)"


@dataclass(frozen=True)
class _OfFile:
    """One journey of a file, as a row to choose."""

    file: JourneyFile
    position: int
    name: str
    row: JourneyRow

    @property
    def version(self) -> str:
        return str(self.row.version)

    @property
    def status(self) -> str:
        return self.row.status_word

    @property
    def key(self) -> str:
        return self.row.key


class JourneyFiles:
    """Does what the head's buttons ask about files."""

    def __init__(self, host: Host, over: QWidget) -> None:
        self._host = host
        self._choice = Choice(over, OF_FILE)
        self._choice.chosen.connect(lambda row: self._show_of(row.file, row.position))

    def leave(self) -> None:
        self._choice.hide()

    @property
    def _document(self) -> Document | None:
        return self._host.page.document

    def choose_file(self) -> None:
        """Ask for a journey file and open it."""
        dialog = self._dialog("Open a journey file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.open()

    def open_file(self, path: Path) -> None:
        self._host.start_write(self._open_file, path)

    async def _open_file(self, path: Path) -> None:
        file = await journey_files.read(path)
        if len(file.journeys) == 1:
            self._show_of(file, 0)
        else:
            self._choice.ask(_rows(file))

    def _show_of(self, file: JourneyFile, position: int) -> None:
        self._host.notice.clear()
        self._host.show_journey(file.journeys[position], Stamp(), file, position)
        problems = file.problems_of(position)
        if problems and (document := self._document) is not None:
            document.report(problems)
            self._host.notice.show_problems(problems)

    def save_to_file(self) -> None:
        """Write back to the file it came from, or ask for one."""
        page, document = self._host.page, self._document
        if document is None:
            return
        if page.file is not None:
            self._host.start_write(self._save_file, page.file, page.position)
            return
        dialog = self._dialog("Save the journey to a file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{document.journey.key}.json")
        dialog.fileSelected.connect(self._save_new_file)
        dialog.open()

    def _save_new_file(self, name: str) -> None:
        document = self._document
        if document is not None:
            file = journey_files.new_file(Path(name), document.journey)
            self._host.start_write(self._save_file, file, 0)

    async def _save_file(self, file: JourneyFile, position: int) -> None:
        document = self._document
        assert document is not None
        sent = document.journey
        written = await journey_files.write(file, position, sent)
        if self._host.page.file is not None:
            self._host.page.file = written
            self._host.saved(sent)
        self._host.notice.show_text(f"Written to “{written.path}”.", state="ok")

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._host.page.window(), title)
        dialog.setNameFilter(_JSON_FILES)
        return dialog


def _rows(file: JourneyFile) -> tuple[_OfFile, ...]:
    return tuple(
        _OfFile(file, position, name, JourneyRow(journey.body))
        for position, (name, journey) in enumerate(
            zip(file.names, file.journeys, strict=True)
        )
    )
