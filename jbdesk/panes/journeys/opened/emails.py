"""The e-mails to choose from while a journey is edited, read once a connection."""

from jbdesk.model.asset import Asset
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import emails


class Emails:
    """Reads the e-mails of the business unit when a journey is opened there."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._of: Connection | None = None
        self._known: tuple[Asset, ...] = ()

    def open(self) -> None:
        """Give the open journey what there is to choose from."""
        connection = self._host.connection
        if connection is not None and connection is not self._of:
            self._known = ()
            self._host.start(self._read, connection)
        self._show()

    async def _read(self, connection: Connection) -> None:
        self._known = await emails.all_in(connection)
        self._of = connection
        self._show()

    def _show(self) -> None:
        if self._host.page.editor is not None:
            self._host.page.editor.set_emails(self._known)
