"""Hands out the rows of a run that wait, and reads the next ones meanwhile."""

import asyncio
from collections import deque

from jbdesk.model.firing.run import RunRow
from jbdesk.services.runs.runs import Runs
from jbdesk.services.work import Work

_FEW = 200  # rows left when the next are read


class Feed:
    """Gives each waiting row once, in the order of their numbers."""

    def __init__(self, runs: Runs, run_id: str, work: Work) -> None:
        self._runs = runs
        self._run_id = run_id
        self._work = work
        self._rows: deque[RunRow] = deque()
        self._after: int | None = None
        self._is_whole = False
        self._reading: asyncio.Task[None] | None = None

    async def take(self, count: int) -> tuple[RunRow, ...]:
        """Give the next rows, at most so many; () at the end."""
        if len(self._rows) < _FEW and not self._is_whole and self._reading is None:
            self._reading = asyncio.create_task(self._read())
        while self._reading is not None and len(self._rows) < count:
            await asyncio.shield(self._reading)
        some = min(count, len(self._rows))
        return tuple(self._rows.popleft() for _ in range(some))

    async def _read(self) -> None:
        try:
            found = await self._work.run(self._runs.waiting, self._run_id, self._after)
        finally:
            self._reading = None
        self._rows += found
        self._is_whole = not found
        if found:
            self._after = found[-1].number

    async def close(self) -> None:
        """Let go of what is being read."""
        if self._reading is not None:
            await asyncio.wait({self._reading})
