"""Who a token is of, and where the tenant's services are."""

from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

# Where each kind of endpoint is, after the tenant's address.
_ENDPOINTS = {"soap": "/Service.asmx", "rest": "/", "auth": "/"}


def endpoints(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /platform/v1/endpoints."""
    items = [
        {"type": kind, "url": f"{tenant.base_url}{place}"}
        for kind, place in _ENDPOINTS.items()
    ]
    return Answer(200, {"items": items})


def endpoint(tenant: Tenant, call: Call) -> Answer:
    """GET /platform/v1/endpoints/{type}."""
    kind = call.names["type"]
    place = _ENDPOINTS.get(kind.lower())
    if place is None:
        raise bodies.error(404, 30003, f"No endpoint exists for key '{kind}'.")
    return Answer(200, {"type": kind.lower(), "url": f"{tenant.base_url}{place}"})


def token_context(tenant: Tenant, call: Call) -> Answer:
    """GET /platform/v1/tokenContext."""
    package = tenant.enterprise.package(call.grant.client_id) or tenant.package
    return Answer(
        200,
        {
            "enterprise": {"id": tenant.enterprise.enterprise_id},
            "organization": {"id": call.grant.account_id},
            "user": {"id": package.user_id},
        },
    )


def userinfo(tenant: Tenant, call: Call) -> Answer:
    """GET /v2/userinfo."""
    package = tenant.enterprise.package(call.grant.client_id) or tenant.package
    zone = {
        "longName": "(GMT-06:00) Central Time (No Daylight Saving)",
        "shortName": "GMT-6",
        "offset": -6.0,
        "dst": False,
    }
    return Answer(
        200,
        {
            "exp": int(call.grant.expires),
            "iss": "https://mc.exacttarget.com",
            "user": {
                "sub": str(package.user_id),
                "name": package.user_name,
                "preferred_username": package.user_name,
                "email": "jbdesk@example.com",
                "locale": "en-US",
                "zoneinfo": "America/Chicago",
                "timezone": zone,
            },
            "organization": {
                "member_id": call.grant.account_id,
                "enterprise_id": tenant.enterprise.enterprise_id,
                "enterprise_name": tenant.enterprise.name,
                "account_type": "enterprise",
                "stack_key": "S7",
                "region": "NA1",
                "locale": "en-US",
                "zoneinfo": "America/Chicago",
                "timezone": zone,
            },
            "rest": {
                "rest_instance_url": f"{tenant.base_url}/",
                "soap_instance_url": f"{tenant.base_url}/",
            },
            "application": {"scopes": sorted(call.grant.scopes)},
            "permissions": [],
        },
    )
