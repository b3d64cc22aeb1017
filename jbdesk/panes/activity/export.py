"""Export what the list shows as an HTTP Archive, and open the folder it is in."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from jbdesk.model.exchange import Exchange
from jbdesk.model.texts.words import counted
from jbdesk.services.exchanges import har_file
from jbdesk.services.exchanges.exchange_store import ExchangeStore
from jbdesk.widgets.pane import Pane

_ARCHIVES = "HTTP archives (*.har);;All files (*)"


class HarExport:
    """Asks for a file; the pane's notice tells what became of it."""

    def __init__(self, pane: Pane, store: ExchangeStore) -> None:
        self._pane = pane
        self._store = store

    def ask_for_all(self, numbers: Callable[[], tuple[int, ...]]) -> None:
        """Ask where to; what is found when a file was chosen is written."""
        today = datetime.now().astimezone().date()

        async def export(path: Path) -> int:
            return await har_file.export(self._store, numbers(), path)

        self._ask(f"jbdesk-{today}.har", export)

    def ask_for_one(self, exchange: Exchange) -> None:
        """Ask where to, and write this one alone."""
        name = exchange.path.rstrip("/").rpartition("/")[2].partition(":")[0]

        async def export(path: Path) -> int:
            return await har_file.export_one(self._store, exchange, path)

        self._ask(f"{name or 'request'}-{exchange.at:%Y-%m-%d-%H%M%S}.har", export)

    def _ask(self, name: str, export: Callable[[Path], Awaitable[int]]) -> None:
        dialog = QFileDialog(self._pane.window(), "Export as HAR")
        dialog.setNameFilter(_ARCHIVES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("har")
        dialog.selectFile(name)
        dialog.fileSelected.connect(
            lambda chosen: self._pane.start_write(self._write, export, Path(chosen))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _write(
        self, export: Callable[[Path], Awaitable[int]], path: Path
    ) -> None:
        count = await export(path)
        self._pane.notice.show_text(
            f"{counted(count, 'request')} written to “{path}”, secrets masked.",
            state="ok",
            actions=(("Open folder", lambda: _open(path.parent)),),
        )


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
