"""What an activity gives out for bindings further down: {{Interaction.KEY.name}}."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from jbdesk.model import catalogue, service_time, walk_splits
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.simulator.visits import Visit

_NAMESPACE = uuid.UUID("2f0a9f7c-88a1-5c55-b0a4-53a86ed5f3c1")
_Read = Callable[[Activity, Visit, datetime], Any]


def _end_date(_: Activity, __: Visit, at: datetime) -> str:
    return service_time.written(at)


def _choice(activity: Activity, visit: Visit, _: datetime) -> str:
    outcome = visit.outcome
    return "" if outcome is None else walk_splits.path_name(activity, outcome)


def _message_key(activity: Activity, _: Visit, __: datetime) -> str:
    return activity.key


def _request_id(activity: Activity, visit: Visit, at: datetime) -> str:
    name = f"{visit.id} {activity.key} {at.timestamp()}"
    return str(uuid.uuid5(_NAMESPACE, name))


_READ: dict[str, _Read] = {
    "endDate": _end_date,
    "actualChoice": _choice,
    "conditionOutcome": _choice,
    "requestID": _request_id,
    "messageKey": _message_key,
}


def of(activity: Activity, visit: Visit, at: datetime, facts: Facts) -> JsonObject:
    """Give what the activity that a contact leaves gives out; what was stated wins."""
    names = catalogue.of(activity).out_arguments
    made = {name: _READ[name](activity, visit, at) for name in names if name in _READ}
    stated = facts.done_with(activity.key).get("outputs")
    return {**made, **stated} if isinstance(stated, dict) else made
