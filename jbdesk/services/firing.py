"""Fires one contact at an event definition, with the ledger as memory."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from jbdesk.api import endpoints, events
from jbdesk.api.errors import (
    OutcomeUnknown,
    Refused,
    ServiceFailure,
    Throttled,
)
from jbdesk.model.delivery import Delivery, DeliveryState
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure, Problem
from jbdesk.services.connection import Connection
from jbdesk.services.ledger import Ledger

T = TypeVar("T")

CANCELLED = Problem(
    "The wait for the answer was given up. The service may have received this."
)


def payload(
    definition: EventDefinition, contact_key: str, data: JsonObject
) -> JsonObject:
    """Give the exact JSON that is sent."""
    return {
        "ContactKey": contact_key,
        "EventDefinitionKey": definition.key,
        "Data": data,
    }


async def fire(
    connection: Connection,
    ledger: Ledger,
    definition: EventDefinition,
    contact_key: str,
    data: JsonObject,
    *,
    names: Iterable[str] = (),
) -> Delivery:
    """Send the contact once and tell how it ended.

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
    await connection.work.run(ledger.begin, begun)
    spelled = {name.casefold(): name for name in (*data, *names)}
    try:
        ended = await _sent(connection, begun, payload(definition, contact_key, data))
    except asyncio.CancelledError:
        state = DeliveryState.UNKNOWN
        ledger.finish(replace(begun, state=state, problems=(CANCELLED,)))
        raise
    ended = replace(
        ended, problems=tuple(_spelled(each, spelled) for each in ended.problems)
    )
    await connection.work.run(ledger.finish, ended)
    return ended


async def _sent(connection: Connection, begun: Delivery, body: JsonObject) -> Delivery:
    try:
        accepted = await connection(events.fire, body)
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
    if exchange is None or urlsplit(exchange.url).path != endpoints.FIRE.path:
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
