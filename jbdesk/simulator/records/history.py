"""Journey history: one row for each step, and for each contact turned away."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from jbdesk.model.journey import Activity, JsonObject, Trigger
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

MOST_ROWS = 10_000
KEPT = timedelta(days=30)
_ALL = "AllActivityMembership"  # a client status that every row has
COMPLETE = "Complete"


@dataclass(frozen=True)
class Place:
    """Where in a journey something happened: its trigger, or an activity."""

    id: str
    name: str
    type: str
    key: str = ""

    @classmethod
    def of(cls, part: Activity | Trigger) -> "Place":
        body = part.body
        return cls(
            str(body.get("id", "")),
            str(body.get("name", "")),
            part.type,
            str(body.get("key", "")),
        )


@dataclass(frozen=True)
class Row:
    """One thing that happened to a contact in a version of a journey."""

    version: Version
    contact_key: str
    place: Place
    status: str
    at: datetime
    visit: str = ""
    since: datetime | None = None
    message: str = ""
    next_id: str = ""  # the activity the contact went on to
    event: JsonObject = field(default_factory=dict)  # the event definition
    id: str = ""  # "": one is given


def write(tenant: Tenant, row: Row) -> None:
    """Keep the row, as the search will tell it."""
    at = bodies.service_date(row.at)
    told: dict[str, Any] = {
        "id": row.id or tenant.new_id(),
        "definitionId": row.version.definition_id,
        "definitionName": row.version.journey.name,
        "definitionInstanceId": row.visit or bodies.NO_GUID,
        "contactKey": row.contact_key,
        "activityId": row.place.id,
        "activityName": row.place.name,
        "activityType": row.place.type,
        "outcomeActivityId": row.next_id,
        "eventId": row.event.get("id", ""),
        "eventName": row.event.get("name", ""),
        "sourceType": "Event",
        "status": row.status,
        "clientStatus": row.status,
        "message": row.message,
        "result": {
            "status": row.status,
            "tags": [],
            "messages": [row.message] if row.message else [],
        },
        "startDate": bodies.service_date(row.since) if row.since else at,
        "endDate": at,
        "transactionTime": at,
        "createdDate": at,
    }
    tenant.store.run(
        "INSERT INTO history (at, contact_key, definition_id, visit, body)"
        " VALUES (?, ?, ?, ?, ?)",
        row.at.timestamp(),
        row.contact_key,
        row.version.definition_id,
        row.visit,
        text_of(told),
    )


def of_contact(tenant: Tenant, contact_key: str) -> list[JsonObject]:
    found = tenant.store.all(
        "SELECT body FROM history WHERE contact_key = ? ORDER BY number", contact_key
    )
    return [json.loads(row["body"]) for row in found]


def search(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/journeyhistory/search."""
    body = call.members()
    if any(_texts(body, name) for name, _ in _FILTERS):
        return Answer(200, call.paged(found(tenant, call)[:MOST_ROWS]))
    kept = _kept(tenant, call, MOST_ROWS)  # of which the page alone is read
    return Answer(200, call.cut(kept, json.loads))


def found(tenant: Tenant, call: Call) -> list[JsonObject]:
    """Give every row that the request's filters let through."""
    body = call.members()
    rows = map(json.loads, _kept(tenant, call))
    return [row for row in rows if _is_wanted(body, row)]


def _kept(tenant: Tenant, call: Call, most: int = -1) -> list[str]:
    """Give what the store finds by itself, as text."""
    where, values = _narrowed(tenant, call.members())
    order = "DESC" if _is_newest_first(call) else "ASC"
    kept = tenant.store.all(
        "SELECT body FROM history"  # noqa: S608 - values are bound
        f" WHERE {' AND '.join(where)} ORDER BY at {order}, number {order} LIMIT ?",
        *values,
        most,
    )
    return [row["body"] for row in kept]


def _is_newest_first(call: Call) -> bool:
    asked = call.query.get("$orderby", "TransactionTime desc").lower()
    return not asked.endswith(" asc")


def _narrowed(tenant: Tenant, body: JsonObject) -> tuple[list[str], list[Any]]:
    """Give the conditions that the store can answer by itself."""
    oldest = (tenant.now() - KEPT).timestamp()
    where, values = ["at >= ?"], list[Any]([oldest])
    contacts = _texts(body, "contactKeys")
    if contacts:
        where.append(f"contact_key IN ({', '.join('?' * len(contacts))})")
        values += contacts
    definitions = [each.lower() for each in _texts(body, "definitionIds")]
    known = {
        row["definition_id"].lower()
        for row in tenant.store.all("SELECT definition_id FROM journeys")
    }
    definitions = [each for each in definitions if each in known]
    # Ids that name no version narrow nothing: a wrong one gives everything.
    if definitions:
        where.append(f"lower(definition_id) IN ({', '.join('?' * len(definitions))})")
        values += definitions
    for name, sign in (("start", ">="), ("end", "<=")):
        limit = member(body, name)
        moment = bodies.moment_of(limit) if isinstance(limit, str) else None
        if moment is not None:
            where.append(f"at {sign} ?")
            values.append(moment.astimezone(UTC).timestamp())
    return where, values


def _texts(body: JsonObject, name: str) -> list[str]:
    found = member(body, name)
    return [str(each) for each in found] if isinstance(found, list) else []


_FILTERS: tuple[tuple[str, Callable[[JsonObject], str]], ...] = (
    ("activityIds", lambda row: str(row["activityId"])),
    ("activityTypes", lambda row: str(row["activityType"])),
    ("statuses", lambda row: str(row["status"])),
    ("clientStatuses", lambda row: str(row["clientStatus"])),
    ("definitionInstanceIds", lambda row: str(row["definitionInstanceId"])),
)


def _is_wanted(body: JsonObject, row: JsonObject) -> bool:
    return all(
        not (wanted := _texts(body, name)) or _ALL in wanted or read(row) in wanted
        for name, read in _FILTERS
    )
