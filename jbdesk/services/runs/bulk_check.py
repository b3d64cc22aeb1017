"""Asks what became of rows whose answer was lost, and settles those it can.

The service's queue and journey history tell that an event came. That nothing is
found proves nothing: history lags behind, and knows only those whom a journey
was offered. So a row becomes accepted or refused, or stays unknown.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jbdesk.api import history
from jbdesk.api.errors import Refused
from jbdesk.api.events_batch import QueuedEvent
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import Run, RunDoor, RunRow
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.firing.visit import CLOCKS_APART, Listener
from jbdesk.services.runs import bulk_queue
from jbdesk.services.runs.runs import Runs

_AT_ONCE = 50  # contacts in one search
_IN_HISTORY = "Found in journey history: the service had received it."
_IN_QUEUE = "Found in the service's queue: it had been received."


@dataclass(frozen=True)
class Checked:
    """What the check settled, what it left, and how far history lags behind."""

    settled: int
    left: int
    lag: int | None = None  # seconds; None: the service doesn't tell


@dataclass(frozen=True)
class _Inquiry:
    """The rows in question, and all that was sent to their contacts since."""

    run: Run
    rows: tuple[RunRow, ...]
    since: datetime
    sent: Counter[str]  # by contact key, of all runs
    known_ids: frozenset[str]  # event instances that belong to other rows


async def check(connection: Connection, runs: Runs, run: Run) -> Checked:
    """Settle the run's unknown rows by what the service knows of them."""
    inquiry = await connection.work.run(_inquiry, runs, run)
    found: list[RunRow] = []
    if inquiry.rows and run.settings.door is RunDoor.BATCH:
        found += await _in_queue(connection, inquiry)
    numbers = {each.number for each in found}
    left = tuple(each for each in inquiry.rows if each.number not in numbers)
    if left:
        found += await _in_history(connection, replace(inquiry, rows=left))
    await connection.work.run(runs.settle, run.id, found)
    missing = len(inquiry.rows) - len(found)
    return Checked(len(found), missing, await _lag(connection) if missing else None)


def _inquiry(runs: Runs, run: Run) -> _Inquiry:
    rows = tuple(runs.each(run.id, DeliveryState.UNKNOWN))
    moments = [each.at for each in rows if each.at]
    since = min(moments, default=run.at) - CLOCKS_APART
    sent = runs.sent_since(run.id, since)
    return _Inquiry(
        run,
        rows,
        since,
        Counter(contact_key for contact_key, _ in sent),
        frozenset(event_instance_id for _, event_instance_id in sent),
    )


async def _in_history(connection: Connection, inquiry: _Inquiry) -> list[RunRow]:
    """Find rows whose contacts were offered as often as they were sent."""
    key = inquiry.run.event_definition_key
    used = await event_definitions.journeys_using(connection, key)
    listeners = tuple(Listener(each) for each in used)
    found: list[RunRow] = []
    for some in _portions(inquiry.rows) if listeners else ():
        offers = await _offers(connection, inquiry.since, listeners, some)
        found += (
            replace(each, state=DeliveryState.ACCEPTED, text=_IN_HISTORY)
            for each in some
            if offers[each.contact_key] >= inquiry.sent[each.contact_key]
        )
    return found


def _portions(rows: Sequence[RunRow]) -> Iterator[Sequence[RunRow]]:
    for begin in range(0, len(rows), _AT_ONCE):
        yield rows[begin : begin + _AT_ONCE]


async def _offers(
    connection: Connection,
    since: datetime,
    listeners: Sequence[Listener],
    rows: Sequence[RunRow],
) -> Counter[str]:
    """Count how often each contact was offered to a journey, at the most."""
    told = await connection(
        history.search,
        contact_keys=sorted({each.contact_key for each in rows}),
        definition_ids=[each.definition_id for each in listeners],
        start=since,
    )
    most: Counter[str] = Counter()
    for listener in listeners:
        most |= Counter(
            each.contact_key
            for each in told
            if each.definition_id == listener.definition_id
            and listener.is_entry(each)
            and (each.at is None or each.at >= since)
        )
    return most


async def _in_queue(connection: Connection, inquiry: _Inquiry) -> list[RunRow]:
    """Find rows of batches among the events that the service queued."""
    events: dict[str, list[QueuedEvent]] = {}
    key = inquiry.run.event_definition_key
    for state in ("errored", "queued", "processed"):
        async for page in bulk_queue.events(connection, key, state, inquiry.since):
            for each in page:
                if each.event_instance_id not in inquiry.known_ids:
                    events.setdefault(each.contact_key, []).append(each)
    asked = Counter(each.contact_key for each in inquiry.rows)
    found: list[RunRow] = []
    for row in inquiry.rows:
        own = events.get(row.contact_key, [])
        if len(own) >= asked[row.contact_key]:
            asked[row.contact_key] -= 1
            found.append(_settled(row, own.pop()))
    return found


def _settled(row: RunRow, event: QueuedEvent) -> RunRow:
    if event.state == "errored":
        return replace(row, state=DeliveryState.REFUSED, text=event.text)
    return replace(
        row,
        state=DeliveryState.ACCEPTED,
        event_instance_id=event.event_instance_id,
        text=_IN_QUEUE,
    )


async def _lag(connection: Connection) -> int | None:
    try:
        return await connection(history.freshness)
    except Refused:
        return None  # not every tenant has this door
