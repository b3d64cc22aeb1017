"""Ids made of what they stand for.

What the engine does has ids that depend on the event which brought the contact,
and not on what else is done at the same time: however requests, reads and the
engine interleave, the same thing has the same id.
"""

import uuid

from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

_NAMESPACE = uuid.UUID("c7b1e0a4-5d3f-5e92-8a46-f20d9b67e315")


def of(*parts: object) -> str:
    """Give a GUID that is always the same for the same parts."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(map(str, parts))))


def of_message(tenant: Tenant, call: Call, name: str = "") -> str:
    """Give the id of an answer that names nothing which is kept.

    It takes no turn of `Tenant.new_id`: reading changes no later id.
    """
    query = text_of(dict(sorted(call.query.items())))
    asked = (call.method, call.path, query, text_of(call.body))
    return of(tenant.account_id, tenant.now().isoformat(), *asked, name)
