"""Opens a file of rows: asks for it, reads its beginning, and reads it another way."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from jbdesk.model.firing.contact_rows import Record
from jbdesk.panes.fire.many.file import FileCard
from jbdesk.panes.fire.many.host import Host
from jbdesk.panes.fire.many.prepare import LOOKED_AT
from jbdesk.services.connections.connection import Connection
from jbdesk.services.rows import rows_file
from jbdesk.services.rows.rows_file import RowsFile

Records = tuple[tuple[int, Record], ...]


class Opener(QObject):
    """Reads in the background; the card shows what was found."""

    opened = Signal(RowsFile, object)  # and its first records

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._path = Path()
        self.connection: Connection | None = None
        self.card = FileCard()
        self.card.reread.connect(self._reread)
        self.card.other_wanted.connect(self._ask)

    def open_file(self, path: Path, encoding: str = "", delimiter: str = "") -> None:
        """Look at a file; how it is read is found, where nobody says so."""
        if self.connection is None:
            text = "Not connected. Choose a connection first."
            self._host.notice.show_text(text, state="warn")
            return
        self._host.start(self._open_rows, path, encoding, delimiter)

    async def _open_rows(self, path: Path, encoding: str, delimiter: str) -> None:
        assert self.connection is not None
        work = self.connection.work
        self._host.notice.clear()
        file = await work.run(
            rows_file.open_rows, path, encoding=encoding, delimiter=delimiter
        )
        records = await work.run(file.first, LOOKED_AT)
        self._path = path
        self.card.show_file(file)
        self.opened.emit(file, records)

    def _reread(self, encoding: str, delimiter: str) -> None:
        self.open_file(self._path, encoding, delimiter)

    def _ask(self) -> None:
        dialog = QFileDialog(self.card.window(), "Choose a file of contacts")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.open()
