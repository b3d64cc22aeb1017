"""What activities do besides moving a contact on: send, and change rows."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jbdesk.model import catalogue, expressions, lens
from jbdesk.model.activity_type import Effect
from jbdesk.model.facts import Facts
from jbdesk.model.journey import JsonObject
from jbdesk.model.walk_step import Step, Write
from jbdesk.simulator import bodies, data_extensions, rows, values
from jbdesk.simulator.store import text_of
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.versions import Version
from jbdesk.simulator.visits import Visit

_SUBJECT = ("configurationArguments", "triggeredSend", "emailSubject")


def perform(
    tenant: Tenant, version: Version, visit: Visit, step: Step, facts: Facts
) -> str:
    """Carry out what the activity does; gives a word on it for the history."""
    act = _ACTS.get(catalogue.of(version.journey[step.ref]).effect)
    return act(tenant, version, visit, step, facts) if act else ""


def _send(
    tenant: Tenant, version: Version, visit: Visit, step: Step, facts: Facts
) -> str:
    """Put a message in the outbox: nothing leaves this computer."""
    activity = version.journey[step.ref]
    addresses = lens.read(version.body, ("defaults", "email"), [])
    resolved = [expressions.resolve(str(each), facts) for each in addresses]
    to = next((each for each in resolved if "@" in each), "")
    told = {
        "at": bodies.utc_date(facts.now),
        "contactKey": visit.contact_key,
        "journey": version.journey.name,
        "version": version.version,
        "activityKey": activity.key,
        "activityType": activity.type,
        "name": activity.name,
        "subject": expressions.resolve(
            str(lens.read(activity.body, _SUBJECT, "")), facts
        ),
        "to": to,
        "opened": None,
        "clicked": None,
        **visit.engagement.get(activity.key, {}),
    }
    _post(tenant, facts.now, told)
    return f"Sent to {to}." if to else "No address was found."


def _post(tenant: Tenant, at: datetime, told: JsonObject) -> None:
    tenant.store.run(
        "INSERT INTO outbox (at, body) VALUES (?, ?)", at.timestamp(), text_of(told)
    )


def _update(tenant: Tenant, _: Version, visit: Visit, step: Step, __: Facts) -> str:
    """Set fields in the contact's rows; tell how many were set."""
    changed = sum(_written(tenant, visit, each) for each in step.writes)
    return "1 row updated." if changed == 1 else f"{changed} rows updated."


def _written(tenant: Tenant, visit: Visit, write: Write) -> int:
    extension = data_extensions.find(tenant, write.data_extension)
    field = extension and (
        extension.field_by_id(write.field) or extension.field(write.field)
    )
    if not extension or not field:
        return 0
    change = {field["name"]: _value(field, write.value)}
    found = rows.of_contact(
        tenant, visit.contact_key, visit.extension_id, visit.row_key
    )
    own = [row for row in found if row.extension_id == extension.id]
    for row in own:
        rows.change(tenant, extension, row.number, {**row.body, **change})
    return len(own)


def _value(field: JsonObject, given: Any) -> Any:
    """Give the value in the field's type; what does not fit is kept as it is."""
    try:
        return values.read(field, values.converted(field, given))
    except values.Mismatch:
        return given


_Act = Callable[[Tenant, Version, Visit, Step, Facts], str]
_ACTS: dict[Effect, _Act] = {Effect.SEND: _send, Effect.UPDATE: _update}
