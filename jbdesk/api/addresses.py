"""Which addresses jbdesk speaks to, and how a call's address is written."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from jbdesk.model.package import is_loopback
from jbdesk.model.problem import Failure

_REST_HOST = re.compile(r"[a-z0-9-]{1,63}\.rest\.marketingcloudapis\.com")


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def check(url: str) -> None:
    """Refuse what would carry secrets unprotected."""
    scheme = url.partition(":")[0].lower()
    if scheme == "https" or (scheme == "http" and is_loopback(url)):
        return
    raise Failure(
        f"“{host_of(url) or url}” is not addressed by https. "
        f"jbdesk sends credentials only over https."
    )


def is_rest_base(url: str, *, simulator: bool) -> bool:
    """Whether a token answer may send us there."""
    if simulator:
        return is_loopback(url)
    parts = urlsplit(url)
    return (
        parts.scheme == "https"
        and _REST_HOST.fullmatch(host_of(url)) is not None
        and parts.netloc.lower() == host_of(url)
        and parts.path in ("", "/")
    )


def address(
    base: str, template: str, path: Mapping[str, str], query: Mapping[str, object]
) -> str:
    """Give the URL of a call; every value is quoted, a key can't leave its segment."""
    for name, value in path.items():
        if not value or value in (".", ".."):
            raise Failure(f"“{value}” can't be used as {name.replace('_', ' ')}.")
    segments = {name: quote(value, safe="") for name, value in path.items()}
    url = base.rstrip("/") + template.format(**segments)
    given = {name: _word(each) for name, each in query.items() if each is not None}
    if not given:
        return url
    return f"{url}?{urlencode(given, quote_via=quote, safe='$')}"


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


__all__ = ["address", "check", "host_of", "is_loopback", "is_rest_base"]
