"""The engine: moves contacts on as time passes.

Every move is one activity of `model.walk` at the moment it is due, not at the
moment it is noticed: after a jump of a week each step has its own right time.
"""

import logging
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from jbdesk.model import catalogue, walk
from jbdesk.model.facts import Facts
from jbdesk.model.types.activity_type import HOLDS, Behaviour
from jbdesk.simulator.inside import (
    breakpoints,
    chance,
    effects,
    engagement,
    goals,
    outputs,
)
from jbdesk.simulator.inside.facts_of import facts_of
from jbdesk.simulator.kept import versions, visits
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.records import history
from jbdesk.simulator.records.history import COMPLETE, Place, Row
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.tenant import Tenant

BATCH = 100  # moves under one lock
MOST_LOOPS = 100  # times through one activity without time passing
_FAILED = "ErrorOccuredInProcessing"  # as the service spells it
_DELETED = "ContactIsDeleted"
_LOG = logging.getLogger(__name__)
_TOO_MANY = f"The contact went in a circle {MOST_LOOPS} times without waiting."


def begin(
    tenant: Tenant, version: Version, visit: Visit, ref: str | None, at: datetime
) -> None:
    """Enter activities from this one on, until one of them holds the contact."""
    passes = Counter[str]()
    stops = breakpoints.of(tenant)
    while ref is not None and ref in version.journey:
        passes[ref] += 1
        if passes[ref] > MOST_LOOPS:
            _give_up(tenant, version, visit, at, _TOO_MANY)
            return
        is_stop = stops and breakpoints.holds(stops, version, ref, visit.contact_key)
        if is_stop and not visit.is_held:
            _hold(tenant, version, visit, ref, at)
            return
        visit, facts = _enter(tenant, version, visit, ref, at)
        if visit.due is None or visit.due > at:
            visits.put(tenant, visit)
            return
        visit, ref = _leave(tenant, version, visit, at, facts)
        if visit.ends:
            _end(tenant, version, visit, at, visit.ends)
            return
    _end(tenant, version, visit, at, "The path ended.")


def _hold(
    tenant: Tenant, version: Version, visit: Visit, ref: str, at: datetime
) -> None:
    """Keep the contact before the activity, and the clock at this instant."""
    held = replace(visit, activity=ref, outcome=None, since=at, due=at, is_held=True)
    visits.put(tenant, held)
    breakpoints.stop(tenant, version, ref, visit.contact_key, at)


def _enter(
    tenant: Tenant, version: Version, visit: Visit, ref: str, at: datetime
) -> tuple[Visit, Facts]:
    """Let the activity act; gives which way the contact will go, and when."""
    visit = engagement.tossed(tenant, version, visit, ref, at)
    facts = facts_of(tenant, version, visit, at)
    luck = chance.of_way(tenant, version, visit, ref)
    step = walk.step(version.journey, ref, facts, at, luck)
    note = effects.perform(tenant, version, visit, step, facts) or step.reason
    entered = replace(
        visit,
        activity=ref,
        outcome=step.outcome,
        since=at,
        due=step.leaves,
        note=note,
        is_held=False,
    )
    return entered, facts


def _leave(
    tenant: Tenant, version: Version, visit: Visit, at: datetime, facts: Facts
) -> tuple[Visit, str | None]:
    """Note that the contact is done with its activity; gives the next one.

    Exit criteria and goals are looked at when a wait is over, and only then.
    """
    assert visit.activity is not None
    ref = visit.activity
    activity = version.journey[ref]
    next_ref = None
    if visit.outcome is not None and visit.outcome < len(activity.outcomes):
        next_ref = activity.outcomes[visit.outcome].next
    known = next_ref is not None and next_ref in version.journey
    next_id = Place.of(version.journey[next_ref]).id if next_ref and known else ""
    row = _row(version, visit, Place.of(activity), COMPLETE, at)
    history.write(tenant, replace(row, message=visit.note, next_id=next_id))
    changes: dict[str, Any] = {"steps": visit.steps + 1, "note": ""}
    if given := outputs.of(activity, visit, at, facts):
        changes["outputs"] = {**visit.outputs, activity.key: given}
    behaviour = catalogue.of(activity).behaviour
    if behaviour is Behaviour.EVENT:
        changes["passed"] = {**visit.passed, ref: at.isoformat()}
    visit = replace(visit, **changes)
    if behaviour in HOLDS or (visit.since is not None and at > visit.since):
        visit = goals.looked_at(tenant, version, visit, facts, at)
    return visit, next_ref


def _row(
    version: Version, visit: Visit, place: Place, status: str, at: datetime
) -> Row:
    return Row(
        version,
        visit.contact_key,
        place,
        status,
        at,
        visit.id,
        visit.since,
        id=ids.of(visit.id, visit.steps),
    )


def _end(
    tenant: Tenant, version: Version, visit: Visit, at: datetime, why: str
) -> None:
    visits.end(tenant, visit, at, why)
    finish(tenant, version)


def finish(tenant: Tenant, version: Version) -> None:
    """Stop a version that only waited for its last contact to leave."""
    is_finishing = version.status == "Unpublished"
    if is_finishing and not visits.is_anybody_inside(tenant, version):
        versions.set_status(tenant, version, "Stopped")


def eject(tenant: Tenant, version: Version, visit: Visit, why: str) -> None:
    """Take the contact out, wherever it is."""
    _end(tenant, version, visit, tenant.now(), why)


def eject_all(
    tenant: Tenant, version: Version, why: str, at: datetime | None = None
) -> None:
    for visit in visits.inside(tenant, version):
        visits.end(tenant, visit, at or tenant.now(), why)


def forget(tenant: Tenant, contact_key: str) -> None:
    """Take a contact that was deleted out of every journey."""
    for visit in visits.inside_of(tenant, contact_key):
        version = versions.by_definition(tenant, visit.definition_id)
        if version is not None:
            _fail(tenant, version, visit, _DELETED)
            _end(tenant, version, visit, tenant.now(), "The contact was deleted.")


def advance(tenant: Tenant, most: int = BATCH, by: datetime | None = None) -> int:
    """Move on who is due, the earliest first; gives the number of moves.

    The clock is moved along with them where it is not yet there.
    """
    with tenant.store.transaction():
        now = by or tenant.now()
        for moves in range(most):
            visit = visits.first_due(tenant, now)
            if visit is None or visit.due is None or not tenant.clock.reach(visit.due):
                return moves
            move(tenant, visit)
    return most


def advance_all(tenant: Tenant) -> int:
    """Move everybody on to where the clock stands; others get their turns."""
    whole = 0
    while moves := advance(tenant):
        whole += moves
    return whole


def move(tenant: Tenant, visit: Visit) -> None:
    """Let a contact go on whose time has come."""
    try:
        _move(tenant, visit)
    except Exception:  # noqa: BLE001 - one journey that breaks must not hold the others up
        _LOG.exception("Contact %s could not be moved", visit.contact_key)
        version = versions.by_definition(tenant, visit.definition_id)
        why = "It could not be moved on."
        if version is None:
            visits.end(tenant, visit, tenant.now(), why)
        else:
            _give_up(tenant, version, visit, tenant.now(), why)


def _give_up(
    tenant: Tenant, version: Version, visit: Visit, at: datetime, why: str
) -> None:
    """Take out a contact that can't be moved on, and say so in the history."""
    _fail(tenant, version, visit, _FAILED, at)
    _end(tenant, version, visit, at, why)


def _fail(
    tenant: Tenant,
    version: Version,
    visit: Visit,
    status: str,
    at: datetime | None = None,
) -> None:
    place = Place("", "", "")
    if visit.activity is not None and visit.activity in version.journey:
        place = Place.of(version.journey[visit.activity])
    history.write(tenant, _row(version, visit, place, status, at or tenant.now()))


def _move(tenant: Tenant, visit: Visit) -> None:
    version = versions.by_definition(tenant, visit.definition_id)
    assert version is not None
    assert visit.due is not None
    at = visit.due
    if visit.activity not in version.journey:
        _end(tenant, version, visit, at, "The activity is gone.")
        return
    if visit.is_held:
        begin(tenant, version, visit, visit.activity, at)
        return
    facts = facts_of(tenant, version, visit, at)
    visit, next_ref = _leave(tenant, version, visit, at, facts)
    if visit.ends:
        _end(tenant, version, visit, at, visit.ends)
        return
    begin(tenant, version, visit, next_ref, at)
