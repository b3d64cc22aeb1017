"""Firing: one contact is offered to everything that listens to a key."""

from dataclasses import dataclass

from jbdesk.api import endpoints, verdicts
from jbdesk.api.client import Client
from jbdesk.model import lens
from jbdesk.model.exchange import Exchange
from jbdesk.model.journey import JsonObject

_ACCEPTING = (200, 201, 202)  # documented 201; 200 and 202 are seen


@dataclass(frozen=True)
class Accepted:
    """The service took the event; whether the contact enters is another matter."""

    event_instance_id: str
    exchange: Exchange


def fire(client: Client, body: JsonObject) -> Accepted:
    """Send the event once; it counts as taken only with an eventInstanceId."""
    answer = client.call(endpoints.FIRE, body=body)
    found = lens.read(answer.body, ("eventInstanceId",), "")
    if answer.status in _ACCEPTING and isinstance(found, str) and found:
        return Accepted(found, answer.exchange)
    raise verdicts.unusable(
        f"The service answered {answer.status} without an eventInstanceId. "
        f"The event may have been taken all the same.",
        answer.exchange,
    )
