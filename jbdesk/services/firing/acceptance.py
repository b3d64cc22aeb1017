"""The first layer of a trace: whether the service took the event."""

import email.utils
from dataclasses import replace
from datetime import UTC, datetime

from jbdesk.api import doors as api_doors
from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.doors import Door
from jbdesk.model.firing.trace import Layer, LayerState, Trace
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.services.connections.connection import Connection

NAME = "accepted"
_TITLES = {
    DeliveryState.ACCEPTED: "Accepted by the service",
    DeliveryState.REFUSED: "Refused by the service",
    DeliveryState.NOT_SENT: "Not sent",
    DeliveryState.SENDING: "Being sent",
    DeliveryState.UNKNOWN: "Outcome unknown",
}
_STATES = {
    DeliveryState.ACCEPTED: (LayerState.YES, "The service took the event.", "certain"),
    DeliveryState.REFUSED: (LayerState.NO, "The service refused the event.", "certain"),
    DeliveryState.NOT_SENT: (LayerState.NO, "The event was not taken.", "certain"),
    DeliveryState.SENDING: (LayerState.UNKNOWN, "The event is being sent.", ""),
    DeliveryState.UNKNOWN: (
        LayerState.UNKNOWN,
        "The service may have received the event; no trustworthy answer came.",
        "",
    ),
}
_QUEUE = {
    "queued": (LayerState.PENDING, "The event waits in the service's queue."),
    "processed": (LayerState.YES, "The event went through the service's queue."),
    "errored": (LayerState.NO, "The queue could not carry the event out."),
}


def layer(delivery: Delivery) -> Layer:
    """Tell what the answer alone says."""
    state, text, sure = _STATES[delivery.state]
    told = " ".join(each.text for each in delivery.problems)
    evidence = delivery.event_instance_id and (
        f"eventInstanceId {delivery.event_instance_id}"
    )
    text = f"{text} {told}".strip()
    title = _TITLES[delivery.state]
    return Layer(NAME, state, title, text, evidence, delivery.at, sure)


def told(delivery: Delivery) -> Trace:
    """Give the trace of what the answer alone says."""
    own = layer(delivery)
    return Trace(delivery.id, (own,), is_final=True, ends=own.text)


def door_of(delivery: Delivery) -> Door:
    """Tell through which door it went; the usual one where nothing tells it."""
    exchange = delivery.exchange
    if exchange is None:
        return doors.EVENTS
    return doors.door_of(exchange.url, exchange.request_body)


def is_queued(delivery: Delivery) -> bool:
    """Whether the event went through a door that carries it out later."""
    return delivery.state is DeliveryState.ACCEPTED and door_of(delivery).is_queued


async def queued_layer(connection: Connection, delivery: Delivery) -> Layer:
    """Tell what the queue says of the event; the answer's word where it says none."""
    own = layer(delivery)
    try:
        state, why = await connection(api_doors.queue_state, delivery.event_instance_id)
    except Failure:
        return own
    if state not in _QUEUE:
        return own
    known, text = _QUEUE[state]
    said = f" The service says: “{why}”" if why else ""
    now = datetime.now(UTC)
    title = _TITLES[DeliveryState.REFUSED if known is LayerState.NO else delivery.state]
    return replace(own, state=known, title=title, text=f"{text}{said}", asked_at=now)


def answered_at(delivery: Delivery) -> datetime:
    """Give the service's own time of its answer: our clock may be wrong."""
    headers = delivery.exchange.answer_headers if delivery.exchange else ()
    told = next((value for name, value in headers if name.lower() == "date"), "")
    try:
        return email.utils.parsedate_to_datetime(told).astimezone(UTC)
    except (TypeError, ValueError):
        return delivery.at


def received(accepted: Layer, evidence: str) -> Layer:
    """Tell that an event without an answer did arrive."""
    if accepted.state is not LayerState.UNKNOWN:
        return accepted
    text = "It was received: a journey has seen the contact since."
    title = _TITLES[DeliveryState.ACCEPTED]
    return replace(
        accepted, state=LayerState.YES, title=title, text=text, evidence=evidence
    )


def settled(delivery: Delivery, trace: Trace) -> Delivery | None:
    """Give the delivery as it is known now; None where nothing new is."""
    accepted = trace.layer(NAME)
    if accepted is None:
        return None
    if is_queued(delivery) and accepted.state is LayerState.NO:
        problem = Problem(accepted.text)
        return replace(delivery, state=DeliveryState.REFUSED, problems=(problem,))
    is_open = delivery.state is DeliveryState.UNKNOWN
    if not is_open or accepted.state is not LayerState.YES:
        return None
    found = Problem("Found by a check in journey history.", Severity.WARNING)
    return replace(delivery, state=DeliveryState.ACCEPTED, problems=(found,))
