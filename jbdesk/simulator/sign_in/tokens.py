"""Tokens as the register keeps them: issued, looked up, used once, ended."""

import base64
import json
import secrets
from dataclasses import dataclass

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Grant
from jbdesk.simulator.tenancy.enterprise import Enterprise
from jbdesk.simulator.tenancy.register import Register

LIFETIME = 1200  # seconds an access token really lives
LEGACY_LIFETIME = 3600
REFRESH_LIFETIME = 30 * 24 * 3600
CODE_LIFETIME = 300


@dataclass(frozen=True)
class Kind:
    """One kind of token: what it is called here and how long it lives."""

    name: str
    lifetime: int


ACCESS = Kind("access", LIFETIME)
LEGACY = Kind("access", LEGACY_LIFETIME)
REFRESH = Kind("refresh", REFRESH_LIFETIME)
CODE = Kind("code", CODE_LIFETIME)


def refused(status: int, name: str, description: str) -> Refusal:
    """Give a refusal as OAuth has it."""
    body = {
        "error": name,
        "error_description": description,
        "error_uri": "https://developer.salesforce.com/docs",
    }
    return Refusal(Answer(status, body))


def keep(register: Register, token: str, kind: Kind, grant: JsonObject) -> str:
    """Keep a token with what it opens, for as long as its kind lives."""
    now = register.clock.real()
    store = register.store
    store.run("DELETE FROM tokens WHERE expires < ?", now)
    store.run(
        "INSERT INTO tokens VALUES (?, ?, ?)",
        token,
        now + kind.lifetime,
        json.dumps({**grant, "kind": kind.name}),
    )
    return token


def plain() -> str:
    """Give a token without any form."""
    return secrets.token_urlsafe(48)


def short() -> str:
    """Give a token as the older packages have it: 24 characters."""
    return secrets.token_hex(12)


def shaped(enterprise: Enterprise, client_id: str, client_type: str) -> str:
    """Give a token in the form of the service's own."""
    return ".".join(
        (
            _part({"alg": "HS256", "kid": "4", "ver": "1", "typ": "JWT"}),
            _part(
                {
                    "access_token": secrets.token_hex(12),
                    "client_id": client_id,
                    "eid": enterprise.enterprise_id,
                    "stack_key": "S7",
                    "platform_version": 2,
                    "client_type": client_type,
                }
            ),
            secrets.token_urlsafe(32),
        )
    )


def _part(content: JsonObject) -> str:
    text = json.dumps(content, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def found(register: Register, token: str, kind: Kind) -> JsonObject | None:
    """Give what a living token of that kind opens."""
    grant = register.store.once(("token", token), lambda: _grant(register, token))
    if grant is None or grant["expires"] <= register.clock.real():
        return None
    return grant if grant.get("kind", ACCESS.name) == kind.name else None


def _grant(register: Register, token: str) -> JsonObject | None:
    row = register.store.one("SELECT expires, body FROM tokens WHERE token = ?", token)
    if row is None:
        return None
    return {**json.loads(row["body"]), "expires": row["expires"]}


def used(register: Register, token: str, kind: Kind) -> JsonObject | None:
    """Give what a token opens, for the last time."""
    grant = found(register, token, kind)
    if grant is not None:
        register.store.run("DELETE FROM tokens WHERE token = ?", token)
    return grant


def bearer(authorization: str) -> str:
    """Give the token in an Authorization header, or ""."""
    scheme, _, value = authorization.partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def grant_of(register: Register, authorization: str) -> Grant:
    """Give what the header's token opens; refuses it where it opens nothing."""
    grant = found(register, bearer(authorization), ACCESS)
    if grant is None:
        raise bodies.not_authorized()
    return Grant(
        grant["account_id"],
        frozenset(grant["scopes"]),
        grant["expires"],
        grant.get("client_id", ""),
    )


def expire(register: Register, authorization: str) -> None:
    """End the token that came with a request."""
    store = register.store
    with store.transaction():
        store.run("DELETE FROM tokens WHERE token = ?", bearer(authorization))


def is_owner(register: Register, authorization: str) -> bool:
    """Whether the header carries the client secret itself (for the controls)."""
    given = bearer(authorization).encode()
    return secrets.compare_digest(given, register.owner.client_secret.encode())
