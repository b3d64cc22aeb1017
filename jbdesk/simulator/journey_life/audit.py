"""The audit log of journeys: who did what to which version, newest first."""

import json
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.journey_life import journeys
from jbdesk.simulator.kept import versions
from jbdesk.simulator.kept.audit_notes import ACTIONS
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant


def listed(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/interactions/{id}/audit/{action}."""
    wanted = call.names["action"].lower()
    if wanted not in ACTIONS:
        raise bodies.error(400, 10005, f"Audit actions are: {', '.join(ACTIONS)}.")
    latest = versions.latest(tenant, call.ref())
    if latest is None:
        raise journeys.not_found()
    where, values = ["journey_id = ?"], list[Any]([latest.id])
    if wanted != "all":
        where.append("lower(action) = ?")
        values.append(wanted)
    number = call.number("versionnumber")
    if number is not None:
        where.append("version = ?")
        values.append(number)
    found = tenant.store.all(
        f"SELECT body FROM audit WHERE {' AND '.join(where)} ORDER BY number DESC",  # noqa: S608 - values are bound
        *values,
    )
    items: list[JsonObject] = [json.loads(row["body"]) for row in found]
    return Answer(200, call.paged(items))
