"""Granting tokens: for client credentials, for a code, for a refresh token.

A public app has no secret: its code is bound to a challenge (PKCE) instead.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator import tokens
from jbdesk.simulator.bodies import Answer
from jbdesk.simulator.calls import Call, member
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.tokens import refused

TOLD = 1079  # what expires_in says to servers
TOLD_USER = 1200  # and to apps with a user
OFFLINE = "offline"
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
    _check_client(tenant, member(body, "client_id"), member(body, "client_secret"))
    scopes = scopes_of(tenant, member(body, "scope"))
    grant = {"account_id": _account(tenant, body), "scopes": list(scopes)}
    return Answer(200, _told(tenant, grant, "ServerToServer", TOLD))


def _told(
    tenant: Tenant, grant: JsonObject, client_type: str, seconds: int
) -> JsonObject:
    issued = tokens.shaped(tenant, client_type)
    return {
        "access_token": tokens.keep(tenant, issued, tokens.ACCESS, grant),
        "token_type": "Bearer",
        "expires_in": seconds,
        "scope": " ".join(grant["scopes"]),
        "soap_instance_url": f"{tenant.base_url}/",
        "rest_instance_url": f"{tenant.base_url}/",
    }


def _authorization_code(tenant: Tenant, body: JsonObject) -> Answer:
    is_public = _check_app(tenant, body)
    kept = tokens.used(tenant, str(member(body, "code") or ""), tokens.CODE)
    if kept is None or member(body, "redirect_uri") != kept["redirect_uri"]:
        raise refused(400, "invalid_grant", "The code is not valid any more.")
    if not _fits(kept, member(body, "code_verifier"), is_public=is_public):
        raise refused(400, "invalid_grant", "The code verifier does not fit.")
    return _user_pair(tenant, body, kept, is_public=is_public)


def _refresh_token(tenant: Tenant, body: JsonObject) -> Answer:
    is_public = _check_app(tenant, body)
    given = str(member(body, "refresh_token") or "")
    kept = tokens.used(tenant, given, tokens.REFRESH)
    if kept is None or bool(kept["is_public"]) != is_public:
        raise refused(400, "invalid_grant", "The refresh token is not valid any more.")
    return _user_pair(tenant, body, kept, is_public=is_public)


def _user_pair(
    tenant: Tenant, body: JsonObject, kept: JsonObject, *, is_public: bool
) -> Answer:
    """Give an access token and a new refresh token, with fewer scopes if asked."""
    scopes = kept["scopes"]
    asked = member(body, "scope")
    if asked is not None:
        wanted = str(asked).split()
        _refuse_beyond(wanted, scopes)
        scopes = wanted
    grant = {"account_id": _account(tenant, body), "scopes": scopes}
    client_type = "Public" if is_public else "Confidential"
    told = _told(tenant, grant, client_type, TOLD_USER)
    pair = {**grant, "scopes": kept["scopes"], "is_public": is_public}
    refresh = tokens.keep(tenant, tokens.plain(), tokens.REFRESH, pair)
    return Answer(200, {**told, "refresh_token": refresh})


_GRANTS: dict[str, Callable[[Tenant, JsonObject], Answer]] = {
    "client_credentials": _client_credentials,
    "authorization_code": _authorization_code,
    "refresh_token": _refresh_token,
}


def _check_app(tenant: Tenant, body: JsonObject) -> bool:
    """Check a web app by its secret; tells whether it is a public one, without."""
    client_secret = member(body, "client_secret")
    if client_secret is not None:
        _check_client(tenant, member(body, "client_id"), client_secret)
        return False
    if member(body, "client_id") != tenant.package.client_id:
        raise refused(401, "invalid_client", _INVALID_CLIENT)
    return True


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
    _check_client(tenant, member(body, "clientId"), member(body, "clientSecret"))
    given = member(body, "refreshToken")
    if given and tokens.used(tenant, str(given), tokens.REFRESH) is None:
        raise refused(400, "invalid_grant", "The refresh token is not valid any more.")
    package = tenant.package
    grant = {"account_id": package.account_id, "scopes": list(package.scopes)}
    issued = tokens.keep(tenant, tokens.short(), tokens.LEGACY, grant)
    told: JsonObject = {"accessToken": issued, "expiresIn": tokens.LEGACY_LIFETIME}
    if given or str(member(body, "accessType")).lower() == OFFLINE:
        pair = {**grant, "is_public": False}
        told["refreshToken"] = tokens.keep(tenant, tokens.short(), tokens.REFRESH, pair)
    return Answer(200, told)


def _check_client(tenant: Tenant, client_id: Any, client_secret: Any) -> None:
    package = tenant.package
    given = f"{client_id}\n{client_secret}".encode()
    wanted = f"{package.client_id}\n{package.client_secret}".encode()
    if not secrets.compare_digest(given, wanted):
        raise refused(401, "invalid_client", _INVALID_CLIENT)


def scopes_of(
    tenant: Tenant, asked: Any, more: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Give the scopes that are asked for; all of the package's where none are."""
    if asked is None:
        return tenant.package.scopes
    wanted = tuple(str(asked).split())
    _refuse_beyond(wanted, (*tenant.package.scopes, *more))
    return wanted


def _refuse_beyond(wanted: Any, allowed: Any) -> None:
    beyond = [each for each in wanted if each not in allowed]
    if beyond:
        raise refused(
            400,
            "invalid_scope",
            f"The package does not have these scopes: {' '.join(beyond)}",
        )


def _account(tenant: Tenant, body: JsonObject) -> int:
    asked = member(body, "account_id")
    account_id = tenant.package.account_id
    if asked in (None, "") or str(asked) == str(account_id):
        return account_id
    raise refused(
        400, "invalid_grant", "The package is not enabled for this business unit."
    )
