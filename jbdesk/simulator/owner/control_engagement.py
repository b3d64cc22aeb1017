"""The owner states what a contact did: with messages, with calls, with events."""

from datetime import datetime
from typing import Any

from jbdesk.simulator.inside import awaited, engine
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant


def state(tenant: Tenant, call: Call) -> Answer:
    """PUT /simulator/contacts/{key}/engagement: what it did with messages."""
    key, stated = call.names["key"], call.members()
    now = tenant.now()
    engagement = {name: _dated(each, now) for name, each in stated.items()}
    with tenant.transaction():
        contact_records.put(tenant, key, {"engagement": engagement})
        awaited.reconsider(tenant, key)
        engine.advance(tenant)
    return Answer(200, {"contactKey": key, "engagement": stated})


def _dated(deeds: Any, now: datetime) -> Any:
    """Give an event that is said to happen the time at which that was said."""
    if isinstance(deeds, dict) and deeds.get("happened") is True:
        return {**deeds, "happened": now.isoformat()}
    return deeds
