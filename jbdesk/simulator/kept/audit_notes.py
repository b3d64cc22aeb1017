"""What is written into the audit log."""

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

# What can be asked for; stop, pause and resume come under "all" alone.
ACTIONS = ("all", "create", "modify", "publish", "unpublish", "delete")


def write(
    tenant: Tenant, version: Version, action: str, more: JsonObject | None = None
) -> None:
    """Keep that somebody did this to the version, now."""
    row = tenant.store.one(
        "SELECT count(*) FROM audit WHERE journey_id = ?", version.id
    )
    told: JsonObject = {
        "id": ids.of("audit", version.definition_id, action, row[0] if row else 0),
        "action": action,
        "user": {
            "name": tenant.package.user_name,
            "userId": tenant.package.user_id,
        },
        "timeStamp": tenant.date(),
        "key": version.key,
        "versionNumber": version.version,
        "originalDefinitionId": version.id,
        "name": version.journey.name,
        "description": version.body.get("description", ""),
    }
    if action != "Stop":
        told["executionMode"] = version.body.get("executionMode", "Production")
    tenant.store.run(
        "INSERT INTO audit (at, journey_id, version, action, body)"
        " VALUES (?, ?, ?, ?, ?)",
        tenant.now().timestamp(),
        version.id,
        version.version,
        action,
        text_of({**told, **(more or {})}),
    )
