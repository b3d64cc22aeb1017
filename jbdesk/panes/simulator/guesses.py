"""Guesses: how sure each answer of the simulator is, the least certain first."""

from collections.abc import Callable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.long_list import ListCard, choice
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets.labels import ElidedLabel
from jbdesk.widgets.table import Column, RowsTable

_MARKS = (
    ("inferred", "Inferred", "Nobody has shown it: the answer is only likely."),
    ("observed", "Observed", "Seen at the service by somebody, not documented."),
    ("documented", "Documented", "As the service's own documentation has it."),
)
_ALL = (
    "Every mark",
    "How each answer is known. Test against the service what is only likely.",
)
_COLOURS = {"inferred": "warn", "observed": "muted", "documented": "ok"}


def _member(name: str) -> Callable[[JsonObject], str]:
    return lambda item: str(item[name])


_COLUMNS = (
    Column(
        "Known from",
        lambda item: str(item["mark"]),
        width=96,
        token=lambda item: _COLOURS.get(item["mark"], ""),
    ),
    Column("Method", _member("method"), width=66),
    Column("Path", _member("path"), is_fixed=True, is_stretched=True),
    Column("Status", _member("status"), width=60, is_number=True),
    Column("Case", _member("case"), is_stretched=True),
    Column("Note", _member("note"), is_stretched=True),
)


class GuessesTab(Tab):
    """Begins with what is inferred; a choice shows the rest."""

    name = "Guesses"
    icon = "circle-help"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._items: list[Any] = []
        self._mark = choice("Known from", 11)
        self._about = ElidedLabel(colour="muted")
        self.table = RowsTable("Guesses", _COLUMNS)
        self._card = ListCard("Find answer")
        for mark, word, about in _MARKS:
            self._mark.addItem(word, (mark, about))
        self._mark.addItem(_ALL[0], ("", _ALL[1]))
        self._card.add_choice(self._mark)
        self.table.filter_field.hide()
        self._card.finder.textChanged.connect(self.table.filter_field.setText)
        self._card.finder.rows_wanted.connect(self.table.filter_field.rows_wanted)
        self._card.column.addWidget(self._about)
        self._card.column.addWidget(self.table, 1)
        self._column.addWidget(self._card, 1)
        self._mark.currentIndexChanged.connect(lambda _: self._show())
        self.table.shown_changed.connect(self._count)

    def search(self) -> None:
        self._card.finder.setFocus()
        self._card.finder.selectAll()

    async def look(self) -> None:
        if not self._items:  # the marks stand in the simulator's code
            self._items = (await self.controls.get("guesses"))["items"]
            self._show()

    def _show(self) -> None:
        mark, about = self._mark.currentData()
        self._about.setText(about)
        self.table.load(e for e in self._items if mark in ("", e["mark"]))

    def _count(self, shown: int, total: int) -> None:
        text = f"{total:,}" if shown == total else f"{shown:,} of {total:,}"
        self._card.count.show_state(text)
