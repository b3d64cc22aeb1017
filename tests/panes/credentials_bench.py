"""The credentials pane on a simulator that stands in for one tenant."""

import asyncio
from dataclasses import replace

import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QListWidget, QWidget

from jbdesk.panes.credentials.pane import CredentialsPane
from jbdesk.services.connections import connection
from jbdesk.services.connections.connections import SIMULATOR, Connections
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault
from jbdesk.services.exchanges.exchanges import Exchanges
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.services.work import Work

TENANT = "mc563885gzs27c5t9-63k636ttgm"
ELSEWHERE = "mc000000000000000000000000xy"
UNSAVED = {"Name": "NTO test", "Tenant subdomain": TENANT}


class Bench:
    """The pane on a simulator that stands in for the tenant of one subdomain."""

    def __init__(self, tenant, home):
        self.tenant = tenant
        self.connections = Connections(home)
        self.vault = Vault(lambda: None)
        self.work = Work(2)
        self.exchanges = Exchanges()
        self.units = SimulatorUnits(self.control)
        self.sign_ins = SignIns(self.vault)
        self.pane = CredentialsPane(
            self.connections, self.vault, self.connect, self.units, self.sign_ins
        )
        self.wanted = []
        self.pane.connection_wanted.connect(self.wanted.append)
        self.pane.resize(1104, 756)
        self.pane.show()

    def connect(self, settings, secret):
        refresh = self.sign_ins.of(settings)
        if settings.subdomain == TENANT or settings.is_simulator:
            settings = self.reached(settings)
        if settings.id == SIMULATOR.id:
            settings = replace(settings, client_id=self.tenant.client_id)
            secret = self.tenant.client_secret
        return connection.connect(
            settings, secret, self.work, self.exchanges.record, refresh
        )

    async def control(self, method, path, body=None):
        def call():
            url = f"{self.tenant.rest_url.rstrip('/')}{path}"
            key = {"Authorization": f"Bearer {self.tenant.client_secret}"}
            return requests.request(method, url, json=body, headers=key, timeout=30)

        answer = await asyncio.to_thread(call)
        return answer.json()

    def reached(self, settings):
        url = self.tenant.rest_url
        return replace(settings, auth_url=url, rest_url=url)

    def credentials(self, **changes):
        return {
            **UNSAVED,
            "Client ID": self.tenant.client_id,
            "Client secret": self.tenant.client_secret,
            "Business unit (MID)": self.tenant.account_id,
            **changes,
        }

    def find(self, name, kind=QWidget):
        found = [
            each
            for each in self.pane.findChildren(kind)
            if each.accessibleName() == name and each.isVisible()
        ]
        assert found, f"nothing is called “{name}”"
        return found[0]

    def press(self, name):
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), f"“{name}” can't be pressed"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_in(self, name, text):
        field = self.find(name)
        field.setFocus()
        field.selectAll()
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClick(field, Qt.Key.Key_Tab)

    def fill(self, texts):
        for name, text in texts.items():
            self.type_in(name, text)

    def choose(self, name):
        rows = self.find("Connections", QListWidget)
        [item] = rows.findItems(name, Qt.MatchFlag.MatchExactly)
        rows.setCurrentItem(item)

    def names(self):
        rows = self.find("Connections", QListWidget)
        return [rows.item(position).text() for position in range(rows.count())]

    def message(self, field):
        return self.pane._view.form.fields.row(field).message

    def step(self, title):
        found = [each for each in self.pane._view.report.steps if each.title == title]
        return found[0]

    async def settled(self):
        await self.pane.idle()


def told(bench, aio, story):
    async def whole():
        await story()
        await bench.settled()

    aio(whole())
