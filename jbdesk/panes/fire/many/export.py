"""Asks where the results of a run go, and writes them there."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jbdesk.model.firing.run import Run
from jbdesk.model.texts.words import counted
from jbdesk.panes.fire.many.host import Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.runs import run_export
from jbdesk.services.runs.runs import Runs

_SAFE = "CSV, safe for spreadsheets (*.csv)"
_PLAIN = "CSV as it is (*.csv)"
_JUNIT = "JUnit (*.xml)"


class Export:
    """Writes CSV, with or without what keeps spreadsheets from running it, or JUnit."""

    def __init__(self, host: Host, runs: Runs, over: QWidget) -> None:
        self._host = host
        self._runs = runs
        self._over = over
        self.connection: Connection | None = None

    def ask_for_csv(self, run: Run) -> None:
        self._ask_for_file(run, "csv", _SAFE, _PLAIN)

    def ask_for_junit(self, run: Run) -> None:
        self._ask_for_file(run, "xml", _JUNIT)

    def _ask_for_file(self, run: Run, suffix: str, *kinds: str) -> None:
        dialog = QFileDialog(self._over.window(), "Export the results")
        dialog.setAccessibleName(dialog.windowTitle())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(kinds)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{Path(run.source).stem}-results.{suffix}")
        dialog.fileSelected.connect(
            lambda chosen: self._host.start_write(
                self._export, run, Path(chosen), dialog.selectedNameFilter()
            )
        )
        dialog.open()

    async def _export(self, run: Run, path: Path, kind: str) -> None:
        assert self.connection is not None
        write = partial(run_export.write_csv, is_safe=kind != _PLAIN)
        if kind == _JUNIT:
            write = partial(run_export.write_junit)
        count = await self.connection.work.run(write, path, self._runs, run)
        told = f"{counted(count, 'row')} written to “{path}”."
        self._host.notice.show_text(told, state="ok")
