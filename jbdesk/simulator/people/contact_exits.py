"""Contacts taken out of journeys by request: received, then carried out."""

from jbdesk.simulator.inside import engine
from jbdesk.simulator.kept import versions, visits
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.tenancy.tenant import Tenant

RECEIVED, COMPLETED = "received", "completed"
_WHY = "Taken out by request."


def put(tenant: Tenant, version: Version, contact_key: str) -> None:
    tenant.store.run(
        "INSERT INTO exit_requests (contact_key, definition_id, ready, state)"
        " VALUES (?, ?, ?, ?)",
        contact_key,
        version.definition_id,
        tenant.real() + tenant.queue_seconds,
        RECEIVED,
    )


def settle(tenant: Tenant) -> None:
    """Take out everybody whose request's turn has come."""
    with tenant.store.transaction():
        due = tenant.store.all(
            "SELECT * FROM exit_requests WHERE state = ? AND ready <= ?",
            RECEIVED,
            tenant.real(),
        )
        for row in due:
            _take_out(tenant, row["definition_id"], row["contact_key"])
            tenant.store.run(
                "UPDATE exit_requests SET state = ? WHERE number = ?",
                COMPLETED,
                row["number"],
            )


def _take_out(tenant: Tenant, definition_id: str, contact_key: str) -> None:
    version = versions.by_definition(tenant, definition_id)
    for visit in visits.of_contact(tenant, contact_key):
        is_here = visit.definition_id == definition_id and visit.left is None
        if is_here and version is not None:
            engine.eject(tenant, version, visit, _WHY)


def state(tenant: Tenant, version: Version, contact_key: str) -> str:
    """Give how far the last request of the contact has come; "" for none."""
    row = tenant.store.one(
        "SELECT state FROM exit_requests WHERE contact_key = ? AND definition_id = ?"
        " ORDER BY number DESC LIMIT 1",
        contact_key,
        version.definition_id,
    )
    return str(row["state"]) if row else ""


def next_ready(tenant: Tenant) -> float | None:
    """Give the real time of the next request's turn; None where none waits."""
    row = tenant.store.one(
        "SELECT min(ready) AS first FROM exit_requests WHERE state = 'received'"
    )
    return None if row is None else row["first"]
