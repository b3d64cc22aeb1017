"""Events that contacts inside journeys wait for: fired for them, or stated.

An event that comes before the wait begins, or after its time, changes nothing.
"""

from dataclasses import replace
from datetime import datetime

from jbdesk.model import catalogue, criteria, walk
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.texts.words import text_in
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_events import EVENT_KEY, FILTER
from jbdesk.simulator.inside import chance, engine
from jbdesk.simulator.inside.facts_of import facts_of
from jbdesk.simulator.kept import pause_notes, versions, visits
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.tenancy.tenant import Tenant


def waiting_for(tenant: Tenant, definition: JsonObject, offered: Visit) -> list[Visit]:
    """Give where the contact waits for this very event, which counts there."""
    names = {definition["eventDefinitionKey"].lower(), definition["id"].lower()}
    return [
        each
        for each in visits.inside_of(tenant, offered.contact_key)
        if (found := _wait(tenant, each)) is not None
        and text_in(EVENT_KEY.read(found[1].body)).lower() in names
        and _counts(tenant, *found, each, offered)
    ]


def let_go(tenant: Tenant, visit: Visit, offered: Visit) -> None:
    """Let a contact go on because the event has come; in a pause, after it."""
    found = _wait(tenant, visit)
    if found is None:
        return
    version, activity = found
    events = {**visit.events, offered.event_key: offered.event}
    visit = replace(visit, events=events)
    happened = {activity.key: {"happened": offered.entered.isoformat()}}
    visit = _with_way(tenant, version, visit, happened)
    pause = pause_notes.of(tenant, version) if version.status == "Paused" else None
    if pause is not None:
        due = datetime.fromtimestamp(pause.since, offered.entered.tzinfo)
        visits.put(tenant, replace(visit, due=due))
    elif visit.due is not None and visit.due <= offered.entered:
        engine.move(tenant, visit)


def reconsider(tenant: Tenant, contact_key: str) -> None:
    """Look at what was stated; who waits for an event that came will go on."""
    for visit in visits.inside_of(tenant, contact_key):
        found = _wait(tenant, visit)
        if found is not None:
            visits.put(tenant, _with_way(tenant, found[0], visit, {}))


def _wait(tenant: Tenant, visit: Visit) -> tuple[Version, Activity] | None:
    """Give the activity in which a contact waits for an event, if it does."""
    if visit.is_held or visit.since is None or visit.activity is None:
        return None
    version = versions.by_definition(tenant, visit.definition_id)
    if version is None or visit.activity not in version.journey:
        return None
    activity = version.journey[visit.activity]
    is_event = catalogue.of(activity).behaviour is Behaviour.EVENT
    return (version, activity) if is_event else None


def _counts(
    tenant: Tenant, version: Version, activity: Activity, visit: Visit, offered: Visit
) -> bool:
    """Whether the event meets the wait's own filter, and a pause lets it through."""
    if version.status == "Paused":
        pause = pause_notes.of(tenant, version)
        if pause is None or not pause.takes_events:
            return False
    facts = facts_of(tenant, version, visit, offered.entered)
    facts = replace(facts, event_key=offered.event_key, event=offered.event)
    return criteria.evaluate(text_in(FILTER.read(activity.body)), facts).met


def _with_way(
    tenant: Tenant, version: Version, visit: Visit, happened: JsonObject
) -> Visit:
    """Give the visit with the way it takes, as far as is known by now."""
    assert visit.since is not None
    assert visit.activity is not None
    facts: Facts = facts_of(tenant, version, visit, visit.since)
    facts = replace(facts, engagement={**facts.engagement, **happened})
    luck = chance.of_way(tenant, version, visit, visit.activity)
    step = walk.step(version.journey, visit.activity, facts, visit.since, luck)
    # What was said without a date has happened now, whenever the wait began.
    due = None if step.leaves is None else max(step.leaves, tenant.now())
    return replace(visit, outcome=step.outcome, due=due, note=step.reason)
