"""A business unit that is added to a package, with its MID read from a token."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import units
from jbdesk.panes.credentials.book import CredentialsBook
from jbdesk.panes.credentials.view import CredentialsView
from jbdesk.services.connections import token_unit
from jbdesk.services.connections.connection import Connection


class Host(Protocol):
    """The pane, as far as it is needed here."""

    @property
    def settings(self) -> PackageSettings: ...
    def choose(self, settings_id: str) -> None: ...
    def start(self, function: Any, *args: Any) -> None: ...


class AddingUnits:
    """Stands between the foot of the list, the form of a unit and the pane."""

    def __init__(
        self,
        pane: Host,
        book: CredentialsBook,
        view: CredentialsView,
        connect: Callable[[PackageSettings, str], Connection],
    ) -> None:
        self._pane, self._book, self._view = pane, book, view
        self._connect = connect
        view.add_unit.clicked.connect(self._add)
        view.unit.mid_wanted.connect(lambda: pane.start(self._read_mid))

    def _add(self) -> None:
        if (package := self._book.package(self._pane.settings.id)) is not None:
            draft = f"{package.id}{units.APART}"
            self._book.remember(draft, self._book.typed(draft))
            self._pane.choose(draft)
            self._view.unit.focus("name")

    async def _read_mid(self) -> None:
        """Fill in the business unit of a token for which nobody names one."""
        package = self._book.package(self._pane.settings.id)
        if package is None:
            return
        secret = await self._book.secret(package.id)
        connection = self._connect(replace(package, account_id=""), secret)
        try:
            self._view.unit.fill({"account_id": await token_unit.mid_of(connection)})
        finally:
            connection.close()
