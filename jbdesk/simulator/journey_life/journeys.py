"""Journeys over HTTP: list, read, create, new version, update, delete."""

from datetime import timedelta

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept import audit_notes, versions
from jbdesk.simulator.kept.versions import ACTIVE, SCHEDULED, Version
from jbdesk.simulator.shapes import bodies, journey_body
from jbdesk.simulator.shapes.bodies import NEVER, Answer, Refusal, moment_of, same_date
from jbdesk.simulator.shapes.calls import Call, Ref
from jbdesk.simulator.tenancy import switches
from jbdesk.simulator.tenancy.tenant import Tenant

_CONFLICT = (
    "Conflict, this change would cause a current operation on the specified "
    "interaction or a running interaction to be changed, which is not permitted"
)
_OTHER_USER = (
    "Another user recently modified this journey. Refresh to edit the latest version."
)
_SERVER_MEMBERS = ("id", "definitionId", "status", "stats", "lastPublishedDate")


def asked(tenant: Tenant, call: Call) -> Version:
    """Give the version a request names; the latest where it names no number."""
    ref = call.ref()
    if not ref.value:
        raise bodies.error(400, 10000, "Must provide a valid ID or Key parameter")
    number = call.number("versionnumber")
    if number is None:
        found = versions.latest(tenant, ref)
    else:
        found = versions.numbered(tenant, ref, number)
    if found is None or found.status == "Deleted":
        raise not_found()
    return found


def not_found() -> Refusal:
    return bodies.error(404, 30003, "Interaction matching criteria not found.")


def one(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/interactions/{id}: activities come without asking."""
    ref = call.ref()
    if not ref.is_key and not ref.is_guid:
        raise bodies.route_not_found()  # the gateway answers for what is no id
    extras = call.query.get("extras") or "activities"
    version = asked(tenant, call)
    return Answer(200, versions.shown(tenant, version, f"activities,{extras}"))


def create(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions: a new journey, or its next version."""
    body = journey_body.spelled(call.members())
    journey_body.check(body)
    before = versions.latest(tenant, Ref(is_key=True, value=body["key"]))
    if before is not None and before.status != "Deleted":
        _refuse_another(before)
    definition_id, now = tenant.new_id(), tenant.date()
    is_new = before is None or before.status == "Deleted"
    server = {
        "id": definition_id if before is None or is_new else before.id,
        "definitionId": definition_id,
        "version": 1 if before is None or is_new else before.version + 1,
        "createdDate": now,
        "modifiedDate": now,
        "lastPublishedDate": NEVER,
        "status": "Draft",
        "executionMode": "Production",
        "scheduledStatus": "Draft",
    }
    saved = versions.put(tenant, journey_body.whole(body, server, tenant.new_id))
    audit_notes.write(tenant, saved, "Create")
    return Answer(200, versions.shown(tenant, saved, "activities"))


def _refuse_another(before: Version) -> None:
    """Refuse a second draft, and any second version of a transactional journey."""
    if before.is_transactional:
        raise bodies.error(409, 30004, "A transactional journey has one version.")
    if before.status == "Draft":
        text = "An interaction with this key already exists as a draft."
        raise bodies.error(409, 30004, text)


def update(tenant: Tenant, call: Call) -> Answer:
    """PUT /interaction/v1/interactions[/{id}]: the draft as a whole."""
    body = journey_body.spelled(call.members())
    journey_body.check(body)
    stored = _draft(tenant, call, body)
    if not same_date(body.get("modifiedDate"), stored.body["modifiedDate"]):
        raise bodies.error(400, 30000, _OTHER_USER)
    if body["key"] != stored.key:
        raise bodies.error(400, 10005, "The key of an interaction can't be changed.")
    if switches.is_on(tenant, "unchangedIs304") and _is_same(body, stored):
        raise Refusal(Answer(304))
    kept = {name: stored.body[name] for name in _SERVER_MEMBERS}
    kept |= {
        "version": stored.version,
        "createdDate": stored.body["createdDate"],
        "modifiedDate": _later(tenant, stored.body["modifiedDate"]),
    }
    saved = versions.put(tenant, journey_body.whole(body, kept, tenant.new_id))
    audit_notes.write(tenant, saved, "Modify")
    told = versions.shown(tenant, saved, "activities")
    return Answer(200, {**told, "createdDate": NEVER})


def _is_same(body: JsonObject, stored: Version) -> bool:
    """Whether nothing would change, the server's own members aside."""
    own = (*_SERVER_MEMBERS, "createdDate", "modifiedDate", "version")
    return all(stored.body.get(name) == body[name] for name in body if name not in own)


def _draft(tenant: Tenant, call: Call, body: JsonObject) -> Version:
    own = Ref(is_key=True, value=body["key"])
    ref = call.ref() if "id" in call.names else own
    number = body.get("version")
    if isinstance(number, bool) or not isinstance(number, int):
        raise bodies.error(
            400, 400, "Please validate that your request is properly formed."
        )
    found = versions.numbered(tenant, ref, number)
    if found is None or found.status == "Deleted":
        raise bodies.error(404, 30003, "Interaction not found.")
    if found.status not in _editable(found):
        raise bodies.error(409, 409, _CONFLICT)
    return found


def _editable(version: Version) -> tuple[str, ...]:
    """Give the states in which it can be changed; transactional ones when paused."""
    return ("Draft", "Paused") if version.is_transactional else ("Draft",)


def _later(tenant: Tenant, before: str) -> str:
    """Now, or just after the last change where the clock stands still."""
    then, now = moment_of(before), tenant.now()
    if then is not None and now <= then + timedelta(milliseconds=1):
        now = then + timedelta(milliseconds=10)
    return bodies.service_date(now)


def delete(tenant: Tenant, call: Call) -> Answer:
    """DELETE /interaction/v1/interactions/{id}: one version, or all of them."""
    ref, number = call.ref(), call.number("versionnumber")
    found = [each for each in versions.of(tenant, ref) if each.status != "Deleted"]
    if number is not None:
        # The service finds no single version by key.
        found = [e for e in found if e.version == number and not ref.is_key]
    if not found:
        raise not_found()
    running = [each for each in found if each.status in (*ACTIVE, *SCHEDULED)]
    if running:
        raise bodies.error(
            409, 30002, f"Cannot delete interaction in {running[0].status} status."
        )
    for each in found:
        versions.set_status(tenant, each, "Deleted")
        audit_notes.write(tenant, each, "Delete")
    return Answer(200, found[0].id)
