"""Statistics of journeys: who tried to enter, who waits where, who met the goal."""

from collections import Counter

from jbdesk.model import catalogue, lens
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.types.activity_type import HOLDS
from jbdesk.simulator.journey_life import journeys
from jbdesk.simulator.kept import versions, visits
from jbdesk.simulator.kept.versions import ACTIVE, Version
from jbdesk.simulator.records.history import COMPLETE
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant


def _asked(tenant: Tenant, call: Call) -> list[Version]:
    """Give the versions of the journey, or the one with that definition id."""
    ref = call.ref()
    found = [e for e in versions.of(tenant, ref) if e.status != "Deleted"]
    if not found and (one := versions.by_definition(tenant, ref.value)):
        found = [one] if one.status != "Deleted" else []
    if not found:
        raise journeys.not_found()
    return found


def summary(tenant: Tenant, call: Call) -> Answer:
    """GET …/interactions/{id}/summary: activities that are active, by their type."""
    found = _asked(tenant, call)
    counts = Counter(
        activity.type
        for version in found
        if version.status in ACTIVE
        for activity in version.journey.activities
    )
    told = [{"type": kind, "count": count} for kind, count in counts.items()]
    return Answer(200, {"id": found[0].id, "activities": told})


def states(tenant: Tenant, call: Call) -> Answer:
    """GET …/interactions/status/{id}: the status of one version, or of all."""
    number = call.number("versionnumber")
    if number is None and not call.flag("allversions", default=False):
        text = "AllVersions=true or VersionNumber required."
        raise bodies.error(400, 10005, text)
    told = [
        {"id": each.id, "status": each.status, "versionNumber": each.version}
        for each in versions.of(tenant, call.ref())
        if each.status != "Deleted" and number in (None, each.version)
    ]
    return Answer(200, told)


def goals(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/goalstatistics/{id}: since the counts were cleared."""
    found = _asked(tenant, call)
    stats = [versions.stats(tenant, each) for each in found]
    whole = sum(each["cumulativePopulation"] for each in stats)
    met = sum(each["metGoal"] for each in stats)
    unit, value = _goal_of(found[0])
    told = {
        "id": found[0].id,
        "conversionUnit": unit,
        "conversionValue": value,
        "cumulativePopulation": whole,
        "metGoal": met,
        "goalPerformance": round(100 * met / whole, 2) if whole else 0.0,
    }
    return Answer(200, told)


def _goal_of(version: Version) -> tuple[str, str]:
    goal = next(iter(version.journey.goals), {})
    unit = lens.read(goal, ("metaData", "conversionUnit"), "")
    return str(unit), str(lens.read(goal, ("metaData", "conversionValue"), ""))


def clear_goals(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/goalstatistics/clear/{id}: counting begins anew."""
    found = _asked(tenant, call)
    versions.clear_goals(tenant, found[0].id)
    return Answer(200, {"status": "Accepted"})


def waits(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/waitstatistics/{id}: how many wait in each activity."""
    found = _asked(tenant, call)
    items = [each for version in found for each in _waits_in(tenant, version)]
    return Answer(200, {"id": found[0].id, "count": len(items), "items": items})


def _waits_in(tenant: Tenant, version: Version) -> list[JsonObject]:
    counts = visits.numbers_inside(tenant, version)
    return [
        _wait(version, activity, counts.get(ref, 0))
        for ref, activity in version.journey.by_ref.items()
        if catalogue.of(activity).behaviour in HOLDS
    ]


def _wait(version: Version, activity: Activity, count: int) -> JsonObject:
    return {
        "definitionId": version.definition_id,
        "versionNumber": version.version,
        "activityId": activity.body.get("id", ""),
        "activityKey": activity.key,
        "activityName": activity.name,
        "activityType": activity.type,
        "waitingCount": count,
    }


def triggers(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/triggerstats/{id}: what became of an event's contacts."""
    row = tenant.store.one(
        "SELECT id, key FROM event_definitions WHERE id = ?", call.names["id"]
    )
    if row is None:
        raise bodies.error(404, 30003, "Event definition not found.")
    definition_id = call.names.get("definition", "")
    statuses = _tried(tenant, row["id"], definition_id)
    whole = sum(statuses.values())
    failed = sum(n for name, n in statuses.items() if _is_failure(name))
    waiting = _waiting(tenant, row["key"], definition_id)
    counts = (
        ("MetCriteria", "success", statuses[COMPLETE]),
        ("ContactAttempted", "information", whole),
        ("Failed", "failure", failed),
        ("ContactsWaiting", "information", waiting),
    )
    names = ("eventType", "category", "count")
    told = [dict(zip(names, each, strict=True)) for each in counts]
    return Answer(200, {"statuses": told})


def _tried(tenant: Tenant, event_id: str, definition_id: str) -> Counter[str]:
    """Count who was offered to journeys by the event, by what became of it."""
    found = tenant.store.all(
        "SELECT json_extract(body, '$.status') AS status, count(*) AS number"
        " FROM history WHERE json_extract(body, '$.eventId') = ?"
        " AND ? IN ('', definition_id) GROUP BY status",
        event_id,
        definition_id,
    )
    return Counter({row["status"]: row["number"] for row in found})


def _is_failure(status: str) -> bool:
    return status.startswith(("Error", "Failed"))


def _waiting(tenant: Tenant, event_key: str, definition_id: str) -> int:
    """Count who has arrived and was not offered yet: in queues and in pauses."""
    kept = tenant.store.one(
        "SELECT count(*) FROM kept_arrivals"
        " WHERE json_extract(body, '$.event_key') = ? AND ? IN ('', definition_id)",
        event_key,
        definition_id,
    )
    queued = tenant.store.one(
        "SELECT count(*) FROM queued WHERE event_key = ? AND state = 'queued'",
        event_key,
    )
    return sum(row[0] for row in (kept, queued) if row)
