"""The worker threads: whatever blocks runs here and is awaited."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Work:
    """A bounded pool; only plain values go in and come out."""

    def __init__(self, workers: int = 8) -> None:
        self.executor = ThreadPoolExecutor(workers, thread_name_prefix="jbdesk-work")

    async def run(
        self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self.executor, partial(function, *args, **kwargs)
        )

    def close(self) -> None:
        """Take no more work; what runs is ended by aborting its client."""
        self.executor.shutdown(wait=False, cancel_futures=True)
