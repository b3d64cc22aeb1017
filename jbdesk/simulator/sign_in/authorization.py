"""The browser's part of signing in: a code goes back to the app on this computer.

Nobody is asked for a password: the tenant's only user agrees at once.
"""

from urllib.parse import urlencode, urlsplit

from jbdesk.model.package import is_loopback
from jbdesk.simulator.shapes.bodies import NOTHING, Answer, Refusal
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.sign_in import auth, tokens
from jbdesk.simulator.sign_in.tokens import refused
from jbdesk.simulator.tenancy.enterprise import Package
from jbdesk.simulator.tenancy.tenant import Tenant

SUBDOMAIN = "mc00000000000000000simulator"  # what tssd says
_METHODS = ("S256", "plain")


def authorize(tenant: Tenant, call: Call) -> Answer:
    """GET /v2/authorize."""
    query = call.query
    package = tenant.enterprise.package(query.get("client_id"))
    if package is None:
        text = (
            "Invalid client ID. Use the client ID in Marketing Cloud "
            "Installed Packages."
        )
        raise refused(401, "invalid_client", text)
    place = query.get("redirect_uri", "")
    if not is_loopback(place):
        # Elsewhere a code would leave this computer.
        text = "The redirect URI must be on this computer."
        raise refused(400, "invalid_request", text)
    try:
        told = {"code": _code(tenant, package, call), "tssd": SUBDOMAIN}
    except Refusal as refusal:
        names = ("error", "error_description")
        told = {name: refusal.answer.body[name] for name in names}
    if "state" in query:
        told["state"] = query["state"]
    joint = "&" if urlsplit(place).query else "?"
    return Answer(302, NOTHING, {"Location": f"{place}{joint}{urlencode(told)}"})


def _code(tenant: Tenant, package: Package, call: Call) -> str:
    query = call.query
    if query.get("response_type") != "code":
        text = "response_type must be code."
        raise refused(400, "unsupported_response_type", text)
    challenge = query.get("code_challenge", "")
    method = query.get("code_challenge_method", "plain")
    if challenge and method not in _METHODS:
        text = "code_challenge_method must be S256 or plain."
        raise refused(400, "invalid_request", text)
    scopes = auth.scopes_of(package, query.get("scope"), (auth.OFFLINE,))
    kept = {
        "client_id": package.client_id,
        "redirect_uri": query["redirect_uri"],
        "scopes": list(scopes),
        "challenge": challenge,
        "method": method,
    }
    with tenant.register.store.transaction():
        return tokens.keep(tenant.register, tokens.plain(), tokens.CODE, kept)
