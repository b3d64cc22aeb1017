"""The whole window on a simulator of its own, for each story."""

import asyncio
from dataclasses import replace

import pytest
from person import Person
from PySide6.QtWidgets import QApplication

from jbdesk.api.client import Client
from jbdesk.desk import Desk
from jbdesk.services.connections.connection import connect
from jbdesk.services.connections.connections import SIMULATOR
from jbdesk.simulator.server import Simulator


class TenantInAThread:
    """The simulator as the desk uses it, without a process of its own."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.settings = replace(
            SIMULATOR,
            auth_url=simulator.auth_url,
            rest_url=simulator.rest_url,
            client_id=simulator.client_id,
            account_id=simulator.account_id,
        )
        self._client = Client(
            self.settings, lambda: simulator.client_secret, lambda _: None
        )

    async def start(self):
        return self.settings, self.simulator.client_secret

    async def stop(self):
        self._client.abort()

    async def control(self, method, path, body=None):
        return await asyncio.to_thread(self._client.control, method, path, body)


class DeskOnTheTenant(Desk):
    """Every installed package leads to the tenant: no other host is in reach."""

    def _new_connection(self, settings, secret):
        simulator = self.simulator.settings
        there = replace(
            settings, auth_url=simulator.auth_url, rest_url=simulator.rest_url
        )
        if settings.is_simulator or not settings.signs_in:
            return super()._new_connection(there, secret)
        self._secrets.add(secret)
        kept = self.sign_ins.of(settings)  # a simulator's own would not be kept
        return connect(there, secret, self.work, self.exchanges.record, kept)


class Stage:
    """Opens the window, lets a person act in it, and closes it."""

    def __init__(self, simulator, home, aio):
        self.simulator = simulator
        self.tenant = TenantInAThread(simulator)
        self.home = home
        self._aio = aio
        self.desk = None

    def tell(self, story):
        async def whole():
            self.desk = DeskOnTheTenant(self.home, QApplication.instance(), self.tenant)
            self.desk.window.come_to_front()
            await self.desk.open()
            try:
                await story(Person(self.desk.window))
            finally:
                await self.desk.close()
                self.desk.window.deleteLater()

        self._aio(whole(), timeout=90)

    def again(self, home=None):
        """The application started once more, on the same home or on another."""
        return Stage(self.simulator, home or self.home, self._aio)

    async def control(self, method, path, body=None):
        return await self.tenant.control(method, path, body)

    async def requests(self, method, path):
        """What reached the tenant so far, of one kind."""
        journal = await self.control("GET", "/simulator/requests")
        return [e for e in journal if e["method"] == method and e["path"] == path]


@pytest.fixture
def desk(aio, tmp_path):
    with Simulator(seed="demo", publish_seconds=0.2) as simulator:
        yield Stage(simulator, tmp_path, aio)
