"""Granting tokens: for client credentials, for a code, for a refresh token.

A public app has no secret: its code is bound to a challenge (PKCE) instead.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.sign_in import tokens
from jbdesk.simulator.sign_in.tokens import refused
from jbdesk.simulator.tenancy.enterprise import Package
from jbdesk.simulator.tenancy.tenant import Tenant

TOLD = 1079  # what expires_in says to servers
TOLD_USER = 1200  # and to apps with a user
OFFLINE = "offline"
_NOT_SO = "The client is not authorized to request an access token using this method."
_INVALID_CLIENT = (
    "Client authentication failed. Make sure that the client ID and client secret "
    "are valid and that the package is installed and enabled."
)


def token(tenant: Tenant, call: Call) -> Answer:
    """POST /v2/token."""
    body = call.body if isinstance(call.body, dict) else {}
    grant_type = member(body, "grant_type")
    if not grant_type:
        raise refused(400, "invalid_request", "grant_type is required.")
    grant = _GRANTS.get(str(grant_type))
    if grant is None:
        raise refused(
            400, "unsupported_grant_type", f"{grant_type} is not a supported grant."
        )
    return grant(tenant, body)


def _client_credentials(tenant: Tenant, body: JsonObject) -> Answer:
    client_id, secret = member(body, "client_id"), member(body, "client_secret")
    package = _signed_in(tenant, client_id, secret)
    refuse_kind(package, ("", "server"))
    scopes = scopes_of(package, member(body, "scope"))
    grant = _grant(package, _account(package, body), scopes)
    return Answer(200, _told(tenant, grant, "ServerToServer", TOLD))


def _grant(package: Package, account_id: int, scopes: Iterable[str]) -> JsonObject:
    return {
        "client_id": package.client_id,
        "account_id": account_id,
        "scopes": list(scopes),
    }


def _told(
    tenant: Tenant, grant: JsonObject, client_type: str, seconds: int
) -> JsonObject:
    register = tenant.register
    issued = tokens.shaped(tenant.enterprise, grant["client_id"], client_type)
    return {
        "access_token": tokens.keep(register, issued, tokens.ACCESS, grant),
        "token_type": "Bearer",
        "expires_in": seconds,
        "scope": " ".join(grant["scopes"]),
        "soap_instance_url": f"{tenant.base_url}/",
        "rest_instance_url": f"{tenant.base_url}/",
    }


def _authorization_code(tenant: Tenant, body: JsonObject) -> Answer:
    package, is_public = _app(tenant, body)
    code = str(member(body, "code") or "")
    kept = _used(tenant, package, code, tokens.CODE)
    if kept is None or member(body, "redirect_uri") != kept["redirect_uri"]:
        raise refused(400, "invalid_grant", "The code is not valid any more.")
    if not _fits(kept, member(body, "code_verifier"), is_public=is_public):
        raise refused(400, "invalid_grant", "The code verifier does not fit.")
    return _user_pair(tenant, package, body, {**kept, "is_public": is_public})


def _refresh_token(tenant: Tenant, body: JsonObject) -> Answer:
    package, is_public = _app(tenant, body)
    given = str(member(body, "refresh_token") or "")
    kept = _used(tenant, package, given, tokens.REFRESH)
    if kept is None or bool(kept["is_public"]) != is_public:
        raise refused(400, "invalid_grant", "The refresh token is not valid any more.")
    return _user_pair(tenant, package, body, kept)


def _used(
    tenant: Tenant, package: Package, token: str, kind: tokens.Kind
) -> JsonObject | None:
    """Give what a token opens, for the last time, to the package it was given to."""
    kept = tokens.used(tenant.register, token, kind)
    # Those of older homes are of the only package there was.
    owner = tenant.register.owner.client_id
    is_own = kept and kept.get("client_id", owner) == package.client_id
    return kept if is_own else None


def _user_pair(
    tenant: Tenant, package: Package, body: JsonObject, kept: JsonObject
) -> Answer:
    """Give an access token and a new refresh token, with fewer scopes if asked."""
    scopes = kept["scopes"]
    asked = member(body, "scope")
    if asked is not None:
        wanted = str(asked).split()
        _refuse_beyond(wanted, scopes)
        scopes = wanted
    grant = _grant(package, _account(package, body), scopes)
    client_type = "Public" if kept["is_public"] else "Confidential"
    told = _told(tenant, grant, client_type, TOLD_USER)
    pair = {**grant, "scopes": kept["scopes"], "is_public": kept["is_public"]}
    refresh = tokens.keep(tenant.register, tokens.plain(), tokens.REFRESH, pair)
    return Answer(200, {**told, "refresh_token": refresh})


_GRANTS: dict[str, Callable[[Tenant, JsonObject], Answer]] = {
    "client_credentials": _client_credentials,
    "authorization_code": _authorization_code,
    "refresh_token": _refresh_token,
}


def _app(tenant: Tenant, body: JsonObject) -> tuple[Package, bool]:
    """Check a web app by its secret; tells whether it is a public one, without."""
    client_id, secret = member(body, "client_id"), member(body, "client_secret")
    if secret is not None:
        package = _signed_in(tenant, client_id, secret)
        refuse_kind(package, ("", "web"))
        return package, False
    found = tenant.enterprise.package(client_id)
    if found is None:
        raise refused(401, "invalid_client", _INVALID_CLIENT)
    refuse_kind(found, ("", "public"))
    return found, True


def _fits(kept: JsonObject, verifier: Any, *, is_public: bool) -> bool:
    """Whether the verifier is the one whose challenge asked for the code."""
    challenge = kept["challenge"]
    if not challenge:
        return not is_public
    given = str(verifier or "")
    if kept["method"] == "S256":
        digest = hashlib.sha256(given.encode()).digest()
        given = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return secrets.compare_digest(given.encode(), challenge.encode())


def legacy_token(tenant: Tenant, call: Call) -> Answer:
    """POST /v1/requestToken, for packages of the old kind."""
    body = call.members()
    client_id, secret = member(body, "clientId"), member(body, "clientSecret")
    package = _signed_in(tenant, client_id, secret)
    refuse_kind(package, ("", "legacy"))
    given = member(body, "refreshToken")
    if given and _used(tenant, package, str(given), tokens.REFRESH) is None:
        raise refused(400, "invalid_grant", "The refresh token is not valid any more.")
    grant = _grant(package, package.account_id, package.scopes)
    register = tenant.register
    issued = tokens.keep(register, tokens.short(), tokens.LEGACY, grant)
    told: JsonObject = {"accessToken": issued, "expiresIn": tokens.LEGACY_LIFETIME}
    if given or str(member(body, "accessType")).lower() == OFFLINE:
        pair = {**grant, "is_public": False}
        refresh = tokens.keep(register, tokens.short(), tokens.REFRESH, pair)
        told["refreshToken"] = refresh
    return Answer(200, told)


def _signed_in(tenant: Tenant, client_id: Any, client_secret: Any) -> Package:
    """Give the enterprise's package that has these credentials; refuses all else."""
    package = tenant.enterprise.package(client_id)
    given = str(client_secret).encode()
    wanted = package.client_secret.encode() if package else b""
    if package is None or not secrets.compare_digest(given, wanted):
        raise refused(401, "invalid_client", _INVALID_CLIENT)
    return package


def refuse_kind(package: Package, kinds: tuple[str, ...]) -> None:
    """Refuse a package of another type; a legacy one is not known here at all."""
    if package.kind in kinds:
        return
    if package.kind == "legacy":
        raise refused(401, "invalid_client", _INVALID_CLIENT)
    raise refused(401, "unauthorized_client", _NOT_SO)


def scopes_of(
    package: Package, asked: Any, more: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Give the scopes that are asked for; all of the package's where none are."""
    if asked is None:
        return package.scopes
    wanted = tuple(str(asked).split())
    _refuse_beyond(wanted, (*package.scopes, *more))
    return wanted


def _refuse_beyond(wanted: Any, allowed: Any) -> None:
    beyond = [each for each in wanted if each not in allowed]
    if beyond:
        raise refused(
            400,
            "invalid_scope",
            f"The package does not have these scopes: {' '.join(beyond)}",
        )


def _account(package: Package, body: JsonObject) -> int:
    """Give the business unit that is asked for; the package's own where none is."""
    asked = member(body, "account_id")
    if asked in (None, ""):
        return package.account_id
    enabled = {str(each): each for each in package.business_units}
    if str(asked) not in enabled:
        text = "The package is not enabled for this business unit."
        raise refused(400, "invalid_grant", text)
    return enabled[str(asked)]
