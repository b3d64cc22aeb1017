"""Journey versions as the tenant keeps them: found, kept, shown.

A journey has one id and key; each version has a definitionId. `Version.body`
holds all that was saved; status and numbers of contacts are put in when shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jbdesk.model import wire
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.simulator.shapes.calls import Ref
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

RUNNING = ("Published",)  # these admit contacts
ACTIVE = ("Published", "Unpublished", "Paused")  # contacts can be inside these
SCHEDULED = ("ScheduledToPublish", "ScheduledToSend")


@dataclass(frozen=True)
class Version:
    """One version of a journey."""

    definition_id: str
    id: str
    key: str
    version: int
    status: str
    text: str

    @property
    def journey(self) -> Journey:
        return _journey(self.text)

    @property
    def body(self) -> JsonObject:
        return self.journey.body

    @property
    def is_transactional(self) -> bool:
        return str(self.body["definitionType"]).lower() == "transactional"


@dataclass(frozen=True)
class Head:
    """What a list looks through: a version without its JSON."""

    definition_id: str
    id: str
    key: str
    version: int
    status: str
    name: str
    description: str
    definition_type: str
    api_version: float
    modified_date: str
    tags: tuple[str, ...]
    has_goals: bool


@lru_cache(maxsize=64)
def _journey(text: str) -> Journey:
    return wire.journey_from(wire.loads(text))


_COLUMNS = "SELECT definition_id, id, key, version, status, body FROM journeys"


def _found(tenant: Tenant, where: str, *values: str | int) -> list[Version]:
    return [Version(*row) for row in tenant.store.all(f"{_COLUMNS} {where}", *values)]


def of(tenant: Tenant, ref: Ref) -> list[Version]:
    """All versions, the latest first, deleted ones included."""
    column = "key" if ref.is_key else "id"
    return _found(tenant, f"WHERE {column} = ? ORDER BY version DESC", ref.value)


def latest(tenant: Tenant, ref: Ref) -> Version | None:
    return next(iter(of(tenant, ref)), None)


def numbered(tenant: Tenant, ref: Ref, number: int) -> Version | None:
    return next((each for each in of(tenant, ref) if each.version == number), None)


def by_definition(tenant: Tenant, definition_id: str) -> Version | None:
    where = "WHERE definition_id = ?"
    name = ("version", definition_id)
    found = tenant.store.once(name, lambda: _found(tenant, where, definition_id))
    return found[0] if found else None


_HEADS = """
SELECT definition_id, id, key, version, status,
 json_extract(body, '$.name') AS name,
 json_extract(body, '$.description') AS description,
 json_extract(body, '$.definitionType') AS type,
 json_extract(body, '$.workflowApiVersion') AS api,
 json_extract(body, '$.modifiedDate') AS modified,
 json_extract(body, '$.tags') AS tags,
 json_array_length(body, '$.goals') AS goals
 FROM journeys ORDER BY key, version DESC
"""
_API_VERSION = 1.0


def heads(tenant: Tenant) -> tuple[Head, ...]:
    """Give every version's head; thousands are read once until one changes."""
    return tenant.store.once("heads", lambda: tuple(_heads(tenant)))


def _heads(tenant: Tenant) -> Iterator[Head]:
    for row in tenant.store.all(_HEADS):
        tags = wire.loads(row["tags"]) if row["tags"] else []
        named = [e.get("name") for e in tags if isinstance(e, dict)]
        yield Head(
            row["definition_id"],
            row["id"],
            row["key"],
            row["version"],
            row["status"],
            str(row["name"] or ""),
            str(row["description"] or ""),
            str(row["type"]),
            float(row["api"] or _API_VERSION),
            row["modified"],
            tuple(str(each).lower() for each in named),
            bool(row["goals"]),
        )


def all_of(tenant: Tenant) -> list[Version]:
    return _found(tenant, "ORDER BY key, version DESC")


def listening(tenant: Tenant, event_key: str) -> list[Version]:
    """Every version whose trigger names the event definition."""
    where = "WHERE event_key = ? ORDER BY key, version"
    name = ("listening", event_key)
    return tenant.store.once(name, lambda: _found(tenant, where, event_key))


def put(tenant: Tenant, body: JsonObject) -> Version:
    """Keep a version; the body says which."""
    version = Version(
        body["definitionId"],
        body["id"],
        body["key"],
        body["version"],
        body["status"],
        text_of(body),
    )
    tenant.store.run(
        "REPLACE INTO journeys VALUES (?, ?, ?, ?, ?, ?, ?)",
        version.definition_id,
        version.id,
        version.key,
        version.version,
        version.status,
        _event_key(tenant, version.journey),
        version.text,
    )
    return version


def _event_key(tenant: Tenant, journey: Journey) -> str:
    """Give the key of the event definition that the trigger names by key or id."""
    trigger = journey.trigger
    if trigger is None:
        return ""
    if trigger.event_definition_key:
        return trigger.event_definition_key
    row = tenant.store.one(
        "SELECT key FROM event_definitions WHERE id = ?",
        str(trigger.body.get("metaData", {}).get("eventDefinitionId", "")),
    )
    return row["key"] if row else ""


def set_status(
    tenant: Tenant, version: Version, status: str, changes: JsonObject | None = None
) -> Version:
    return put(tenant, {**version.body, **(changes or {}), "status": status})


def stats(tenant: Tenant, version: Version | Head) -> JsonObject:
    row = tenant.store.one(
        "SELECT count(*) AS whole, count(*) - count(left) AS inside,"
        " total(coalesce(json_extract(body, '$.goal'),"
        " CASE WHEN json_extract(body, '$.met') = 'goal' THEN left END) > ?) AS goal,"
        " total(json_extract(body, '$.met') = 'exit') AS out"
        " FROM visits WHERE definition_id = ?",
        tenant.store.note(_cleared(version.id), 0),
        version.definition_id,
    )
    assert row is not None
    share = round(100 * row["goal"] / row["whole"], 2) if row["whole"] else 0.0
    return {
        "currentPopulation": row["inside"],
        "cumulativePopulation": row["whole"],
        "metGoal": int(row["goal"]),
        "metExitCriteria": int(row["out"]),
        "goalPerformance": share,
    }


def clear_goals(tenant: Tenant, journey_id: str) -> None:
    """Count who meets the goal from now on."""
    tenant.store.put_note(_cleared(journey_id), tenant.now().timestamp())


def _cleared(journey_id: str) -> str:
    return f"goals cleared {journey_id.lower()}"


def extras_in(text: str) -> frozenset[str]:
    """Give what a list of extras asks for, in lower case."""
    return frozenset(each.strip().lower() for each in text.split(","))


def shown(tenant: Tenant, version: Version, extras: str) -> JsonObject:
    """Give the version as it is told; extras say how much of it."""
    wanted = extras_in(extras)
    body = {**version.body, "stats": stats(tenant, version)}
    if wanted == {"all"}:
        return {**_with_health(body), "tags": body.get("tags", [])}
    if wanted & {"activities", "outcome", "outcomes", "all"}:
        return body
    return {
        name: value
        for name, value in body.items()
        if name not in ("activities", "triggers")
    }


def _with_health(body: JsonObject) -> JsonObject:
    at = list(body).index("stats") + 1
    items = list(body.items())
    health = {
        "currentlyInCount": body["stats"]["currentPopulation"],
        "delayedContactCount": 0,
        "delayedMinuteInterval": 60,
    }
    return dict([*items[:at], ("healthStats", health), *items[at:]])
