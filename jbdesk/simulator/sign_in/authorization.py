"""The browser's part of signing in: a code goes back to the app on this computer.

Nobody is asked for a password: the page asks the package's only user whether the
app may act in their name. Allow and Deny are posted, so no address alone agrees.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode, urlsplit

from jbdesk.model.package import is_loopback
from jbdesk.simulator.shapes.bodies import NOTHING, Answer, Refusal
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.sign_in import auth, tokens
from jbdesk.simulator.sign_in.tokens import refused
from jbdesk.simulator.tenancy.enterprise import Package
from jbdesk.simulator.tenancy.tenant import Tenant

SUBDOMAIN = "mc00000000000000000simulator"  # what tssd says
ALLOW, DENY = "allow", "deny"
_METHODS = ("S256", "plain")
_SAFE = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>jbdesk simulator</title>
<style>body{{font:16px system-ui;max-width:32em;margin:4em auto;padding:0 1em}}
button{{font:inherit;padding:.4em 1.2em;margin-right:.5em}}</style></head>
<body><h1>Allow {name}?</h1>
<p>It would act in {unit} as {user}. This is jbdesk's simulator; no account is
needed, and nothing leaves this computer.</p>
<p>It asks for: {scopes}</p>
<form method="post" action="authorize">{fields}
<button name="answer" value="allow">Allow</button>
<button name="answer" value="deny">Deny</button></form></body></html>
"""


def ask(tenant: Tenant, call: Call) -> Answer:
    """GET /v2/authorize: the page that asks, or what is wrong, to the app."""
    package = _package(tenant, call.query)
    try:
        scopes = _checked(package, call.query)
    except Refusal as refusal:
        return _back(call.query, _told(refusal))
    hidden = (
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in call.query.items()
    )
    page = _PAGE.format(
        name=escape(package.name),
        unit=escape(tenant.enterprise.name),
        user=escape(package.user_name),
        scopes=escape(" ".join(scopes) or "nothing"),
        fields="".join(hidden),
    )
    return Answer(200, page, _SAFE)


def answer(tenant: Tenant, call: Call) -> Answer:
    """POST /v2/authorize: Allow or Deny was pressed; the code goes to the app."""
    asked = {str(name).lower(): str(value) for name, value in call.members().items()}
    package = _package(tenant, asked)
    try:
        if asked.get("answer") != ALLOW:
            raise refused(400, "access_denied", "The user did not allow it.")
        told = {"code": _code(tenant, package, asked), "tssd": SUBDOMAIN}
    except Refusal as refusal:
        told = _told(refusal)
    return _back(asked, told)


def _package(tenant: Tenant, asked: Mapping[str, str]) -> Package:
    """Give the package; whoever is not known is not sent anywhere."""
    package = tenant.enterprise.package(asked.get("client_id"))
    if package is None:
        text = (
            "Invalid client ID. Use the client ID in Marketing Cloud "
            "Installed Packages."
        )
        raise refused(401, "invalid_client", text)
    if not is_loopback(asked.get("redirect_uri", "")):
        # Elsewhere a code would leave this computer.
        text = "The redirect URI must be on this computer."
        raise refused(400, "invalid_request", text)
    return package


def _told(refusal: Refusal) -> dict[str, str]:
    names = ("error", "error_description")
    return {name: refusal.answer.body[name] for name in names}


def _back(asked: Mapping[str, str], told: dict[str, str]) -> Answer:
    place = asked["redirect_uri"]
    if "state" in asked:
        told["state"] = asked["state"]
    joint = "&" if urlsplit(place).query else "?"
    return Answer(302, NOTHING, {"Location": f"{place}{joint}{urlencode(told)}"})


def _checked(package: Package, asked: Mapping[str, str]) -> tuple[str, ...]:
    """Give the scopes that are asked for, where all else is right."""
    if package.kind not in ("", "web", "public"):
        text = (
            "The client is not authorized to request an authorization code using this"
            " method."
        )
        raise refused(401, "unauthorized_client", text)
    if asked.get("response_type") != "code":
        text = "response_type must be code."
        raise refused(400, "unsupported_response_type", text)
    method = asked.get("code_challenge_method", "plain")
    if asked.get("code_challenge") and method not in _METHODS:
        text = "code_challenge_method must be S256 or plain."
        raise refused(400, "invalid_request", text)
    return auth.scopes_of(package, asked.get("scope"), (auth.OFFLINE,))


def _code(tenant: Tenant, package: Package, asked: Mapping[str, str]) -> str:
    kept = {
        "client_id": package.client_id,
        "redirect_uri": asked["redirect_uri"],
        "scopes": list(_checked(package, asked)),
        "challenge": asked.get("code_challenge", ""),
        "method": asked.get("code_challenge_method", "plain"),
    }
    return tokens.keep(tenant.register, tokens.plain(), tokens.CODE, kept)
