"""What is done about the place of secrets: a vault begun, opened, locked, renewed."""

from collections.abc import Awaitable
from typing import Any, Protocol

from jbdesk.model.problem import Failure
from jbdesk.panes.credentials.store import (
    CHANGE,
    SEAL,
    UNLOCK,
    PassphraseCard,
    StoreLine,
)
from jbdesk.services.connections.vault import Vault
from jbdesk.widgets.notice import Notice

_DONE = {
    SEAL.title: "The vault is begun. Its passphrase is asked for once a session.",
    UNLOCK.title: "The vault is open.",
    CHANGE.title: "The vault has its new passphrase.",
}


class Host(Protocol):
    """The pane, as far as it is needed here."""

    notice: Notice

    def start_write(self, function: Any, *args: Any, locks: Any = ...) -> None: ...
    def secrets_changed(self) -> None: ...
    def want(self, connection_id: str) -> None: ...


class KeepingSecrets:
    """Stands between the vault, the line that names it, the card and the pane."""

    def __init__(
        self, pane: Host, vault: Vault, line: StoreLine, card: PassphraseCard
    ) -> None:
        self._pane, self._vault = pane, vault
        self._line, self._card = line, card
        self._wanted = ""  # the connection that waits for the vault to open
        line.seal.clicked.connect(lambda: card.ask(SEAL))
        line.unlock.clicked.connect(lambda: card.ask(UNLOCK))
        line.change.clicked.connect(lambda: card.ask(CHANGE))
        line.lock.clicked.connect(self._lock)
        line.again.clicked.connect(lambda: pane.start_write(self._again))
        card.given.connect(self._given)
        card.anew.connect(self._ask_to_start_anew)

    def show(self) -> None:
        """Bring the line in step with the vault, once it is known what that is."""
        if self._vault.is_known:
            self._line.show_store(self._vault)

    def asks_first(self, connection_id: str) -> bool:
        """Ask for the passphrase where a connection needs it; tells whether so."""
        if self._vault.is_locked:
            self._wanted = connection_id
            self._card.ask(UNLOCK)
        return self._vault.is_locked

    def _given(self, passphrase: str, new: str) -> None:
        card, vault = self._card, self._vault
        work: Awaitable[None]
        if card.asking is SEAL:
            work = vault.seal(passphrase)
        elif card.asking is CHANGE:
            work = vault.change(passphrase, new)
        else:
            work = vault.unlock(passphrase)
        self._pane.start_write(self._carry_out, work, locks=(card.does,))

    async def _carry_out(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Failure as failure:
            self._card.refuse(failure)
            return
        told = _DONE[self._card.asking.title]
        self._card.leave()
        self._told(told)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._pane.want(wanted)

    def _lock(self) -> None:
        self._vault.lock()
        self._told("The vault is locked. The connection in use goes on.")

    async def _again(self) -> None:
        await self._vault.again()
        kept = f"Secrets are kept in {self._vault.store_name} now."
        self._told(self._vault.notice or kept, is_ok=not self._vault.notice)

    def _ask_to_start_anew(self) -> None:
        self._pane.notice.show_text(
            "All client secrets in it are lost, here alone; each is typed again at the"
            " next use. Connections stay.",
            title="Throw the vault away?",
            state="warn",
            actions=(
                ("Throw away", lambda: self._pane.start_write(self._start_anew)),
                ("Keep", self._pane.notice.clear),
            ),
        )

    async def _start_anew(self) -> None:
        await self._vault.start_anew()
        self._card.leave()
        self._told("The vault is thrown away.")

    def _told(self, text: str, *, is_ok: bool = True) -> None:
        self._pane.notice.show_text(text, state="ok" if is_ok else "warn")
        self.show()
        self._pane.secrets_changed()
