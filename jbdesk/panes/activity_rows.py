"""How an exchange reads as a row: when, what for, where, how it ended."""

from urllib.parse import urlsplit

from jbdesk.model.exchange import Exchange
from jbdesk.widgets.marked_cells import Mark
from jbdesk.widgets.table import Column

_SEARCHED = 2000  # characters of a body that the search looks through


def path_of(exchange: Exchange) -> str:
    """Give what follows the host; the host is told with the request."""
    parts = urlsplit(exchange.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def status_of(exchange: Exchange) -> str:
    if exchange.status is None:
        return "no answer"
    return f"{exchange.status} {exchange.reason}".strip()


def mark_of(exchange: Exchange) -> Mark | None:
    """Mark what failed; the reason is told where no answer came."""
    if exchange.is_success:
        return None
    return Mark("circle-alert", "bad", exchange.error or "The service said no.")


def _sent(exchange: Exchange) -> str:
    return f"{exchange.url}\n{exchange.request_body[:_SEARCHED]}"


COLUMNS = (
    Column(
        "Time",
        lambda each: f"{each.at.astimezone():%H:%M:%S}",
        sort=lambda each: each.at,
        width=78,
    ),
    Column("What for", lambda each: each.label, width=200),
    Column("Method", lambda each: each.method, width=66),
    Column("Path", path_of, is_fixed=True, is_stretched=True),
    Column(
        "Status",
        status_of,
        sort=lambda each: each.status or 0,
        width=176,
        token=lambda each: "" if each.is_success else "bad",
    ),
    Column(
        "ms",
        lambda each: str(each.milliseconds),
        sort=lambda each: each.milliseconds,
        width=58,
        is_number=True,
    ),
    Column("Sent", _sent),  # hidden: a contact key in a body is found by it
)
WHAT_FOR, METHOD, STATUS, SENT = 1, 2, 4, 6
