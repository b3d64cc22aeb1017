"""Folders of journeys: what is in them, moved into them, deleted with them."""

from collections import Counter

from jbdesk.simulator.kept import audit_notes, versions
from jbdesk.simulator.kept.versions import ACTIVE, SCHEDULED, Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import NOTHING, Answer
from jbdesk.simulator.shapes.calls import Call, Ref, member
from jbdesk.simulator.tenancy.tenant import Tenant


def _number(call: Call) -> int:
    text = call.names["id"]
    if not (text.isascii() and text.isdecimal()):
        raise bodies.error(400, 10001, f"Parameter {text} is invalid.")
    return int(text)


def _inside(tenant: Tenant, number: int) -> list[Version]:
    return [
        each
        for each in versions.all_of(tenant)
        if each.status != "Deleted" and each.body.get("categoryId") == number
    ]


def move(tenant: Tenant, call: Call) -> Answer:
    """POST …/interactions/categories/{id}: journeys move into the folder."""
    number = _number(call)
    sent = call.body
    ids = member(sent, "definitionIds") if isinstance(sent, dict) else sent
    if not isinstance(ids, list) or not ids:
        raise bodies.error(400, 10002, "definitionIds is required.")
    found = [_versions(tenant, str(each)) for each in ids]
    for version in (each for own in found for each in own):
        versions.put(tenant, {**version.body, "categoryId": number})
    return Answer(200, {"categoryId": number, "definitionIds": ids})


def _versions(tenant: Tenant, definition_id: str) -> list[Version]:
    """Give all versions of the journey that has the id, or one version's."""
    one = versions.by_definition(tenant, definition_id)
    ref = Ref(is_key=False, value=one.id if one else definition_id)
    found = [each for each in versions.of(tenant, ref) if each.status != "Deleted"]
    if not found:
        raise bodies.error(404, 30003, "Interaction matching criteria not found.")
    return found


def counts(tenant: Tenant, call: Call) -> Answer:
    """GET …/interactions/categories/{id}/counts: journeys by their status."""
    number = _number(call)
    newest = {each.id: each for each in reversed(_inside(tenant, number))}
    found = Counter(each.status for each in newest.values())
    told = [{"status": name, "count": count} for name, count in found.items()]
    # Folders within folders are not here.
    return Answer(200, {"categoryId": number, "childCategories": 0, "counts": told})


def delete(tenant: Tenant, call: Call) -> Answer:
    """DELETE …/interactions/categories/{id}, with the journeys in it."""
    found = _inside(tenant, _number(call))
    if not found:
        raise bodies.error(404, 30003, "The category was not found.")
    running = [each for each in found if each.status in (*ACTIVE, *SCHEDULED)]
    if running:
        text = f"Cannot delete interaction in {running[0].status} status."
        raise bodies.error(409, 30002, text)
    for each in found:
        versions.set_status(tenant, each, "Deleted")
        audit_notes.write(tenant, each, "Delete")
    return Answer(200, NOTHING)
