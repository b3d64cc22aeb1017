"""A version goes live: at once, or at a moment of the tenant's clock."""

from dataclasses import replace
from datetime import datetime

from jbdesk.simulator.inside import engine
from jbdesk.simulator.kept import audit_notes, pause_notes, versions
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.calls import Call, Ref, member
from jbdesk.simulator.tenancy.tenant import Tenant

MEMBER = "scheduledDate"
_SINGLE_SEND = "quicksend"


def asked(call: Call) -> str | None:
    """Give the moment that a request to publish names; None for at once."""
    sent = member(call.body, MEMBER) if isinstance(call.body, dict) else None
    if sent in (None, ""):
        return None
    moment = bodies.moment_of(sent) if isinstance(sent, str) else None
    if moment is None:
        raise bodies.error(400, 10003, f"{MEMBER} is no date.")
    return moment.isoformat()


def publish(tenant: Tenant, version: Version, later: str | None) -> None:
    """Make the version live now, or note when it is to be."""
    moment = datetime.fromisoformat(later) if later else tenant.now()
    if moment <= tenant.now():
        go_live(tenant, version, tenant.now())
        return
    is_send = version.body["definitionType"].lower() == _SINGLE_SEND
    status = "ScheduledToSend" if is_send else "ScheduledToPublish"
    versions.set_status(tenant, version, status)
    tenant.store.run(
        "REPLACE INTO schedules VALUES (?, ?)",
        version.definition_id,
        moment.timestamp(),
    )


def go_live(tenant: Tenant, version: Version, at: datetime) -> None:
    """Make the version live; the one before finishes with who is inside."""
    for other in versions.of(tenant, Ref(is_key=False, value=version.id)):
        if other.status == "Published":
            finishing = versions.set_status(tenant, other, "Unpublished")
            audit_notes.write(tenant, finishing, "Unpublish")
            engine.finish(tenant, finishing)
        elif other.status == "Paused" and (pause := pause_notes.of(tenant, other)):
            # When it goes on, only who is inside goes on.
            pause_notes.put(tenant, other, replace(pause, status="Unpublished"))
    published = {"lastPublishedDate": bodies.service_date(at)}
    versions.set_status(tenant, version, "Published", published)


def drop(tenant: Tenant, version: Version) -> None:
    tenant.store.run(
        "DELETE FROM schedules WHERE definition_id = ?", version.definition_id
    )


def settle(tenant: Tenant) -> None:
    """Make every version live whose moment has come."""
    with tenant.store.transaction():
        due = tenant.store.all(
            "SELECT definition_id, at FROM schedules WHERE at <= ? ORDER BY at",
            tenant.now().timestamp(),
        )
        for row in due:
            version = versions.by_definition(tenant, row["definition_id"])
            if version is not None and version.status in versions.SCHEDULED:
                go_live(tenant, version, bodies.moment_at(row["at"]))
                audit_notes.write(tenant, version, "Publish", {"errors": []})
            tenant.store.run(
                "DELETE FROM schedules WHERE definition_id = ?", row["definition_id"]
            )


def next_due(tenant: Tenant) -> datetime | None:
    row = tenant.store.one("SELECT min(at) AS first FROM schedules")
    return None if not row or row["first"] is None else bodies.moment_at(row["first"])
