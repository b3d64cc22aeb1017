"""What contacts do with messages: stated by the owner, or left to chance."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from jbdesk.model import catalogue, criteria, walk
from jbdesk.model.activity_type import Behaviour, Effect
from jbdesk.model.catalogue_events import EVENT_KEY, FILTER
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.words import text_in
from jbdesk.simulator import contact_records, switches, versions, visits
from jbdesk.simulator.bodies import Answer
from jbdesk.simulator.calls import Call
from jbdesk.simulator.facts_of import facts_of
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.versions import Version
from jbdesk.simulator.visits import Visit

_LATEST = 24 * 3600  # seconds until a message is opened, and until it is clicked


def tossed(tenant: Tenant, version: Version, visit: Visit, ref: str) -> Visit:
    """Let chance say what the contact will do with the message it is sent.

    A wait for an event begins anew: one that came before does not count.
    """
    activity = version.journey[ref]
    if catalogue.of(activity).behaviour is Behaviour.EVENT:
        others = {**visit.engagement}
        others.pop(activity.key, None)
        return replace(visit, engagement=others)
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


def release(
    tenant: Tenant, contact_key: str, event_key: str, event: JsonObject
) -> None:
    """Let a contact go on where it waits for this event."""
    for visit in visits.of_contact(tenant, contact_key):
        version = versions.by_definition(tenant, visit.definition_id)
        if version is None or visit.left is not None:
            continue
        if (ref := visit.activity) not in version.journey or ref is None:
            continue
        activity = version.journey[ref]
        facts = facts_of(tenant, version, visit, tenant.now())
        if _awaits(activity, replace(facts, event_key=event_key, event=event)):
            came = {activity.key: {"happened": tenant.now().isoformat()}}
            told = replace(visit, engagement={**visit.engagement, **came})
            _reconsider(tenant, told)


def _awaits(activity: Activity, facts: Facts) -> bool:
    """Whether an activity waits for the event of these facts."""
    if catalogue.of(activity).behaviour is not Behaviour.EVENT:
        return False
    if text_in(EVENT_KEY.read(activity.body)).casefold() != facts.event_key.casefold():
        return False
    return criteria.evaluate(text_in(FILTER.read(activity.body)), facts).met


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
