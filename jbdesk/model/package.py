"""An installed package's settings: which tenant, which client, which scopes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from jbdesk.model.fields import Choice
from jbdesk.model.packages import allow_list, colours, kinds, units
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.model.problem import Failure

DOMAIN = "marketingcloudapis.com"
LENGTH = 28  # of every tenant subdomain
PRODUCTION = colours.PRODUCTION
_BARE = re.compile(r"mc[0-9a-z-]{25}[0-9a-z]")
_BASE = re.compile(
    r"(?:https://)?([^./:@?#\\\s]+)\.(?:auth|rest|soap)\.marketingcloudapis\.com"
    r"(?:/[^\s]*)?"
)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Subdomain:
    """A tenant's subdomain; never anything that could name another host."""

    text: str

    def __post_init__(self) -> None:
        if not _BARE.fullmatch(self.text):
            raise Failure(_why_not(self.text))

    @classmethod
    def parse(cls, text: str) -> "Subdomain":
        """Read the subdomain, or that of any base URI that Marketing Cloud shows.

        Raises Failure with one sentence for everything else.
        """
        # Folding the case of other alphabets can make ASCII letters of them.
        plain = text.strip().lower() if text.isascii() else text
        found = _BASE.fullmatch(plain)
        return cls(found[1] if found else plain)

    def base(self, service: str) -> str:
        """Give the base URI of auth, rest or soap, with its slash at the end."""
        return f"https://{self.text}.{service}.{DOMAIN}/"

    def __str__(self) -> str:
        return self.text


def _why_not(text: str) -> str:
    if not text:
        return "Tenant subdomain is required."
    if text.startswith("http:"):
        return "Marketing Cloud is reached by https only; paste the https address."
    if any(mark in text for mark in ":/.@?#\\"):
        return (
            "This is not a Marketing Cloud address; paste the authentication, REST or"
            f" SOAP base URI from the installed package (it ends in {DOMAIN})."
        )
    if len(text) != LENGTH:
        return f"A tenant subdomain has {LENGTH} characters; this has {len(text)}."
    return (
        "A tenant subdomain starts with mc and has only lower-case letters,"
        " digits and hyphens."
    )


@dataclass(frozen=True)
class PackageSettings:
    """A connection's settings; the client secret lives in the vault alone.

    One that is kept is an installed package; each of its `units` is a connection
    of its own, with the package's client and secret.
    """

    name: str
    subdomain: str = ""
    client_id: str = ""
    account_id: str = ""  # the business unit's MID; "" means the package's own
    scopes: tuple[str, ...] = ()  # () asks for all that the package has
    colour: str = ""
    id: str = ""
    auth_url: str = ""  # both only for the simulator
    rest_url: str = ""
    kind: str = kinds.SERVER  # of the package's API integration
    redirect_url: str = ""  # "": any free port of this computer
    unit: str = ""  # the business unit's name, where it is one of several
    units: tuple[BusinessUnit, ...] = ()  # besides the package's own
    allowed: tuple[str, ...] = ()  # contact keys that may be fired; (): all

    @property
    def signs_in(self) -> bool:
        """Whether a person signs in to it, in a browser."""
        return kinds.signs_in(self.kind)

    @property
    def place(self) -> str:
        """What is typed to arm it: the business unit's name."""
        return self.unit or self.name

    @property
    def is_simulator(self) -> bool:
        return bool(self.rest_url or self.auth_url)

    @property
    def is_production(self) -> bool:
        """Whether writing over it must be armed first."""
        return self.colour == PRODUCTION

    @property
    def auth_base(self) -> str:
        """Where tokens are granted, with a slash at the end."""
        return self._base("auth", self.auth_url)

    @property
    def rest_base(self) -> str:
        """Where REST calls go, with a slash at the end."""
        return self._base("rest", self.rest_url)

    def _base(self, service: str, url: str) -> str:
        if not self.is_simulator:
            return Subdomain.parse(self.subdomain).base(service)
        if not is_loopback(url):
            raise Failure("The simulator's address must be on this computer.")
        return url.rstrip("/") + "/"


def is_loopback(url: str) -> bool:
    """Whether the URL leads nowhere but to this computer."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    has_user = parts.username is not None or "\\" in url
    return parts.scheme in ("http", "https") and host in _LOOPBACK and not has_user


@dataclass(frozen=True)
class PackageField:
    """One field of the credentials form, with the check made when it is left."""

    name: str  # of PackageSettings; client_secret goes to the vault instead
    label: str
    check: Callable[[str], str]  # "" or what is wrong, in a sentence
    required: bool = False
    help: str = ""
    is_secret: bool = False
    choices: tuple[Choice, ...] = ()
    has_lines: bool = False


COLOURS = colours.COLOURS


def _check_subdomain(text: str) -> str:
    try:
        Subdomain.parse(text)
    except Failure as failure:
        return str(failure)
    return ""


def _check_id(label: str, text: str) -> str:
    if not text.strip():
        return f"{label} is required."
    if (
        not text.strip().isascii()
        or not text.strip().isprintable()
        or " " in text.strip()
    ):
        return (
            f"{label} has no blanks and only plain letters and digits; copy it again."
        )
    return ""


def _check_client_id(text: str) -> str:
    return _check_id("Client ID", text)


def _check_client_secret(text: str) -> str:
    return _check_id("Client secret", text)


def _check_account_id(text: str) -> str:
    plain = text.strip()
    if plain and not (plain.isascii() and plain.isdecimal()):
        return "A MID has digits only; leave it empty for the package's own unit."
    return ""


def _check_scopes(text: str) -> str:
    for scope in text.split():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", scope):
            return (
                f"“{scope}” is not a scope; write them as journeys_read, with blanks."
            )
    return ""


def scopes_in(text: str) -> tuple[str, ...]:
    """List the scopes in a text, each once, in their order."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))


def _check_kind(text: str) -> str:
    return "" if text in kinds.LABELS else "Choose one of the types."


def _check_redirect_url(text: str) -> str:
    plain = text.strip()
    try:
        parts = urlsplit(plain)
        is_whole = not plain or bool(parts.hostname)
    except ValueError:
        is_whole = False
    if not is_whole or (plain and parts.scheme not in ("http", "https")):
        return "Copy a redirect URL from the installed package, with its https:// or http://."
    return ""


def _check_colour(text: str) -> str:
    known = not text or any(choice.value == text for choice in COLOURS)
    return "" if known else "Choose one of the colours."


PACKAGE_FIELDS = (
    PackageField(
        "name", "Name", units.check_name, True, "How this connection is listed."
    ),
    PackageField(
        "subdomain",
        "Tenant subdomain",
        _check_subdomain,
        True,
        "Or paste any base URI of the package.",
    ),
    PackageField(
        "kind",
        "Type",
        _check_kind,
        True,
        help="As the package's API Integration says.",
        choices=kinds.KINDS,
    ),
    PackageField("client_id", "Client ID", _check_client_id, True),
    PackageField(
        "client_secret",
        "Client secret",
        _check_client_secret,
        True,
        "Kept in this computer's secret store, never in a file.",
        is_secret=True,
    ),
    PackageField(
        "redirect_url",
        "Redirect URL",
        _check_redirect_url,
        help="One that the package lists. Empty: a free port here.",
    ),
    PackageField(
        "account_id",
        "Business unit (MID)",
        _check_account_id,
        help="Empty: the package's own business unit.",
    ),
    PackageField(
        "scopes",
        "Scopes",
        _check_scopes,
        help="Separated by blanks. Empty: all it has.",
    ),
    PackageField(
        "colour",
        "Environment colour",
        _check_colour,
        help="Production is read-only until it is armed.",
        choices=COLOURS,
    ),
    PackageField(
        "allowed",
        "Contact keys that may be fired",
        allow_list.fault,
        help="One in a line; test-* or *@example.test, too. Empty: everybody.",
        has_lines=True,
    ),
)
