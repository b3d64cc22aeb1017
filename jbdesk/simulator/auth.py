"""Tokens: granted for client credentials, bound to one business unit."""

import base64
import json
import secrets
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator import bodies
from jbdesk.simulator.bodies import Answer, Refusal
from jbdesk.simulator.calls import Call, Grant, member
from jbdesk.simulator.tenant import Tenant

LIFETIME = 1200  # seconds a token really lives
TOLD = 1079  # what expires_in says
_INVALID_CLIENT = (
    "Client authentication failed. Make sure that the client ID and client secret "
    "are valid and that the package is installed and enabled."
)


def token(tenant: Tenant, call: Call) -> Answer:
    """POST /v2/token."""
    body = call.body if isinstance(call.body, dict) else {}
    grant_type = member(body, "grant_type")
    if not grant_type:
        raise _refused(400, "invalid_request", "grant_type is required.")
    if grant_type != "client_credentials":
        raise _refused(
            400, "unsupported_grant_type", f"{grant_type} is not a supported grant."
        )
    _check_client(tenant, member(body, "client_id"), member(body, "client_secret"))
    scopes = _scopes(tenant, member(body, "scope"))
    account_id = _account(tenant, member(body, "account_id"))
    return Answer(
        200,
        {
            "access_token": _issue(tenant, account_id, scopes),
            "token_type": "Bearer",
            "expires_in": TOLD,
            "scope": " ".join(scopes),
            "soap_instance_url": f"{tenant.base_url}/",
            "rest_instance_url": f"{tenant.base_url}/",
        },
    )


def legacy_token(tenant: Tenant, call: Call) -> Answer:
    """POST /v1/requestToken, for packages of the old kind."""
    body = call.members()
    _check_client(tenant, member(body, "clientId"), member(body, "clientSecret"))
    scopes = tenant.package.scopes
    issued = _issue(tenant, tenant.package.account_id, scopes)
    return Answer(200, {"accessToken": issued, "expiresIn": 3600})


def _check_client(tenant: Tenant, client_id: Any, client_secret: Any) -> None:
    package = tenant.package
    given = f"{client_id}\n{client_secret}".encode()
    wanted = f"{package.client_id}\n{package.client_secret}".encode()
    if not secrets.compare_digest(given, wanted):
        raise _refused(401, "invalid_client", _INVALID_CLIENT)


def _scopes(tenant: Tenant, asked: Any) -> tuple[str, ...]:
    if asked is None:
        return tenant.package.scopes
    wanted = tuple(str(asked).split())
    beyond = [each for each in wanted if each not in tenant.package.scopes]
    if beyond:
        raise _refused(
            400,
            "invalid_scope",
            f"The package does not have these scopes: {' '.join(beyond)}",
        )
    return wanted


def _account(tenant: Tenant, asked: Any) -> int:
    account_id = tenant.package.account_id
    if asked in (None, "") or str(asked) == str(account_id):
        return account_id
    raise _refused(
        400, "invalid_grant", "The package is not enabled for this business unit."
    )


def _issue(tenant: Tenant, account_id: int, scopes: tuple[str, ...]) -> str:
    package = tenant.package
    written = ".".join(
        (
            _part({"alg": "HS256", "kid": "4", "ver": "1", "typ": "JWT"}),
            _part(
                {
                    "access_token": secrets.token_hex(12),
                    "client_id": package.client_id,
                    "eid": package.enterprise_id,
                    "stack_key": "S7",
                    "platform_version": 2,
                    "client_type": "ServerToServer",
                }
            ),
            secrets.token_urlsafe(32),
        )
    )
    grant = {"account_id": account_id, "scopes": list(scopes)}
    now = tenant.real()
    tenant.store.run("DELETE FROM tokens WHERE expires < ?", now)
    tenant.store.run(
        "INSERT INTO tokens VALUES (?, ?, ?)",
        written,
        now + LIFETIME,
        json.dumps(grant),
    )
    return written


def _part(content: JsonObject) -> str:
    text = json.dumps(content, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _refused(status: int, name: str, description: str) -> Refusal:
    body = {
        "error": name,
        "error_description": description,
        "error_uri": "https://developer.salesforce.com/docs",
    }
    return Refusal(Answer(status, body))


def bearer(authorization: str) -> str:
    """Give the token in an Authorization header, or ""."""
    scheme, _, value = authorization.partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def grant_of(tenant: Tenant, authorization: str) -> Grant:
    """Give what the header's token opens; refuses it where it opens nothing."""
    row = tenant.store.one(
        "SELECT expires, body FROM tokens WHERE token = ?", bearer(authorization)
    )
    if row is None or row["expires"] <= tenant.real():
        raise bodies.not_authorized()
    granted = json.loads(row["body"])
    return Grant(granted["account_id"], frozenset(granted["scopes"]), row["expires"])


def expire(tenant: Tenant, authorization: str) -> None:
    """End the token that came with a request."""
    with tenant.transaction():
        tenant.store.run("DELETE FROM tokens WHERE token = ?", bearer(authorization))


def is_owner(tenant: Tenant, authorization: str) -> bool:
    """Whether the header carries the client secret itself (for the controls)."""
    given = bearer(authorization).encode()
    return secrets.compare_digest(given, tenant.package.client_secret.encode())


def token_context(tenant: Tenant, call: Call) -> Answer:
    """GET /platform/v1/tokenContext."""
    package = tenant.package
    return Answer(
        200,
        {
            "enterprise": {"id": package.enterprise_id},
            "organization": {"id": call.grant.account_id},
            "user": {"id": package.user_id},
        },
    )


def userinfo(tenant: Tenant, call: Call) -> Answer:
    """GET /v2/userinfo."""
    package = tenant.package
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
                "enterprise_id": package.enterprise_id,
                "enterprise_name": package.name,
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
