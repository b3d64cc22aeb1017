"""A person's sign-in: where the browser is sent, and what it brings back.

The code that comes back is worth nothing without the verifier, which never
leaves this computer but to the tenant (PKCE); the state shows that the answer
is for the sign-in that was begun here.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from jbdesk.model.package import PackageSettings, is_loopback
from jbdesk.model.problem import Failure, Problem

_DEFAULT_PATH = "/signed-in"
_LONGEST = 4096  # characters of what is brought back


@dataclass(frozen=True)
class Challenge:
    """What one sign-in is known by."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)

    @property
    def digest(self) -> str:
        """The verifier as S256 has it."""
        hashed = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(hashed).decode().rstrip("=")


@dataclass(frozen=True)
class Returned:
    """The code, and the tenant at which the person signed in, where it is told."""

    code: str = field(repr=False)
    subdomain: str = ""


def can_listen(redirect_url: str) -> bool:
    """Whether the browser can bring the answer to a door on this computer."""
    if not redirect_url:
        return True
    return is_loopback(redirect_url) and redirect_url.lower().startswith("http:")


def by_hand(redirect_url: str) -> str:
    """Say what a person does where no door can be; "" where nothing."""
    if can_listen(redirect_url):
        return ""
    return (
        "jbdesk can't answer at this address. At sign-in, copy the address at which"
        " the browser ends, and press “Paste address”."
    )


def place_of(redirect_url: str) -> tuple[int, str]:
    """Give the port to listen on, 0 for any that is free, and the path."""
    parts = urlsplit(redirect_url)
    if not redirect_url:
        return 0, _DEFAULT_PATH
    return parts.port or 80, parts.path or "/"


def address(settings: PackageSettings, redirect_url: str, challenge: Challenge) -> str:
    """Give the page on which the person signs in and allows the app."""
    query = {
        "response_type": "code",
        "client_id": settings.client_id,
        "redirect_uri": redirect_url,
        "state": challenge.state,
        "code_challenge": challenge.digest,
        "code_challenge_method": "S256",
    }
    if settings.scopes:
        query["scope"] = " ".join(settings.scopes)
    return f"{settings.auth_base}v2/authorize?{urlencode(query)}"


def returned(text: str, challenge: Challenge) -> Returned:
    """Read what the browser brought back: an address, or only its query.

    Raises Failure where it is no answer, one to another sign-in, or a no.
    """
    told = _told(text)
    if not secrets.compare_digest(
        told.get("state", "").encode(), challenge.state.encode()
    ):
        raise Failure(
            "This answer is not for the sign-in that was begun here, so nothing was"
            " taken from it. Go back to the page that jbdesk opened."
        )
    if error := told.get("error"):
        raise Failure(Problem(_refusal(error, told), code=error))
    if not told.get("code"):
        raise Failure("The answer holds no code. Press “Sign in” again.")
    return Returned(told["code"], told.get("tssd", ""))


def _told(text: str) -> dict[str, str]:
    plain = text.strip()[:_LONGEST]
    query = plain.partition("?")[2] or plain
    try:
        found = parse_qs(query.partition("#")[0])
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


def _refusal(error: str, told: dict[str, str]) -> str:
    if error == "access_denied":
        return "It was not allowed in the browser, so nobody is signed in."
    said = told.get("error_description", "")
    words = f" The service says: “{said[:300]}”" if said else ""
    return f"The service refused the sign-in ({error[:60]}).{words}"
