"""The columns of the journey list: what each tells, and which are shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from jbdesk.model.journeys.journey_fields import ENTRY_MODES
from jbdesk.model.journeys.journey_row import FOLDERS, JourneyRow, folder_word
from jbdesk.widgets.buttons import button
from jbdesk.widgets.table import Column

TOKENS = {  # the colour of a status
    "Published": "ok",
    "Draft": "muted",
    "Paused": "warn",
    "Unpublished": "warn",
    "Stopped": "bad",
}
_MODES = {each.value: each.label for each in ENTRY_MODES}


@dataclass(frozen=True)
class Offered:
    """One row of the table: a column, and whether it is shown at first."""

    column: Column
    is_usual: bool = False


def moment(text: str) -> str:
    """Give the service's date to the minute; it has no zone."""
    return text[:16].replace("T", " ")


def number(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def status_token(row: JourneyRow) -> str:
    return TOKENS.get(row.status, "text")


_DATE = 140
OFFERED = (
    Offered(
        Column("Status", lambda e: e.status_word, width=100, token=status_token),
        is_usual=True,
    ),
    Offered(
        Column(
            "Version",
            lambda row: str(row.version),
            sort=lambda row: row.version,
            width=68,
            is_number=True,
        ),
        is_usual=True,
    ),
    Offered(
        Column(
            "Live",
            lambda row: f"v{row.live.version}" if row.live else "",
            sort=lambda row: row.live.version if row.live else 0,
            width=56,
            about="The version that admits contacts",
        ),
        is_usual=True,
    ),
    Offered(
        Column(
            "Inside",
            lambda row: number(row.inside_all),
            sort=lambda row: row.inside_all or 0,
            width=72,
            is_number=True,
            about="How many contacts are in the latest and the running version now",
        ),
        is_usual=True,
    ),
    Offered(
        Column(
            "Ever",
            lambda row: number(row.ever),
            sort=lambda row: row.ever or 0,
            width=72,
            is_number=True,
            about="How many contacts have ever entered the latest version",
        )
    ),
    Offered(Column("Tags", lambda row: ", ".join(row.tags), width=140)),
    Offered(
        Column(
            "Folder",
            lambda e: "" if e.folder is None else folder_word(e.folder),
            about=FOLDERS,
        )
    ),
    Offered(
        Column("Re-entry", lambda e: _MODES.get(e.entry_mode, e.entry_mode), width=170)
    ),
    Offered(Column("Key", lambda e: e.key, width=180, is_fixed=True), is_usual=True),
    Offered(Column("Created", lambda e: moment(e.created_date), width=_DATE)),
    Offered(Column("Published", lambda e: moment(e.published_date), width=_DATE)),
    Offered(
        Column(
            "Modified",
            lambda row: moment(row.modified_date),
            sort=lambda row: row.modified_date,
            width=_DATE,
        ),
        is_usual=True,
    ),
)


class ColumnsMenu(QWidget):
    """Nothing to see: the menu behind the button “Columns”."""

    changed = Signal()

    def __init__(self, view: QTableView, columns: tuple[Column, ...]) -> None:
        super().__init__(view)
        self.hide()
        self._view = view
        self._titles = [each.title for each in columns]
        self.button = button("Columns", self._open, icon="table-2")
        self._menu = QMenu(self.button)
        usual = {each.column.title: each.is_usual for each in OFFERED}
        self._actions = {e: self._action(e) for e in self._titles[1:]}
        self.show_only(e for e in self._titles[1:] if usual.get(e, True))

    def _action(self, title: str) -> QAction:
        action = QAction(title, self._menu, checkable=True)
        action.toggled.connect(lambda is_on: self._toggled(title, is_on))
        self._menu.addAction(action)
        return action

    def _toggled(self, title: str, is_on: bool) -> None:
        self._view.setColumnHidden(self._titles.index(title), not is_on)
        self.changed.emit()

    def _open(self) -> None:
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    @property
    def shown(self) -> list[str]:
        return list(self._shown())

    def _shown(self) -> Iterator[str]:
        for title, action in self._actions.items():
            if action.isChecked():
                yield title

    def show_only(self, titles: Iterable[str]) -> None:
        """Show the first column, and of the others these."""
        wanted = set(titles)
        for title, action in self._actions.items():
            action.setChecked(title in wanted)
            self._view.setColumnHidden(self._titles.index(title), title not in wanted)
