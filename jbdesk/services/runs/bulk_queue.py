"""Follows the rows of batches through the service's queue, after they were taken.

A batch is accepted before its events are carried out. Which of them failed stands
in the queue's own list: such a row is refused from then on, in the queue's words.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

from jbdesk.api import events_batch
from jbdesk.api.events_batch import QueuedEvent
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import Run, RunDoor, RunRow
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing.visit import CLOCKS_APART
from jbdesk.services.runs.runs import Runs

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 5.0
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_FAILED = "Taken by the service, then failed in its queue"


@dataclass(frozen=True)
class Followed:
    """How the rows of a run stand in the queue."""

    failed: int = 0
    is_waiting: bool = False  # some are still to be carried out
    why_unknown: str = ""  # the queue could not be asked

    @property
    def is_well(self) -> bool:
        """Whether all of them went through."""
        return not (self.failed or self.is_waiting or self.why_unknown)

    @property
    def words(self) -> str:
        """Tell it in a sentence or two."""
        if self.why_unknown:
            return (
                f"Whether the queue carried the rows out is unknown: {self.why_unknown}"
            )
        failed = f"{counted(self.failed, 'row')} failed in the service's queue."
        if self.is_waiting:
            waits = "The service's queue still holds rows; how these end is not known."
            return f"{failed} {waits}" if self.failed else waits
        if self.failed:
            return failed
        return "The service's queue holds none of these rows any more; none failed."


async def follow(
    connection: Connection, runs: Runs, run: Run, seconds: float
) -> Followed:
    """Settle what failed, until none of the rows is queued or the time is over."""
    loop = asyncio.get_running_loop()
    until, pause, failed = loop.time() + seconds, _FIRST_PAUSE, 0
    while True:
        try:
            # First who waits: an event that fails between the two is still found.
            is_waiting = await _is_any_queued(connection, runs, run)
            failed += await _settle_failed(connection, runs, run)
        except Failure as failure:
            return Followed(failed, why_unknown=str(failure))
        if not is_waiting or loop.time() + pause > until:
            return Followed(failed, is_waiting)
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def is_followed(run: Run) -> bool:
    """Whether its rows go through the queue."""
    return run.settings.door is RunDoor.BATCH


async def events(
    connection: Connection, event_definition_key: str, state: str, since: datetime
) -> AsyncIterator[tuple[QueuedEvent, ...]]:
    """Give the queue's events in a state, page by page."""
    named = {"type": state, "eventDefinitionKey": event_definition_key}
    named["startDate"] = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for page in count(1):
        items = await connection(events_batch.status, page=page, **named)
        yield tuple(replace(each, state=state) for each in items)
        if len(items) < events_batch.PAGE:
            return


async def _is_any_queued(connection: Connection, runs: Runs, run: Run) -> bool:
    async for page in _events_since(connection, run, "queued"):
        if await _own(connection, runs, run, page):
            return True
    return False


async def _settle_failed(connection: Connection, runs: Runs, run: Run) -> int:
    settled = 0
    async for page in _events_since(connection, run, "errored"):
        why = {each.event_instance_id: each.text for each in page}
        rows = await _own(connection, runs, run, page)
        ended = tuple(_failed(each, why[each.event_instance_id]) for each in rows)
        await connection.work.run(runs.settle, run.id, ended)
        settled += len(ended)
    return settled


def _events_since(
    connection: Connection, run: Run, state: str
) -> AsyncIterator[tuple[QueuedEvent, ...]]:
    # A simulator's clock may stand anywhere.
    is_odd = connection.settings.is_simulator
    since = _LONG_AGO if is_odd else run.at - CLOCKS_APART
    return events(connection, run.event_definition_key, state, since)


async def _own(
    connection: Connection, runs: Runs, run: Run, page: Iterable[QueuedEvent]
) -> tuple[RunRow, ...]:
    """Give the run's accepted rows among the events."""
    ids = tuple(each.event_instance_id for each in page if each.event_instance_id)
    if not ids:
        return ()
    return await connection.work.run(runs.accepted_as, run.id, ids)


def _failed(row: RunRow, why: str) -> RunRow:
    text = f"{_FAILED}: {why}" if why else f"{_FAILED}."
    return replace(row, state=DeliveryState.REFUSED, text=text)
