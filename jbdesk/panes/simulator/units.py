"""Business units: which one the pane shows, and what signs in to it."""

from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.long_list import choice


class UnitChoice(QObject):
    """The choice at the pane's head; hidden where there is one unit alone."""

    chosen = Signal(str)  # its MID

    def __init__(self) -> None:
        super().__init__()
        self._items: list[JsonObject] = []
        self.box: QComboBox = choice("Business unit", 18)
        self.box.hide()
        self.box.activated.connect(lambda _: self.chosen.emit(self.account_id))

    @property
    def account_id(self) -> str:
        return str(self.box.currentData() or "")

    def show_tenants(self, items: list[JsonObject], account_id: str) -> None:
        """Offer every business unit of every tenant; one of them is shown."""
        if self.box.view().isVisible():
            return
        units = [
            (tenant["name"], unit["name"], str(unit["account_id"]))
            for tenant in items
            for unit in tenant["business_units"]
        ]
        self._items = items
        with QSignalBlocker(self.box):
            self.box.clear()
            for tenant, name, mid in units:
                text = name if len(items) == 1 else f"{name} · {tenant}"
                self.box.addItem(text, mid)
            self.box.setCurrentIndex(max(self.box.findData(account_id), 0))
        self.box.setVisible(len(units) > 1)

    def signs_in(self, account_id: str) -> JsonObject | None:
        """Give what another program signs in to that unit with, where it is known."""
        for tenant in self._items:
            for package in tenant["packages"]:
                if account_id in map(str, package["business_units"]):
                    return _connection(tenant, package, account_id)
        return None


def _connection(tenant: JsonObject, package: Any, account_id: str) -> JsonObject:
    return {
        "auth_url": tenant["auth_url"],
        "rest_url": tenant["rest_url"],
        "client_id": package["client_id"],
        "client_secret": package["client_secret"],
        "account_id": account_id,
    }
