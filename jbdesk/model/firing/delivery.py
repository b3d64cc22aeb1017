"""A delivery: one contact sent to an event definition, and how that ended."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from jbdesk.model.exchange import Exchange
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem


class DeliveryState(StrEnum):
    """Each delivery ends in exactly one of the last four."""

    SENDING = "sending"
    NOT_SENT = "not sent"  # it provably never reached the service
    ACCEPTED = "accepted"  # the service gave an event instance id
    REFUSED = "refused"  # the service said no
    UNKNOWN = "unknown"  # sent, but no trustworthy answer; never repeated by itself


@dataclass(frozen=True)
class Delivery:
    """One fire of one contact; the ledger keeps it."""

    id: str
    at: datetime
    connection_id: str
    event_definition_key: str
    contact_key: str
    data: JsonObject = field(default_factory=dict)
    state: DeliveryState = DeliveryState.SENDING
    event_instance_id: str = ""
    problems: tuple[Problem, ...] = ()
    exchange: Exchange | None = None

    @property
    def is_over(self) -> bool:
        return self.state is not DeliveryState.SENDING
