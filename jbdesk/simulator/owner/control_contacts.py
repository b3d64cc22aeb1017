"""Contacts for the owner: page by page, found by key, journey and where they are.

show           who is told
inside         those on their way; who moves on first stands first
left           those who are through; who left last stands first
turned-away    those who were not let in, with the reason
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from jbdesk.model import catalogue
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.inside import engine
from jbdesk.simulator.kept import versions, visits
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.owner.paged_lists import Listing, listed
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

_VISITS = (
    "SELECT id, definition_id, contact_key, activity, since, due, left,"
    " json_extract(body, '$.ends') AS ends FROM visits"
)
_REFUSALS = (
    "SELECT number AS id, definition_id, contact_key, at,"
    " json_extract(body, '$.status') AS status,"
    " json_extract(body, '$.message') AS message FROM history"
)
_OF_JOURNEY = "definition_id IN (SELECT definition_id FROM journeys WHERE key = ?)"


@dataclass(frozen=True)
class _Show:
    rows: str
    where: str
    order: str


_SHOWS = {
    "inside": _Show(_VISITS, "left IS NULL", "due IS NULL, due, entered"),
    "left": _Show(_VISITS, "left IS NOT NULL", "left DESC, entered DESC"),
    # Whoever was let in has a visit that its history names.
    "turned-away": _Show(_REFUSALS, "visit = ''", "number DESC"),
}


def contacts(tenant: Tenant, call: Call) -> Answer:
    """GET /simulator/contacts?show=&journey=&search=: where each contact is."""
    wanted = call.query.get("show", "inside")
    if wanted not in _SHOWS:
        raise bodies.error(400, 10005, f"“show” is one of: {', '.join(_SHOWS)}.")
    show, where, values = _SHOWS[wanted], [], []
    where.append(show.where)
    if journey := call.query.get("journey"):
        where.append(_OF_JOURNEY)
        values.append(journey)
    if sought := call.query.get("search"):
        where.append("instr(lower(contact_key), ?)")
        values.append(sought.lower())
    listing = Listing(show.rows, " AND ".join(where), show.order, tuple(values))
    count, found = listed(tenant, call, listing)
    known: dict[str, Version | None] = {}
    told = _refused if wanted == "turned-away" else _visit
    items = [told(row, _version(tenant, row, known)) for row in found]
    return Answer(200, {"count": count, "items": items})


def journeys(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/journeys: each version, with the activities in it."""
    items = [
        {
            "key": each.key,
            "name": each.journey.name,
            "version": each.version,
            "status": each.status,
            "activities": [
                {"ref": ref, "title": catalogue.title(activity)}
                for ref, activity in each.journey.by_ref.items()
            ],
        }
        for each in versions.all_of(tenant)
        if each.status != "Deleted"
    ]
    return Answer(200, {"count": len(items), "items": items})


def eject(tenant: Tenant, call: Call) -> Answer:
    """POST /simulator/contacts/{key}/eject: out of one journey, wherever it is."""
    wanted = call.members().get("definitionInstanceId")
    with tenant.transaction():
        for visit in visits.of_contact(tenant, call.names["key"]):
            version = versions.by_definition(tenant, visit.definition_id)
            if visit.id == wanted and visit.left is None and version is not None:
                engine.eject(tenant, version, visit, "Taken out in the simulator.")
                return Answer(200, {})
    raise bodies.error(404, 30003, "The contact is not inside that journey any more.")


def _version(
    tenant: Tenant, row: sqlite3.Row, known: dict[str, Version | None]
) -> Version | None:
    definition_id = row["definition_id"]
    if definition_id not in known:
        known[definition_id] = versions.by_definition(tenant, definition_id)
    return known[definition_id]


def _of(row: sqlite3.Row, version: Version | None) -> JsonObject:
    return {
        "id": str(row["id"]),
        "contactKey": row["contact_key"],
        "journeyKey": version.key if version else "",
        "journeyName": version.journey.name if version else "",
        "version": version.version if version else None,
    }


def _visit(row: sqlite3.Row, version: Version | None) -> JsonObject:
    activity = version.journey.by_ref.get(row["activity"] or "") if version else None
    return {
        **_of(row, version),
        "activity": row["activity"],
        "activityTitle": catalogue.title(activity) if activity else "",
        "since": told(row["since"]),
        "until": told(row["due"]),
        "left": told(row["left"]),
        "ends": row["ends"],
    }


def _refused(row: sqlite3.Row, version: Version | None) -> JsonObject:
    return {
        **_of(row, version),
        "at": told(row["at"]),
        "status": row["status"],
        "message": row["message"],
    }


def told(seconds: float | None) -> str | None:
    """Write a kept moment as ISO text."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()
