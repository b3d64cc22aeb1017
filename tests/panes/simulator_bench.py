"""The simulator pane on a tenant, and another program that fires events at it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

from jbdesk.api import events
from jbdesk.api.client import Client
from jbdesk.model.problem import Failure
from jbdesk.panes.simulator import SimulatorPane
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import SIMULATOR
from jbdesk.services.work import Work

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


class SimulatorBench:
    """The pane, and another program that fires events at the tenant."""

    def __init__(self, tenant):
        settings = replace(
            SIMULATOR,
            client_id=tenant.client_id,
            auth_url=tenant.auth_url,
            rest_url=tenant.rest_url,
        )
        self.tenant = tenant
        self.client = Client(settings, lambda: tenant.client_secret, lambda _: None)
        self.work = Work(2)
        self.connection = Connection(settings, self.client, self.work)
        self.is_cut_off = False
        self.pane = SimulatorPane(self.control)
        self.pane.resize(1104, 756)
        self.pane.show()

    async def control(self, method, path, body=None):
        if self.is_cut_off:
            raise Failure("The simulator is not running.")
        return await asyncio.to_thread(self.client.control, method, path, body)

    async def fire(self, key):
        data = {"EmailAddress": f"{key}@example.com", "FirstName": key.title()}
        body = {"ContactKey": key, "EventDefinitionKey": SIGNUP, "Data": data}
        await self.connection(events.fire, body)
        await self.look()

    async def look(self):
        await self.pane.idle()
        self.pane.looked_at()
        await self.pane.idle()

    def find(self, name, kind=QWidget):
        found = [
            each
            for each in self.pane.findChildren(kind)
            if each.accessibleName() == name and each.isVisible()
        ]
        assert found, f"nothing is called “{name}”"
        return found[0]

    def has(self, name):
        return any(
            each.accessibleName() == name and each.isVisible()
            for each in self.pane.findChildren(QWidget)
        )

    async def press(self, name):
        QTest.mouseClick(self.find(name, QAbstractButton), Qt.MouseButton.LeftButton)
        await self.pane.idle()

    async def choose(self, name, text):
        box = self.find(name, QComboBox)
        position = box.findText(text, Qt.MatchFlag.MatchStartsWith)
        box.setCurrentIndex(position)
        box.activated.emit(position)
        await self.pane.idle()

    async def jump(self, text):
        await self.pick("Jump ahead", text)

    async def pick(self, button, text):
        """Press a button that opens a menu, and click one of its lines."""
        await self.press(button)
        [menu] = [each for each in self.pane.findChildren(QMenu) if each.isVisible()]
        [action] = [each for each in menu.actions() if each.text() == text]
        place = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        await self.pane.idle()

    def cells(self, table):
        model = self.find(table).model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def count(self, table):
        """How many rows a table has, also one that hides to say it is empty."""
        found = [
            each
            for each in self.pane.findChildren(QTableView)
            if each.accessibleName() == table
        ]
        return found[0].model().rowCount()

    async def turn(self, name):
        """Bring a tab to the front."""
        bar = self.find("Parts of the simulator", QTabBar)
        names = [bar.tabText(position) for position in range(bar.count())]
        bar.setCurrentIndex(names.index(name))
        await self.pane.idle()

    async def click_row(self, table, text):
        view = self.find(table, QTableView)
        rows = [" ".join(map(str, row)) for row in self.cells(table)]
        row = next(at for at, told in enumerate(rows) if text in told)
        view.selectRow(row)
        await self.pane.idle()

    async def type(self, name, text):
        field = self.find(name, QLineEdit)
        field.setFocus()
        QTest.keySequence(field, "Ctrl+A")
        QTest.keyClicks(field, text)
        await self.pane.idle()

    def texts(self):
        """Every text that is shown in the pane."""
        labels = self.pane.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    @property
    def face(self):
        return self.pane._face
