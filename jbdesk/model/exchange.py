"""An exchange: one request and its answer, with every secret already masked."""

import shlex
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from jbdesk.model.answer_status import Family, family

Headers = tuple[tuple[str, str], ...]

TOKEN_IN_CURL = "Bearer $JBDESK_TOKEN"  # noqa: S105 - the name of a variable
_LEFT_OUT = frozenset({"content-length", "host", "connection", "accept-encoding"})


@dataclass(frozen=True)
class Exchange:
    """What was sent, what came back, and how long it took."""

    id: str
    at: datetime
    method: str
    url: str
    request_headers: Headers = ()
    request_body: str = ""
    status: int | None = None  # None: no answer came
    reason: str = ""
    answer_headers: Headers = ()
    answer_body: str = ""
    milliseconds: int = 0
    error: str = ""  # in words, where no answer came
    label: str = ""  # what it was for: "Fire event"
    is_write: bool = False  # it changes something in the tenant
    connection_id: str = ""  # of the connection it was sent on
    connection_name: str = ""  # as it was called then

    @property
    def is_success(self) -> bool:
        return family(self.status) is Family.SUCCESS

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def target(self) -> str:
        """What follows the host: the path, and the query where there is one."""
        parts = urlsplit(self.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


def as_curl(exchange: Exchange) -> str:
    """Write the request as a shell command; the token is left out."""
    parts = [f"curl -X {exchange.method} {shlex.quote(exchange.url)}"]
    for name, value in exchange.request_headers:
        if name.lower() == "authorization":
            parts.append(f'-H "Authorization: {TOKEN_IN_CURL}"')
        elif name.lower() not in _LEFT_OUT:
            parts.append(f"-H {shlex.quote(f'{name}: {value}')}")
    if exchange.request_body:
        parts.append(f"--data-raw {shlex.quote(exchange.request_body)}")
    return " \\\n  ".join(parts)
