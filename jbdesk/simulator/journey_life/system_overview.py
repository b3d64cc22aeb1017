"""How the whole business unit is doing: journeys, contacts, activities, by the hour."""

from collections import Counter
from datetime import datetime, timedelta

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept import versions
from jbdesk.simulator.kept.versions import ACTIVE
from jbdesk.simulator.records.history import COMPLETE
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

_SPAN = timedelta(hours=24)


def whole(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /interaction/v1/system-overview: numbers of now, and of the last day."""
    found = [each for each in versions.all_of(tenant) if each.status != "Deleted"]
    inside = tenant.store.one("SELECT count(*) FROM visits WHERE left IS NULL")
    statuses = Counter[str]()
    for row in _counted(tenant, "$.status"):
        statuses[row["what"]] += row["number"]
    told = {
        "journeyCount": len({each.id for each in found}),
        "activeVersionCount": sum(each.status in ACTIVE for each in found),
        "currentPopulation": inside[0] if inside else 0,
        **_sums(statuses),
    }
    return Answer(200, told)


def _sums(statuses: Counter[str]) -> JsonObject:
    errors = sum(n for name, n in statuses.items() if name.startswith("Error"))
    return {
        "executionCount": statuses.total(),
        "successCount": statuses[COMPLETE],
        "errorCount": errors,
    }


def by_hour(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /interaction/v1/system-overview/timeseries: the hours of the last day."""
    hours: dict[str, Counter[str]] = {}
    for row in _counted(
        tenant, "$.status", "substr(json_extract(body, '$.endDate'), 1, 13)"
    ):
        hours.setdefault(f"{row['part']}:00:00", Counter())[row["what"]] += row[
            "number"
        ]
    items = [{"dateTime": at, **_sums(found)} for at, found in sorted(hours.items())]
    return Answer(200, {"count": len(items), "items": items})


def by_activity(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /interaction/v1/system-overview/activities: the last day by their types."""
    types: dict[str, Counter[str]] = {}
    for row in _counted(tenant, "$.status", "json_extract(body, '$.activityType')"):
        types.setdefault(row["part"], Counter())[row["what"]] += row["number"]
    items = [
        {"activityType": kind, **_sums(found)} for kind, found in sorted(types.items())
    ]
    return Answer(200, {"count": len(items), "items": items})


def _counted(tenant: Tenant, what: str, part: str = "''") -> list[JsonObject]:
    """Count the last day's rows of the history by a member, and by a part."""
    oldest: datetime = tenant.now() - _SPAN
    found = tenant.store.all(
        f"SELECT json_extract(body, ?) AS what, {part} AS part, count(*) AS number"  # noqa: S608 - own expressions
        " FROM history WHERE at >= ? GROUP BY 1, 2",
        what,
        oldest.timestamp(),
    )
    return [dict(row) for row in found]
