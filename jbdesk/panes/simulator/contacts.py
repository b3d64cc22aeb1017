"""Contacts: where they are, who is through, who was turned away, and each one's way."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator import facts
from jbdesk.panes.simulator.contact_details import ContactDetails
from jbdesk.panes.simulator.facts import ContactRow
from jbdesk.panes.simulator.long_list import LongList, choice
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.table import Column

_TIME = 134
_SINCE, _ALL_FROM = 3, 760  # a column, and the width from which it is shown
_EVERY = "All journeys"
_KEY = attrgetter("contact_key")
_JOURNEY = Column("Journey", attrgetter("journey"), is_stretched=True)


@dataclass(frozen=True)
class _View:
    """One of the three lists: what it shows, and what an empty one means."""

    show: str
    word: str
    name: str
    made: Callable[[JsonObject], ContactRow]
    columns: tuple[Column, ...]
    empty: tuple[str, str]


_CONTACT = Column("Contact", _KEY, width=180, is_fixed=True)
_VIEWS = (
    _View(
        "inside",
        "Inside",
        "Contacts inside",
        facts.inside_of,
        (
            _CONTACT,
            _JOURNEY,
            Column("Activity", attrgetter("where"), is_stretched=True),
            Column("Since", attrgetter("since"), width=_TIME),
            Column("Until", attrgetter("until"), width=_TIME),
        ),
        (
            "Nobody is inside a journey",
            "Fire a test contact: while it is on its way, it stands here.",
        ),
    ),
    _View(
        "left",
        "Through",
        "Contacts that are through",
        facts.left_of,
        (
            _CONTACT,
            _JOURNEY,
            Column("Left", attrgetter("since"), width=_TIME),
            Column("Why", attrgetter("where"), is_stretched=True),
        ),
        (
            "Nobody has left a journey",
            "Let the clock jump ahead, and contacts move on.",
        ),
    ),
    _View(
        "turned-away",
        "Turned away",
        "Contacts turned away",
        facts.refused_of,
        (
            _CONTACT,
            _JOURNEY,
            Column("When", attrgetter("since"), width=_TIME),
            Column("Why", attrgetter("where"), is_stretched=True),
        ),
        (
            "Nobody was turned away",
            "Whoever a journey does not let in stands here, with the reason.",
        ),
    ),
)


class ContactsTab(Tab):
    """The list at the left, and what the chosen contact did at the right."""

    name = "Contacts"
    icon = "users"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._is_old = True  # the list of journeys
        self._show = choice("Show", 9)
        self._journey = choice("Journey", 12)
        self._lists = QStackedWidget()
        self._list = [self._made(view) for view in _VIEWS]
        self.details = ContactDetails(self)
        self._fill()
        self.put_side_by_side(
            self._lists, self.details, sizes=(660, 400)
        ).splitterMoved.connect(lambda *_: self._fit())
        self._lists.setMinimumWidth(420)
        self.details.setMinimumWidth(320)

    def _made(self, view: _View) -> LongList:
        table = PagedTable(view.name, view.columns, attrgetter("id"))
        table.set_empty(*view.empty)
        made = LongList("Find contact", table)
        made.narrowed.connect(self.host.look_now)
        table.wanted.connect(self.host.look_now)
        table.chosen.connect(self._chosen)
        self._lists.addWidget(made)
        return made

    def _fill(self) -> None:
        for view in _VIEWS:
            self._show.addItem(view.word)
        self._journey.addItem(_EVERY, "")
        self._show.activated.connect(self._show_list)
        self._journey.activated.connect(lambda _: self._current.begin())
        self._show_list(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out since when, where there is no room for all columns."""
        view = self._list[0].table.view
        view.setColumnHidden(_SINCE, self._lists.width() < _ALL_FROM)

    @property
    def _current(self) -> LongList:
        return self._list[self._lists.currentIndex()]

    def _show_list(self, position: int) -> None:
        sought = self._current.finder.text()
        self._lists.setCurrentIndex(position)
        self._current.add_choice(self._show)
        self._current.add_choice(self._journey)
        with QSignalBlocker(self._current.finder):
            self._current.finder.setText(sought)
        if self.isVisible():
            self._current.begin()

    def _chosen(self, row: ContactRow) -> None:
        self.details.choose(row.contact_key)
        self.host.look_now()

    # What the pane calls.

    def show_contact(self, contact_key: str) -> None:
        """Follow a contact, whether the list shows it or not."""
        self.details.choose(contact_key)
        self.host.look_now()

    def forget(self) -> None:
        self.details.choose("")
        for each in self._list:
            each.table.begin()

    def search(self) -> None:
        self._current.finder.setFocus()
        self._current.finder.selectAll()

    def outdate(self) -> None:
        self._is_old = True
        self._current.table.outdate()
        self.details.outdate()

    async def look(self) -> None:
        if self._is_old:
            await self._read_journeys()
            self._is_old = False
        view = _VIEWS[self._lists.currentIndex()]
        journey = self._journey.currentData() or ""
        await self._current.read(
            self.controls, "contacts", made=view.made, show=view.show, journey=journey
        )
        await self.details.look()

    async def _read_journeys(self) -> None:
        found = await self.controls.get("journeys")
        names = {each["key"]: each["name"] for each in found["items"]}
        listed = [("", _EVERY), *sorted(names.items(), key=lambda each: each[1])]
        before = [
            (self._journey.itemData(at), self._journey.itemText(at))
            for at in range(self._journey.count())
        ]
        if listed == before or self._journey.view().isVisible():
            return
        wanted: Any = self._journey.currentData()
        with QSignalBlocker(self._journey):
            self._journey.clear()
            for key, name in listed:
                self._journey.addItem(name, key)
            self._journey.setCurrentIndex(max(self._journey.findData(wanted), 0))
