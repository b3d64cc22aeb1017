"""What is asked about a delivery: who listens, and from when on an entry counts."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from jbdesk.api.errors import NotFound
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.trace import Layer, LayerState
from jbdesk.model.texts.words import counted
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import acceptance, visit
from jbdesk.services.firing.visit import Listener

_RECENT = timedelta(seconds=60)  # a delivery as young is the latest of its contact
_MATCHED, _UNMATCHED = "Event matched", "Nothing listens"


@dataclass
class Inquiry:
    """What stays the same, and what was found before, while one is followed."""

    delivery: Delivery
    accepted: Layer
    matched: Layer
    listeners: tuple[Listener, ...]
    since: datetime | None  # None: the contact's latest entry is the one
    again: datetime | None = None  # when the contact was fired next
    known: dict[str, str] = field(default_factory=dict)
    lag: int | None = None
    is_lag_asked: bool = False


async def begin(
    connection: Connection,
    delivery: Delivery,
    accepted: Layer,
    later: Delivery | None,
    *,
    is_only: bool,
) -> Inquiry:
    """Find who listens; `later` is what was fired next for the same contact."""
    matched, listeners = await _match(connection, delivery)
    since = (
        None
        if later is None and _is_latest(connection, delivery, is_only=is_only)
        else _since(connection, delivery)
    )
    again = acceptance.answered_at(later) if later is not None else None
    return Inquiry(delivery, accepted, matched, listeners, since, again)


def was_matched(matched: Layer, text: str) -> Layer:
    """Tell that somebody listened after all."""
    return replace(matched, state=LayerState.YES, title=_MATCHED, text=text)


async def _match(
    connection: Connection, delivery: Delivery
) -> tuple[Layer, tuple[Listener, ...]]:
    now, key = datetime.now(UTC), delivery.event_definition_key
    try:
        definition = await event_definitions.get(connection, key)
    except NotFound as failure:
        return Layer(
            "matched", LayerState.NO, _UNMATCHED, str(failure), asked_at=now
        ), ()
    rows = await event_definitions.journeys_using(connection, key)
    listeners = tuple(Listener(each) for each in rows)
    running = tuple(each for each in listeners if each.is_running)
    versions = counted(len(rows), "journey version")
    evidence = f"event definition “{definition.name}” and {versions}"
    if running:
        names = ", ".join(f"{e.title} version {e.row.version}" for e in running)
        text = f"Running: {names}."
        layer = Layer("matched", LayerState.YES, _MATCHED, text, evidence, now)
        return layer, running if _is_recent(delivery) else listeners
    text = visit.nobody_listens(definition.key, listeners)
    return Layer("matched", LayerState.NO, _UNMATCHED, text, evidence, now), listeners


def _is_latest(connection: Connection, delivery: Delivery, *, is_only: bool) -> bool:
    """Whether the contact's latest entry must be this delivery's.

    The simulator's clock may stand anywhere, but it lags behind nothing: there
    the latest entry is that of a delivery just made.
    """
    is_sure = delivery.state is DeliveryState.ACCEPTED and _is_recent(delivery)
    return connection.settings.is_simulator and (is_sure or is_only)


def _is_recent(delivery: Delivery) -> bool:
    return datetime.now(UTC) - delivery.at < _RECENT


def _since(connection: Connection, delivery: Delivery) -> datetime:
    """Tell from when on an entry can be this delivery's."""
    told = acceptance.answered_at(delivery)
    # The simulator answers an event by its tenant's clock, which may be anywhere.
    at = told if connection.settings.is_simulator else min(delivery.at, told)
    return at - visit.CLOCKS_APART
