"""Deliveries of the fire pane: fired, followed, settled, and fired again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.doors import Door
from jbdesk.model.firing.trace import Trace
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing import acceptance, firing, tracer
from jbdesk.services.firing.ledger import Ledger
from jbdesk.widgets.pane import Pane


@dataclass(frozen=True)
class Intent:
    """What is to be fired."""

    definition: EventDefinition
    contact_key: str
    data: JsonObject
    names: tuple[str, ...] = ()  # of the data extension's fields
    door: Door = doors.EVENTS


class Deliveries(QObject):
    """Work of the pane in the background; what comes of it is told as values."""

    fired = Signal(Delivery)
    recent_changed = Signal(tuple)  # deliveries, the latest first
    following = Signal(Delivery)
    traced = Signal(Trace)
    unanswered = Signal(Delivery)  # the service could not be asked
    stopped = Signal()

    def __init__(self, pane: Pane, ledger: Ledger) -> None:
        super().__init__(pane)
        self._pane = pane
        self._ledger = ledger
        self._connection: Connection | None = None
        self._recent: Sequence[Delivery] = ()
        self._locks: tuple[QWidget, ...] = ()

    def lock_with(self, *widgets: QWidget) -> None:
        """Name what stays locked while something is being fired."""
        self._locks = widgets

    def use(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> None:
        """Read what was fired before."""
        if self._connection is not None:
            self._pane.poll(self._read_ledger, self._connection)

    async def _read_ledger(self, connection: Connection) -> None:
        self._recent = await connection.work.run(self._ledger.recent)
        self.recent_changed.emit(tuple(self._recent))

    # Firing.

    def fire(self, intent: Intent) -> None:
        if self._connection is not None:
            self._pane.start_write(
                self._fire, self._connection, intent, locks=self._locks
            )

    def fire_again(self, delivery: Delivery, definition: EventDefinition) -> None:
        """Fire the same contact with the same data through the same door."""
        self.fire(
            Intent(
                definition,
                delivery.contact_key,
                delivery.data,
                tuple(delivery.data),
                acceptance.door_of(delivery),
            )
        )

    async def _fire(self, connection: Connection, intent: Intent) -> None:
        delivery = await firing.fire(
            connection,
            self._ledger,
            intent.definition,
            intent.contact_key,
            intent.data,
            names=intent.names,
            door=intent.door,
        )
        self.fired.emit(delivery)
        await self._read_ledger(connection)
        if connection is self._connection and delivery.state is DeliveryState.ACCEPTED:
            self.follow(delivery)

    # What became of it.

    def follow(self, delivery: Delivery) -> None:
        """Follow a delivery, new or past, until its end is known."""
        if self._connection is not None:
            self._pane.start(self._follow, self._connection, delivery)

    async def _follow(self, connection: Connection, delivery: Delivery) -> None:
        self.following.emit(delivery)
        try:
            await self._followed(connection, delivery)
        except Failure:
            self.unanswered.emit(delivery)
            raise
        self.stopped.emit()

    async def _followed(self, connection: Connection, delivery: Delivery) -> None:
        alike = [each for each in self._recent if _is_alike(each, delivery)]
        later = _next_of(delivery, alike)
        is_only = len(alike) <= 1
        following = tracer.follow(connection, delivery, later, is_only=is_only)
        async for trace in following:
            self.traced.emit(trace)
            settled = acceptance.settled(delivery, trace)
            if settled is not None:
                delivery = settled
                await connection.work.run(self._ledger.finish, settled)
                await self._read_ledger(connection)


def _is_alike(one: Delivery, other: Delivery) -> bool:
    """Whether both are of one contact and one event."""
    return (
        one.contact_key == other.contact_key
        and one.event_definition_key == other.event_definition_key
        and one.connection_id == other.connection_id
    )


def _next_of(delivery: Delivery, alike: Iterable[Delivery]) -> Delivery | None:
    """Give what was fired next for the same contact and event."""
    later = [
        each
        for each in alike
        if each.at > delivery.at
        and each.state in (DeliveryState.ACCEPTED, DeliveryState.UNKNOWN)
    ]
    return min(later, key=lambda each: each.at, default=None)
