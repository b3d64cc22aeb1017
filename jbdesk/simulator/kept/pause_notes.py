"""What is remembered of a pause: how it ends, and who arrived meanwhile."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.shapes.bodies import moment_at
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant


@dataclass(frozen=True)
class Pause:
    """A version's pause: since when, until when, and what happens then."""

    status: str  # before the pause
    since: float
    until: float | None  # None: nobody but a person ends it
    action: str = "Stop"  # or "Resume", when nobody has ended it by then
    extends_waits: bool = False
    keeps_arrivals: bool = False
    takes_events: bool = False  # for who waits until an event


def put(tenant: Tenant, version: Version, pause: Pause) -> None:
    tenant.store.run(
        "REPLACE INTO pauses VALUES (?, ?, ?)",
        version.definition_id,
        pause.until,
        text_of(asdict(pause)),
    )


def of(tenant: Tenant, version: Version) -> Pause | None:
    row = tenant.store.one(
        "SELECT body FROM pauses WHERE definition_id = ?", version.definition_id
    )
    return Pause(**json.loads(row["body"])) if row else None


def drop(tenant: Tenant, version: Version) -> None:
    """Forget the pause and who arrived in it."""
    for table in ("pauses", "kept_arrivals"):
        tenant.store.run(
            f"DELETE FROM {table} WHERE definition_id = ?",  # noqa: S608 - own names
            version.definition_id,
        )


def first_end(tenant: Tenant) -> tuple[datetime, str] | None:
    """Give when the first pause ends by itself, and the version that it is of."""
    row = tenant.store.one(
        "SELECT until, definition_id FROM pauses WHERE until IS NOT NULL"
        " ORDER BY until LIMIT 1"
    )
    return None if row is None else (moment_at(row["until"]), row["definition_id"])


def keeps(tenant: Tenant, version: Version) -> bool:
    if version.status != "Paused":
        return False
    pause = of(tenant, version)
    return pause is not None and pause.keeps_arrivals


def keep(tenant: Tenant, version: Version, offered: Visit) -> None:
    told = {**offered.body, "contact_key": offered.contact_key}
    tenant.store.run(
        "INSERT INTO kept_arrivals (definition_id, body) VALUES (?, ?)",
        version.definition_id,
        text_of(told),
    )


def taken_out(tenant: Tenant, version: Version, at: datetime) -> list[Visit]:
    """Give who arrived during the pause as arriving now; keep them no longer."""
    found = tenant.store.all(
        "SELECT body FROM kept_arrivals WHERE definition_id = ? ORDER BY number",
        version.definition_id,
    )
    forget_arrivals(tenant, version)
    plain = Visit("", "", "", "", at, "", {})
    return [replace(plain, **json.loads(row["body"])) for row in found]


def forget_arrivals(tenant: Tenant, version: Version) -> None:
    tenant.store.run(
        "DELETE FROM kept_arrivals WHERE definition_id = ?", version.definition_id
    )
