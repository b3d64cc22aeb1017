"""Event definitions found, read and taken along, against a simulator."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QWidget

from jbdesk.model.package import PackageSettings
from jbdesk.panes.event_definitions import EventDefinitionsPane
from jbdesk.services import connection
from jbdesk.services.exchanges import Exchanges
from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"
LIST = "/interaction/v1/eventDefinitions"
FIELDS = "/data/v1/customobjects/*"
JOURNEYS = "/interaction/v1/interactions"


class Bench:
    """The pane, and a person who finds everything by its name."""

    def __init__(self, aio, work):
        self.aio = aio
        self.work = work
        self.exchanges = Exchanges()
        self.connections = []
        self.fired, self.opened = [], []
        self.pane = EventDefinitionsPane()
        self.pane.fire_requested.connect(self.fired.append)
        self.pane.journey_requested.connect(lambda *row: self.opened.append(row))
        self.pane.resize(1104, 756)

    def connect(self, tenant):
        settings = PackageSettings(
            "Simulator",
            client_id=tenant.client_id,
            account_id=tenant.account_id,
            auth_url=tenant.auth_url,
            rest_url=tenant.rest_url,
        )
        self.connections.append(
            connection.connect(
                settings, tenant.client_secret, self.work, self.exchanges.record
            )
        )
        return self.connections[-1]

    def open(self, tenant):
        self.pane.use(self.connect(tenant))  # not shown yet: nothing is read
        self.pane.show()
        self.pane.activateWindow()
        self.tell(self.pane.shown)

    def tell(self, act):
        """Do something on the loop and wait until the pane is idle again."""

        async def story():
            act()
            await self.pane.idle()

        self.aio(story())

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
        self.tell(lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))

    def search(self, text):
        field = self.find("Find event definition", QLineEdit)
        field.setFocus()
        field.selectAll()
        self.tell(lambda: QTest.keyClicks(field, text))

    def choose_type(self, text):
        box = self.find("Type")
        position = [box.itemText(i) for i in range(box.count())].index(text)
        self.tell(lambda: box.setCurrentIndex(position))

    def types(self):
        box = self.find("Type")
        return [box.itemText(i) for i in range(box.count())]

    def rows(self, table="Event definitions"):
        """What stands in a table: a tuple of the shown columns for each row."""
        view = self.find(table, QTableView)
        model = view.model()
        columns = [c for c in range(model.columnCount()) if not view.isColumnHidden(c)]
        return [
            tuple(model.index(row, column).data() for column in columns)
            for row in range(model.rowCount())
        ]

    def names(self):
        return [row[0] for row in self.rows()]

    def click(self, text, table="Event definitions", *, twice=False):
        view = self.find(table, QTableView)
        position = [row[0] for row in self.rows(table)].index(text)
        index = view.model().index(position, 0)
        view.scrollTo(index)
        place = view.visualRect(index).center()
        left = Qt.MouseButton.LeftButton
        self.tell(lambda: QTest.mouseClick(view.viewport(), left, pos=place))
        if twice:
            self.tell(lambda: QTest.mouseDClick(view.viewport(), left, pos=place))

    def reads(self, words):
        texts = (each.text() for each in self.pane.findChildren(QLabel) if _seen(each))
        return any(words in text for text in texts)

    def sent(self, path):
        return [each for each in self.exchanges.all() if path in each.url]


def _seen(widget):
    return widget.isVisible()


@pytest.fixture(scope="module")
def tenant():
    with Simulator(seed="demo") as running:
        yield running


@pytest.fixture
def empty_tenant():
    with Simulator(seed="empty") as running:
        yield running


@pytest.fixture
def unopened(aio):
    work = Work(4)
    made = Bench(aio, work)

    yield made

    made.tell(made.pane.close)
    made.pane.deleteLater()
    for each in made.connections:
        each.close()
    work.close()


@pytest.fixture
def bench(unopened, tenant):
    unopened.open(tenant)
    return unopened


@pytest.fixture
def faults(tenant):
    def dial(path, action, **details):
        tenant.tenant.faults.put([{"path": path, "action": action, **details}])

    yield dial
    tenant.tenant.faults.clear()


# Finding.


def test_the_table_holds_them_all_and_the_status_says_how_many(bench):
    assert len(bench.rows()) == 63
    assert bench.pane.status == "63 event definitions"
    assert bench.reads("read ")


@pytest.mark.parametrize("sought", ["nto signup", SIGNUP[-12:], "3f1d9a52 members"])
def test_search_looks_at_name_key_and_data_extension(bench, sought):
    bench.search(sought)

    assert bench.names() == ["NTO Signup"]
    assert bench.pane.status == "1 of 63 event definitions"


@pytest.mark.parametrize("word", ["Automation", "AutomationAudience"])
def test_search_knows_a_type_by_its_words_and_by_its_name_in_the_api(bench, word):
    bench.search(word)

    assert {row[2] for row in bench.rows()} == {"Automation"}


def test_types_are_offered_as_they_occur_with_their_numbers(bench):
    chosen = next(text for text in bench.types() if text.startswith("Automation"))

    bench.choose_type(chosen)

    assert chosen == f"Automation ({len(bench.rows())})"
    assert {row[2] for row in bench.rows()} == {"Automation"}


def test_a_search_that_finds_nothing_offers_to_be_cleared(bench):
    bench.search("snowshoes")
    assert bench.reads("Nothing matches “snowshoes”")

    bench.press("Clear search")

    assert len(bench.rows()) == 63
    assert bench.find("Find event definition").hasFocus()


def test_journeys_sort_as_numbers_and_dates_as_dates(bench):
    view = bench.find("Event definitions", QTableView)

    view.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    journeys = [int(row[4]) for row in bench.rows()]
    view.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    newest = bench.names()[0]

    assert journeys == sorted(journeys, reverse=True)
    assert newest == "NTO Signup"


# Reading one.


def test_the_chosen_one_shows_its_key_type_data_extension_and_filter(bench):
    bench.click("NTO Signup")

    assert bench.find("Key", QLineEdit).text() == SIGNUP
    assert bench.reads("API event")
    assert bench.reads("Members")
    assert bench.reads("Updated is False")


def test_its_fields_are_told_with_type_length_required_key_and_default(bench):
    bench.click("NTO Signup")

    assert bench.rows("Fields") == [
        ("EmailAddress", "e-mail address", "yes", "yes", ""),
        ("MemberID", "number", "", "", ""),
        ("FirstName", "text · 50", "", "", ""),
        ("LastName", "text · 50", "", "", ""),
        ("Updated", "boolean", "", "", "False"),
        ("SignupDate", "date", "", "", ""),
    ]


def test_with_room_a_length_has_a_column_of_its_own(bench):
    bench.pane.resize(1744, 966)
    bench.click("NTO Signup")

    assert ("FirstName", "text", "50", "", "", "") in bench.rows("Fields")


def test_the_journeys_that_use_it_are_told_and_one_is_opened(bench):
    bench.click("NTO Signup")
    [(name, status, version)] = bench.rows("Journeys that use it")

    bench.click(name, "Journeys that use it", twice=True)

    assert (name, status) == ("Welcome series", "Running")
    [(key, opened)] = bench.opened
    assert key
    assert opened == int(version)


def test_return_opens_a_journey_as_a_double_click_does(bench):
    bench.click("NTO Signup")
    bench.click("Welcome series", "Journeys that use it")

    view = bench.find("Journeys that use it", QTableView)
    bench.tell(lambda: QTest.keyClick(view, Qt.Key.Key_Return))

    assert len(bench.opened) == 1


def test_one_that_no_journey_uses_says_so(bench):
    bench.click("Order shipped")

    assert bench.reads("No journey uses it")
    assert bench.reads("no contact enters")


def test_who_walks_through_the_list_asks_for_the_last_one_alone(bench):
    view = bench.find("Event definitions", QTableView)
    asked = len(bench.sent("/customobjects/"))

    def walk():
        view.setFocus()
        for _ in range(5):
            QTest.keyClick(view, Qt.Key.Key_Down)

    bench.tell(walk)

    assert len(bench.sent("/customobjects/")) == asked + 1


def test_the_journeys_are_read_once_for_all_definitions(bench):
    bench.click("NTO Signup")
    asked = len(bench.sent(JOURNEYS))

    bench.click("Order placed")

    assert len(bench.sent(JOURNEYS)) == asked
    assert len(bench.rows("Journeys that use it")) == 1


# Copying.


def test_the_key_is_copied_and_that_is_said(bench):
    bench.click("NTO Signup")

    bench.press("Copy key")

    assert QGuiApplication.clipboard().text() == SIGNUP
    assert bench.reads("Key copied")


def test_the_definition_is_copied_as_json(bench):
    bench.click("NTO Signup")

    bench.pane.details.copy_json()

    copied = json.loads(QGuiApplication.clipboard().text())
    assert copied["eventDefinitionKey"] == SIGNUP
    assert bench.reads("JSON copied")


def test_the_body_of_an_event_is_copied_with_every_field_to_fill_in(bench):
    bench.click("NTO Signup")

    bench.pane.details.copy_event()

    assert json.loads(QGuiApplication.clipboard().text()) == {
        "ContactKey": "",
        "EventDefinitionKey": SIGNUP,
        "Data": {
            "EmailAddress": "",
            "MemberID": "",
            "FirstName": "",
            "LastName": "",
            "Updated": False,
            "SignupDate": "",
        },
    }


def test_copy_as_offers_its_ways_in_a_menu(bench):
    bench.click("NTO Signup")

    bench.press("Copy as")

    menu = bench.pane.details._menu
    assert menu.isVisible()
    assert [each.text() for each in menu.actions()] == [
        "JSON",
        "Body of an event",
        "ID",
    ]
    menu.close()


# Firing.


def test_fire_takes_the_definition_along(bench):
    bench.click("NTO Signup")

    bench.press("Fire test contact")

    assert [each.key for each in bench.fired] == [SIGNUP]


def test_what_marketing_cloud_lets_enter_itself_cannot_be_fired_and_says_why(bench):
    bench.search("DEAudience")
    bench.click(bench.names()[0])

    fire = bench.find("Fire test contact")
    assert not fire.isEnabled()
    assert fire.toolTip() == (
        "Contacts enter from the rows of a data extension."
        " Only API events can be fired."
    )
    assert bench.reads("Can't be fired")
    bench.pane.fire()
    assert bench.fired == []


def test_a_period_in_the_key_is_flagged_with_a_sentence(bench):
    bench.search("store.checkin.denver")
    bench.click("Store check-in Denver")

    assert bench.reads("Period in key")
    assert bench.reads("holds a period; the service does not accept such a key")
    assert not bench.find("Fire test contact").isEnabled()


def test_nothing_chosen_is_nothing_to_fire(bench):
    fire = bench.find("Fire test contact")

    assert not fire.isEnabled()
    assert fire.toolTip() == "Choose an event definition first."


# Reading again, failing, other tenants.


def test_f5_reads_again_and_keeps_what_was_chosen(bench):
    bench.click("Order placed")
    asked = len(bench.sent(LIST))

    bench.tell(lambda: QTest.keyClick(bench.pane, Qt.Key.Key_F5))

    assert len(bench.sent(LIST)) > asked
    assert bench.pane.list.current.name == "Order placed"
    assert len(bench.rows("Journeys that use it")) == 1


def test_what_cannot_be_read_says_why_and_can_be_read_again(unopened, tenant, faults):
    faults(f"{LIST}*", "status", status=403, body={"message": "Forbidden"})
    unopened.open(tenant)
    assert unopened.pane.notice.text
    assert unopened.reads("could not be read")

    tenant.tenant.faults.clear()
    unopened.press("Read again")

    assert len(unopened.rows()) == 63
    assert unopened.pane.notice.text == ""


def test_what_was_read_stays_when_reading_again_fails(bench, faults):
    faults(f"{LIST}*", "status", status=403, body={"message": "Forbidden"})

    bench.press("Read again")

    assert len(bench.rows()) == 63
    assert bench.pane.notice.text
    assert bench.reads("read ")


def test_fields_that_cannot_be_read_say_so_in_their_place(bench, faults):
    faults(FIELDS, "status", status=403, body={"message": "Forbidden"})

    bench.click("NTO Signup")

    assert bench.reads("Fields could not be read")
    assert len(bench.rows("Journeys that use it")) == 1


def test_without_a_connection_the_pane_says_where_to_get_one(unopened):
    unopened.pane.show()
    unopened.tell(unopened.pane.shown)

    assert unopened.reads("Not connected")
    assert unopened.pane.status == ""


def test_another_tenant_forgets_the_old_ones_definitions(bench, empty_tenant):
    bench.click("NTO Signup")
    bench.search("NTO")

    bench.tell(lambda: bench.pane.use(bench.connect(empty_tenant)))

    assert bench.reads("No event definitions in this business unit")
    assert bench.reads("No event definition chosen")
    assert bench.find("Find event definition", QLineEdit).text() == ""
