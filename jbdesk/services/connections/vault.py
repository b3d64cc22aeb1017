"""Keeps client secrets in the system's own secret store, or in memory alone.

A store may ask the person for a password and block for as long as that takes,
so each call runs in a thread that nothing waits for at the end. Stores that
write plain text or nothing at all are refused: the secret then lives for this
session only, and `store_name` says so; or in a file that a passphrase opens.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import keyring
from keyring import errors

from jbdesk.model.packages import units
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services.connections import sealed_file, secret_store
from jbdesk.services.connections.aside import aside
from jbdesk.services.connections.sealed_file import SealedFile

LIMIT_SECONDS = 30.0
SLOW_SECONDS = 1.5
WAITING = (
    "Waiting for the system's secret store. It may ask for a password in a window of"
    " its own; everything else goes on."
)
LONGEST = 1280  # characters; what the Windows store can hold
_USER = "client_secret"
_IN_MEMORY = "memory, for this session only"
_SEALED = "vault with your passphrase"


class Vault:
    """Gives and takes secrets by the id of their connection.

    All business units of a package share its secret.
    """

    def __init__(
        self,
        find: Callable[[], Any] = keyring.get_keyring,
        safe: dict[tuple[str, str], str] | None = None,
        limit: float = LIMIT_SECONDS,
        sealed: SealedFile | None = None,
    ) -> None:
        self._find = find
        self._safe = secret_store.SAFE if safe is None else safe
        self._limit = limit
        self._sealed = sealed
        self._memory: dict[str, str] = {}
        self._unkept: set[str] = set()  # what no store has taken yet
        self._store: Any = None
        self._is_looked_for = False
        self._opening = asyncio.Lock()
        self.store_name = _IN_MEMORY
        self.notice = ""  # what a person should know about the store
        self.tell_waiting: Callable[[str], None] = lambda _: None  # "": it is over

    def __repr__(self) -> str:
        return f"Vault({self.store_name!r})"

    @property
    def is_known(self) -> bool:
        """Whether it was found out where secrets are kept."""
        return self._is_looked_for

    @property
    def is_session_only(self) -> bool:
        return self._store is None

    @property
    def is_sealed(self) -> bool:
        """Whether a passphrase keeps the secrets."""
        return self._sealed is not None and self._sealed.is_there

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase must be typed before a secret is given."""
        sealed = self._sealed
        return sealed is not None and sealed.is_there and not sealed.is_open

    @property
    def can_seal(self) -> bool:
        """Whether a vault with a passphrase can be begun here."""
        is_needed = self.is_session_only and not self.is_sealed
        return is_needed and self._sealed is not None and sealed_file.is_possible()

    async def open(self) -> None:
        """Find the store; `store_name` is right from then on."""
        # Whoever comes second waits: before the store is found nothing is kept in it.
        async with self._opening:
            if not self._is_looked_for:
                if self.is_sealed:
                    self.store_name = _SEALED
                else:
                    await self._look_for()
                self._is_looked_for = True

    async def again(self) -> None:
        """Try the system's store once more; what was typed meanwhile is kept there."""
        self._is_looked_for, self.notice = False, ""
        await self.open()
        await self._keep_unkept()

    async def _look_for(self) -> None:
        try:
            found = await self._aside(self._find)
        except Exception as error:  # noqa: BLE001 - stores raise errors of any kind
            self._give_up(error)
            return
        store = secret_store.trusted(found, self._safe)
        if store is None:
            self.notice = (
                "This system has no secret store that jbdesk trusts; "
                "secrets are kept for this session only."
            )
        else:
            self._store, self.store_name = store

    # What is kept.

    async def secret(self, settings_id: str) -> str | None:
        """Give the secret; None where none is kept."""
        await self.open()
        package = units.package_of(settings_id)
        if package in self._memory or self._store is None:
            return self._memory.get(package)
        try:
            found = await self._aside(
                self._store.get_password, _service(package), _USER
            )
        except Exception as error:  # noqa: BLE001 - stores raise errors of any kind
            self._give_up(error)
            return None
        if found is None:
            return None
        if _wrong_with(found):
            self.notice = (
                "What the secret store holds is no client secret; type it again."
            )
            return None
        self._memory[package] = str(found)
        return self._memory[package]

    async def put(self, settings_id: str, secret: str) -> None:
        """Keep the secret; in memory where the store does not take it."""
        if wrong := _wrong_with(secret):
            raise Failure(Problem(wrong, where=Where("form", field="client_secret")))
        # Writing resets what macOS was told about access: only write a change.
        if await self.secret(settings_id) == secret:
            return
        package = units.package_of(settings_id)
        self._memory[package] = secret
        self._unkept.add(package)
        await self._keep_unkept()

    async def _keep_unkept(self) -> None:
        for package in sorted(self._unkept):
            if self._store is None:
                return
            secret = self._memory[package]
            try:
                await self._aside(
                    self._store.set_password, _service(package), _USER, secret
                )
            except Exception as error:  # noqa: BLE001 - stores raise errors of any kind
                self._give_up(error)
                return
            self._unkept.discard(package)

    async def forget(self, settings_id: str) -> None:
        await self.open()
        package = units.package_of(settings_id)
        self._memory.pop(package, None)
        self._unkept.discard(package)
        if self._store is None:
            return
        # It may not be there, which is what is wanted.
        with contextlib.suppress(Exception):
            await self._aside(self._store.delete_password, _service(package), _USER)

    # The vault with a passphrase; each raises Failure in words.

    async def seal(self, passphrase: str) -> None:
        """Begin a vault with this passphrase, and keep in it what is in memory."""
        await self._with_file(self._file.create, passphrase)
        self._unkept = set(self._memory)
        await self._use_file()

    async def unlock(self, passphrase: str) -> None:
        await self._with_file(self._file.unlock, passphrase)
        await self._use_file()

    async def change(self, passphrase: str, new: str) -> None:
        """Seal it under another passphrase."""
        await self._with_file(self._file.change, passphrase, new)

    def lock(self) -> None:
        """Ask for the passphrase again; what is connected goes on."""
        self._file.lock()
        self._store = None
        self._memory = {name: self._memory[name] for name in self._unkept}

    async def start_anew(self) -> None:
        """Throw the vault away; every secret must be typed again."""
        await self._with_file(self._file.remove)
        self._store, self.store_name = None, _IN_MEMORY
        self._memory, self._unkept = {}, set()
        await self.again()

    @property
    def _file(self) -> SealedFile:
        if self._sealed is None:
            raise Failure("Here is no place for a vault.")
        return self._sealed

    async def _with_file(self, function: Callable[..., Any], *args: Any) -> None:
        try:
            await aside(self._limit, function, *args)
        except (OSError, TimeoutError) as error:
            reason = _reason(error, self._limit)
            raise Failure(f"The vault {reason}. Try again.") from error

    async def _use_file(self) -> None:
        self._store, self.store_name, self.notice = self._sealed, _SEALED, ""
        await self._keep_unkept()

    def _give_up(self, error: Exception) -> None:
        self.notice = (
            f"The secret store {_reason(error, self._limit)}; secrets are kept for"
            " this session only."
        )
        self._store = None
        self.store_name = _IN_MEMORY

    async def _aside(self, function: Callable[..., Any], *args: Any) -> Any:
        loop = asyncio.get_running_loop()
        timer = loop.call_later(SLOW_SECONDS, lambda: self.tell_waiting(WAITING))
        try:
            return await aside(self._limit, function, *args)
        finally:
            timer.cancel()
            self.tell_waiting("")


def _reason(error: Exception, limit: float) -> str:
    match error:
        case TimeoutError():
            return f"did not answer within {limit:g} seconds"
        case errors.KeyringLocked() | errors.InitError():
            return f"is locked ({type(error).__name__})"
        case errors.NoKeyringError():
            return "is not there"
        case Failure():
            return f"could not be used: {error}".rstrip(".")
    return f"could not be used ({type(error).__name__})"


def _service(package: str) -> str:
    # One service name each: a second user under one name moves the first.
    return f"jbdesk:{package}"


def _wrong_with(secret: str) -> str:
    if not secret:
        return "Client secret is required."
    if "\0" in secret or not secret.isprintable():
        return "A client secret has no control characters; copy it again."
    if len(secret) > LONGEST:
        return (
            f"A client secret has at most {LONGEST:,} characters, as many as"
            " Windows Credential Manager holds."
        )
    return ""
