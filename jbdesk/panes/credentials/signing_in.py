"""What pressing “Sign in” does: keep what is typed, sign in, test what that opens."""

from typing import Any, Protocol

from jbdesk.panes.credentials.sign_in import SignInCard
from jbdesk.services.connections.connection import Connection
from jbdesk.widgets.notice import Notice


class Host(Protocol):
    """The pane, as far as it is needed here."""

    notice: Notice

    def start(self, function: Any, *args: Any) -> None: ...
    def start_write(self, function: Any, *args: Any) -> None: ...
    def stop(self) -> None: ...
    async def keep_typed(self) -> bool: ...
    async def connected(self) -> Connection: ...
    async def test(self) -> None: ...


class SigningIn:
    """Stands between the card and the pane."""

    def __init__(self, pane: Host, card: SignInCard) -> None:
        self._pane = pane
        self._card = card
        # Saving must not be cut off; the sign-in itself may be cancelled.
        card.wanted.connect(lambda: pane.start_write(self._begin))
        card.cancelled.connect(pane.stop)

    async def _begin(self) -> None:
        if await self._pane.keep_typed():
            self._pane.start(self._sign_in)

    async def _sign_in(self) -> None:
        self._pane.notice.clear()
        connection = await self._pane.connected()
        try:
            found = await self._card.run(connection)
        finally:
            connection.close()
        self._card.show_state(is_wanted=True, is_signed_in=True)
        await self._pane.test()
        self._pane.notice.show_text(found.told, state="ok")
