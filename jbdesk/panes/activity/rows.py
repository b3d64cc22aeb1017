"""How an exchange reads as a row: when, what for, where, how it ended."""

from datetime import datetime

from jbdesk.model.exchange import Exchange
from jbdesk.widgets.marked_cells import Mark
from jbdesk.widgets.table_model import Column


def time_of(exchange: Exchange) -> str:
    """Give the time of day, with its date where that is not today's."""
    at = exchange.at.astimezone()
    today = datetime.now().astimezone().date()
    if at.date() == today:
        return f"{at:%H:%M:%S}"
    year = "" if at.year == today.year else f" {at.year}"
    return f"{at.day} {at:%b}{year} {at:%H:%M:%S}"


def status_of(exchange: Exchange) -> str:
    if exchange.status is None:
        return "no answer"
    return f"{exchange.status} {exchange.reason}".strip()


def name_of(exchange: Exchange) -> str:
    """Give the words by which a person knows it again."""
    return f"{exchange.label or exchange.method}, {time_of(exchange)}"


def mark_of(exchange: Exchange) -> Mark | None:
    """Mark what failed; the reason is told where no answer came."""
    if exchange.is_success:
        return None
    return Mark("circle-alert", "bad", exchange.error or "The service said no.")


COLUMNS = (
    Column("Time", time_of, width=116),
    Column("What for", lambda each: each.label, width=172),
    Column("Method", lambda each: each.method, width=66),
    Column("Path", lambda each: each.target, is_fixed=True, is_stretched=True),
    Column("Connection", lambda each: each.connection_name, width=150),
    Column(
        "Status",
        status_of,
        width=152,
        token=lambda each: "" if each.is_success else "bad",
    ),
    Column("ms", lambda each: str(each.milliseconds), width=58, is_number=True),
)
WHAT_FOR, METHOD, CONNECTION, STATUS = 1, 2, 4, 5
