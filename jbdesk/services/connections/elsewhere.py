"""The other connections, to read from one of them beside the one in use."""

from collections.abc import Awaitable, Callable

from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import Connections

SecretOf = Callable[[PackageSettings], Awaitable[str | None]]
Connect = Callable[[PackageSettings, str], Connection]


class Elsewhere:
    """Names the connections that are not in use, and connects to one for a while."""

    def __init__(
        self, connections: Connections, secret_of: SecretOf, connect: Connect
    ) -> None:
        self._connections = connections
        self._secret_of = secret_of
        self._connect = connect

    def but(self, used: Connection | None) -> tuple[PackageSettings, ...]:
        """Every connection except the one in use."""
        own = used.settings.id if used is not None else ""
        return tuple(each for each in self._connections.all() if each.id != own)

    async def connect(self, settings: PackageSettings) -> Connection:
        """Connect; whoever asked closes it. Raises Failure without a secret."""
        secret = await self._secret_of(settings)
        if secret is None:
            raise Failure(
                f"The client secret of “{settings.name}” is not kept here. "
                f"Use that connection once, then try again."
            )
        return self._connect(settings, secret)
