"""The event definitions' pane, and a person who finds everything by its name."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QWidget

from jbdesk.model.package import PackageSettings
from jbdesk.panes.event_definitions.pane import EventDefinitionsPane
from jbdesk.services.connections import connection
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.events.key_copy import KeyCopy
from jbdesk.services.events.navigator import Navigator
from jbdesk.services.exchanges.exchanges import Exchanges

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"
LIST = "/interaction/v1/eventDefinitions"
FIELDS = "/data/v1/customobjects/*"
JOURNEYS = "/interaction/v1/interactions"


class Units:
    """The connections there are: one a tenant, each with a name of its own."""

    def __init__(self, bench):
        self.bench = bench
        self.tenants = {}  # by connection id

    def add(self, tenant, name):
        self.tenants[name] = tenant

    def all(self):
        return [settings_of(each, name) for name, each in self.tenants.items()]

    async def secret_of(self, settings):
        return self.tenants[settings.id].client_secret

    def connect(self, settings, secret):
        record = self.bench.exchanges.record
        return connection.connect(settings, secret, self.bench.work, record)


def settings_of(tenant, name="Simulator"):
    return PackageSettings(
        name,
        id=name,
        client_id=tenant.client_id,
        account_id=tenant.account_id,
        auth_url=tenant.auth_url,
        rest_url=tenant.rest_url,
    )


class DefinitionsBench:
    """The pane, and a person who finds everything by its name."""

    def __init__(self, aio, work, home):
        self.aio = aio
        self.work = work
        self.home = home
        self.exchanges = Exchanges()
        self.connections = []
        self.fired, self.opened = [], []
        self.units = Units(self)
        elsewhere = Elsewhere(self.units, self.units.secret_of, self.units.connect)
        self.pane = EventDefinitionsPane(Navigator(KeyCopy(home), elsewhere), home)
        self.pane.fire_requested.connect(self.fired.append)
        self.pane.journey_requested.connect(lambda *row: self.opened.append(row))
        self.pane.resize(1104, 756)

    def connect(self, tenant):
        settings = settings_of(tenant)
        self.units.add(tenant, settings.id)
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
        labels = self.pane.findChildren(QLabel)
        return any(words in each.text() for each in labels if each.isVisible())

    def sent(self, path):
        return [each for each in self.exchanges.all() if path in each.url]
