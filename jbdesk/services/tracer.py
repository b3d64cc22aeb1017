"""Finds out what became of a delivery: accepted, matched, entered, and where it is.

The service answers none of this directly. That the event was accepted stands in
the delivery; which journeys listen stands in their entry sources; whether the
contact entered, and its path, stand in journey history, which lags behind on
the real service; whether it is still inside is its membership. Each layer says
what it rests on, and "not known yet" is an answer.
"""

import asyncio
import email.utils
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from jbdesk.api import contacts, history
from jbdesk.api.contacts import Membership
from jbdesk.api.errors import NotFound, Refused
from jbdesk.model.delivery import Delivery, DeliveryState
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.trace import Layer, LayerState, Trace
from jbdesk.model.words import counted
from jbdesk.services import event_definitions, visit
from jbdesk.services.connection import Connection
from jbdesk.services.visit import Listener, Visit

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 5.0
_RECENT = timedelta(seconds=60)  # a delivery as young is the latest of its contact
_MATCHED = "Event matched"
_ENTERED = "Entered a journey"
_ACCEPTED = "Accepted by the service"
_ACCEPTANCE = {
    DeliveryState.ACCEPTED: (LayerState.YES, "The service took the event."),
    DeliveryState.REFUSED: (LayerState.NO, "The service refused the event."),
    DeliveryState.NOT_SENT: (LayerState.NO, "The event was never sent."),
    DeliveryState.SENDING: (LayerState.UNKNOWN, "The event is being sent."),
    DeliveryState.UNKNOWN: (
        LayerState.UNKNOWN,
        "The service may have received the event; no trustworthy answer came.",
    ),
}


@dataclass
class _Inquiry:
    """What stays the same, and what was found before, while one is followed."""

    delivery: Delivery
    accepted: Layer
    matched: Layer
    listeners: tuple[Listener, ...]
    since: datetime | None  # None: the contact's latest entry is the one
    known: dict[str, str] = field(default_factory=dict)
    lag: int | None = None
    is_lag_asked: bool = False


async def follow(connection: Connection, delivery: Delivery) -> AsyncIterator[Trace]:
    """Tell what is known, again and again, until nothing more can come.

    Ends when the contact left or was turned away, or when nobody listens.
    """
    accepted = _acceptance(delivery)
    if accepted.state is LayerState.NO:
        yield Trace(delivery.id, (accepted,), is_final=True, ends=accepted.text)
        return
    matched, listeners = await _match(connection, delivery.event_definition_key)
    since = _since(connection, delivery)
    inquiry = _Inquiry(delivery, accepted, matched, listeners, since)
    if matched.state is LayerState.NO and not await _did_run(connection, inquiry):
        entered = Layer("entered", LayerState.NO, _ENTERED, matched.text)
        layers = (accepted, matched, entered)
        yield Trace(delivery.id, layers, is_final=True, ends=matched.text)
        return
    pause = _FIRST_PAUSE
    while True:
        trace = await _ask(connection, inquiry)
        yield trace
        if trace.is_final:
            return
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def _acceptance(delivery: Delivery) -> Layer:
    state, text = _ACCEPTANCE[delivery.state]
    told = " ".join(each.text for each in delivery.problems)
    evidence = delivery.event_instance_id and (
        f"eventInstanceId {delivery.event_instance_id}"
    )
    text = f"{text} {told}".strip()
    return Layer("accepted", state, _ACCEPTED, text, evidence, delivery.at)


async def _match(
    connection: Connection, key: str
) -> tuple[Layer, tuple[Listener, ...]]:
    now = datetime.now(UTC)
    try:
        definition = await event_definitions.get(connection, key)
    except NotFound as failure:
        return Layer("matched", LayerState.NO, _MATCHED, str(failure), asked_at=now), ()
    rows = await event_definitions.journeys_using(connection, key)
    listeners = tuple(Listener(each) for each in rows)
    running = tuple(each for each in listeners if each.is_running)
    versions = counted(len(rows), "journey version")
    evidence = f"event definition “{definition.name}” and {versions}"
    if running:
        names = ", ".join(f"{e.title} version {e.row.version}" for e in running)
        layer = Layer(
            "matched", LayerState.YES, _MATCHED, f"Running: {names}.", evidence, now
        )
        return layer, running
    text = _nobody_listens(definition, listeners)
    return Layer("matched", LayerState.NO, _MATCHED, text, evidence, now), listeners


async def _did_run(connection: Connection, inquiry: _Inquiry) -> bool:
    """Tell whether the contact entered a journey that has been stopped since."""
    if not inquiry.listeners:
        return False
    trace = await _ask(connection, inquiry)
    entered = trace.layer("entered")
    if entered is None or entered.state is not LayerState.YES:
        return False
    text = f"“{trace.journey_name}” was running when the event came."
    inquiry.matched = replace(inquiry.matched, state=LayerState.YES, text=text)
    return True


def _nobody_listens(definition: EventDefinition, listeners: Sequence[Listener]) -> str:
    others = " ".join(
        f"Journey {each.title} is {each.row.status_word.lower()}." for each in listeners
    )
    nobody = f"No running journey listens to “{definition.key}”."
    return f"{nobody} {others}".strip()


def _since(connection: Connection, delivery: Delivery) -> datetime | None:
    """Tell from when on an entry can be this delivery's.

    The simulator's clock may stand anywhere, but it lags behind nothing: there
    the latest entry is that of a delivery just made.
    """
    is_recent = datetime.now(UTC) - delivery.at < _RECENT
    is_sure = delivery.state is DeliveryState.ACCEPTED
    if connection.settings.is_simulator and is_recent and is_sure:
        return None
    return min(delivery.at, _answered_at(delivery)) - visit.CLOCKS_APART


def _answered_at(delivery: Delivery) -> datetime:
    """Give the service's own time of its answer: our clock may be wrong."""
    headers = delivery.exchange.answer_headers if delivery.exchange else ()
    told = next((value for name, value in headers if name.lower() == "date"), "")
    try:
        return email.utils.parsedate_to_datetime(told).astimezone(UTC)
    except (TypeError, ValueError):
        return delivery.at


async def _ask(connection: Connection, inquiry: _Inquiry) -> Trace:
    contact_key = inquiry.delivery.contact_key
    # Membership first: who is outside then has its whole path in the history.
    members = await connection(contacts.membership, [contact_key])
    rows = await connection(
        history.search,
        contact_keys=[contact_key],
        definition_ids=[each.row.definition_id for each in inquiry.listeners],
        start=inquiry.since,
    )
    found: list[Visit] = []
    for listener in inquiry.listeners:
        known = inquiry.known.get(listener.definition_id, "")
        one = visit.find(listener, rows, inquiry.since, known)
        if one is not None:
            inquiry.known[listener.definition_id] = visit.identity(one.rows[0])
            found.append(one)
    await _ask_for_lag(connection, inquiry, is_needed=not found)
    entered = [each for each in found if not each.refusal]
    if entered:
        return _inside(inquiry, entered[0], members, found)
    if len(found) == len(inquiry.listeners):
        return _turned_away(inquiry, found)
    return _not_known_yet(inquiry, members)


async def _ask_for_lag(
    connection: Connection, inquiry: _Inquiry, *, is_needed: bool
) -> None:
    if not is_needed or inquiry.is_lag_asked:
        return
    inquiry.is_lag_asked = True
    try:
        inquiry.lag = await connection(history.freshness)
    except Refused:
        inquiry.lag = None  # not every tenant has this door


def _is_member(listener: Listener, members: Sequence[Membership]) -> bool:
    return any(
        each.journey_key == listener.row.key and each.version == listener.row.version
        for each in members
    )


def _inside(
    inquiry: _Inquiry,
    main: Visit,
    members: Sequence[Membership],
    found: Sequence[Visit],
) -> Trace:
    is_inside = _is_member(main.listener, members)
    others = "".join(_told_beside(each) for each in found if each is not main)
    text = f"The contact entered {main.listener.title}.{others}"
    layer = _entered(LayerState.YES, text, "journey history and contact membership")
    trace = _trace(inquiry, layer, main.listener)
    if inquiry.accepted.state is LayerState.UNKNOWN:
        received = replace(
            inquiry.accepted,
            state=LayerState.YES,
            text="It was received: the contact entered a journey.",
            evidence="journey history",
        )
        trace = replace(trace, layers=(received, *trace.layers[1:]))
    return replace(
        trace,
        steps=main.steps(is_inside=is_inside),
        is_final=not is_inside,
        ends="" if is_inside else main.ending(),
    )


def _told_beside(other: Visit) -> str:
    what = "turned it away" if other.refusal else "admitted it, too"
    return f" {other.listener.title} {what}."


def _turned_away(inquiry: _Inquiry, found: Sequence[Visit]) -> Trace:
    texts = [
        each.refusal if len(found) == 1 else f"{each.listener.title}: {each.refusal}"
        for each in found
    ]
    layer = _entered(LayerState.NO, " ".join(texts), "journey history")
    trace = _trace(inquiry, layer, found[0].listener)
    return replace(trace, is_final=True, ends=layer.text)


def _not_known_yet(inquiry: _Inquiry, members: Sequence[Membership]) -> Trace:
    inside = [each for each in inquiry.listeners if _is_member(each, members)]
    text = "Not known yet."
    if inside:
        text = (
            f"The contact is inside {inside[0].title}; history does not tell yet "
            f"whether by this event."
        )
    if inquiry.lag:
        text += f" Journey history lags about {_span(inquiry.lag)} behind."
    layer = _entered(LayerState.PENDING, text, "journey history and contact membership")
    return _trace(inquiry, layer, (inside or inquiry.listeners)[0])


def _span(seconds: int) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else f"{seconds} seconds"


def _entered(state: LayerState, text: str, evidence: str) -> Layer:
    return Layer("entered", state, _ENTERED, text, evidence, datetime.now(UTC))


def _trace(inquiry: _Inquiry, entered: Layer, listener: Listener) -> Trace:
    return Trace(
        inquiry.delivery.id,
        (inquiry.accepted, inquiry.matched, entered),
        journey_key=listener.row.key,
        journey_name=listener.row.name,
        version=listener.row.version,
    )
