"""Who is signed in to which package: refresh tokens, kept as client secrets are.

All business units of a package share one. Workers replace it at any time, from
their threads; it is kept in the vault as soon as the loop has its turn.
"""

import asyncio
from functools import partial

from jbdesk.api.refreshing import RefreshToken
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import units
from jbdesk.model.problem import Failure
from jbdesk.services.connections.vault import Vault

_SUFFIX = ":sign-in"


def key_of(connection_id: str) -> str:
    """Give the name under which the vault keeps a package's sign-in."""
    return f"{units.package_of(connection_id)}{_SUFFIX}"


class SignIns:
    """Gives each package's refresh token, always the same object for the same one."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._known: dict[str, RefreshToken] = {}
        self._loaded: set[str] = set()
        self._keeping: set[asyncio.Task[None]] = set()
        self._order = asyncio.Lock()

    def of(self, settings: PackageSettings) -> RefreshToken:
        """Give the sign-in as it is known; what was kept counts after `load`."""
        if not settings.signs_in:
            return RefreshToken()
        key = self._key(settings)
        if key not in self._known:
            loop = asyncio.get_running_loop()
            # A simulator's is for this session: its packages come and go.
            kept_as = "" if settings.is_simulator else key
            self._known[key] = RefreshToken(partial(self._heard, loop, kept_as))
        return self._known[key]

    async def load(self, settings: PackageSettings) -> RefreshToken:
        """Find the sign-in that was kept, where a person signs in at all."""
        found, key = self.of(settings), self._key(settings)
        is_kept = settings.signs_in and not settings.is_simulator
        if is_kept and key not in self._loaded:
            found.begin_with(await self._vault.secret(key) or "")
            if not self._vault.is_session_only:  # locked, or out of reach by now
                self._loaded.add(key)
        return found

    def is_signed_in(self, settings: PackageSettings) -> bool:
        """Whether a person's sign-in is known."""
        known = self._known.get(self._key(settings))
        return known is not None and known.is_there

    def is_ready(self, settings: PackageSettings) -> bool:
        """Whether nobody needs to sign in before it is used."""
        return not settings.signs_in or self.is_signed_in(settings)

    async def forget(self, settings: PackageSettings) -> None:
        """Sign out here; the tenant may know the token until it ends."""
        found = await self.load(settings)
        found.put("")
        await self.idle()

    async def idle(self) -> None:
        """Wait until the vault has all that was given."""
        await asyncio.sleep(0)  # what threads handed over has its turn first
        while self._keeping:
            await asyncio.wait(self._keeping)

    def _key(self, settings: PackageSettings) -> str:
        if settings.is_simulator:
            return f"{settings.auth_url} {settings.client_id}"
        return key_of(settings.id)

    def _heard(self, loop: asyncio.AbstractEventLoop, key: str, value: str) -> None:
        """Hear of a new token, in a worker's thread."""
        if key and not loop.is_closed():
            loop.call_soon_threadsafe(self._begin_to_keep, key, value)

    def _begin_to_keep(self, key: str, value: str) -> None:
        task = asyncio.get_running_loop().create_task(self._keep(key, value))
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)

    async def _keep(self, key: str, value: str) -> None:
        async with self._order:  # the newest one must be the last to be written
            try:
                if value:
                    await self._vault.put(key, value)
                else:
                    await self._vault.forget(key)
            except Failure as failure:  # it stays in memory for this session
                self._vault.notice = str(failure)
