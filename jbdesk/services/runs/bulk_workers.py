"""Worker threads for many short jobs: what is done comes back to the loop at once.

An executor wakes the loop three times for each job; these threads wake it once
for all that ended meanwhile. They still get one job at a time from the loop.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

from jbdesk.services.work import Work

P = ParamSpec("P")
R = TypeVar("R")

_Job = tuple[Callable[[], Any], "asyncio.Future[Any]"]


class BulkWorkers(Work):
    """So many threads of one loop, begun with the first job."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self._workers = workers
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._ended: deque[tuple[asyncio.Future[Any], Any, BaseException | None]]
        self._ended = deque()
        self._is_woken = False
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(
        self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        if self._loop is None:
            self._begin()
        assert self._loop is not None
        told: asyncio.Future[R] = self._loop.create_future()
        self._jobs.put((partial(function, *args, **kwargs), told))
        return await told

    def _begin(self) -> None:
        self._loop = asyncio.get_running_loop()
        for number in range(self._workers):
            # A daemon: no call may keep the program that a person ended.
            threading.Thread(
                target=self._work, name=f"jbdesk-bulk-{number}", daemon=True
            ).start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            call, told = job
            if told.cancelled():
                continue
            result, failure = None, None
            try:
                result = call()
            except BaseException as error:  # noqa: BLE001 - handed to who waits
                failure = error
            self._tell(told, result, failure)

    def _tell(
        self, told: "asyncio.Future[Any]", result: Any, failure: BaseException | None
    ) -> None:
        with self._lock:
            self._ended.append((told, result, failure))
            if self._is_woken:
                return
            self._is_woken = True
        assert self._loop is not None
        try:
            self._loop.call_soon_threadsafe(self._hand_back)
        except RuntimeError:
            return  # the loop is gone; nobody waits any more

    def _hand_back(self) -> None:
        with self._lock:
            ended, self._ended = self._ended, deque()
            self._is_woken = False
        for told, result, failure in ended:
            if told.done():
                continue
            if failure is not None:
                told.set_exception(failure)
            else:
                told.set_result(result)

    def close(self) -> None:
        """Let the threads go after what they do now."""
        super().close()
        if self._loop is not None:
            for _ in range(self._workers):
                self._jobs.put(None)
