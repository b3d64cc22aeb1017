"""From a file or a number to a run that is ready to be fired."""

from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from jbdesk.model import contact_rows
from jbdesk.model.contact_rows import Mapping
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.problem import Failure
from jbdesk.model.run import Run
from jbdesk.panes.fire_many_file import FileCard
from jbdesk.panes.fire_many_host import Host
from jbdesk.panes.fire_many_prepare import LOOKED_AT, Prepare
from jbdesk.services import rows_check, rows_file
from jbdesk.services.connection import Connection
from jbdesk.services.row_mappings import RowMappings
from jbdesk.services.rows_file import RowsFile
from jbdesk.services.rows_source import FileSource, GeneratedSource, Source
from jbdesk.services.runs import Runs


class Setup(QObject):
    """Reads, maps, checks and hands over; the views show what it tells."""

    opened = Signal()  # there is something to prepare
    ready = Signal(Run)

    def __init__(self, host: Host, runs: Runs, mappings: RowMappings) -> None:
        super().__init__()
        self._host = host
        self._runs = runs
        self._mappings = mappings
        self._connection: Connection | None = None
        self._definition: EventDefinition | None = None
        self._fields: tuple[DataExtensionField, ...] = ()
        self._file: RowsFile | None = None
        self._generated = (0, 1)  # how many, and the seed
        self._source: Source | None = None
        self._turn = 0  # of checking and taking rows in; another one ends it
        self.card = FileCard()
        self.view = Prepare(self.card)
        self.card.reread.connect(self._reread)
        self.view.changed.connect(self._mapping_changed)
        self.view.check_wanted.connect(self._check_clicked)
        self.view.stop_wanted.connect(self.stop)
        self.view.fire_wanted.connect(self._fire_clicked)
        self.card.other_wanted.connect(self._ask_for_file)

    # What the page tells.

    def use(self, connection: Connection) -> None:
        self.stop()
        self._connection = connection
        self._file, self._generated = None, (0, 1)

    def show_definition(
        self, definition: EventDefinition, fields: tuple[DataExtensionField, ...]
    ) -> None:
        """Map onto the fields of another event definition."""
        is_same = self._definition is definition and fields == self._fields
        self._definition, self._fields = definition, fields
        if not is_same:
            self.stop()
            self._show_choices()

    def stop(self) -> None:
        """Give up reading and checking; what is shown stays."""
        self._turn += 1
        self.view.show_stopped()

    # A file, or made up.

    def open_file(self, path: Path, encoding: str = "", delimiter: str = "") -> None:
        if connection := self._connected():
            self._host.start(self._open_rows, connection, path, encoding, delimiter)

    async def _open_rows(
        self, connection: Connection, path: Path, encoding: str, delimiter: str
    ) -> None:
        self._host.notice.clear()
        file = await connection.work.run(
            rows_file.open_rows, path, encoding=encoding, delimiter=delimiter
        )
        records = await connection.work.run(file.first, LOOKED_AT)
        self._file = file
        self.card.show_file(file)
        self.view.show_file(file, records)
        self._show_choices()
        self.opened.emit()

    def _reread(self, encoding: str, delimiter: str) -> None:
        if self._file is not None:
            self.open_file(self._file.path, encoding, delimiter)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self.view.window(), "Choose a file of contacts")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.open()

    def generate(self, count: int, seed: int) -> None:
        """Make up rows for the fields of the event definition."""
        if self._definition is None:
            text = "Choose an event definition: its fields say what rows look like."
            self._host.notice.show_text(text, state="warn")
            return
        self._host.notice.clear()
        self._file, self._generated = None, (count, seed)
        self._show_choices()
        self.opened.emit()

    def _show_choices(self) -> None:
        file = self._file
        self._source = None
        self.view.begin(file.unit if file else "Row", has_mapping=file is not None)
        if file is not None:
            key = self._definition.key if self._definition else ""
            known = self._mappings.get(key, file.columns)
            mapping = known or contact_rows.guess(file.columns, self._fields)
            self.view.mapping.show_choices(file.columns, self._fields, mapping)
        elif self._generated[0]:
            source = self._made_up()
            self.card.show_generated(source.name)
            self.view.show_rows(tuple(islice(source.rows(), LOOKED_AT)))

    def _made_up(self) -> GeneratedSource:
        count, seed = self._generated
        return GeneratedSource(self._fields, count, seed)

    def _mapping_changed(self) -> None:
        self._source = None
        self.view.begin(self._file.unit if self._file else "Row", has_mapping=True)

    # Checking.

    def _check_clicked(self) -> None:
        connection = self._connected()
        if connection is None or self._definition is None:
            text = "Choose an event definition first."
            self._host.notice.show_text(text, state="warn")
            return
        self._host.notice.clear()
        if self._file is None:
            self._source = self._made_up()
        elif self.view.mapping.check():
            mapping = self.view.mapping.mapping
            self._source = FileSource(self._file, mapping, self._fields)
            self._remember(self._definition.key, self._file, mapping)
        else:
            return
        self._turn += 1
        self._host.start_write(self._check, connection, self._source, self._turn)

    def _remember(self, key: str, file: RowsFile, mapping: Mapping) -> None:
        if mapping != contact_rows.guess(file.columns, self._fields):
            self._mappings.put(key, file.columns, mapping)

    async def _check(self, connection: Connection, source: Source, turn: int) -> None:
        self.view.report.begin(source.unit)
        self.view.show_checking()
        reports = rows_check.check(connection.work, source)
        report = None
        try:
            async for report in reports:
                if turn != self._turn:
                    return
                self.view.show_checking(report)
        finally:
            await reports.aclose()
            if turn == self._turn:
                self.view.show_stopped()
        assert report is not None
        self.view.show_report(report)

    # Handing over.

    def _fire_clicked(self) -> None:
        connection, source = self._connected(), self._source
        if connection is not None and source is not None:
            self._turn += 1
            self._host.start_write(self._hand_over, connection, source, self._turn)

    async def _hand_over(
        self, connection: Connection, source: Source, turn: int
    ) -> None:
        assert self._definition is not None

        def heard(share: float) -> None:
            if turn != self._turn:
                raise Failure("Given up before anything was sent.")
            self.view.show_share(share, is_checking=False)

        settings = self.view.settings.settings
        run = await connection.work.run(
            self._runs.create,
            source.name,
            self._definition.key,
            connection.settings.id,
            settings,
        )
        heard(0.0)
        try:
            run = await rows_check.hand_over(
                connection.work,
                source,
                self._runs,
                run,
                is_first_only=self.view.report.is_first_only,
                heard=heard,
            )
        finally:
            if turn == self._turn:
                self.view.show_stopped()
        self.ready.emit(run)

    def _connected(self) -> Connection | None:
        if self._connection is None:
            text = "Not connected. Choose a connection first."
            self._host.notice.show_text(text, state="warn")
        return self._connection
