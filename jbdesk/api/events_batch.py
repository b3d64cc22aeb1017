"""Firing in batches: up to 100 members a call, each with a result of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jbdesk.api import endpoints, paging, refusals, verdicts
from jbdesk.api.client import Client
from jbdesk.api.refusals import member
from jbdesk.model.exchange import Exchange
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure, Problem

MOST = 100
PAGE = 500  # queued events listed at once


@dataclass(frozen=True)
class Queued:
    """What the answer says of one member; neither id nor problems: nothing."""

    event_instance_id: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Batch:
    """What became of the members, in the order in which they were sent."""

    request_id: str
    members: tuple[Queued, ...]
    exchange: Exchange


def fire(
    client: Client,
    event_definition_key: str,
    contacts: Sequence[tuple[str, JsonObject]],
) -> Batch:
    """Send the events once; a member counts as queued only with its own id."""
    if not 1 <= len(contacts) <= MOST:
        raise Failure(f"A batch has 1 to {MOST} members.")
    body = {
        "eventDefinitionKey": event_definition_key,
        "members": [{"contactKey": key, "data": data} for key, data in contacts],
    }
    answer = client.call(endpoints.FIRE_BATCH, body=body)
    told = member(answer.body, ("members",))
    if not isinstance(told, list):
        raise verdicts.unusable(
            f"The service answered {answer.status} without saying what became of "
            f"the members. They may have been queued all the same.",
            answer.exchange,
        )
    request_id = member(answer.body, ("requestid",))
    return Batch(
        request_id if isinstance(request_id, str) else "",
        tuple(_queued(told, number, key) for number, (key, _) in enumerate(contacts)),
        answer.exchange,
    )


def _queued(told: Sequence[Any], number: int, contact_key: str) -> Queued:
    """Read a member's own result, which stands in its place under its own key."""
    one = told[number] if number < len(told) else None
    if not isinstance(one, dict) or member(one, ("contactkey",)) != contact_key:
        return Queued()
    if refusals.is_error(one):
        return Queued(problems=refusals.problems_of(0, _gathering(one)))
    found = member(one, ("eventinstanceid",))
    return Queued(found) if isinstance(found, str) else Queued()


def _gathering(one: JsonObject) -> JsonObject:
    # As the single door wraps it, so that the field it names is found.
    return {"errorcode": 10006, "errors": [one]}


@dataclass(frozen=True)
class QueuedEvent:
    """How one queued event went."""

    contact_key: str
    event_instance_id: str
    state: str  # queued, processed or errored
    text: str = ""


def status(
    client: Client, /, *, page: int = 1, **named: str
) -> tuple[QueuedEvent, ...]:
    """List a page of queued events of the last 30 days.

    `named` narrows: type (errored, queued or processed), contactKey, requestId,
    eventInstanceId, eventDefinitionKey, startDate.
    """
    query = {**paging.query(page, PAGE), **named}
    answer = client.call(endpoints.QUEUE_STATUS, query=query)
    return tuple(
        QueuedEvent(
            str(member(each, ("contactkey",)) or ""),
            str(member(each, ("eventinstanceid",)) or ""),
            str(member(each, ("type", "status")) or "").lower(),
            refusals.message_of(each),
        )
        for each in paging.page_in(answer).items
    )
