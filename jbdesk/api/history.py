"""Journey history: what happened to contacts in the last 30 days, with a delay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from jbdesk.api import endpoints, paging
from jbdesk.api.client import Client
from jbdesk.model import lens
from jbdesk.model.journey import JsonObject

# Dates without a zone are in the service's own time, which knows no summer time.
SERVICE_ZONE = timezone(timedelta(hours=-6))


@dataclass(frozen=True, eq=False)
class HistoryRow:
    """The JSON of one row, looked at by name."""

    body: JsonObject

    def _text(self, *path: str) -> str:
        found = lens.read(self.body, path, "")
        return found if isinstance(found, str) else ""

    @property
    def contact_key(self) -> str:
        return self._text("contactKey")

    @property
    def definition_id(self) -> str:
        return self._text("definitionId").lower()

    @property
    def visit(self) -> str:
        """One entry of one contact into one version."""
        return self._text("definitionInstanceId")

    @property
    def activity_id(self) -> str:
        return self._text("activityId").lower()

    @property
    def activity_name(self) -> str:
        return self._text("activityName")

    @property
    def next_activity_id(self) -> str:
        return self._text("outcomeActivityId").lower()

    @property
    def activity_type(self) -> str:
        return self._text("activityType")

    @property
    def status(self) -> str:
        return self._text("status")

    @property
    def message(self) -> str:
        return self._text("message")

    @property
    def at(self) -> datetime | None:
        return moment(self._text("transactionTime"))

    @property
    def since(self) -> datetime | None:
        return moment(self._text("startDate")) or self.at

    @property
    def until(self) -> datetime | None:
        return moment(self._text("endDate"))


def moment(text: str) -> datetime | None:
    """Give the moment in a service date; None for "never" and what is no date."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.year <= 1:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=SERVICE_ZONE)).astimezone(
        UTC
    )


def search(
    client: Client,
    *,
    contact_keys: Sequence[str],
    definition_ids: Sequence[str] = (),
    start: datetime | None = None,
    size: int = 1000,
) -> tuple[HistoryRow, ...]:
    """Give the rows of these contacts, newest first."""
    body: dict[str, Any] = {"contactKeys": list(contact_keys)}
    if definition_ids:
        body["definitionIds"] = list(definition_ids)
    if start is not None:
        body["start"] = start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    query = {**paging.query(1, size), "$orderBy": "TransactionTime desc"}
    answer = client.call(endpoints.HISTORY, query=query, body=body)
    rows = (HistoryRow(each) for each in paging.page_in(answer).items)
    # A definition id the service doesn't know makes it answer with everybody.
    return tuple(each for each in rows if each.contact_key in contact_keys)


def freshness(client: Client) -> int | None:
    """How many seconds the history lags behind; None where that isn't told."""
    body = client.call(endpoints.FRESHNESS).body
    found = [body, *(body.values() if isinstance(body, dict) else ())]
    return next(
        (int(each) for each in found if type(each) in (int, float) and each >= 0), None
    )
