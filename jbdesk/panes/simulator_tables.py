"""The tables of the simulator pane: contacts inside, outbox, rows."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator_facts import Extension
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.labels import strong
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import Column, RowsTable

_TIME = 140
_FILTER_WIDTH = 220
_LETTER = 8  # pixels, about
_NARROWEST, _WIDEST = 80, 260  # columns of a data extension
INSIDE = (
    Column("Contact", attrgetter("contact_key"), width=190, is_fixed=True),
    Column("Journey", attrgetter("journey"), width=200, is_stretched=True),
    Column("Activity", attrgetter("activity"), width=200, is_stretched=True),
    Column("Since", attrgetter("since"), width=_TIME),
    Column("Until", attrgetter("until"), width=_TIME),
)
OUTBOX = (
    Column("Sent", attrgetter("at"), width=_TIME),
    Column("To", attrgetter("to"), is_stretched=True),
    Column("Message", attrgetter("name"), is_stretched=True),
    Column("Journey", attrgetter("journey"), is_stretched=True),
)


class TableCard(Card):
    """A table under its title, with the number of its rows and its filter."""

    def __init__(self, name: str, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.SPACE_2)
        self.count = Badge()
        self.title = strong(name)
        self.head.addWidget(self.title)
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(
            theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        self._column.setSpacing(theme.SPACE_1)
        self._column.addLayout(self.head)
        self._rows: tuple[Any, ...] | None = None
        self.table = self._place(RowsTable(name, columns))

    def _place(self, table: RowsTable) -> RowsTable:
        table.filter_field.setFixedWidth(_FILTER_WIDTH)
        table.filter_field.setFixedHeight(theme.BUTTON_HEIGHT)
        self.head.addWidget(table.filter_field)
        self._column.addWidget(table, 1)
        return table

    def show_rows(self, rows: Iterable[Any], count: int | None = None) -> None:
        """Show the rows; the same ones again are left as they stand."""
        told = tuple(rows)
        if not self.title.isHidden():
            self.count.show_state(str(len(told) if count is None else count))
        if told != self._rows:
            self._rows = told
            self.table.load(told)


class RowsCard(TableCard):
    """The rows of one data extension, in the columns it has."""

    chosen = Signal(str)  # a data extension's id

    def __init__(self) -> None:
        super().__init__("Data extension rows", ())
        self._fields: tuple[str, ...] = ()
        self._choice = QComboBox()
        self._choice.setAccessibleName("Data extension")
        self._choice.setFixedHeight(theme.BUTTON_HEIGHT)
        self._choice.setMinimumContentsLength(14)
        self._choice.activated.connect(
            lambda position: self.chosen.emit(self._choice.itemData(position))
        )
        self.head.insertWidget(0, self._choice)
        self.title.hide()
        self.count.hide()  # the choice tells it

    @property
    def extension_id(self) -> str:
        return str(self._choice.currentData() or "")

    def show_extensions(self, extensions: tuple[Extension, ...]) -> None:
        """List them; the first time the fullest one is chosen."""
        if self._choice.view().isVisible() or not extensions:
            return
        fullest = max(extensions, key=attrgetter("rows"))
        known = {each.id for each in extensions}
        wanted = self.extension_id if self.extension_id in known else fullest.id
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for each in extensions:
                self._choice.addItem(f"{each.name} · {each.rows}", each.id)
            self._choice.setCurrentIndex(self._choice.findData(wanted))

    def show_fields(self, fields: tuple[str, ...], rows: list[JsonObject]) -> None:
        """Show rows by their fields; other fields make another table."""
        if fields != self._fields:
            self._fields, self._rows = fields, None
            before = self.table
            for each in (before.filter_field, before):
                each.hide()
                each.deleteLater()
            columns = tuple(_column(name, rows) for name in fields)
            self.table = self._place(RowsTable("Data extension rows", columns))
            self.table.set_empty(
                "No rows yet", "An accepted event writes its row here."
            )
        self.show_rows(rows)


def _column(name: str, rows: list[JsonObject]) -> Column:
    longest = max([len(name), *(len(_told(row.get(name))) for row in rows)])
    width = min(max(longest * _LETTER + theme.SPACE_6, _NARROWEST), _WIDEST)
    return Column(name, lambda row: _told(row.get(name)), width=width)


def _told(value: Any) -> str:
    return "" if value is None else str(value)


class SimulatorTables(QSplitter):
    """Who is inside above; what was sent and what was written below."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.inside = TableCard("Contacts inside", INSIDE)
        self.outbox = TableCard("Outbox", OUTBOX)
        self.rows = RowsCard()
        self.inside.table.set_empty(
            "Nobody is inside a journey",
            "Fire a test contact: while it is on its way, it stands here.",
        )
        self.outbox.table.set_empty(
            "No message was sent",
            "What journeys send lands here; nothing leaves this computer.",
        )
        below = QSplitter(Qt.Orientation.Horizontal)
        for card in (self.outbox, self.rows):
            below.addWidget(card)
            card.setMinimumWidth(280)
        for half in (self.inside, below):
            self.addWidget(half)
            half.setMinimumHeight(140)
        for splitter in (self, below):
            splitter.setHandleWidth(theme.SPACE_3)
            splitter.setChildrenCollapsible(False)
            splitter.setSizes([520, 480])


def framed(*parts: QWidget) -> QWidget:
    """Put parts under one another with the look's margins."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(*[theme.SPACE_4] * 4)
    column.setSpacing(theme.SPACE_3)
    for part in parts[:-1]:
        column.addWidget(part)
    column.addWidget(parts[-1], 1)
    return made
