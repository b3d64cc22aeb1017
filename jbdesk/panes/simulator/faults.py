"""Faults: what goes wrong on purpose, how often it has, and a form for more."""

from dataclasses import dataclass
from operator import attrgetter

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.fault_form import FaultForm
from jbdesk.panes.simulator.short_list import ShortList
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets.table import Column


@dataclass(frozen=True)
class _Row:
    position: int
    what: str
    where: str
    when: str
    hits: str


_COLUMNS = (
    Column("What happens", attrgetter("what"), width=170),
    Column("Where", attrgetter("where"), is_fixed=True, is_stretched=True),
    Column("When", attrgetter("when"), is_stretched=True),
    Column("Hits", attrgetter("hits"), width=70, is_number=True),
)


class FaultsTab(Tab):
    """The rules in force at the left; the first that applies to a request acts."""

    name = "Faults"
    icon = "zap"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._form = FaultForm()
        self._list = ShortList("Faults", "Find fault", _COLUMNS)
        self._list.table.set_empty(
            "No fault is on",
            "Choose an example at the right: the simulator misbehaves as networks and"
            " services do.",
        )
        self._form.wanted.connect(self._add)
        self._list.remove_wanted.connect(self._remove)
        self._list.clear_wanted.connect(self._clear)
        self.put_side_by_side(self._list, self._form, sizes=(660, 400))
        self._form.setMinimumWidth(320)

    def search(self) -> None:
        self._list.finder.setFocus()

    def forget(self) -> None:
        self._list.forget()

    async def look(self) -> None:
        told = await self.controls.get("faults")
        self._form.show_table(told)
        rows = [_row(at, each, told) for at, each in enumerate(told["rules"])]
        chosen = self._list.table.current
        # The chosen one stays chosen although its hits may have grown.
        self._list.show_rows(rows, chosen.position if chosen is not None else None)

    def _add(self, rule: JsonObject) -> None:
        async def add() -> None:
            await self.controls.post("faults", body=rule)
            self.host.notice.clear()

        self.write(add, locks=(self._form.add,))

    def _remove(self, chosen: _Row) -> None:
        async def remove() -> None:
            await self.controls.delete("faults", str(chosen.position))

        self.write(remove, locks=(self._list.remove,))

    def _clear(self) -> None:
        async def clear() -> None:
            await self.controls.delete("faults")

        self.write(clear, locks=(self._list.clear,))


def _row(position: int, rule: JsonObject, told: JsonObject) -> _Row:
    action = next(each for each in told["actions"] if each["name"] == rule["action"])
    method, path = (str(rule.get(name) or "*") for name in ("method", "path"))
    where = " ".join(each for each in (method, path) if each != "*")
    said = [
        each["told"].format(rule[each["name"]])
        for each in (*action["parameters"], *told["matchers"])
        if each["told"] and rule.get(each["name"]) not in (None, False)
    ]
    return _Row(
        position,
        str(action["label"]),
        where or "any request",
        ", ".join(said) or "always",
        f"{rule['acted']} of {rule['matches']}",
    )
