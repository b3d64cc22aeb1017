"""Requests: what other programs asked of the tenant, and what it answered."""

import json
from collections import deque
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from jbdesk.model.exchange import Exchange, Headers
from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator import facts
from jbdesk.panes.simulator.long_list import ListCard
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.exchange_view import ExchangeView
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import Column, RowsTable

_MOST = 1000  # as many as the simulator keeps
_SIGN_IN = ("/v2/", "/v1/requestToken")
_SEARCHED = 2000  # characters of a body that the search looks through


def _status(each: Exchange) -> str:
    return "no answer" if each.status is None else str(each.status)


def path_of(exchange: Exchange) -> str:
    """Give what follows the address, which is the same for all."""
    parts = urlsplit(exchange.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


_COLUMNS = (
    Column("Time", lambda each: f"{each.at:%Y-%m-%d %H:%M:%S}", width=156),
    Column("Method", lambda each: each.method, width=66),
    Column("Path", path_of, is_fixed=True, is_stretched=True),
    Column(
        "Status",
        _status,
        width=86,
        token=lambda each: "" if each.is_success else "bad",
    ),
    Column("Sent", lambda each: each.request_body[:_SEARCHED]),
)
_SENT = 4  # hidden: a contact key in a body is found by it


class RequestsTab(Tab):
    """The newest first; asked only for what is new since the last look."""

    name = "Requests"
    icon = "arrow-right-left"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._last = 0
        self._base = ""  # the address that requests came to
        self._kept: deque[Exchange] = deque(maxlen=_MOST)
        self.table = RowsTable("Requests to the simulator", _COLUMNS)
        self.view = ExchangeView(
            "No request chosen",
            "Its answer and what was sent appear here.",
            is_short=True,
        )
        self._clear = button("Clear requests", self._clear_all, icon="trash-2")
        self._card = ListCard("Find request")
        self._set_up()
        self.table.chosen.connect(self._chosen)
        self.table.shown_changed.connect(self._count)

    def _set_up(self) -> None:
        self.table.view.setColumnHidden(_SENT, True)
        self.table.set_empty(
            "Nobody has asked the simulator anything",
            "Fire a test contact, or point another program here.",
        )
        self.table.filter_field.hide()
        self._card.finder.textChanged.connect(self.table.filter_field.setText)
        self._card.finder.rows_wanted.connect(self.table.filter_field.rows_wanted)
        self._card.add_action(self._clear)
        self._card.column.addWidget(self.table, 1)
        below = Card()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(*[theme.SPACE_2] * 4)
        inside.addWidget(self.view)
        splitter: QSplitter = self.put_side_by_side(self._card, below, sizes=(560, 500))
        splitter.setOrientation(Qt.Orientation.Horizontal)
        self._card.setMinimumWidth(420)
        below.setMinimumWidth(320)

    # What the pane calls.

    def forget(self) -> None:
        self._last, self._base = 0, ""
        self._kept.clear()
        self.view.clear()
        self.table.load(())

    def search(self) -> None:
        self._card.finder.setFocus()
        self._card.finder.selectAll()

    async def look(self) -> None:
        if not self._base:
            connection = await self.controls.get("connection")
            self._base = str(connection["rest_url"]).rstrip("/")
        told = await self.controls.get("requests", after=self._last)
        if told["last"] < self._last:  # it was started anew meanwhile
            self.forget()
            self.host.look_now()
            return
        self._last = told["last"]
        if told["items"]:
            self._kept.extend(exchange_of(self._base, each) for each in told["items"])
            self._show()

    def _show(self) -> None:
        """Load what is kept; who reads further down stays there."""
        bar = self.table.view.verticalScrollBar()
        place, before = bar.value(), self.table.view.model().rowCount()
        self.table.load(tuple(reversed(self._kept)))
        arrived = max(self.table.view.model().rowCount() - before, 0)
        bar.setValue(place + arrived * theme.ROW_HEIGHT if place else 0)

    def _count(self, shown: int, total: int) -> None:
        self._clear.setEnabled(total > 0)
        text = f"{total:,}" if shown == total else f"{shown:,} of {total:,}"
        self._card.count.show_state(text)

    def _chosen(self, exchange: Exchange | None) -> None:
        if exchange is None:
            self.view.clear()
        else:
            self.view.show_exchange(exchange)

    def _clear_all(self) -> None:
        async def clear() -> None:
            await self.controls.delete("requests")
            self._kept.clear()
            self._show()

        self.write(clear, locks=(self._clear,))


def exchange_of(base: str, item: JsonObject) -> Exchange:
    """Make what the tenant noted an exchange as the activity list shows it."""
    status = item["status"]
    at = facts.moment(item["at"])
    assert at is not None
    return Exchange(
        id=str(item["number"]),
        at=at,
        method=str(item["method"]),
        url=f"{base}{item['path']}",
        request_headers=_headers(item),
        request_body=_text(item["body"]),
        status=status,
        answer_body=_text(item["answer"]),
        error="" if status is not None else "A fault cut the line: no answer was sent.",
    )


def _headers(item: JsonObject) -> Headers:
    """Give what such a request needs: the journal keeps no headers."""
    told: Headers = ()
    if not str(item["path"]).startswith(_SIGN_IN):
        told = (("Authorization", ""),)
    return (*told, ("Content-Type", "application/json")) if item["body"] else told


def _text(body: Any) -> str:
    if body is None or isinstance(body, str):
        return body or ""
    return json.dumps(body, ensure_ascii=False)
