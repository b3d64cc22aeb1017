"""Fires one contact at an event definition, with the ledger as memory."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from jbdesk.api import doors as api_doors
from jbdesk.api.errors import (
    OutcomeUnknown,
    Refused,
    ServiceFailure,
    Throttled,
)
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.doors import Door
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure, Problem
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing.ledger import Ledger

T = TypeVar("T")

CANCELLED = Problem(
    "The wait for the answer was given up. The service may have received this."
)


async def fire(
    connection: Connection,
    ledger: Ledger,
    definition: EventDefinition,
    contact_key: str,
    data: JsonObject,
    *,
    names: Iterable[str] = (),
    door: Door = doors.EVENTS,
) -> Delivery:
    """Send the contact once through one door and tell how it ended.

    The ledger knows of it before it is sent; where it can't, nothing is sent.
    `names` are the data extension's fields: the service names them in lower case.
    """
    begun = Delivery(
        id=uuid4().hex,
        at=datetime.now(UTC),
        connection_id=connection.settings.id,
        event_definition_key=definition.key,
        contact_key=contact_key,
        data=data,
    )
    body = door.body(definition, contact_key, data)
    return await deliver(connection, ledger, begun, door, body, names=names)


async def deliver(
    connection: Connection,
    ledger: Ledger,
    begun: Delivery,
    door: Door,
    body: JsonObject,
    *,
    names: Iterable[str] = (),
) -> Delivery:
    """Send just this body, once, with the ledger as memory."""
    await connection.work.run(ledger.begin, begun)
    spelled = {name.casefold(): name for name in (*begun.data, *names)}
    try:
        ended = await _sent(connection, begun, door, body)
    except asyncio.CancelledError:
        state = DeliveryState.UNKNOWN
        ledger.finish(replace(begun, state=state, problems=(CANCELLED,)))
        raise
    ended = replace(
        ended, problems=tuple(_spelled(each, spelled) for each in ended.problems)
    )
    await connection.work.run(ledger.finish, ended)
    return ended


async def _sent(
    connection: Connection, begun: Delivery, door: Door, body: JsonObject
) -> Delivery:
    try:
        accepted = await connection(api_doors.fire, door, body)
    except ServiceFailure as failure:
        return replace(
            begun,
            state=_state_after(failure),
            problems=failure.problems,
            exchange=failure.exchange,
        )
    except Failure as failure:
        return replace(begun, state=DeliveryState.NOT_SENT, problems=failure.problems)
    return replace(
        begun,
        state=DeliveryState.ACCEPTED,
        event_instance_id=accepted.event_instance_id,
        exchange=accepted.exchange,
    )


def _state_after(failure: ServiceFailure) -> DeliveryState:
    """Tell what a failure leaves; one of the token means the event never left."""
    exchange = failure.exchange
    if exchange is None or urlsplit(exchange.url).path not in doors.PATHS:
        return DeliveryState.NOT_SENT
    if isinstance(failure, OutcomeUnknown):
        return DeliveryState.UNKNOWN
    is_no = isinstance(failure, Refused) and not isinstance(failure, Throttled)
    return DeliveryState.REFUSED if is_no else DeliveryState.NOT_SENT


def _spelled(problem: Problem, names: dict[str, str]) -> Problem:
    """Name the field as the data extension does."""
    field = problem.where.field
    name = names.get(field.casefold(), field)
    if problem.where.kind != "form" or name == field:
        return problem
    return replace(
        problem,
        text=problem.text.replace(f"“{field}”", f"“{name}”"),
        where=replace(problem.where, field=name),
    )
