"""Runs what may block for as long as a person takes, in a thread nobody waits for."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


async def aside(limit: float, function: Callable[..., T], *args: Any) -> T:
    """Give its result; raises TimeoutError after so many seconds, and lets it be."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        try:
            result = function(*args)
        except Exception as error:  # noqa: BLE001 - handed to who waits
            _tell(loop, told, told.set_exception, error)
        except BaseException as error:  # noqa: BLE001 - it must not end the application
            _tell(loop, told, told.set_exception, RuntimeError(repr(error)))
        else:
            _tell(loop, told, told.set_result, result)

    threading.Thread(target=run, name="jbdesk-vault", daemon=True).start()
    async with asyncio.timeout(limit):
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
