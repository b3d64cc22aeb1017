"""Every request and answer as it happens, told from the workers' threads."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView

from jbdesk.model.exchange import Exchange
from jbdesk.model.package import PackageSettings
from jbdesk.panes.activity import ActivityPane
from jbdesk.services import connection, event_definitions
from jbdesk.services.exchanges import Exchanges
from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
FIRED = Exchange(
    id="1",
    at=NOON,
    method="POST",
    url="https://sub.rest.marketingcloudapis.com/interaction/v1/events",
    request_headers=(("Authorization", "Bearer ••••"),),
    request_body='{"ContactKey": "susan@sausage.com"}',
    status=201,
    reason="Created",
    answer_body='{"eventInstanceId": "4b1fd742"}',
    milliseconds=182,
    label="Fire event",
)
REFUSED = replace(
    FIRED, id="2", at=NOON + timedelta(seconds=1), status=400, reason="Bad Request"
)
UNREACHED = replace(
    FIRED,
    id="3",
    at=NOON + timedelta(seconds=2),
    status=None,
    reason="",
    error="The host was not found.",
)


class Bench:
    """The pane and the journal it listens to."""

    def __init__(self, aio):
        self.aio = aio
        self.exchanges = Exchanges()
        self.pane = ActivityPane(self.exchanges)
        self.pane.resize(1104, 756)

    def open(self):
        self.pane.show()
        self.pane.activateWindow()
        self.pane.shown()

    @property
    def view(self):
        return self.find("Requests", QTableView)

    def find(self, name, kind):
        return next(
            each
            for each in self.pane.findChildren(kind)
            if each.accessibleName() == name
        )

    def press(self, name):
        button = self.find(name, QAbstractButton)
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def column(self, title):
        model = self.view.model()
        across = Qt.Orientation.Horizontal
        titles = [model.headerData(c, across) for c in range(model.columnCount())]
        position = titles.index(title)
        return [model.index(r, position).data() for r in range(model.rowCount())]

    def until_it_shows(self, number):
        self.aio(self.aio.until(lambda: self.view.model().rowCount() == number))

    def click(self, row):
        place = self.view.visualRect(self.view.model().index(row, 0)).center()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def bench(aio):
    made = Bench(aio)

    yield made

    made.pane.close()
    made.pane.deleteLater()


@pytest.fixture
def full(bench):
    for each in (FIRED, REFUSED, UNREACHED):
        bench.exchanges.record(each)
    bench.open()
    return bench


def test_the_newest_stands_first_with_what_it_was_for(full):
    assert full.column("Status") == ["no answer", "400 Bad Request", "201 Created"]
    assert full.column("What for") == ["Fire event"] * 3
    assert full.column("Path") == ["/interaction/v1/events"] * 3
    assert full.pane.status == "3 requests, 2 failed"


def test_what_happens_in_another_thread_appears_by_itself(bench):
    bench.open()

    thread = threading.Thread(target=bench.exchanges.record, args=(FIRED,))
    thread.start()
    bench.until_it_shows(1)
    thread.join()

    assert bench.pane.status == "1 request"


def test_a_chosen_one_stays_chosen_while_others_arrive(full):
    full.click(2)

    full.exchanges.record(replace(FIRED, id="4"))
    full.until_it_shows(4)

    assert full.pane.list.table.current == FIRED
    assert full.pane.view.exchange == FIRED


def test_who_reads_further_down_is_not_moved_by_arrivals(bench):
    for number in range(100):
        bench.exchanges.record(replace(FIRED, id=f"old {number}"))
    bench.open()
    bar = bench.view.verticalScrollBar()
    bar.setValue(20 * 28)

    bench.exchanges.record(replace(FIRED, id="new"))
    bench.until_it_shows(101)

    assert bar.value() == 21 * 28


def test_the_chosen_one_shows_its_answer_and_is_copied_as_curl(full):
    full.click(2)

    full.press("Copy as cURL")

    assert "4b1fd742" in full.pane.view._views["Answer"].toPlainText()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl -X POST https://sub.rest.")
    assert "$JBDESK_TOKEN" in copied


def test_a_request_is_found_by_the_contact_key_in_what_was_sent(full):
    full.exchanges.record(replace(FIRED, id="4", request_body='{"ContactKey": "ada"}'))
    full.until_it_shows(4)

    field = full.find("Find request", QLineEdit)
    QTest.keyClicks(field, "susan@sausage")

    assert full.view.model().rowCount() == 3
    assert full.pane.status == "3 of 4 requests, 2 failed"


def test_failed_ones_can_be_shown_alone(full):
    box = full.find("Show", QComboBox)

    box.setCurrentText("Failed requests")

    assert full.column("Status") == ["no answer", "400 Bad Request"]


def test_a_search_that_finds_nothing_offers_to_be_cleared(full):
    full.find("Show", QComboBox).setCurrentText("Failed requests")
    QTest.keyClicks(full.find("Find request", QLineEdit), "publish")
    assert full.view.model().rowCount() == 0

    full.press("Clear search")

    assert full.view.model().rowCount() == 3


def test_a_cleared_list_begins_anew_with_what_happens_next(full):
    full.click(0)
    full.press("Clear list")
    assert full.view.model().rowCount() == 0
    assert full.pane.view.exchange is None

    full.exchanges.record(replace(FIRED, id="4"))
    full.until_it_shows(1)

    assert len(full.exchanges.all()) == 4


def test_what_happened_behind_another_pane_is_there_when_this_one_is_shown(full):
    full.pane.hide()
    full.exchanges.record(replace(FIRED, id="4"))

    full.open()

    assert full.view.model().rowCount() == 4


def test_a_closed_pane_listens_no_longer(bench):
    bench.open()
    bench.pane.close()

    bench.exchanges.record(FIRED)

    assert bench.exchanges._subscribers == ()


def test_real_requests_are_shown_with_their_secrets_masked(bench):
    work = Work(2)
    bench.open()
    with Simulator(seed="demo") as tenant:
        settings = PackageSettings(
            "Simulator",
            client_id=tenant.client_id,
            account_id=tenant.account_id,
            auth_url=tenant.auth_url,
            rest_url=tenant.rest_url,
        )
        secret = tenant.client_secret
        reached = connection.connect(settings, secret, work, bench.exchanges.record)
        bench.aio(event_definitions.list_all(reached))
        reached.close()
    bench.until_it_shows(3)
    work.close()

    assert bench.column("What for")[-1] == "Get token"
    assert "Bearer eyJ" not in str(bench.exchanges.all())
    assert secret not in str(bench.exchanges.all())
