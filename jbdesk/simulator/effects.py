"""What activities do besides moving a contact on: send, and change rows."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jbdesk.model import catalogue, expressions, lens
from jbdesk.model.activity_type import Effect
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.simulator import bodies, data_extensions, rows, values
from jbdesk.simulator.data_extension_shape import DataExtension
from jbdesk.simulator.store import text_of
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.versions import Version
from jbdesk.simulator.visits import Visit

_UPDATES = ("arguments", "activityData", "updateContactFields")
_SUBJECT = ("configurationArguments", "triggeredSend", "emailSubject")
_LEGACY = ("configurationArguments", "dataExtensionId")


def perform(
    tenant: Tenant, version: Version, visit: Visit, ref: str, facts: Facts
) -> str:
    """Carry out what the activity does; gives a word on it for the history."""
    activity = version.journey[ref]
    act = _ACTS.get(catalogue.of(activity).effect)
    return act(tenant, version, visit, activity, facts) if act else ""


def _send(
    tenant: Tenant, version: Version, visit: Visit, activity: Activity, facts: Facts
) -> str:
    """Give a message goes to the outbox: nothing leaves this computer."""
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
    }
    _post(tenant, facts.now, told)
    return f"Sent to {to}." if to else "No address was found."


def _post(tenant: Tenant, at: datetime, told: JsonObject) -> None:
    tenant.store.run(
        "INSERT INTO outbox (at, body) VALUES (?, ?)", at.timestamp(), text_of(told)
    )


def _update(
    tenant: Tenant, _: Version, visit: Visit, activity: Activity, facts: Facts
) -> str:
    """Set fields in the contact's rows; gives how many rows changed."""
    changed = 0
    for update in _updates_of(activity):
        extension = data_extensions.find(tenant, str(update.get("dataExtensionId")))
        field = extension and extension.field_by_id(str(update.get("field")))
        if extension and field:
            value = _value(field, update.get("value"), facts)
            changed += _set(tenant, extension, visit, {field["name"]: value})
    return f"{changed} rows updated." if changed != 1 else "1 row updated."


def _updates_of(activity: Activity) -> list[JsonObject]:
    found = lens.read(activity.body, _UPDATES, [])
    if lens.read(activity.body, _LEGACY):
        old = {
            **activity.body["configurationArguments"],
            "value": lens.read(activity.body, ("arguments", "value"), ""),
        }
        return [old]
    return [each for each in found if isinstance(each, dict)]


def _value(field: JsonObject, given: Any, facts: Facts) -> Any:
    """Give the value in the field's type; what does not fit is kept as text."""
    text = expressions.value(given, facts) if isinstance(given, str) else given
    if text is lens.ABSENT:
        text = None
    if isinstance(text, str) and field["type"] == "Number" and text.isdecimal():
        return int(text)
    try:
        return values.read(field, text)
    except values.Mismatch:
        return text


def _set(
    tenant: Tenant, extension: DataExtension, visit: Visit, change: JsonObject
) -> int:
    found = rows.of_contact(
        tenant, visit.contact_key, visit.extension_id, visit.row_key
    )
    own = [row for row in found if row.extension_id == extension.id]
    for row in own:
        rows.change(tenant, extension, row.number, {**row.body, **change})
    return len(own)


_Act = Callable[[Tenant, Version, Visit, Activity, Facts], str]
_ACTS: dict[Effect, _Act] = {Effect.SEND: _send, Effect.UPDATE: _update}
