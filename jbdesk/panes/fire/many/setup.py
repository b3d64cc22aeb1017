"""From a file or a number to a run that is ready to be fired."""

from itertools import islice

from PySide6.QtCore import QObject, Signal

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import contact_rows
from jbdesk.model.firing.contact_rows import Mapping
from jbdesk.model.firing.run import Run
from jbdesk.model.problem import Failure
from jbdesk.panes.fire.many.host import Host
from jbdesk.panes.fire.many.opener import Opener, Records
from jbdesk.panes.fire.many.prepare import LOOKED_AT, Prepare
from jbdesk.services.connections.connection import Connection
from jbdesk.services.rows.rows_file import RowsFile
from jbdesk.services.runs import rows_allowed, rows_check
from jbdesk.services.runs.row_mappings import RowMappings
from jbdesk.services.runs.rows_source import FileSource, GeneratedSource, Source
from jbdesk.services.runs.runs import Runs


class Setup(QObject):
    """Reads, maps, checks and hands over; the views show what it tells."""

    opened = Signal()  # there is something to prepare
    mapped = Signal(bool)  # whether an event definition's fields are known
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
        self.opener = Opener(host)
        self.view = Prepare(self.opener.card)
        self.opener.opened.connect(self._file_opened)
        self.view.changed.connect(self._mapping_changed)
        self.view.check_wanted.connect(self._check_clicked)
        self.view.stop_wanted.connect(self.stop)
        self.view.fire_wanted.connect(self._fire_clicked)

    # What the page tells.

    def use(self, connection: Connection) -> None:
        self.stop()
        self._connection = self.opener.connection = connection
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
        self.mapped.emit(True)

    def expect(self, definition: EventDefinition) -> None:
        """Let nothing be fired at another one until the fields of this are there."""
        if self._definition is not None and self._definition.key != definition.key:
            self.stop()
            self._definition = None
            self._show_choices()
            self.mapped.emit(False)

    def stop(self) -> None:
        """Give up reading and checking; what is shown stays."""
        self._turn += 1
        self.view.show_stopped()

    # A file, or made up.

    def _file_opened(self, file: RowsFile, records: Records) -> None:
        self._file = file
        self.view.show_file(file, records)
        self._show_choices()
        self.opened.emit()

    def generate(self, count: int, seed: int) -> None:
        """Make up rows for the fields of the event definition."""
        self._host.notice.clear()
        self._file, self._generated = None, (count, seed)
        self._show_choices()
        self.opened.emit()

    def _show_choices(self) -> None:
        file = self._file
        self._source = None
        self._begin()
        if file is not None:
            key = self._definition.key if self._definition else ""
            known = self._mappings.get(key, file.columns)
            mapping = known or contact_rows.guess(file.columns, self._fields)
            self.view.mapping.show_choices(file.columns, self._fields, mapping)
        elif self._generated[0]:
            source = self._made_up()
            self.opener.card.show_generated(source.name)
            self.view.show_rows(tuple(islice(source.rows(), LOOKED_AT)))

    def _made_up(self) -> GeneratedSource:
        count, seed = self._generated
        return GeneratedSource(self._fields, count, seed)

    def _mapping_changed(self) -> None:
        self._source = None
        self._begin()

    def _begin(self) -> None:
        self.view.begin(
            self._file.unit if self._file else "Row",
            has_mapping=self._file is not None,
            why_not="" if self._definition else "Choose an event definition.",
        )

    # Checking.

    def _check_clicked(self) -> None:
        connection = self._connection
        if connection is None or self._definition is None:
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
        self._source = rows_allowed.source(self._source, connection.guard)
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
        connection, source = self._connection, self._source
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
        self.view.show_share(0.0, is_checking=False)
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
