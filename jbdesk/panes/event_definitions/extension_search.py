"""Finds the data extension that an event shall fill, page after page."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jbdesk.model.data_extension import DataExtension
from jbdesk.model.problem import Failure
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import Label
from jbdesk.widgets.table import Column, RowsTable

_PAUSE = 250  # milliseconds without a key until the service is asked


def _sendable(each: DataExtension) -> str:
    return each.contact_key_field or "not sendable"


COLUMNS = (
    Column("Name", lambda each: each.name, is_stretched=True),
    Column("Key", lambda each: each.key, width=200, is_fixed=True),
    Column("Contact key field", _sendable, width=130),
)


class ExtensionSearch(QWidget):
    """A field to search by, and what the service found so far."""

    wanted = Signal(str, int)  # the text, the page
    chosen = Signal(object)  # DataExtension, or None

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[DataExtension, ...] = ()
        self._page = 0
        self._wanted = ("", "")  # id and name
        self._field = QLineEdit()
        self._field.setAccessibleName("Find data extension")
        self._field.setPlaceholderText("Part of its name, key or description")
        self._field.setFixedHeight(theme.CONTROL_HEIGHT)
        self._table = RowsTable("Data extensions", COLUMNS)
        self._table.filter_field.hide()
        self._told = Label(set_as="label", colour="muted")
        self._more = button("Read more", self._read_more)
        self._settles = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._field.textEdited.connect(lambda _: self._settles.start())
        self._field.returnPressed.connect(self.search)
        self._settles.timeout.connect(self.search)
        self._table.chosen.connect(self._chosen)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._field)
        column.addWidget(self._table, 1)
        column.addLayout(foot)
        self._table.setMinimumHeight(6 * theme.ROW_HEIGHT)

    @property
    def current(self) -> DataExtension | None:
        found: DataExtension | None = self._table.current
        return found

    @property
    def tabs(self) -> tuple[QWidget, ...]:
        """What Tab comes to here, in order."""
        return (self._field, self._table.view, self._more)

    @property
    def choice(self) -> tuple[str, str]:
        """The id and name of the one that is chosen, or was before it was read."""
        found = self.current
        return (found.id, found.name) if found is not None else self._wanted

    def want(self, id_: str, name: str) -> None:
        """Look for this one and choose it; "" begins with nothing."""
        self._wanted = (id_, name)
        self._found = ()
        self._table.load(())
        self._field.setText(name)

    def search(self) -> None:
        """Ask for the first page of what was typed."""
        self._settles.stop()
        self._page = 1
        self._table.set_empty("Reading…")
        self.wanted.emit(self._field.text().strip(), 1)

    def _chosen(self, extension: DataExtension | None) -> None:
        if extension is not None:
            self._wanted = (extension.id, extension.name)
        self.chosen.emit(extension)

    def _read_more(self) -> None:
        self.wanted.emit(self._field.text().strip(), self._page + 1)

    def show_page(
        self, found: Iterable[DataExtension], number: int, total: int
    ) -> None:
        """Show a page behind those before it."""
        self._page = number
        self._found = (*(self._found if number > 1 else ()), *found)
        self._table.set_empty(
            "No data extension matches", "Type fewer letters, or make a new one."
        )
        self._table.load(self._found)
        self._choose_wanted()
        self._told.setText(f"{len(self._found)} of {total}" if total else "")
        self._more.setVisible(len(self._found) < total)

    def _choose_wanted(self) -> None:
        same = [each for each in self._found if each.id == self._wanted[0]]
        if same and self.current is None:
            self._table.choose(same[0])

    def show_failure(self, failure: Failure) -> None:
        self._found = ()
        self._table.set_empty("The data extensions could not be read", str(failure))
        self._table.load(())
        self._told.clear()
        self._more.hide()
