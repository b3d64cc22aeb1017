"""The outbox: every message that would have been sent. Nothing leaves this computer.

What contacts do with a message is told as it stands now: stated by the owner, or
left to chance and not told before its time has come.
"""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from jbdesk.model import catalogue, expressions, lens
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

DEEDS = ("opened", "clicked", "bounced")
_SUBJECT = ("configurationArguments", "triggeredSend", "emailSubject")
_DEFAULTS = {"email": "email", "mobile": "mobileNumber"}


def send(tenant: Tenant, version: Version, visit: Visit, ref: str, facts: Facts) -> str:
    """Put the message of an activity there; gives a word on it for the history."""
    activity = version.journey[ref]
    to = _address(version, activity, facts)
    told: JsonObject = {
        "at": bodies.utc_date(facts.now),
        "contactKey": visit.contact_key,
        "journey": version.journey.name,
        "journeyKey": version.key,
        "version": version.version,
        "definitionInstanceId": visit.id,
        "activityKey": activity.key,
        "activityType": activity.type,
        "name": activity.name,
        "subject": expressions.resolve(
            str(lens.read(activity.body, _SUBJECT, "")), facts
        ),
        "to": to,
        "bindings": {
            each: expressions.resolve(each, facts)
            for each in _bindings(version.text, ref)
        },
        **dict.fromkeys(DEEDS),
        **visit.engagement.get(activity.key, {}),
    }
    tenant.store.run(
        "INSERT INTO outbox (at, body) VALUES (?, ?)",
        facts.now.timestamp(),
        text_of(told),
    )
    return f"Sent to {to}." if to else "No address was found."


def _address(version: Version, activity: Activity, facts: Facts) -> str:
    """Give the first default of the journey that yields an address for this kind."""
    is_email = "email" in catalogue.of(activity).type.lower()
    name = _DEFAULTS["email" if is_email else "mobile"]
    given = lens.read(version.body, ("defaults", name), [])
    listed = given if isinstance(given, list) else [given]
    if not is_email and not any(listed):
        listed = lens.read(version.body, ("defaults", "email"), [])
    resolved = (expressions.resolve(str(each), facts) for each in listed if each)
    return next((each for each in resolved if each and _fits(each, is_email)), "")


def _fits(address: str, is_email: bool) -> bool:
    return "@" in address if is_email else True


@lru_cache(maxsize=256)
def _bindings(text: str, ref: str) -> tuple[str, ...]:
    """Give every binding of a message and of its addresses, each once."""
    journey = Version("", "", "", 0, "", text).journey
    defaults = journey.body.get("defaults") or {}
    return tuple(dict.fromkeys((*_in(defaults), *_in(journey[ref].body))))


def _in(value: Any) -> list[str]:
    if isinstance(value, str):
        found = expressions.bindings_in(value)
        return [value[each.start : each.end] for each in found]
    if isinstance(value, dict):
        value = list(value.values())
    return (
        [one for each in value for one in _in(each)] if isinstance(value, list) else []
    )


def told(tenant: Tenant, text: str) -> JsonObject:
    """Give a kept message with what the contact has done with it by now."""
    message: JsonObject = json.loads(text)
    known = contact_records.find(tenant, message["contactKey"]) or {}
    stated = known.get("engagement", {}).get(message["activityKey"], {})
    now = tenant.now()
    for deed in DEEDS:
        done = stated.get(deed, message.get(deed))
        message[deed] = None if _is_to_come(done, now) else done
    return message


def _is_to_come(done: Any, now: datetime) -> bool:
    at = bodies.moment_of(done) if isinstance(done, str) else None
    return at is not None and at > now
