"""Definition templates: journeys to begin from, kept by integrations."""

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy.tenant import Tenant

_NOTE = "definition templates"
_OWN = ("id", "createdDate", "modifiedDate")  # what the server writes


def _all(tenant: Tenant) -> list[JsonObject]:
    found: list[JsonObject] = tenant.store.note(_NOTE, [])
    return found


def listed(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/definitionTemplates."""
    return Answer(200, call.paged(_all(tenant)))


def one(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/definitionTemplates/{id}."""
    return Answer(200, _asked(tenant, call))


def _asked(tenant: Tenant, call: Call) -> JsonObject:
    wanted = call.names["id"].lower()
    found = next((each for each in _all(tenant) if each["id"] == wanted), None)
    if found is None:
        raise bodies.error(404, 30003, "The definition template was not found.")
    return found


def create(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/definitionTemplates."""
    body = _sent(call)
    now = tenant.date()
    made = {"id": tenant.new_id(), **body, "createdDate": now, "modifiedDate": now}
    tenant.store.put_note(_NOTE, [*_all(tenant), made])
    return Answer(200, made)


def _sent(call: Call) -> JsonObject:
    body = call.members()
    name = member(body, "name")
    if not isinstance(name, str) or not name.strip():
        raise bodies.error(400, 10002, "name is required.")
    return {key: value for key, value in body.items() if key not in _OWN}


def update(tenant: Tenant, call: Call) -> Answer:
    """PUT /interaction/v1/definitionTemplates/{id}: as a whole."""
    stored, body = _asked(tenant, call), _sent(call)
    kept = {"id": stored["id"], **body, "createdDate": stored["createdDate"]}
    kept["modifiedDate"] = tenant.date()
    every = [kept if each["id"] == kept["id"] else each for each in _all(tenant)]
    tenant.store.put_note(_NOTE, every)
    return Answer(200, kept)
