"""What is written into the audit log."""

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.shapes import audit_shape
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
    count = row[0] if row else 0
    id_ = ids.of("audit", version.definition_id, action, count)
    package = tenant.package
    user = {"name": package.user_name, "userId": package.user_id}
    told = audit_shape.line(id_, action, tenant.date(), user, version.body)
    tenant.store.run(
        "INSERT INTO audit (at, journey_id, version, action, body)"
        " VALUES (?, ?, ?, ?, ?)",
        tenant.now().timestamp(),
        version.id,
        version.version,
        action,
        text_of({**told, **(more or {})}),
    )
