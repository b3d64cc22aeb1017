"""What the owner sees of the whole tenant: who is inside, what there is to look at."""

from jbdesk.model import catalogue
from jbdesk.model.journey import JsonObject
from jbdesk.simulator import versions, visits
from jbdesk.simulator.bodies import Answer
from jbdesk.simulator.calls import Call
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.visits import Visit

MOST = 500  # contacts that are told at once


def contacts_inside(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/contacts: where each is; who moves on first stands first."""
    count, first = visits.all_inside(tenant, MOST)
    items = [_inside(tenant, each) for each in first]
    return Answer(200, {"count": count, "items": items})


def _inside(tenant: Tenant, visit: Visit) -> JsonObject:
    version = versions.by_definition(tenant, visit.definition_id)
    activity = version.journey.by_ref.get(visit.activity or "") if version else None
    return {
        "contactKey": visit.contact_key,
        "journeyKey": version.key if version else "",
        "journeyName": version.journey.name if version else "",
        "version": version.version if version else None,
        "activity": visit.activity,
        "activityTitle": catalogue.title(activity) if activity else "",
        "since": visit.since.isoformat() if visit.since else None,
        "until": visit.due.isoformat() if visit.due else None,
    }


def data_extensions(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/data-extensions: their names, with how many rows each has."""
    found = tenant.store.all(
        "SELECT data_extensions.id, data_extensions.name, count(rows.number) AS rows"
        " FROM data_extensions LEFT JOIN rows"
        " ON rows.data_extension = data_extensions.id"
        " GROUP BY data_extensions.id ORDER BY data_extensions.name"
    )
    return Answer(200, {"count": len(found), "items": [dict(row) for row in found]})


def connection(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/connection: what the owner, who has the secret, signs in with."""
    package = tenant.package
    return Answer(
        200,
        {
            "auth_url": f"{tenant.base_url}/",
            "rest_url": f"{tenant.base_url}/",
            "client_id": package.client_id,
            "client_secret": package.client_secret,
            "account_id": str(package.account_id),
        },
    )
