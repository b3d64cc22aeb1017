"""What an activity gives out for bindings further down: {{Interaction.KEY.name}}."""

import uuid
from datetime import datetime

from jbdesk.model import catalogue
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.walking import walk_effects
from jbdesk.simulator.kept.visits import Visit

_NAMESPACE = uuid.UUID("2f0a9f7c-88a1-5c55-b0a4-53a86ed5f3c1")
_REQUEST = "requestID"


def of(activity: Activity, visit: Visit, at: datetime, facts: Facts) -> JsonObject:
    """Give what the activity that a contact leaves gives out; what was stated wins."""
    given = walk_effects.given_out(activity, visit.outcome, at, facts)
    if _REQUEST not in catalogue.of(activity).out_arguments:
        return given
    name = f"{visit.id} {activity.key} {at.timestamp()}"
    return {_REQUEST: str(uuid.uuid5(_NAMESPACE, name)), **given}
