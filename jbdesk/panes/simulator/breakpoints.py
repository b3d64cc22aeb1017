"""Breakpoints: the activities at which the clock stops when somebody comes."""

from dataclasses import dataclass
from operator import attrgetter

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.breakpoint_form import BreakpointForm
from jbdesk.panes.simulator.short_list import ShortList
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets.table import Column

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
        self._form = BreakpointForm()
        self._list = ShortList("Breakpoints", "Find breakpoint", _COLUMNS)
        self._list.table.set_empty(
            "No breakpoint yet",
            "With one, the clock stops where a contact reaches an activity.",
        )
        self._form.wanted.connect(self._add)
        self._list.remove_wanted.connect(self._remove)
        self._list.clear_wanted.connect(lambda: self._keep([]))
        self.put_side_by_side(self._list, self._form, sizes=(680, 340))

    def search(self) -> None:
        self._list.finder.setFocus()

    def forget(self) -> None:
        self._list.forget()

    async def look(self) -> None:
        journeys = await self.controls.get("journeys")
        self._form.show_journeys(journeys["items"])
        told = await self.controls.get("breakpoints")
        self._list.show_rows([_row(each) for each in told["items"]])

    def _add(self, body: JsonObject) -> None:
        async def add() -> None:
            await self.controls.put("breakpoints", body=body)
            self.host.notice.clear()

        self.write(add, locks=(self._form.add,))

    def _remove(self, chosen: _Row) -> None:
        self._keep([each for each in self._list.rows if each != chosen])

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
