"""Finds out what became of a delivery: accepted, matched, entered, and where it is.

The service answers none of this directly. That the event was accepted stands in
the delivery; which journeys listen stands in their entry sources; whether the
contact entered, and its path, stand in journey history, which lags behind on
the real service; whether it is still inside is its membership. Each layer says
what it rests on, and "not known yet" is an answer.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from jbdesk.api import contacts, history
from jbdesk.api.contacts import Membership
from jbdesk.api.errors import Refused
from jbdesk.model.facts import Facts
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.trace import Layer, LayerState, Trace
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing import acceptance, contact_number, inquiries, visit
from jbdesk.services.firing.inquiries import Inquiry
from jbdesk.services.firing.visit import Listener, Visit

_FIRST_PAUSE = 0.5
_LONGEST_HERE = 5.0  # the simulator's clock may run fast
_LONGEST_PAUSE = 30.0
_ENTERED = {LayerState.YES: "Entered a journey", LayerState.NO: "Did not enter"}
_OPEN = "Entry not known yet"


async def follow(
    connection: Connection,
    delivery: Delivery,
    later: Delivery | None = None,
    *,
    is_only: bool = False,
) -> AsyncIterator[Trace]:
    """Tell what is known, again and again, until nothing more can come.

    Ends when the contact left or was turned away, or when nobody listens. `later`
    is what was fired next for the same contact and event, if anything was;
    `is_only` says that nothing else ever was.
    """
    opened = await _opened(connection, delivery, later, is_only=is_only)
    if isinstance(opened, Trace):
        yield opened
        return
    for pause in _pauses(is_here=connection.settings.is_simulator):
        trace = await _asked_in_turn(connection, opened)
        yield trace
        if trace.is_final:
            return
        await asyncio.sleep(pause)


def _pauses(*, is_here: bool) -> Iterator[float]:
    pause, longest = _FIRST_PAUSE, _LONGEST_HERE if is_here else _LONGEST_PAUSE
    while True:
        yield pause
        pause = min(pause * 1.5, longest)


async def _opened(
    connection: Connection,
    delivery: Delivery,
    later: Delivery | None,
    *,
    is_only: bool,
) -> Inquiry | Trace:
    """Give what is to be asked, or the trace where that is all there is."""
    accepted = acceptance.layer(delivery)
    if accepted.state is LayerState.NO:
        return acceptance.told(delivery)
    if acceptance.door_of(delivery).wants_number:
        contact_key, why = await contact_number.key_of(connection, delivery.contact_key)
        if not contact_key:
            return contact_number.untraced(accepted, delivery, why)
        accepted = replace(accepted, text=f"{accepted.text} {why}")
        delivery = replace(delivery, contact_key=contact_key)
    made = await inquiries.begin(connection, delivery, accepted, later, is_only=is_only)
    if made.matched.state is LayerState.NO and not await _did_run(connection, made):
        text = made.matched.text
        entered = Layer("entered", LayerState.NO, _ENTERED[LayerState.NO], text)
        layers = (accepted, made.matched, entered)
        return Trace(delivery.id, layers, is_final=True, ends=text)
    return made


async def _asked_in_turn(connection: Connection, inquiry: Inquiry) -> Trace:
    """Ask the queue first, where the event went through it."""
    delivery = inquiry.delivery
    if acceptance.is_queued(delivery):
        inquiry.accepted = await acceptance.queued_layer(connection, delivery)
    if inquiry.accepted.state is LayerState.NO:
        layers = (inquiry.accepted,)
        return Trace(delivery.id, layers, is_final=True, ends=inquiry.accepted.text)
    return await _ask(connection, inquiry)


async def _did_run(connection: Connection, inquiry: Inquiry) -> bool:
    """Tell whether the contact entered a journey that has been stopped since."""
    if not inquiry.listeners:
        return False
    trace = await _ask(connection, inquiry)
    entered = trace.layer("entered")
    if entered is None or entered.state is not LayerState.YES:
        return False
    text = f"“{trace.journey_name}” was running when the event came."
    inquiry.matched = inquiries.was_matched(inquiry.matched, text)
    return True


async def _ask(connection: Connection, inquiry: Inquiry) -> Trace:
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
    running = [each for each in inquiry.listeners if each.is_running]
    if len(found) >= len(running or inquiry.listeners):
        return _turned_away(inquiry, found)
    return _not_known_yet(inquiry, members)


async def _ask_for_lag(
    connection: Connection, inquiry: Inquiry, *, is_needed: bool
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
    inquiry: Inquiry,
    main: Visit,
    members: Sequence[Membership],
    found: Sequence[Visit],
) -> Trace:
    is_inside = _is_member(main.listener, members)
    others = "".join(_told_beside(each) for each in found if each is not main)
    text = f"The contact entered {main.listener.title}.{others}"
    layer = _entered(LayerState.YES, text, "journey history and contact membership")
    layer = replace(layer, sure=_sure(inquiry, main))
    inquiry.accepted = acceptance.received(inquiry.accepted, "journey history")
    delivery = inquiry.delivery
    facts = Facts(delivery.contact_key, delivery.event_definition_key, delivery.data)
    return replace(
        _trace(inquiry, layer, main.listener),
        steps=main.steps(is_inside=is_inside, facts=facts),
        is_final=not is_inside,
        ends="" if is_inside else main.ending(),
    )


def _sure(inquiry: Inquiry, one: Visit) -> str:
    """Tell how sure it is that the event led to this: history names no event."""
    if inquiry.since is None:
        is_open = inquiry.delivery.state is DeliveryState.UNKNOWN
        return "likely: the latest entry" if is_open else "certain"
    if one.at is not None and inquiry.again is not None and one.at >= inquiry.again:
        return "doubtful: fired again before"
    if one.rivals:
        return f"likely: the first of {one.rivals + 1} entries since"
    return "likely: the only entry since"


def _told_beside(other: Visit) -> str:
    what = "turned it away" if other.refusal else "admitted it, too"
    return f" {other.listener.title} {what}."


def _turned_away(inquiry: Inquiry, found: Sequence[Visit]) -> Trace:
    texts = [
        each.refusal if len(found) == 1 else f"{each.listener.title}: {each.refusal}"
        for each in found
    ]
    layer = _entered(LayerState.NO, " ".join(texts), "journey history")
    layer = replace(layer, sure=_sure(inquiry, found[0]))
    inquiry.accepted = acceptance.received(inquiry.accepted, "journey history")
    trace = _trace(inquiry, layer, found[0].listener)
    return replace(trace, is_final=True, ends=layer.text)


def _not_known_yet(inquiry: Inquiry, members: Sequence[Membership]) -> Trace:
    inside = [each for each in inquiry.listeners if _is_member(each, members)]
    text = "Not known yet."
    if inquiry.accepted.state is LayerState.UNKNOWN:
        text = "Nothing tells yet that it was received; wait before you fire again."
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
    title = _ENTERED.get(state, _OPEN)
    return Layer("entered", state, title, text, evidence, datetime.now(UTC))


def _trace(inquiry: Inquiry, entered: Layer, listener: Listener) -> Trace:
    return Trace(
        inquiry.delivery.id,
        (inquiry.accepted, inquiry.matched, entered),
        journey_key=listener.row.key,
        journey_name=listener.row.name,
        version=listener.row.version,
    )
