"""What an activity can look at: the event, the contact's rows, the clock."""

from datetime import datetime

from jbdesk.model.facts import Facts
from jbdesk.model.journey import JsonObject
from jbdesk.model.walking import walk_waits
from jbdesk.simulator.data import data_extensions, rows
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.tenancy.tenant import Tenant


def facts_of(tenant: Tenant, version: Version, visit: Visit, now: datetime) -> Facts:
    """Everything known of the contact of a visit at that moment."""
    known = contact_records.find(tenant, visit.contact_key) or {}
    facts = Facts(
        contact_key=visit.contact_key,
        event_key=visit.event_key,
        event=visit.event,
        attributes=_attributes(tenant, visit, known),
        engagement={**visit.engagement, **known.get("engagement", {})},
        now=now,
        defaults=version.body.get("defaults") or {},
        outputs=visit.outputs,
        events=visit.events,
    )
    for ref, left in visit.passed.items():
        at = datetime.fromisoformat(left)
        facts = walk_waits.without_event(version.journey[ref], facts, at)
    return facts


def _attributes(tenant: Tenant, visit: Visit, known: JsonObject) -> JsonObject:
    """Give what was stated, and the first row of each data extension by its name."""
    own = rows.of_contact(tenant, visit.contact_key, visit.extension_id, visit.row_key)
    found: JsonObject = {**known.get("attributes", {})}
    if address := contact_records.email_of(known):
        found["Default"] = {"Email": address}
    for row in own:
        found.setdefault(data_extensions.name_of(tenant, row.extension_id), row.body)
    return found
