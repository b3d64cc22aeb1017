"""The journey that is to be opened once another connection is in use."""

from collections.abc import Callable

from jbdesk.services.connections.connection import Connection


class Arrival:
    """Keeps one wish; whoever takes the connection asks what is to be opened."""

    def __init__(self, ask_for: Callable[[str], None]) -> None:
        self._ask_for = ask_for
        self._wish = ("", "")

    def go_to(self, connection_id: str, key: str) -> None:
        """Work on that connection from now on, and open the journey there."""
        self._wish = (connection_id, key)
        self._ask_for(connection_id)

    def key_on(self, connection: Connection) -> str:
        """Give the key that was wished for there, once; "" where none was."""
        (wanted, key), self._wish = self._wish, ("", "")
        return key if wanted == connection.settings.id else ""
