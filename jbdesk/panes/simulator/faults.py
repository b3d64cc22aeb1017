"""Faults: what goes wrong on purpose, how often it has, and a form for more."""

from dataclasses import dataclass
from operator import attrgetter

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.fault_form import FaultForm
from jbdesk.panes.simulator.long_list import ListCard
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets.buttons import button
from jbdesk.widgets.table import Column, RowsTable


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
        self._rows: tuple[_Row, ...] | None = None
        self._form = FaultForm()
        self.table = RowsTable("Faults", _COLUMNS)
        self.table.set_empty(
            "No fault is on",
            "Choose an example at the right: the simulator misbehaves as networks and"
            " services do.",
        )
        self._remove = button("Remove", self._remove_chosen, icon="trash-2")
        self._clear = button("Clear all", self._clear_all)
        self._card = ListCard("Find fault")
        self._card.finder.textChanged.connect(self.table.filter_field.setText)
        self._card.finder.rows_wanted.connect(self.table.filter_field.rows_wanted)
        self.table.filter_field.hide()
        for each in (self._remove, self._clear):
            each.setEnabled(False)
            self._card.add_action(each)
        self._card.column.addWidget(self.table, 1)
        self._form.wanted.connect(self._add)
        self.table.chosen.connect(lambda row: self._remove.setEnabled(row is not None))
        self.put_side_by_side(self._card, self._form, sizes=(660, 400))
        self._form.setMinimumWidth(320)

    def search(self) -> None:
        self._card.finder.setFocus()

    def forget(self) -> None:
        self._rows = None

    async def look(self) -> None:
        told = await self.controls.get("faults")
        self._form.show_table(told)
        rows = tuple(_row(at, e, told) for at, e in enumerate(told["rules"]))
        if rows != self._rows:
            chosen = self.table.current
            self._rows = rows
            self.table.load(rows)
            if chosen is not None and chosen.position < len(rows):
                self.table.choose(rows[chosen.position])  # its hits may have grown
            self._card.count.show_state(str(len(rows)))
            self._clear.setEnabled(bool(rows))
            self._remove.setEnabled(self.table.current is not None)

    def _add(self, rule: JsonObject) -> None:
        async def add() -> None:
            await self.controls.post("faults", body=rule)
            self.host.notice.clear()

        self.write(add, locks=(self._form.add,))

    def _remove_chosen(self) -> None:
        chosen = self.table.current
        if chosen is None:
            return

        async def remove() -> None:
            await self.controls.delete("faults", str(chosen.position))

        self.write(remove, locks=(self._remove,))

    def _clear_all(self) -> None:
        async def clear() -> None:
            await self.controls.delete("faults")

        self.write(clear, locks=(self._clear,))


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
