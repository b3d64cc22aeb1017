"""What an activity can look at: the event, the contact's rows, the clock."""

from datetime import datetime

from jbdesk.model.facts import Facts
from jbdesk.model.journey import JsonObject
from jbdesk.simulator import contact_attributes, contact_records, data_extensions, rows
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.versions import Version
from jbdesk.simulator.visits import Visit


def facts_of(tenant: Tenant, version: Version, visit: Visit, now: datetime) -> Facts:
    """Everything known of the contact of a visit at that moment."""
    return Facts(
        contact_key=visit.contact_key,
        event_key=visit.event_key,
        event=visit.event,
        attributes=attributes_of(tenant, visit),
        engagement={
            **visit.engagement,
            **engagement_of(tenant, visit.contact_key),
        },
        now=now,
        defaults=version.body.get("defaults") or {},
        outputs=visit.outputs,
    )


def attributes_of(tenant: Tenant, visit: Visit) -> JsonObject:
    """Give what was stated, and the first row of each data extension by its name."""
    own = rows.of_contact(tenant, visit.contact_key, visit.extension_id, visit.row_key)
    known = contact_records.find(tenant, visit.contact_key) or {}
    found: JsonObject = {**known.get("attributes", {})}
    if address := contact_attributes.email_of(known):
        found["Default"] = {"Email": address}
    for row in own:
        found.setdefault(data_extensions.name_of(tenant, row.extension_id), row.body)
    return found


def engagement_of(tenant: Tenant, contact_key: str) -> JsonObject:
    """Give what the contact did with messages, as it was stated."""
    stated = contact_records.find(tenant, contact_key) or {}
    engagement: JsonObject = stated.get("engagement", {})
    return engagement
