"""Visits: one contact in one version of a journey, from entry to end."""

import json
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant


@dataclass(frozen=True)
class Visit:
    """Where a contact is in a journey, and what it came with."""

    id: str
    definition_id: str
    journey_id: str
    contact_key: str
    entered: datetime
    event_key: str
    event: JsonObject = field(default_factory=dict)
    extension_id: str = ""  # the data extension of the event's row
    row_key: str | None = None  # and the row's primary key there
    activity: str | None = None
    outcome: int | None = None
    since: datetime | None = None  # in this activity
    due: datetime | None = None  # None: nothing but an event moves it on
    left: datetime | None = None
    ends: str = ""  # why it left
    met: str = ""  # "goal" or "exit", where it left for one
    goal: float | None = None  # when it met the goal, whether it left then or not
    event_id: str = ""  # the id of the event that brought it
    turn: int = 0  # how often the contact had been in the journey before
    steps: int = 0  # rows it has in the history
    note: str = ""  # why it is in this activity, for the history
    is_held: bool = False  # at a breakpoint, before its activity has acted
    outputs: JsonObject = field(default_factory=dict)  # what activities gave out
    engagement: JsonObject = field(default_factory=dict)  # by chance, not stated
    events: JsonObject = field(default_factory=dict)  # those it waited for, by key
    passed: JsonObject = field(default_factory=dict)  # when it left waits for events

    @property
    def body(self) -> JsonObject:
        """Everything that has no column of its own; mostly little is set."""
        found = ((name, getattr(self, name)) for name in _IN_BODY)
        told = {name: value for name, value in found if value}
        return {"event_key": self.event_key, "ends": self.ends, **told}


_COLUMNS = (
    "id",
    "definition_id",
    "journey_id",
    "contact_key",
    "activity",
    "outcome",
    "entered",
    "since",
    "due",
    "left",
)
_IN_ORDER = "ORDER BY entered, json_extract(body, '$.turn'), rowid"
_IN_BODY = tuple(each.name for each in fields(Visit) if each.name not in _COLUMNS)


def put(tenant: Tenant, visit: Visit) -> None:
    tenant.store.run(
        "REPLACE INTO visits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        visit.id,
        visit.definition_id,
        visit.journey_id,
        visit.contact_key,
        visit.activity,
        visit.outcome,
        _seconds(visit.entered),
        _seconds(visit.since),
        _seconds(visit.due),
        _seconds(visit.left),
        text_of(visit.body),
    )


def _found(tenant: Tenant, where: str, *values: object) -> list[Visit]:
    rows = tenant.store.all(f"SELECT visits.* FROM visits {where}", *values)  # noqa: S608
    return [_visit(dict(row)) for row in rows]


def _visit(row: JsonObject) -> Visit:
    body = json.loads(row.pop("body"))
    for name in ("entered", "since", "due", "left"):
        row[name] = _moment(row[name])
    return Visit(**row, **body)


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


# A paused version holds its contacts where they are.
_DUE = (
    "JOIN journeys ON journeys.definition_id = visits.definition_id"
    " WHERE due IS NOT NULL AND journeys.status != 'Paused'"
)


def first_due(tenant: Tenant, by: datetime | None = None) -> Visit | None:
    """Give the visit that is to move next, if it is due by then."""
    if by is None:
        found = _found(tenant, f"{_DUE} ORDER BY due, visits.rowid LIMIT 1")
    else:
        found = _found(
            tenant,
            f"{_DUE} AND due <= ? ORDER BY due, visits.rowid LIMIT 1",
            by.timestamp(),
        )
    return found[0] if found else None


def inside(tenant: Tenant, version: Version) -> list[Visit]:
    where = "WHERE definition_id = ? AND left IS NULL"
    return _found(tenant, where, version.definition_id)


def is_anybody_inside(tenant: Tenant, version: Version) -> bool:
    found = tenant.store.one(
        "SELECT 1 FROM visits WHERE definition_id = ? AND left IS NULL LIMIT 1",
        version.definition_id,
    )
    return found is not None


def numbers_inside(tenant: Tenant, version: Version) -> dict[str, int]:
    """Tell how many are in each activity that holds somebody."""
    found = tenant.store.all(
        "SELECT activity, count(*) AS number FROM visits"
        " WHERE definition_id = ? AND left IS NULL GROUP BY activity",
        version.definition_id,
    )
    return {row["activity"]: row["number"] for row in found}


def all_inside(tenant: Tenant, most: int) -> tuple[int, list[Visit]]:
    """Tell how many visits go on, and give those that move first."""
    row = tenant.store.one("SELECT count(*) FROM visits WHERE left IS NULL")
    where = "WHERE left IS NULL ORDER BY due IS NULL, due, entered LIMIT ?"
    return int(row[0]) if row else 0, _found(tenant, where, most)


def of_contact(tenant: Tenant, contact_key: str) -> list[Visit]:
    return _found(tenant, f"WHERE contact_key = ? {_IN_ORDER}", contact_key)


def inside_of(tenant: Tenant, contact_key: str) -> list[Visit]:
    """Give where the contact is now."""
    where = f"WHERE contact_key = ? AND left IS NULL {_IN_ORDER}"
    return _found(tenant, where, contact_key)


def of_contact_in(tenant: Tenant, contact_key: str, journey_id: str) -> list[Visit]:
    """Give the contact's visits in any version of the journey."""
    where = f"WHERE contact_key = ? AND journey_id = ? {_IN_ORDER}"
    return _found(tenant, where, contact_key, journey_id)


def end(tenant: Tenant, visit: Visit, at: datetime, why: str) -> Visit:
    ended = replace(visit, left=at, due=None, outcome=None, ends=why)
    put(tenant, ended)
    return ended


def put_off(
    tenant: Tenant, definition_id: str, *, by: float = 0, until: datetime
) -> None:
    """Let everybody in a version move on so much later, not before that moment."""
    tenant.store.run(
        "UPDATE visits SET due = max(due + ?, ?)"
        " WHERE definition_id = ? AND due IS NOT NULL",
        by,
        until.timestamp(),
        definition_id,
    )
