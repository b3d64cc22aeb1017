"""Goals and exit criteria: looked at when a contact leaves a wait."""

from dataclasses import replace
from datetime import datetime

from jbdesk.model import criteria, lens, walk
from jbdesk.model.facts import Facts
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.records import history
from jbdesk.simulator.records.history import COMPLETE, Place, Row
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.tenant import Tenant


def looked_at(
    tenant: Tenant, version: Version, visit: Visit, facts: Facts, at: datetime
) -> Visit:
    """Give the visit with the goal it met, and with why it ends if it does."""
    journey = version.journey
    if not journey.goals and not journey.exits:
        return visit
    facts = facts.at(at)
    if visit.goal is None and any(_is_met(each, facts) for each in journey.goals):
        visit = replace(visit, goal=at.timestamp())
    why = walk.why_exits(journey, facts)
    if not why:
        return visit
    if not why.endswith(walk.EXIT_WORDS):
        return replace(visit, met="goal", ends=why)
    place = _place_of(journey.exits[0])
    row = Row(version, visit.contact_key, place, COMPLETE, at, visit.id)
    row = replace(row, message=why, id=ids.of(visit.id, visit.steps))
    history.write(tenant, row)
    return replace(visit, met="exit", ends=why, steps=visit.steps + 1)


def _is_met(goal: JsonObject, facts: Facts) -> bool:
    xml = lens.read(goal, ("configurationArguments", "criteria"), "")
    if not isinstance(xml, str) or not xml.strip():
        return False
    try:
        is_empty = criteria.parse(xml).is_empty
    except Failure:
        return False
    return not is_empty and criteria.evaluate(xml, facts).met


def _place_of(exit_: JsonObject) -> Place:
    names = ("id", "name", "type", "key")
    id_, name, type_, key = (str(exit_.get(each) or "") for each in names)
    return Place(id_, name, type_ or "ExitCriteria", key)
