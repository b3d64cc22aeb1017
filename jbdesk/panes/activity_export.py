"""Export what the list shows as an HTTP Archive, and open the folder it is in."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from jbdesk.model.words import counted
from jbdesk.services import har_file
from jbdesk.services.exchange_store import ExchangeStore
from jbdesk.widgets.pane import Pane

_ARCHIVES = "HTTP archives (*.har);;All files (*)"


class HarExport:
    """Asks for a file; the pane's notice tells what became of it."""

    def __init__(self, pane: Pane, store: ExchangeStore) -> None:
        self._pane = pane
        self._store = store

    def ask(self, numbers: Callable[[], tuple[int, ...]], locks: QWidget) -> None:
        """Ask where to; what is found when a file was chosen is written."""
        dialog = QFileDialog(self._pane.window(), "Export requests as HAR")
        dialog.setNameFilter(_ARCHIVES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("har")
        today = datetime.now().astimezone().date()
        dialog.selectFile(f"jbdesk-{today}.har")
        dialog.fileSelected.connect(
            lambda name: self._pane.start_write(
                self._write, numbers(), Path(name), locks=(locks,)
            )
        )
        dialog.open()

    async def _write(self, numbers: tuple[int, ...], path: Path) -> None:
        count = await har_file.export(self._store, numbers, path)
        self._pane.notice.show_text(
            f"{counted(count, 'request')} written to “{path}”, secrets masked.",
            state="ok",
            actions=(("Open folder", lambda: _open(path.parent)),),
        )


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
