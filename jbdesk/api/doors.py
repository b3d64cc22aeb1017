"""Fires through any of the service's doors; each has an answer of its own shape."""

from jbdesk.api import endpoints, refusals, verdicts
from jbdesk.api.client import Client
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.errors import Refused
from jbdesk.api.events import Accepted
from jbdesk.api.verdicts import Answer
from jbdesk.model.facts import member
from jbdesk.model.firing import doors
from jbdesk.model.firing.doors import Door
from jbdesk.model.journey import JsonObject

_SCOPES = {
    doors.CONTACT_EVENTS.path: ("list_and_subscribers_write",),
}


def fire(client: Client, door: Door, body: JsonObject) -> Accepted:
    """Send the event once; it counts as taken only with an event instance id."""
    answer = client.call(_endpoint(door), body=body)
    if found := doors.instance_id(answer.body):
        return Accepted(found, answer.exchange)
    one = doors.the_member(answer.body)
    if one is not None and refusals.is_error(one):
        raise _not_queued(answer, one)
    raise verdicts.unusable(
        f"The service answered {answer.status} without an eventInstanceId. "
        f"The event may have been taken all the same.",
        answer.exchange,
    )


def _endpoint(door: Door) -> Endpoint:
    scopes = _SCOPES.get(door.path, endpoints.FIRE.scopes)
    return Endpoint(
        door.name, endpoints.FIRE.label, "POST", door.path, scopes, is_write=True
    )


def _not_queued(answer: Answer, one: JsonObject) -> Refused:
    return Refused(
        *refusals.problems_of(0, {"errorcode": 10006, "errors": [one]}),
        exchange=answer.exchange,
        status=answer.status,
        code=refusals.code_of(one),
    )


def queue_state(client: Client, event_instance_id: str) -> tuple[str, str]:
    """Tell how a queued event went: queued, processed or errored, and why.

    Both are "" where the queue does not know it.
    """
    query = {"eventInstanceId": event_instance_id, "$page": 1, "$pageSize": 50}
    answer = client.call(endpoints.QUEUE_STATUS, query=query)
    items = member(answer.body, "items")
    for each in items if isinstance(items, list) else ():
        if member(each, "eventInstanceId") == event_instance_id:
            state = member(each, "type") or member(each, "status")
            return str(state or "").lower(), refusals.message_of(each)
    return "", ""
