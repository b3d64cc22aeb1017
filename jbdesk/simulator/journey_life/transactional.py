"""Transactional journeys: begun, paused, resumed, and their queue cleared."""

from collections.abc import Iterator

from jbdesk.model import catalogue
from jbdesk.model.journey import JsonObject
from jbdesk.model.types.activity_type import Effect
from jbdesk.simulator.firing import event_definitions
from jbdesk.simulator.inside import entry
from jbdesk.simulator.journey_life import schedules
from jbdesk.simulator.kept import audit_notes, pause_notes, versions
from jbdesk.simulator.kept.pause_notes import Pause
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call, Ref, member
from jbdesk.simulator.tenancy.tenant import Tenant

_DONE: JsonObject = {"errors": []}
_NOT_SAVED = "121500"
_WRONG_STATE = "121501"


def create(tenant: Tenant, call: Call) -> Answer:
    """POST …/transactional/create: the journey's messages can be sent."""
    version = _asked(tenant, call, "Draft", "Stopped")
    found = [_error(version, each, _NOT_SAVED) for each in _missing(tenant, version)]
    if found:
        raise Refusal(Answer(400, {"errors": found}))
    schedules.go_live(tenant, version, tenant.now())
    audit_notes.write(tenant, version, "Publish", {"errors": []})
    return Answer(200, _DONE)


def pause(tenant: Tenant, call: Call) -> Answer:
    """POST …/transactional/pause: who arrives is queued, for as long as it takes."""
    version = _asked(tenant, call, "Published")
    now = tenant.now().timestamp()
    note = Pause(version.status, now, None, action="Resume", keeps_arrivals=True)
    pause_notes.put(tenant, version, note)
    paused = versions.set_status(tenant, version, "Paused")
    audit_notes.write(tenant, paused, "Pause")
    return Answer(200, _DONE)


def resume(tenant: Tenant, call: Call) -> Answer:
    """POST …/transactional/resume: the queue is carried out."""
    version = _asked(tenant, call, "Paused")
    resumed = versions.set_status(tenant, version, "Published")
    audit_notes.write(tenant, resumed, "Resume")
    entry.offer_kept(tenant, resumed, tenant.now())
    pause_notes.drop(tenant, resumed)
    return Answer(200, _DONE)


def clear_queue(tenant: Tenant, call: Call) -> Answer:
    """POST …/transactional/clearQueue: who arrived in the pause is forgotten."""
    pause_notes.forget_arrivals(tenant, _asked(tenant, call, "Paused"))
    return Answer(200, _DONE)


def _asked(tenant: Tenant, call: Call, *states: str) -> Version:
    definition_id = member(call.members(), "definitionId")
    if not isinstance(definition_id, str) or not definition_id:
        raise bodies.error(400, 10002, "definitionId is required.")
    found = versions.latest(tenant, Ref(is_key=False, value=definition_id))
    found = found or versions.by_definition(tenant, definition_id)
    if found is None or found.status == "Deleted":
        raise bodies.error(404, 30003, "Interaction matching criteria not found.")
    if not found.is_transactional:
        text = "The journey is not transactional."
        raise Refusal(Answer(400, {"errors": [_error(found, text, _WRONG_STATE)]}))
    if found.status not in states:
        text = f"The journey is in {found.status} status."
        raise Refusal(Answer(400, {"errors": [_error(found, text, _WRONG_STATE)]}))
    return found


def _missing(tenant: Tenant, version: Version) -> Iterator[str]:
    trigger = version.journey.trigger
    key = trigger.event_definition_key if trigger else ""
    definition = event_definitions.by_key(tenant, key) if key else None
    if definition is None:
        yield "The event definition key is not saved."
    elif definition["dataExtensionId"] == bodies.NO_GUID:
        yield "The data extension is not saved."
    sends = (catalogue.of(e).effect == Effect.SEND for e in version.journey.activities)
    if not any(sends):
        yield "The email is not saved."


def _error(version: Version, text: str, code: str) -> JsonObject:
    return {
        "errorDetail": text,
        "errorCode": code,
        "additionalInfo": {"definitionId": version.definition_id},
    }
