"""Sends a request that was sent before once more, on the person's word alone.

Nothing secret is taken from what was kept: the token is the connection's own.
An event goes through the ledger like any other delivery.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from jbdesk.api import endpoints, masking, repeats
from jbdesk.api.errors import ServiceFailure
from jbdesk.model import wire
from jbdesk.model.exchange import Exchange
from jbdesk.model.facts import member
from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import Delivery
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import text_in
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing import firing
from jbdesk.services.firing.ledger import Ledger

_CONTROLS = "/simulator/"


def why_not(exchange: Exchange) -> str:
    """Tell why it can't be sent again, in a sentence; "" where it can."""
    if exchange.path == endpoints.TOKEN.path:
        return (
            "A token is asked for by itself whenever one is needed. "
            "Test the connection to see the answer anew."
        )
    if exchange.path.startswith(_CONTROLS):
        return "The simulator's own controls are used in its pane."
    if masking.HIDDEN in exchange.url + exchange.request_body:
        return "It held a secret, and jbdesk keeps none: it can't be made again."
    try:
        body = wire.loads(exchange.request_body) if exchange.request_body else None
    except Failure:
        return "Its body is not kept whole, or is no JSON: it can't be made again."
    if _is_event(exchange) and not _contact_in(body):
        return "It fired several contacts at once: fire them again from their run."
    return ""


def consequence(exchange: Exchange) -> str:
    """Tell what it does to send it again, in a sentence."""
    if _is_event(exchange):
        contact = _contact_in(wire.loads(exchange.request_body))
        return (
            f"It fires “{contact}” once more: the contact may enter a second time, "
            f"and be sent the same messages again."
        )
    if exchange.is_write:
        return "It changes something in the tenant, and may do so a second time."
    return "It only reads: nothing is changed."


async def repeat(
    connection: Connection, ledger: Ledger, exchange: Exchange
) -> Exchange:
    """Give what came of it; raises Failure where it was not sent."""
    if reason := why_not(exchange):
        raise Failure(reason)
    if _is_event(exchange):
        return await _fired(connection, ledger, exchange)
    try:
        answer = await connection(repeats.send, exchange)
    except ServiceFailure as failure:
        if failure.exchange is None or failure.exchange.path != exchange.path:
            raise  # it was the token that could not be had
        return failure.exchange
    return answer.exchange


async def _fired(
    connection: Connection, ledger: Ledger, exchange: Exchange
) -> Exchange:
    body = wire.loads(exchange.request_body)
    data = member(_one_in(body), "data")
    begun = Delivery(
        id=uuid4().hex,
        at=datetime.now(UTC),
        connection_id=connection.settings.id,
        event_definition_key=text_in(member(body, "eventDefinitionKey")),
        contact_key=_contact_in(body),
        data=data if isinstance(data, dict) else {},
    )
    door = doors.door_of(exchange.url)
    ended = await firing.deliver(connection, ledger, begun, door, body)
    if ended.exchange is None or ended.exchange.path != exchange.path:
        raise Failure(*(each.text for each in ended.problems))
    return ended.exchange


def _is_event(exchange: Exchange) -> bool:
    return exchange.method == "POST" and exchange.path in doors.PATHS


def _one_in(body: Any) -> JsonObject:
    """Give what tells of the contact; {} where there are several, or none."""
    if isinstance(body, dict) and "members" in body:
        body = doors.the_member(body)
    return body if isinstance(body, dict) else {}


def _contact_in(body: Any) -> str:
    one = _one_in(body)
    return str(member(one, "contactKey") or member(one, "contactID") or "")
