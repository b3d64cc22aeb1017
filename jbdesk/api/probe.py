"""Tries a tenant's line without any credentials: proxy, certificate, clock.

What goes wrong carries a code (`cut_lines`), so that whoever tests a connection
can name the next step.
"""

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from requests import utils

from jbdesk.api import addresses, endpoints, verdicts
from jbdesk.api.client import Client
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.reply import Reply

_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@dataclass(frozen=True)
class Proxy:
    """A proxy on the way, without its credentials, and which variable names it."""

    address: str
    variable: str  # "": the system's own settings


@dataclass(frozen=True)
class Probed:
    """What the first answer told: how long it took, and how clocks differ."""

    milliseconds: int
    skew: timedelta | None  # ours minus theirs; None: it sent no usable date


def proxy_for(url: str) -> Proxy | None:
    """Tell which proxy a call would take; None where it goes straight."""
    if addresses.is_loopback(url):
        return None
    found = utils.select_proxy(url, utils.get_environ_proxies(url))
    if not found:
        return None
    plain = found if "://" in found else f"http://{found}"
    parts = urlsplit(plain)
    port = f":{parts.port}" if parts.port else ""
    variable = next((n for n, value in os.environ.items() if value == found), "")
    return Proxy(f"{parts.scheme}://{parts.hostname}{port}", variable)


def bundle() -> str:
    """Name the file of trusted certificates that replaces our own; "" where none."""
    found = (os.environ.get(name, "") for name in _BUNDLES)
    return next((each for each in found if each), "")


def line(client: Client) -> Probed:
    """Ask the tenant's authentication host for anything, signed with nothing."""
    started = time.monotonic()
    asked_at = datetime.now(UTC)
    reply = client.knock()
    taken = time.monotonic() - started
    return Probed(round(taken * 1000), _skew(reply, asked_at, taken))


def _skew(reply: Reply, asked_at: datetime, taken: float) -> timedelta | None:
    try:
        theirs = parsedate_to_datetime(reply.header("Date"))
    except (TypeError, ValueError, IndexError):
        return None
    if theirs.tzinfo is None:
        return None
    return asked_at + timedelta(seconds=taken / 2) - theirs


@dataclass(frozen=True)
class Service:
    """One service that jbdesk uses, and a cheap read of it."""

    name: str
    endpoint: Endpoint
    query: tuple[tuple[str, object], ...] = ()


_ONE = (("$page", 1), ("$pageSize", 1))
SERVICES = (
    Service("Platform", endpoints.ENDPOINTS_OF_TENANT),
    Service("Event definitions", endpoints.EVENT_DEFINITIONS, _ONE),
    Service("Journeys", endpoints.JOURNEYS, _ONE),
    Service("Data extensions", endpoints.DATA_EXTENSIONS, (("$search", "_"), *_ONE)),
    Service("Contacts", endpoints.CONTACT_SCHEMAS),
)


def service(client: Client, asked: Service) -> int:
    """Read a little of a service; gives how many milliseconds that took."""
    started = time.monotonic()
    answer = client.call(asked.endpoint, query=dict(asked.query))
    if answer.body is None:
        raise verdicts.unusable("The answer is empty.", answer.exchange)
    return round((time.monotonic() - started) * 1000)
