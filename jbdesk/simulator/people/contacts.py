"""Contacts inside journeys: membership, exit, and how an exit went."""

from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept import versions, visits
from jbdesk.simulator.kept.versions import ACTIVE, Version
from jbdesk.simulator.people import contact_exits
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, Ref, member
from jbdesk.simulator.tenancy.tenant import Tenant

MOST_EXITS = 50


def membership(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/contactMembership."""
    keys = member(call.members(), "ContactKeyList")
    if not isinstance(keys, list) or not keys:
        raise bodies.error(400, 10002, "ContactKeyList is required.")
    found: list[JsonObject] = []
    missing = []
    for key in map(str, keys):
        own = _memberships(tenant, key)
        found += own
        if not own:
            missing.append(key)
    results = {"contactMemberships": found, "contactsNotFound": missing}
    return Answer(200, {"results": results})


def _memberships(tenant: Tenant, contact_key: str) -> list[JsonObject]:
    told = []
    for visit in visits.of_contact(tenant, contact_key):
        version = versions.by_definition(tenant, visit.definition_id)
        if visit.left is None and version is not None and version.status in ACTIVE:
            told.append(
                {
                    "contactKey": contact_key,
                    "definitionKey": version.key,
                    "version": version.version,
                }
            )
    return told


def _requests(call: Call) -> list[tuple[str, str, list[int] | None]]:
    """Give contact key, journey key and versions of each; None for all."""
    asked = call.body if isinstance(call.body, list) else [call.members()]
    made: list[tuple[str, str, list[int] | None]] = []
    for each in asked:
        if not isinstance(each, dict):
            raise bodies.error(400, 10004, "JSON Deserialization Exception")
        keys: Any = member(each, "ContactKey")
        wanted = member(each, "Versions")
        journey_key = str(member(each, "DefinitionKey") or "")
        numbers = wanted if isinstance(wanted, list) else None
        listed = keys if isinstance(keys, list) else [keys]
        made += [(str(key), journey_key, numbers) for key in listed]
    if len(made) > MOST_EXITS:
        raise bodies.error(400, 10005, f"At most {MOST_EXITS} contacts at once.")
    return made


def leave(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/contactexit: accepted, errors listed."""
    refused = []
    for contact_key, journey_key, numbers in _requests(call):
        found = _versions(tenant, journey_key, numbers)
        if not found:
            message = "Exit request Ignored - Invalid Interaction Name."
            refused.append(
                _told(contact_key, journey_key, [{"version": 1, "message": message}])
            )
        for version in found:
            contact_exits.put(tenant, version, contact_key)
    contact_exits.settle(tenant)
    return Answer(202, {"errors": refused})


def _versions(
    tenant: Tenant, journey_key: str, numbers: list[int] | None
) -> list[Version]:
    return [
        each
        for each in versions.of(tenant, Ref(is_key=True, value=journey_key))
        if each.status != "Deleted" and (numbers is None or each.version in numbers)
    ]


def _told(contact_key: str, journey_key: str, status: list[JsonObject]) -> JsonObject:
    return {
        "contactKey": contact_key,
        "definitionKey": journey_key,
        "status": status,
    }


def exit_status(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/contactexit/status."""
    contact_exits.settle(tenant)
    told = []
    for contact_key, journey_key, numbers in _requests(call):
        found = _versions(tenant, journey_key, numbers)
        status = [_status(tenant, contact_key, version) for version in found]
        if not found:
            message = "Exit request Ignored - Invalid Interaction Name."
            status = [{"version": 1, "message": message}]
        told.append(_told(contact_key, journey_key, status))
    return Answer(200, told)


def _status(tenant: Tenant, contact_key: str, version: Version) -> JsonObject:
    own = [
        visit
        for visit in visits.of_contact_in(tenant, contact_key, version.id)
        if visit.definition_id == version.definition_id
    ]
    is_inside = any(visit.left is None for visit in own)
    message = "Exit process Completed."
    if contact_exits.state(tenant, version, contact_key) == contact_exits.RECEIVED:
        message = "Exit request received for processing"
    elif is_inside:
        message = "Exit Request is being Processed."
    told: JsonObject = {"version": version.version, "message": message}
    return {**told, "definitionInstanceId": own[-1].id} if own else told
