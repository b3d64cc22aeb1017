"""What the gateway refuses before a service is asked: tokens out of place, no service.

Every service has a name, the first part of its paths. For a name that no service has
the gateway answers 596; within a service an unknown path is a plain 404.
"""

import re
from collections.abc import Mapping

from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Refusal

# The service's own, most of which are not here.
SERVICES = frozenset(
    (
        "address",
        "asset",
        "auth",
        "automation",
        "contacts",
        "data",
        "device",
        "email",
        "guide",
        "hub",
        "interaction",
        "interaction-experimental",
        "legacy",
        "messaging",
        "ott",
        "platform",
        "provisioning",
        "push",
        "sms",
        "v1",
        "v2",
    )
)
_TOKENS = ("access_token", "oauth_token")
_IN_BODY = re.compile(rb'"access_?token"\s*:\s*"', re.IGNORECASE)


def check_token(headers: Mapping[str, str], query: str, body: bytes) -> None:
    """Refuse a token that comes where it must not: in the address, or the body."""
    if headers.get("authorization"):
        return
    names = {each.partition("=")[0].lower() for each in query.split("&")}
    if not names.isdisjoint(_TOKENS):
        raise bodies.gateway_error(
            403, 40003, "The access token must not be part of the URL."
        )
    if _IN_BODY.search(body):
        raise bodies.gateway_error(
            401, 40004, "The access token belongs in the Authorization header."
        )


def not_found(path: str) -> Refusal:
    """Give the refusal of a path that leads nowhere."""
    service = path.strip("/").partition("/")[0].lower()
    if service in SERVICES:
        return bodies.route_not_found()
    return bodies.gateway_error(596, 596, "Service Not Found")
