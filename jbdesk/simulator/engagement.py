"""What contacts do with messages: stated by the owner, or left to chance."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from jbdesk.model import catalogue, walk
from jbdesk.model.activity_type import Behaviour, Effect
from jbdesk.model.journey import JsonObject
from jbdesk.simulator import contact_records, switches, versions, visits
from jbdesk.simulator.bodies import Answer
from jbdesk.simulator.calls import Call
from jbdesk.simulator.facts_of import facts_of
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.versions import Version
from jbdesk.simulator.visits import Visit

_LATEST = 24 * 3600  # seconds until a message is opened, and until it is clicked


def tossed(tenant: Tenant, version: Version, visit: Visit, ref: str) -> Visit:
    """Let chance say what the contact will do with the message it is sent."""
    activity = version.journey[ref]
    if catalogue.of(activity).effect is not Effect.SEND or visit.since is None:
        return visit
    chance = random.Random(f"{visit.id} {ref} {visit.since.timestamp()}")  # noqa: S311
    deeds: JsonObject = {}
    at = visit.since
    for deed, switch in (
        ("opened", "openProbability"),
        ("clicked", "clickProbability"),
    ):
        if chance.random() >= switches.value(tenant, switch):
            break
        at += timedelta(seconds=chance.randrange(60, _LATEST))
        deeds[deed] = at.isoformat()
    if not deeds:
        return visit
    return replace(visit, engagement={**visit.engagement, activity.key: deeds})


def state(tenant: Tenant, call: Call) -> Answer:
    """PUT /simulator/contacts/{key}/engagement: what it did with messages."""
    key, stated = call.names["key"], call.members()
    now = tenant.now()
    engagement = {name: _dated(each, now) for name, each in stated.items()}
    with tenant.transaction():
        contact_records.put(tenant, key, {"engagement": engagement})
        for visit in visits.of_contact(tenant, key):
            _reconsider(tenant, visit)
    return Answer(200, {"contactKey": key, "engagement": stated})


def _dated(deeds: Any, now: datetime) -> Any:
    """Give an event that is said to happen the time at which that was said."""
    if isinstance(deeds, dict) and deeds.get("happened") is True:
        return {**deeds, "happened": now.isoformat()}
    return deeds


def _reconsider(tenant: Tenant, visit: Visit) -> None:
    """Let a contact that waits for an event go when the event comes."""
    version = versions.by_definition(tenant, visit.definition_id)
    if version is None or visit.left is not None or visit.since is None:
        return
    ref = visit.activity
    if ref is None or ref not in version.journey:
        return
    if catalogue.of(version.journey[ref]).behaviour is not Behaviour.EVENT:
        return
    facts = facts_of(tenant, version, visit, visit.since)
    step = walk.step(version.journey, ref, facts, visit.since, random.Random(0))  # noqa: S311
    visits.put(tenant, replace(visit, outcome=step.outcome, due=step.leaves))
