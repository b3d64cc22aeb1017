"""Journey history of whole journeys, page by page, and a journey's audit log."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from jbdesk.api import endpoints, paging
from jbdesk.api.client import Client
from jbdesk.api.history import HistoryRow
from jbdesk.api.paging import Page
from jbdesk.model.records.audit_row import AuditRow
from jbdesk.model.records.periods import Period

MOST_ROWS = 10_000  # that one query gives, however many there are
_AUDITED = 50


def page(
    client: Client,
    definition_ids: Sequence[str],
    period: Period,
    number: int,
    size: int = 2000,
) -> tuple[tuple[HistoryRow, ...], int]:
    """Give a page of a period, the oldest first, and how many rows there are."""
    body = {
        "definitionIds": list(definition_ids),
        "start": _written(period.start),
        "end": _written(period.end),
    }
    found = _asked(client, body, "asc", paging.query(number, size))
    rows = tuple(HistoryRow(each) for each in found.items)
    # A definition id the service doesn't know makes it answer with everybody.
    own = {each.lower() for each in definition_ids}
    return tuple(each for each in rows if each.definition_id in own), found.count


def edges(client: Client) -> Period | None:
    """Give the time of the oldest and of the newest row of all; None: no rows."""
    found = []
    for order in ("asc", "desc"):
        items = _asked(client, {}, order, paging.query(1, 1)).items
        found += [HistoryRow(each).at for each in items]
    times = [each for each in found if each is not None]
    return Period(min(times), max(times)) if times else None


def _asked(
    client: Client, body: dict[str, Any], order: str, query: dict[str, int]
) -> Page:
    asked = {**query, "$orderBy": f"TransactionTime {order}"}
    return paging.page_in(client.call(endpoints.HISTORY, query=asked, body=body))


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def audit(
    client: Client, journey_id: str, number: int = 1, action: str = "all"
) -> tuple[tuple[AuditRow, ...], int]:
    """Give a page of the audit log, the newest first, and how many lines it has."""
    answer = client.call(
        endpoints.AUDIT,
        path={"id": journey_id, "action": action},
        query=paging.query(number, _AUDITED),
    )
    # Old answers write their members with capitals.
    body = answer.body if isinstance(answer.body, dict) else {}
    items = body.get("items") or body.get("Items") or ()
    count = body.get("count") or body.get("Count") or len(items)
    return tuple(AuditRow(e) for e in items if isinstance(e, dict)), int(count)
