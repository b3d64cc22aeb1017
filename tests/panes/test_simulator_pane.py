"""The simulator pane on a tenant whose clock goes only as a test says."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QWidget

from jbdesk.api import events
from jbdesk.api.client import Client
from jbdesk.model.problem import Failure
from jbdesk.panes import simulator_facts
from jbdesk.panes.simulator import SimulatorPane
from jbdesk.services.connection import Connection
from jbdesk.services.connections import SIMULATOR
from jbdesk.services.work import Work
from jbdesk.simulator.clock import Clock
from jbdesk.simulator.server import Simulator

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


class Bench:
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
        await self.press("Jump ahead")
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

    @property
    def face(self):
        return self.pane._face


@pytest.fixture
def tenant():
    clock = Clock(MONDAY, is_running=False, real=lambda: 1_000_000.0)
    with Simulator(seed="demo", clock=clock, publish_seconds=0) as running:
        yield running


@pytest.fixture
def told(aio, tenant):
    made = []

    def tell(story):
        async def whole():
            made.append(Bench(tenant))
            await made[0].pane.idle()
            try:
                await story(made[0])
            finally:
                made[0].pane.close()
                await made[0].pane.idle()

        aio(whole())

    yield tell
    for bench in made:
        bench.client.abort()
        bench.pane.deleteLater()
        bench.work.close()


def test_who_is_inside_stands_in_the_table_until_the_clock_moves_them_on(told):
    async def story(bench):
        assert bench.pane.status.startswith("0 inside")
        await bench.fire("ada")
        [[contact, journey, activity, since, until]] = bench.cells("Contacts inside")
        assert (contact, journey) == ("ada", "Welcome series v2")
        assert activity == "5 minutes"
        assert (since, until) == ("2026-03-02 15:00", "2026-03-02 15:05")

        await bench.jump("To the next thing that happens")

        assert bench.face.now == MONDAY + timedelta(minutes=5)
        [[_, _, activity, *_]] = bench.cells("Contacts inside")
        assert activity != "5 minutes"
        assert bench.cells("Outbox") != []

    told(story)


@pytest.mark.parametrize(
    ("choice", "length"),
    [
        ("1 minute", timedelta(minutes=1)),
        ("1 hour", timedelta(hours=1)),
        ("1 day", timedelta(days=1)),
        ("1 week", timedelta(weeks=1)),
    ],
)
def test_the_clock_jumps_ahead(told, choice, length):
    async def story(bench):
        await bench.jump(choice)

        assert bench.face.now == MONDAY + length

    told(story)


def test_the_clock_runs_hurries_and_stops(told):
    async def story(bench):
        assert not bench.face.is_running
        await bench.press("Run")
        assert bench.face.is_running
        await bench.choose("Speed", "1 hour a second")
        assert bench.face.speed == 3600
        await bench.press("Stop clock")
        assert not bench.face.is_running
        assert bench.find("Speed").currentText() == "1 hour a second"

    told(story)


def test_the_rows_of_a_data_extension_follow_what_happens(told):
    async def story(bench):
        before = len(bench.cells("Data extension rows"))
        await bench.fire("ada")
        rows = bench.cells("Data extension rows")
        assert len(rows) == before + 1
        assert rows[-1][0] == "ada@example.com"

        await bench.choose("Data extension", "Orders")

        assert len(bench.cells("Data extension rows")) == 3

    told(story)


def test_it_is_asked_every_second_while_it_is_shown(told, aio):
    async def story(bench):
        await bench.control("POST", "/simulator/clock", {"advance": "P1D"})
        await aio.until(lambda: bench.face.now == MONDAY + timedelta(days=1))
        assert bench.pane._tick.isActive()
        bench.pane.hide()
        assert not bench.pane._tick.isActive()

    told(story)


def test_reset_asks_first_and_begins_again(told):
    async def story(bench):
        heard = []
        bench.pane.was_reset.connect(lambda: heard.append("reset"))
        await bench.fire("ada")
        await bench.press("Reset to the demo tenant…")
        assert "Reset the simulator" in bench.pane.notice.text
        assert len(bench.cells("Contacts inside")) == 1

        await bench.press("Reset")

        assert bench.pane.status.startswith("0 inside")
        assert heard == ["reset"]

    told(story)


def test_the_connection_is_copied_for_another_program(told):
    async def story(bench):
        await bench.press("Copy connection for another program")
        lines = QGuiApplication.clipboard().text().splitlines()
        copied = dict(line.split("=", 1) for line in lines)
        assert copied == {
            "SFMC_AUTH_URL": bench.tenant.auth_url,
            "SFMC_REST_URL": bench.tenant.rest_url,
            "SFMC_CLIENT_ID": bench.tenant.client_id,
            "SFMC_CLIENT_SECRET": bench.tenant.client_secret,
            "SFMC_ACCOUNT_ID": bench.tenant.account_id,
        }
        assert "of the simulator only" in bench.pane.notice.text
        assert bench.tenant.client_secret not in bench.pane.notice.text

    told(story)


def test_a_simulator_that_is_gone_is_told_once_and_comes_back(told):
    async def story(bench):
        bench.is_cut_off = True
        await bench.look()
        assert "does not answer" in bench.pane.notice.text

        bench.is_cut_off = False
        await bench.look()

        assert bench.pane.notice.text == ""

    told(story)


def test_the_status_bar_is_told_the_time_while_the_simulator_is_in_use(told):
    async def story(bench):
        assert bench.pane.clock_text == ""
        bench.pane.use(bench.connection)
        await bench.pane.idle()
        assert bench.pane.clock_text == "Simulator 2026-03-02 15:00:00 UTC, stopped"

    told(story)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23, minutes=59), "1 day"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=14), "2 weeks"),
    ],
)
def test_lengths_are_said_roughly(length, words):
    assert simulator_facts.length_told(length) == words
