"""Sends the rows of one call, in a worker thread, and tells what became of each.

the service took it              accepted
it said no                       refused
it may have received it          unknown, never sent again by itself
nothing left, or: come later     waiting, to be sent again
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from jbdesk.api import endpoints, events, events_batch
from jbdesk.api.client import Client
from jbdesk.api.errors import (
    NotAuthorised,
    OutcomeUnknown,
    Refused,
    ServiceFailure,
    Throttled,
    Unreachable,
)
from jbdesk.api.events_batch import Queued
from jbdesk.model.exchange import Exchange
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, RowState, RunDoor, RunRow
from jbdesk.model.problem import Failure, Problem
from jbdesk.services.runs.bulk_gate import Gate
from jbdesk.services.runs.bulk_journal import BulkJournal

_PATHS = (endpoints.FIRE.path, endpoints.FIRE_BATCH.path)
_NOT_TOLD = (
    "The answer does not say what became of this row. "
    "The service may have queued it all the same."
)


@dataclass(frozen=True)
class Sent:
    """The rows as they are now, and what went wrong with the call."""

    rows: tuple[RunRow, ...]
    failure: ServiceFailure | None = None


@dataclass(frozen=True)
class Sending:
    """What is the same for all calls of a run."""

    event_definition_key: str
    door: RunDoor
    gate: Gate
    journal: BulkJournal

    def announce(self, rows: Sequence[RunRow]) -> tuple[int, tuple[RunRow, ...]]:
        """Give the ticket for rows that are to be sent now, and the rows so."""
        now = datetime.now(UTC)
        begun = tuple(replace(each, at=now) for each in rows)
        return self.journal.announce(begun), begun

    def send(self, client: Client, ticket: int, begun: tuple[RunRow, ...]) -> Sent:
        """Write the rows as being sent, send them once, and tell."""
        self.journal.begin(ticket)
        if self.gate.is_shut:
            return Sent(begun)
        tried = tuple(replace(each, attempts=each.attempts + 1) for each in begun)
        try:
            made = self._batch if self.door is RunDoor.BATCH else self._single
            sent = Sent(tuple(made(client, tried)))
        except ServiceFailure as failure:
            self._heard(failure)
            return Sent(tuple(_failed(each, failure) for each in tried), failure)
        except Failure as failure:
            state = DeliveryState.NOT_SENT
            return Sent(
                tuple(replace(e, state=state, text=str(failure)) for e in tried)
            )
        self.gate.passed()
        return sent

    def _heard(self, failure: ServiceFailure) -> None:
        if isinstance(failure, Throttled):
            self.gate.shut(failure.retry_after)
        elif isinstance(failure, Refused):
            self.gate.passed()

    def _single(self, client: Client, rows: Sequence[RunRow]) -> Iterator[RunRow]:
        for row in rows:
            body = {
                "ContactKey": row.contact_key,
                "EventDefinitionKey": self.event_definition_key,
                "Data": row.data,
            }
            taken = events.fire(client, body)
            yield replace(
                row,
                state=DeliveryState.ACCEPTED,
                event_instance_id=taken.event_instance_id,
                text="",
                status=_status(taken.exchange),
            )

    def _batch(self, client: Client, rows: Sequence[RunRow]) -> Iterator[RunRow]:
        contacts = [(each.contact_key, each.data) for each in rows]
        batch = events_batch.fire(client, self.event_definition_key, contacts)
        status = _status(batch.exchange)
        for row, queued in zip(rows, batch.members, strict=True):
            yield replace(_settled(row, queued), status=status)


def _settled(row: RunRow, queued: Queued) -> RunRow:
    if queued.event_instance_id:
        return replace(
            row,
            state=DeliveryState.ACCEPTED,
            event_instance_id=queued.event_instance_id,
            text="",
        )
    if queued.problems:
        text = _words(queued.problems)
        return replace(row, state=DeliveryState.REFUSED, text=text)
    return replace(row, state=DeliveryState.UNKNOWN, text=_NOT_TOLD)


def _failed(row: RunRow, failure: ServiceFailure) -> RunRow:
    return replace(
        row,
        state=state_after(failure),
        text=_words(failure.problems),
        status=_status(failure.exchange),
    )


def state_after(failure: ServiceFailure) -> RowState:
    """Tell what a failure leaves; one of the token means the event never left."""
    if not is_of_event(failure):
        return WAITING
    if isinstance(failure, OutcomeUnknown):
        return DeliveryState.UNKNOWN
    is_later = isinstance(failure, Unreachable | Throttled | NotAuthorised)
    return WAITING if is_later else DeliveryState.REFUSED


def is_of_event(failure: ServiceFailure) -> bool:
    """Whether the call for the events failed, not the one for the token before."""
    exchange = failure.exchange
    return exchange is not None and urlsplit(exchange.url).path in _PATHS


def _words(problems: Sequence[Problem]) -> str:
    return " ".join(each.text for each in problems)


def _status(exchange: Exchange | None) -> int:
    return (exchange.status or 0) if exchange is not None else 0
