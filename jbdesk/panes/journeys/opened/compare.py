"""Compares what is open with another journey: a version, a file, another tenant's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jbdesk.editor.comparing.compare_view import CompareView
from jbdesk.model.journey import Journey
from jbdesk.model.journeys.journey_row import JourneyRow, status_word
from jbdesk.model.package import PackageSettings
from jbdesk.panes.journeys.choice import TO_COMPARE, Choice
from jbdesk.panes.journeys.front import Front
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.journeys import journey_files, journeys
from jbdesk.services.journeys.journey_files import JourneyFile

HERE = "what is open here"
_JSON_FILES = "Journeys (*.json);;All files (*)"


@dataclass(frozen=True)
class Source:
    """One row to choose: what it is, and what choosing it does."""

    name: str
    version: str
    status: str
    key: str
    take: Callable[[], None]


class Comparisons:
    """Does what the head's “Compare…” asks."""

    def __init__(
        self, host: Host, front: Front, over: QWidget, elsewhere: Elsewhere
    ) -> None:
        self._host = host
        self._front = front
        self._elsewhere = elsewhere
        self._other_connection: Connection | None = None
        self._choice = Choice(over, TO_COMPARE)
        self._choice.chosen.connect(lambda row: row.take())

    def leave(self) -> None:
        self._choice.hide()
        if self._other_connection is not None:
            self._other_connection.close()
        self._other_connection = None

    def compare(self) -> None:
        """Ask with which journey; then show both."""
        if self._host.page.document is not None:
            self._host.start(self._ask)

    async def _ask(self) -> None:
        rows = [*self._own(), *await self._of_service(self._host.connection)]
        used = self._host.connection
        rows += [self._other(each) for each in self._elsewhere.but(used)]
        self._choice.ask(rows)

    def _own(self) -> Iterator[Source]:
        page = self._host.page
        if page.kept is not None and page.is_unsaved:
            where = "file" if page.file is not None else "service"
            name = f"As the {where} has it"
            version = str(page.document.stamp.version) if page.document else ""
            take = partial(self.show, name, page.kept)
            yield Source(name, version, "", page.kept.key, take)
        yield Source("A file…", "", "", "", self._choose_file)

    async def _of_service(self, connection: Connection | None) -> list[Source]:
        document = self._host.page.document
        if connection is None or document is None:
            return []
        own: tuple[JourneyRow, ...] = ()
        if document.stamp.is_saved:
            own = await journeys.versions(connection, document.journey.key)
        others = await journeys.list_all(connection)
        known = {each.key for each in own}
        rest = (each for each in others if each.key not in known)
        is_shown = (document.journey.key, document.stamp.version)
        return [
            self._of_row(connection, each)
            for each in (*own, *rest)
            if (each.key, each.version) != is_shown or each.key not in known
        ]

    def _of_row(self, connection: Connection, row: JourneyRow, of: str = "") -> Source:
        take = partial(self._host.start, self._read, connection, row, of)
        return Source(row.name + of, str(row.version), row.status_word, row.key, take)

    async def _read(self, connection: Connection, row: JourneyRow, of: str) -> None:
        journey, stamp = await journeys.open(connection, row)
        self.show(f"{_named(journey, stamp.version, stamp.status)}{of}", journey)

    # Another connection.

    def _other(self, settings: PackageSettings) -> Source:
        take = partial(self._host.start, self._ask_other, settings)
        return Source(f"Journeys of “{settings.name}”…", "", "", "", take)

    async def _ask_other(self, settings: PackageSettings) -> None:
        self.leave()
        connection = await self._elsewhere.connect(settings)
        self._other_connection = connection
        rows = await journeys.list_all(connection)
        of = f" of {settings.name}"
        self._choice.ask([self._of_row(connection, each, of) for each in rows])

    # A file.

    def _choose_file(self) -> None:
        dialog = QFileDialog(self._host.page.window(), "Compare with a journey file")
        dialog.setNameFilter(_JSON_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(
            lambda name: self._host.start(self._read_file, Path(name))
        )
        dialog.open()

    async def _read_file(self, path: Path) -> None:
        file = await journey_files.read(path)
        if len(file.journeys) == 1:
            self._show_of(file, 0)
        else:
            self._choice.ask(
                Source(
                    name,
                    str(JourneyRow(journey.body).version),
                    JourneyRow(journey.body).status_word,
                    journey.key,
                    partial(self._show_of, file, position),
                )
                for position, (name, journey) in enumerate(
                    zip(file.names, file.journeys, strict=True)
                )
            )

    def _show_of(self, file: JourneyFile, position: int) -> None:
        self.show(f"“{file.path.name}”", file.journeys[position])

    # Showing.

    def show(self, name: str, other: Journey) -> None:
        """Show what became of another journey in what is open."""
        document = self._host.page.document
        if document is None:
            return
        self._host.notice.clear()
        view = CompareView((name, HERE), other, document.journey)
        view.closed.connect(self._front.show_editor)
        self._front.show_view(view, f"Compare “{document.journey.name}”")


def _named(journey: Journey, version: int, status: str) -> str:
    return f"“{journey.name}” version {version} ({status_word(status)})"
