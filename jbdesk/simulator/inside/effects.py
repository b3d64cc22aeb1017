"""What activities do besides moving a contact on: send, and change rows."""

from collections.abc import Callable
from typing import Any

from jbdesk.model import catalogue
from jbdesk.model.facts import Facts
from jbdesk.model.journey import JsonObject
from jbdesk.model.types.activity_type import Effect
from jbdesk.model.walking.walk_step import Step, Write
from jbdesk.simulator.data import data_extensions, rows, values
from jbdesk.simulator.inside import outbox
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.tenancy.tenant import Tenant


def perform(
    tenant: Tenant, version: Version, visit: Visit, step: Step, facts: Facts
) -> str:
    """Carry out what the activity does; gives a word on it for the history."""
    act = _ACTS.get(catalogue.of(version.journey[step.ref]).effect)
    return act(tenant, version, visit, step, facts) if act else ""


def _send(
    tenant: Tenant, version: Version, visit: Visit, step: Step, facts: Facts
) -> str:
    return outbox.send(tenant, version, visit, step.ref, facts)


def _call(_: Tenant, version: Version, visit: Visit, step: Step, facts: Facts) -> str:
    """Call nobody, and say what the branch that is taken comes from."""
    key = version.journey[step.ref].key
    chosen = visit.engagement.get(key, {}).get("branch")
    is_chance = chosen is not None and facts.done_with(key).get("branch") == chosen
    return f"Not called. {'By chance: ' if is_chance else ''}{step.reason}"


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
_ACTS: dict[Effect, _Act] = {
    Effect.SEND: _send,
    Effect.UPDATE: _update,
    Effect.CALL: _call,
}
