"""Connections handed on in a file, and taken in from one: never with their secrets."""

import asyncio
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from jbdesk.model.texts.words import counted
from jbdesk.services.connections import package_exchange
from jbdesk.services.connections.connections import Connections
from jbdesk.services.connections.package_exchange import TakenIn
from jbdesk.widgets.notice import Notice

_FILES = "Connections (*.json);;All files (*)"


class Host(Protocol):
    """The pane, as far as it is needed here."""

    notice: Notice

    def window(self) -> QWidget: ...
    def start_write(self, function: Any, *args: Any) -> None: ...
    def list_changed(self) -> None: ...


class Sharing:
    """Asks for a file, and tells what came of it."""

    def __init__(self, pane: Host, connections: Connections) -> None:
        self._pane = pane
        self._connections = connections

    def choose_place(self) -> None:
        """Ask where to, then write all connections but the simulator's."""
        dialog = self._dialog("Export connections")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("connections.json")
        dialog.fileSelected.connect(
            lambda name: self._pane.start_write(self.write, Path(name))
        )
        dialog.open()

    def choose_file(self) -> None:
        """Ask for a file, then take in what is new in it."""
        dialog = self._dialog("Import connections")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(
            lambda name: self._pane.start_write(self.take_in, Path(name))
        )
        dialog.open()

    async def write(self, path: Path) -> None:
        kept = self._connections.packages
        count = await asyncio.to_thread(package_exchange.write, path, kept)
        self._pane.notice.show_text(
            f"{counted(count, 'connection')} written to “{path.name}”, without any"
            " client secret.",
            state="ok",
        )

    async def take_in(self, path: Path) -> None:
        found = await asyncio.to_thread(package_exchange.read, path)
        taken = package_exchange.take_in(self._connections, found)
        self._pane.list_changed()
        state = "ok" if taken.added else "warn"
        self._pane.notice.show_text(_told(taken), state=state)

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._pane.window(), title)
        dialog.setNameFilter(_FILES)
        return dialog


def _told(taken: TakenIn) -> str:
    names = ", ".join(f"“{each.name}”" for each in taken.added)
    known = ", ".join(f"“{each}”" for each in taken.known)
    lines = []
    if names:
        lines.append(f"Taken in: {names}. Type each client secret at its first use.")
    if known:
        lines.append(f"Here already, and left as it is: {known}.")
    return "\n".join(lines) or "There is no connection in this file."
