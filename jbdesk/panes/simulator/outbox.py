"""The outbox: every message that journeys sent, and all that is known of one."""

from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.panes.simulator import facts
from jbdesk.panes.simulator.facts import Message
from jbdesk.panes.simulator.long_list import LongList
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets import theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.json_view import JsonView
from jbdesk.widgets.labels import ElidedLabel, body, caption
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import Column

_COLUMNS = (
    Column("Sent", attrgetter("at"), width=134),
    Column("To", attrgetter("to"), is_stretched=True),
    Column("Message", attrgetter("name"), is_stretched=True),
    Column("Journey", attrgetter("journey"), is_stretched=True),
)


class OutboxTab(Tab):
    """The newest first; the chosen one whole beside it."""

    name = "Outbox"
    icon = "mail"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        table = PagedTable("Outbox", _COLUMNS, attrgetter("number"))
        table.set_empty(
            "No message was sent",
            "What journeys send lands here; nothing leaves this computer.",
        )
        self.list = LongList("Find message", table)
        self.details = _Details()
        table.chosen.connect(self.details.show_message)
        table.wanted.connect(host.look_now)
        self.list.narrowed.connect(host.look_now)
        self.put_side_by_side(self.list, self.details, sizes=(660, 400))
        self.list.setMinimumWidth(420)
        self.details.setMinimumWidth(300)

    def forget(self) -> None:
        self.list.table.begin()
        self.details.clear()

    def search(self) -> None:
        self.list.finder.setFocus()
        self.list.finder.selectAll()

    def outdate(self) -> None:
        self.list.table.outdate()

    async def look(self) -> None:
        await self.list.read(
            self.controls, "outbox", made=facts.message_of, newest="true"
        )


class _Details(Card):
    def __init__(self) -> None:
        super().__init__()
        self._title = ElidedLabel(set_as="title")
        self._about = body()
        self._bindings = _Bindings()
        self._what = caption("All that the simulator noted of it")
        self._json = JsonView("Message")
        self._empty = EmptyState(
            "No message chosen", "To whom it went and what it said appear here."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        self._parts = (
            self._title,
            self._about,
            self._bindings,
            self._what,
            self._json,
        )
        for part in self._parts:
            column.addWidget(part, int(part is self._json))
        column.addWidget(self._empty, 1)
        self._about.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.clear()

    def clear(self) -> None:
        self._show_parts(is_chosen=False)

    def show_message(self, message: Message) -> None:
        self._title.setText(message.subject or message.name)
        lines = [
            f"To {message.to}, at {message.at}",
            f"“{message.name}” of {message.journey}",
        ]
        if message.deeds:
            lines.append(f"The contact: {message.deeds}")
        self._bindings.show_bindings(message.body.get("bindings"))
        self._about.setText("\n".join(lines))
        self._json.show_value(message.body)
        self._show_parts(is_chosen=True)

    def _show_parts(self, *, is_chosen: bool) -> None:
        for part in self._parts:
            part.setVisible(is_chosen)
        self._empty.setVisible(not is_chosen)


class _Bindings(QWidget):
    """What each data binding of the message resolved to."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_bindings(self, bindings: Any) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        told = bindings if isinstance(bindings, dict) else {}
        for name, value in told.items():
            # Its end is the field, and says most.
            side = Qt.TextElideMode.ElideLeft
            binding = ElidedLabel(name, set_as="fixed", colour="muted", mode=side)
            self._column.addWidget(binding)
            self._column.addWidget(body(f"→ {value}" if value != "" else "→ nothing"))
