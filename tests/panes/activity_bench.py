"""The activity pane with stores of its own, used by accessible names."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView

from jbdesk.model.exchange import Exchange
from jbdesk.panes.activity.pane import ActivityPane
from jbdesk.services.afterwards.forgetting import Forgetting
from jbdesk.services.connections import connection
from jbdesk.services.connections.connections import Connections
from jbdesk.services.exchanges.journal import Journal
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.work import Work

NOW = datetime.now(UTC).replace(microsecond=0)
FIRED = Exchange(
    id="1",
    at=NOW - timedelta(seconds=9),
    method="POST",
    url="https://sub.rest.marketingcloudapis.com/interaction/v1/events",
    request_headers=(("Authorization", "Bearer ••••••"),),
    request_body='{"ContactKey": "susan@sausage.com"}',
    status=201,
    reason="Created",
    answer_body='{"eventInstanceId": "4b1fd742"}',
    milliseconds=182,
    label="Fire event",
    is_write=True,
    connection_id="nto",
    connection_name="NTO",
)
REFUSED = replace(
    FIRED, id="2", at=NOW - timedelta(seconds=8), status=400, reason="Bad Request"
)
UNREACHED = replace(
    FIRED,
    id="3",
    at=NOW - timedelta(seconds=7),
    status=None,
    reason="",
    answer_body="",
    error="The host was not found.",
)


class ActivityBench:
    """What a person does at the pane, and what they read there."""

    def __init__(self, aio, home):
        self.aio = aio
        self.home = home
        self.work = Work(2)
        self.ledger = Ledger(home)
        self.journal = Journal(home, tuple)
        self.pane = ActivityPane(
            self.journal,
            self.ledger,
            Forgetting(
                home, self.work, request=self.journal.store, delivery=self.ledger
            ),
            Connections(home),
        )
        self.pane.resize(1104, 756)
        self.connections = []

    def close(self):
        async def settled():
            self.pane.close()
            self.pane._gather.stop()
            await self.pane.idle()

        self.aio(settled())
        for each in self.connections:
            each.close()
        self.pane.deleteLater()
        self.journal.close()
        self.ledger.close()
        self.work.close()

    def connect(self, settings, secret):
        made = connection.connect(settings, secret, self.work, self.journal.record)
        self.connections.append(made)
        self.pane.use(made)
        return made

    def open(self):
        self.pane.show()
        self.pane.activateWindow()
        self.tell(self.pane.shown)

    def record(self, *exchanges):
        for each in exchanges:
            self.journal.record(each)

    def tell(self, act, *args):
        """Do something on the loop, and wait until all is read."""

        async def whole():
            act(*args)
            await self.settled()

        self.aio(whole())

    async def settled(self):
        """Wait until what arrived is shown, and nothing is under way."""
        await asyncio.sleep(0)
        await self.pane.idle()
        while self.pane._gather.isActive():
            await self.aio.until(lambda: not self.pane._gather.isActive())
            await self.pane.idle()

    @property
    def view(self):
        return self.find("Requests", QTableView)

    @property
    def details(self):
        return self.pane.details

    @property
    def question(self):
        return self.pane.details.question.text

    def find(self, name, kind):
        return next(
            each
            for each in self.pane.findChildren(kind)
            if each.accessibleName() == name
        )

    def press(self, name):
        named = [
            each
            for each in self.pane.findChildren(QAbstractButton)
            if each.accessibleName() == name and each.isVisible()
        ]
        assert named, f"no button “{name}”"
        assert named[0].isEnabled(), f"“{name}” is locked"
        self.tell(QTest.mouseClick, named[0], Qt.MouseButton.LeftButton)

    def has(self, name):
        named = self.pane.findChildren(QAbstractButton)
        return any(e.accessibleName() == name and e.isVisible() for e in named)

    def choose(self, name, text):
        self.tell(self.find(name, QComboBox).setCurrentText, text)

    def seek(self, text):
        """Type into the field and wait until the list is another one."""
        field = self.find("Find request", QLineEdit)

        async def typed():
            field.selectAll()
            QTest.keyClicks(field, text)
            await self.aio.signal(self.pane.list.filters.changed)
            await self.settled()

        self.aio(typed())

    def column(self, title):
        model = self.view.model()
        across = Qt.Orientation.Horizontal
        titles = [model.headerData(c, across) for c in range(model.columnCount())]
        position = titles.index(title)
        return [model.index(r, position).data() for r in range(model.rowCount())]

    def until_it_shows(self, number):
        async def whole():
            await self.aio.until(lambda: self.view.model().rowCount() == number)
            await self.settled()

        self.aio(whole())

    def click(self, row):
        index = self.view.model().index(row, 0)
        self.view.scrollTo(index)
        place = self.view.visualRect(index).center()
        viewport = self.view.viewport()

        def click():
            QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)

        self.tell(click)
