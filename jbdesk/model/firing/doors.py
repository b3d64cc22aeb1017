"""The doors of the service that an event can go through, one row each.

They admit to the same journeys and write the same row; they differ in what is
sent, in what is checked at once, and in what the answer tells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jbdesk.model import json_text
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.facts import member
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure

_INSTANCE_ID = "eventInstanceId"


@dataclass(frozen=True)
class Door:
    """One way in: where it is, what it wants, and how it differs."""

    name: str
    label: str
    path: str
    says: str  # what it does differently, in a sentence
    body: Callable[[EventDefinition, str, JsonObject], JsonObject]
    wants_number: bool = False  # the contact goes by its contactID
    is_queued: bool = False  # carried out later; the queue tells how that went


def _event(definition: EventDefinition, contact: str, data: JsonObject) -> JsonObject:
    return {
        "ContactKey": contact,
        "EventDefinitionKey": definition.key,
        "Data": data,
    }


def _batch(definition: EventDefinition, contact: str, data: JsonObject) -> JsonObject:
    return {
        "eventDefinitionKey": definition.key,
        "members": [{"contactKey": contact, "data": data}],
    }


def _experimental(
    definition: EventDefinition, contact: str, data: JsonObject
) -> JsonObject:
    return {
        "contactKey": contact,
        "eventDefinitionKey": definition.key,
        "data": data,
    }


def _contact_event(
    definition: EventDefinition, contact: str, data: JsonObject
) -> JsonObject:
    return {"contactKey": contact, **_with_sets(definition, data)}


def _numbered_event(
    definition: EventDefinition, contact: str, data: JsonObject
) -> JsonObject:
    number = int(contact) if _is_number(contact) else contact
    return {"contactID": number, **_with_sets(definition, data)}


def _with_sets(definition: EventDefinition, data: JsonObject) -> JsonObject:
    pairs = [{"name": name, "value": value} for name, value in data.items()]
    named = {
        "id": definition.data_extension_id,
        "name": definition.data_extension_name,
    }
    told = {name: text for name, text in named.items() if text}
    return {
        "eventDefinitionKey": definition.key,
        "data": [{**told, "items": [{"values": pairs}]}] if pairs else [],
    }


def _is_number(contact: str) -> bool:
    return contact.isascii() and contact.isdigit()


EVENTS = Door(
    "events",
    "Events",
    "/interaction/v1/events",
    "One contact, checked at once: what is wrong with a field is answered right away.",
    _event,
)
BATCH = Door(
    "batch",
    "Events, batch of one",
    "/interaction/v1/async/events",
    "Queued, and carried out a moment later: the answer says only that it waits, and"
    " what goes wrong then stands in the queue's status.",
    _batch,
    is_queued=True,
)
CONTACT_EVENTS = Door(
    "contact events",
    "Contact events, by contact key",
    "/contacts/v1/contactEvents",
    "The contacts service's older door: fields go as attribute sets, values are"
    " converted where they can be, and it asks for list_and_subscribers_write.",
    _contact_event,
)
CONTACT_EVENTS_BY_NUMBER = Door(
    "contact events by number",
    "Contact events, by contact ID",
    "/contacts/v1/contactEvents",
    "As by contact key, but the contact goes by the number that the service gave it,"
    " so it must exist already.",
    _numbered_event,
    wants_number=True,
)
EXPERIMENTAL = Door(
    "experimental",
    "Experimental events",
    "/interaction-experimental/v1/events",
    "From before 2015: answers with JSON inside a text. Most tenants have it no more"
    " and answer 404.",
    _experimental,
)
DOORS = (EVENTS, BATCH, CONTACT_EVENTS, CONTACT_EVENTS_BY_NUMBER, EXPERIMENTAL)
PATHS = frozenset(each.path for each in DOORS)


def door_of(url: str, body: str = "") -> Door:
    """Tell through which door a request went; the usual one where that is unclear."""
    path = urlsplit(url).path
    has_number = '"contactID"' in body
    found = [each for each in DOORS if each.path == path]
    fits = (each for each in found if each.wants_number is has_number)
    return next(fits, found[0] if found else EVENTS)


def refusal(door: Door, contact: str) -> str:
    """Why a door can't take this contact, in a sentence; "" where it can."""
    if door.wants_number and contact.strip() and not _is_number(contact.strip()):
        return (
            "This door wants the contact's ID, a whole number. "
            "Type the number, or choose the door by contact key."
        )
    return ""


def instance_id(body: Any) -> str:
    """Find the event instance id in any door's answer; "" where there is none."""
    if isinstance(body, str):
        try:
            body = json_text.loads(body)
        except Failure:
            return ""
    found = member(body, _INSTANCE_ID)
    return found if isinstance(found, str) else instance_id_of_one(body)


def instance_id_of_one(body: Any) -> str:
    """Find it at the only member of a batch; "" where that was not queued."""
    one = the_member(body)
    found = "" if member(one, "errorcode") else member(one, _INSTANCE_ID)
    return found if isinstance(found, str) else ""


def the_member(body: Any) -> Any:
    """Give what a batch of one answers of its contact; None where it is none."""
    members = member(body, "members")
    return members[0] if isinstance(members, list) and len(members) == 1 else None
