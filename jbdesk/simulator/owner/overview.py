"""What the owner sees of the whole tenant: its data extensions, how to sign in."""

from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant


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
    package = tenant.register.owner
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
