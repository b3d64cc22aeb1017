"""Keeps client secrets in the system's own secret store, or in memory alone.

A store may ask the person for a password and block for as long as that takes,
so each call runs in a thread that nothing waits for at the end. Stores that
write plain text or nothing at all are refused: the secret then lives for this
session only, and `store_name` says so.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import keyring

from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services.connections import secret_store

T = TypeVar("T")

LIMIT_SECONDS = 30.0
LONGEST = 1280  # characters; what the Windows store can hold
_USER = "client_secret"
_IN_MEMORY = "memory, for this session only"


class Vault:
    """Gives and takes secrets by the id of their connection."""

    def __init__(
        self,
        find: Callable[[], Any] = keyring.get_keyring,
        safe: dict[tuple[str, str], str] | None = None,
        limit: float = LIMIT_SECONDS,
    ) -> None:
        self._find = find
        self._safe = secret_store.SAFE if safe is None else safe
        self._limit = limit
        self._memory: dict[str, str] = {}
        self._store: Any = None
        self._is_looked_for = False
        self._opening = asyncio.Lock()
        self.store_name = _IN_MEMORY
        self.notice = ""  # what a person should know about the store

    def __repr__(self) -> str:
        return f"Vault({self.store_name!r})"

    @property
    def is_session_only(self) -> bool:
        return self._store is None

    async def open(self) -> None:
        """Find the store; `store_name` is right from then on."""
        # Whoever comes second waits: before the store is found nothing is kept in it.
        async with self._opening:
            if not self._is_looked_for:
                await self._look_for()
                self._is_looked_for = True

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

    async def secret(self, settings_id: str) -> str | None:
        """Give the secret; None where none is kept."""
        await self.open()
        if settings_id in self._memory or self._store is None:
            return self._memory.get(settings_id)
        try:
            found = await self._aside(
                self._store.get_password, _service(settings_id), _USER
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
        self._memory[settings_id] = str(found)
        return self._memory[settings_id]

    async def put(self, settings_id: str, secret: str) -> None:
        """Keep the secret; in memory where the store does not take it."""
        if wrong := _wrong_with(secret):
            raise Failure(Problem(wrong, where=Where("form", field="client_secret")))
        # Writing resets what macOS was told about access: only write a change.
        if await self.secret(settings_id) == secret:
            return
        self._memory[settings_id] = secret
        if self._store is None:
            return
        try:
            await self._aside(
                self._store.set_password, _service(settings_id), _USER, secret
            )
        except Exception as error:  # noqa: BLE001 - stores raise errors of any kind
            self._give_up(error)

    async def forget(self, settings_id: str) -> None:
        await self.open()
        self._memory.pop(settings_id, None)
        if self._store is None:
            return
        # It may not be there, which is what is wanted.
        with contextlib.suppress(Exception):
            await self._aside(self._store.delete_password, _service(settings_id), _USER)

    def _give_up(self, error: Exception) -> None:
        reason = (
            f"did not answer within {self._limit:g} seconds"
            if isinstance(error, TimeoutError)
            else f"could not be used ({type(error).__name__})"
        )
        self.notice = (
            f"The secret store {reason}; secrets are kept for this session only."
        )
        self._store = None
        self.store_name = _IN_MEMORY

    async def _aside(self, function: Callable[..., T], *args: Any) -> T:
        loop = asyncio.get_running_loop()
        told: asyncio.Future[T] = loop.create_future()

        def run() -> None:
            try:
                result = function(*args)
            except Exception as error:  # noqa: BLE001 - handed to who waits
                _tell(loop, told, told.set_exception, error)
            else:
                _tell(loop, told, told.set_result, result)

        threading.Thread(target=run, name="jbdesk-vault", daemon=True).start()
        async with asyncio.timeout(self._limit):
            return await told


def _tell(
    loop: asyncio.AbstractEventLoop,
    told: asyncio.Future[Any],
    end: Callable[[Any], None],
    value: Any,
) -> None:
    # The loop may be gone by the time a person has answered the store's question.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(lambda: None if told.done() else end(value))


def _service(settings_id: str) -> str:
    # One service name each: a second user under one name moves the first.
    return f"jbdesk:{settings_id}"


def _wrong_with(secret: str) -> str:
    if not secret:
        return "Client secret is required."
    if "\0" in secret or not secret.isprintable():
        return "A client secret has no control characters; copy it again."
    if len(secret) > LONGEST:
        return f"A client secret has at most {LONGEST} characters."
    return ""
