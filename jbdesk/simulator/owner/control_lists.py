"""What the owner reads in lists: the outbox, requests, and what happens next."""

from datetime import datetime

from jbdesk.model import catalogue
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.inside import outbox as messages
from jbdesk.simulator.kept import pause_notes, versions, visits
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.motion import deadlines
from jbdesk.simulator.owner.paged_lists import Listing, listed
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant
from jbdesk.simulator.tenancy.tenants import Tenants

_MESSAGES = "SELECT number, body FROM outbox"


def outbox(tenant: Tenant, call: Call) -> Answer:
    """GET /simulator/outbox: in their order, or ?newest=true with ?search=."""
    is_newest = call.flag("newest", default=False)
    where, values = "1", []
    if sought := call.query.get("search"):
        where = "instr(lower(body), ?)"
        values.append(sought.lower())
    order = "number DESC" if is_newest else "number"
    count, found = listed(tenant, call, Listing(_MESSAGES, where, order, tuple(values)))
    items = [
        {**messages.told(tenant, row["body"]), "number": row["number"]} for row in found
    ]
    return Answer(200, {"count": count, "items": items})


def requests(tenant: Tenant, call: Call) -> Answer:
    """GET /simulator/requests: all that are kept, or those since ?after=."""
    after = call.number("after")
    if after is None:
        return Answer(200, tenant.journal.all())
    last, items = tenant.journal.since(after)
    return Answer(200, {"last": last, "items": items})


def clear_requests(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """DELETE /simulator/requests."""
    tenant.journal.clear()
    return Answer(200, {})


def what_is_next(tenants: Tenants, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/next: who moves on, or what else is planned, where and when."""
    found = [each for tenant in tenants.all() if (each := _coming(tenant))]
    if not found:
        return Answer(200, {"at": None})
    return Answer(200, min(found, key=lambda each: each[0])[1])


def _coming(tenant: Tenant) -> tuple[datetime, JsonObject] | None:
    """What the next moment brings; the engine may be at work meanwhile."""
    visit, planned = visits.first_due(tenant), deadlines.coming(tenant)
    if visit is not None and visit.due and (not planned or visit.due <= planned[0]):
        return visit.due, _of_contact(tenant, visit, visit.due)
    if planned is None:
        return None
    at, what = planned
    pause = pause_notes.first_end(tenant) if what == "pause" else None
    return at, _told(tenant, what, at, pause[1] if pause else "")


def _of_contact(tenant: Tenant, visit: Visit, at: datetime) -> JsonObject:
    version = versions.by_definition(tenant, visit.definition_id)
    activity = version.journey.by_ref.get(visit.activity or "") if version else None
    return {
        **_told(tenant, "contact", at, visit.definition_id),
        "contactKey": visit.contact_key,
        "activity": visit.activity,
        "activityTitle": catalogue.title(activity) if activity else "",
    }


def _told(tenant: Tenant, what: str, at: datetime, definition_id: str) -> JsonObject:
    version = versions.by_definition(tenant, definition_id)
    return {
        "at": at.isoformat(),
        "what": what,
        "business_unit": tenant.business_unit.name,
        "journeyKey": version.key if version else "",
        "journeyName": version.journey.name if version else "",
        "version": version.version if version else None,
    }
