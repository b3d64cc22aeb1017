"""Breakpoints: the activities at which the clock stops when somebody comes."""

from dataclasses import dataclass
from operator import attrgetter

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.breakpoint_form import BreakpointForm
from jbdesk.panes.simulator.long_list import ListCard
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets.buttons import button
from jbdesk.widgets.table import Column, RowsTable

_MEMBERS = ("journeyKey", "activityKey", "contactKey")


@dataclass(frozen=True)
class _Row:
    journey: str
    activity: str
    contact: str
    names: tuple[str, str, str]  # as the simulator takes them


_COLUMNS = (
    Column("Journey", attrgetter("journey"), is_stretched=True),
    Column("Activity", attrgetter("activity"), is_stretched=True),
    Column("Contact", attrgetter("contact"), width=200),
)


class BreakpointsTab(Tab):
    """The list at the left, a new one at the right."""

    name = "Breakpoints"
    icon = "hand"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._rows: tuple[_Row, ...] | None = None
        self._form = BreakpointForm()
        self.table = RowsTable("Breakpoints", _COLUMNS)
        self.table.set_empty(
            "No breakpoint yet",
            "With one, the clock stops where a contact reaches an activity.",
        )
        self._remove = button("Remove", self._remove_chosen, icon="trash-2")
        self._clear = button("Clear all", self._clear_all)
        self._card = ListCard("Find breakpoint")
        self._card.finder.textChanged.connect(self.table.filter_field.setText)
        self._card.finder.rows_wanted.connect(self.table.filter_field.rows_wanted)
        self.table.filter_field.hide()
        for each in (self._remove, self._clear):
            each.setEnabled(False)
            self._card.add_action(each)
        self._card.column.addWidget(self.table, 1)
        self._form.wanted.connect(self._add)
        self.table.chosen.connect(lambda row: self._remove.setEnabled(row is not None))
        self.put_side_by_side(self._card, self._form, sizes=(680, 340))

    def search(self) -> None:
        self._card.finder.setFocus()

    def forget(self) -> None:
        self._rows = None

    async def look(self) -> None:
        journeys = await self.controls.get("journeys")
        self._form.show_journeys(journeys["items"])
        told = await self.controls.get("breakpoints")
        rows = tuple(map(_row, told["items"]))
        if rows != self._rows:
            self._rows = rows
            self.table.load(rows)
            self._card.count.show_state(str(len(rows)))
            self._clear.setEnabled(bool(rows))
            self._remove.setEnabled(self.table.current is not None)

    def _add(self, body: JsonObject) -> None:
        async def add() -> None:
            await self.controls.put("breakpoints", body=body)
            self.host.notice.clear()

        self.write(add, locks=(self._form.add,))

    def _remove_chosen(self) -> None:
        chosen = self.table.current
        if chosen is not None:
            self._keep([each for each in self._rows or () if each != chosen])

    def _clear_all(self) -> None:
        self._keep([])

    def _keep(self, rows: list[_Row]) -> None:
        items = [dict(zip(_MEMBERS, each.names, strict=True)) for each in rows]

        async def put() -> None:
            await self.controls.put("breakpoints", body={"items": items})

        self.write(put)


def _row(item: JsonObject) -> _Row:
    journey, activity, contact = (str(item[name] or "") for name in _MEMBERS)
    return _Row(
        str(item["journeyName"] or journey),
        str(item["activityTitle"] or activity),
        contact or "whoever comes",
        (journey, activity, contact),
    )
