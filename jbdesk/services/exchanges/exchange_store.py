"""Every request ever made from here, kept in the home folder.

One thread of its own writes and reads, so that neither the window nor a call
waits for the disk. What is read is never older than what was recorded before.
"""

import asyncio
import sqlite3
import threading
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from jbdesk.model.exchange import Exchange
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file
from jbdesk.services.exchanges.exchange_file import ExchangeFile, Limits
from jbdesk.services.exchanges.exchange_query import Query
from jbdesk.services.exchanges.exchange_writer import ExchangeWriter

P = ParamSpec("P")
T = TypeVar("T")

_MOST_WAITING = 32_000_000  # characters; more make whoever records wait
_AT_ONCE = 2_000_000  # characters written in one go
_MOMENT = 0.1  # seconds in which exchanges gather, to be written together


@dataclass(frozen=True)
class Found:
    """What a query found: numbers, the latest first, and how many there are."""

    numbers: "array[int]"
    first: int  # the oldest number that is kept
    last: int  # the latest of all, also of those that were not looked for
    total: int
    failed: int
    dropped: int  # let go so far for want of room or for their age


class ExchangeStore:
    """Records from any thread; is asked from the loop."""

    def __init__(
        self,
        home: Path,
        secrets: Callable[[], Iterable[str]] = tuple,
        limits: Limits | None = None,
    ) -> None:
        self.limits = limits or Limits()
        path = stored_file.folder(home) / "exchanges.sqlite"
        self._writer = ExchangeWriter(path, self.limits, secrets)
        self._waiting: deque[Exchange] = deque()
        self._weight = 0  # of what waits
        self._lock = threading.Lock()
        self._drain: Future[None] | None = None
        self._hurry = threading.Event()  # somebody waits for what is written
        self._is_closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="jbdesk-exchanges")
        self._opening = self._thread.submit(self._writer.open)

    @property
    def notice(self) -> str:
        """What is to be told once: the file was damaged and set aside."""
        return self._writer.notice

    @property
    def trouble(self) -> str:
        """Why nothing is kept just now; "" where all is well."""
        return self._writer.trouble

    async def opened(self) -> None:
        """Wait until it is known whether the file is in order."""
        await asyncio.wrap_future(self._opening)

    def record(self, exchange: Exchange) -> None:
        """Keep it soon; returns at once, unless the disk is far behind."""
        with self._lock:
            if self._is_closed:
                return
            self._waiting.append(exchange)
            self._weight += _weight(exchange)
            if self._drain is None or self._drain.done():
                self._drain = self._thread.submit(self._write_soon)
            behind = self._drain if self._weight > _MOST_WAITING else None
        if behind is not None:
            self._hurry.set()
            futures.wait((behind,))

    def close(self) -> None:
        """Write what waits and end; what comes later is not kept."""
        with self._lock:
            was_closed, self._is_closed = self._is_closed, True
        if not was_closed:
            self._hurry.set()
            self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    # What the window asks.

    async def find(self, query: Query, after: int = 0) -> Found:
        """Look for exchanges; with `after`, only among those that came since."""
        return await self._ask(_found, query, after)

    async def heads(self, numbers: Sequence[int]) -> tuple[Exchange, ...]:
        """Give exchanges without headers and bodies."""
        return await self._ask(ExchangeFile.heads, numbers)

    async def get(self, exchange_id: str) -> Exchange | None:
        """Give one whole; None where it is no longer kept."""
        return await self._ask(ExchangeFile.get, exchange_id)

    async def connections(self) -> tuple[tuple[str, str], ...]:
        return await self._ask(ExchangeFile.connections)

    async def clear(self) -> int:
        """Delete all; gives how many there were."""
        return await self._ask(_cleared)

    async def write(
        self,
        numbers: Sequence[int],
        written: Callable[[Iterable[Exchange]], T],
    ) -> T:
        """Hand whole exchanges, one by one, to what writes them somewhere."""
        return await self._ask(lambda file: written(file.whole(numbers)))

    # What forgetting asks, from a worker's thread.

    def mentions(self, contact_key: str) -> int:
        return self._wait(lambda file: len(file.mentions(contact_key)))

    def forget(self, contact_key: str) -> int:
        """Delete all that speaks of a contact; gives how many that were."""
        return self._wait(lambda _: self._writer.forget(contact_key))

    # In the thread.

    async def _ask(self, function: Callable[..., T], *args: Any) -> T:
        return await asyncio.wrap_future(self._submitted(function, args))

    def _wait(self, function: Callable[[ExchangeFile], T]) -> T:
        return self._submitted(function, ()).result()

    def _submitted(
        self, function: Callable[..., T], args: tuple[Any, ...]
    ) -> Future[T]:
        self._hurry.set()
        try:
            return self._thread.submit(self._answer, function, args)
        except RuntimeError as error:  # it was closed meanwhile
            raise Failure("The list of requests is closed.") from error

    def _answer(self, function: Callable[..., T], args: tuple[Any, ...]) -> T:
        try:
            self._write()
            return function(self._writer.file, *args)
        except sqlite3.Error as error:
            raise Failure(f"The list of requests can't be read: {error}.") from error

    def _write_soon(self) -> None:
        """Let some gather: a write for each would cost a run a fifth of its speed."""
        self._hurry.wait(_MOMENT)
        self._write()

    def _write(self) -> None:
        """Write all that waits, in portions."""
        self._hurry.clear()
        while portion := self._next_portion():
            self._writer.write(portion)

    def _next_portion(self) -> list[Exchange]:
        taken: list[Exchange] = []
        weight = 0
        with self._lock:
            while self._waiting and weight < _AT_ONCE:
                taken.append(self._waiting.popleft())
                weight += _weight(taken[-1])
            self._weight -= weight
            if not taken:
                self._drain = None
        return taken

    def _close(self) -> None:
        self._write()
        self._writer.close()


def _weight(exchange: Exchange) -> int:
    return 1_000 + len(exchange.request_body) + len(exchange.answer_body)


def _found(file: ExchangeFile, query: Query, after: int) -> Found:
    numbers = file.find(query, after)
    count, failed = file.counts()
    return Found(numbers, file.first(), file.last(), count, failed, file.dropped())


def _cleared(file: ExchangeFile) -> int:
    everything = file.find(Query())
    file.remove(everything)
    return len(everything)
