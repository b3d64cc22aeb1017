"""Journey history in numbers: what it can be narrowed by, sums, and over time."""

from collections import Counter
from datetime import datetime

from jbdesk.model import catalogue
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.types.activity_type import HOLDS
from jbdesk.simulator.kept import versions
from jbdesk.simulator.records import history
from jbdesk.simulator.records.history import COMPLETE
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, Ref, member
from jbdesk.simulator.tenancy.tenant import Tenant

_STEPS = {"day": "%Y-%m-%dT00:00:00", "hour": "%Y-%m-%dT%H:00:00"}


def choices(tenant: Tenant, call: Call) -> Answer:
    """POST …/journeyhistory/filter: what there is to narrow these rows by."""
    rows = history.found(tenant, call)
    journeys = {row["definitionId"]: row["definitionName"] for row in rows}
    told = {
        "definitions": [
            {"definitionId": each, "definitionName": name}
            for each, name in sorted(journeys.items(), key=lambda item: item[1])
        ],
        "activityTypes": sorted({row["activityType"] for row in rows} - {""}),
        "statuses": sorted({row["status"] for row in rows}),
    }
    return Answer(200, told)


def summary(tenant: Tenant, call: Call) -> Answer:
    """POST …/journeyhistory/summary: numbers for one journey, or for all."""
    wanted = _definitions(tenant, call)
    rows = [
        row
        for row in history.found(tenant, call)
        if wanted is None or row["definitionId"] in wanted
    ]
    errors = sum(row["status"].startswith(("Error", "Failed")) for row in rows)
    done = sum(row["status"] == COMPLETE for row in rows)
    waiting, expired = _waiting(tenant, wanted)
    told = {
        "total": len(rows),
        "waiting": waiting,
        "expired": expired,
        "warningCount": len(rows) - errors - done,
        "errorCount": errors,
        "successCount": done,
        "totalContactCount": len({row["contactKey"] for row in rows}),
        "cameOffWait": sum(_is_wait(row) for row in rows),
        "tags": [],
    }
    return Answer(200, told)


def _definitions(tenant: Tenant, call: Call) -> set[str] | None:
    """Give the versions of the journey that objectId names; None for all."""
    wanted = member(call.members(), "objectId")
    if not wanted:
        return None
    ref = Ref(is_key=False, value=str(wanted))
    return {each.definition_id for each in versions.of(tenant, ref)}


def _waiting(tenant: Tenant, wanted: set[str] | None) -> tuple[int, int]:
    """Tell how many wait, and for how many of them the wait is over."""
    found = tenant.store.all(
        "SELECT definition_id, due FROM visits WHERE left IS NULL AND due IS NOT NULL"
    )
    own = [e["due"] for e in found if wanted is None or e["definition_id"] in wanted]
    now = tenant.now().timestamp()
    return len(own), sum(due <= now for due in own)


def _is_wait(row: JsonObject) -> bool:
    activity = Activity({"key": "", "type": row["activityType"]})
    return row["status"] == COMPLETE and catalogue.of(activity).behaviour in HOLDS


def over_time(tenant: Tenant, call: Call) -> Answer:
    """POST …/journeyhistory/timeSeries: rows by the day or the hour."""
    step = str(member(call.members(), "interval", "day")).lower()
    if step not in _STEPS:
        raise bodies.error(400, 10005, f"interval is {' or '.join(_STEPS)}.")
    counts = Counter(
        (_rounded(row["transactionTime"], step), row["status"])
        for row in history.found(tenant, call)
    )
    items = [
        {"dateTime": at, "status": status, "count": count}
        for (at, status), count in sorted(counts.items())
    ]
    return Answer(200, {"interval": step, "count": len(items), "items": items})


def _rounded(text: str, step: str) -> str:
    return datetime.fromisoformat(text).strftime(_STEPS[step])


def contact_keys(tenant: Tenant, call: Call) -> Answer:
    """POST …/journeyhistory/contactkey: contacts whose key fits, such as "ada*"."""
    sought = str(member(call.members(), "queryString") or "").casefold()
    rows = history.found(tenant, call)
    keys = sorted({row["contactKey"] for row in rows if _fits(row, sought)})
    return Answer(200, call.paged([{"contactKey": key} for key in keys]))


def _fits(row: JsonObject, sought: str) -> bool:
    key = str(row["contactKey"]).casefold()
    begin, star, _ = sought.partition("*")
    return key.startswith(begin) if star or not sought else key == sought
