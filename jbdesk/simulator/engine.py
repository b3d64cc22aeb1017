"""The engine: offers contacts to journeys and moves them on as time passes.

Every move is one activity of `model.walk` at the moment it is due, not at the
moment it is noticed: after a jump of a week each step has its own right time.
"""

import logging
import random
from dataclasses import replace
from datetime import datetime

from jbdesk.model import statuses, walk
from jbdesk.model.facts import Facts
from jbdesk.model.journey import JsonObject
from jbdesk.simulator import (
    breakpoints,
    effects,
    engagement,
    event_definitions,
    history,
    outputs,
    pause_notes,
    versions,
    visits,
)
from jbdesk.simulator.facts_of import facts_of
from jbdesk.simulator.history import COMPLETE, Place, Row
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.versions import RUNNING, Version
from jbdesk.simulator.visits import Visit

BATCH = 100  # moves under one lock
MOST_AT_ONCE = 500  # activities that one contact may pass without time passing
_ERROR = "ErrorOccuredInProcessing"  # as the service spells it
_LOG = logging.getLogger(__name__)
_TOO_MANY = "The contact passed too many activities without waiting."


def offer(
    tenant: Tenant,
    definition: JsonObject,
    contact_key: str,
    event: JsonObject,
    row: tuple[str, str | None],
) -> None:
    """Offer a contact to every journey that listens to the event definition.

    Where the contact is inside and waits for the event, it goes on.
    """
    engagement.release(tenant, contact_key, definition["eventDefinitionKey"], event)
    offered = Visit(
        "", "", "", contact_key, tenant.now(), definition["eventDefinitionKey"], event
    )
    offered = replace(offered, extension_id=row[0], row_key=row[1])
    for version in _addressed(tenant, definition["eventDefinitionKey"]):
        try:
            _offer_to(tenant, version, definition, offered)
        except Exception:  # noqa: BLE001 - the event is accepted all the same
            _LOG.exception("Contact %s could not enter", contact_key)
            _note_failure(tenant, version, offered)


def offer_kept(tenant: Tenant, version: Version, at: datetime) -> None:
    """Offer those who arrived during a pause, in their order."""
    for kept in pause_notes.taken_out(tenant, version, at):
        definition = event_definitions.by_key(tenant, kept.event_key)
        _offer_to(tenant, version, definition or {}, kept)


def _addressed(tenant: Tenant, event_key: str) -> list[Version]:
    """Of each journey the running version, else the latest (to say why not)."""
    found: dict[str, Version] = {}
    for version in versions.listening(tenant, event_key):
        before = found.get(version.id)
        takes_more = before is not None and _turn(before) > _turn(version)
        if version.status != "Deleted" and not takes_more:
            found[version.id] = version
    return list(found.values())


def _turn(version: Version) -> int:
    """Tell who is asked rather: running versions, then paused ones."""
    return 2 if version.status in RUNNING else int(version.status == "Paused")


def _offer_to(
    tenant: Tenant, version: Version, definition: JsonObject, offered: Visit
) -> None:
    if pause_notes.keeps(tenant, version):
        pause_notes.keep(tenant, version, offered)
        return
    status, reason = _judged(tenant, version, offered)
    trigger = version.journey.trigger
    place = Place.of(trigger) if trigger else Place("", "", "")
    row = Row(
        version,
        offered.contact_key,
        place,
        status,
        offered.entered,
        message=reason,
        event=definition,
    )
    start = version.journey.start
    if status != COMPLETE or start is None:
        history.write(tenant, row)
        return
    visit = replace(
        offered,
        id=tenant.new_id(),
        definition_id=version.definition_id,
        journey_id=version.id,
    )
    next_id = Place.of(version.journey[start]).id
    history.write(tenant, replace(row, visit=visit.id, next_id=next_id))
    _go(tenant, version, visit, start, offered.entered)


def _judged(tenant: Tenant, version: Version, offered: Visit) -> tuple[str, str]:
    """Whether the contact may enter, as a status of the history and a reason."""
    if version.status not in RUNNING:
        reason = f"The journey is not running: its status is {version.status}."
        return statuses.NOT_PUBLISHED, reason
    facts = facts_of(tenant, version, offered, offered.entered)
    entry = walk.enters(version.journey, facts)
    if not entry.admitted:
        return entry.status, entry.reason
    before = visits.of_contact_in(tenant, offered.contact_key, version.id)
    refusal = walk.entry_refusal(
        version.journey.entry_mode,
        is_inside=any(each.left is None for each in before),
        was_inside=bool(before),
    )
    if not refusal.admitted:
        return refusal.status, refusal.reason
    return COMPLETE, entry.reason


def _go(
    tenant: Tenant, version: Version, visit: Visit, ref: str | None, at: datetime
) -> None:
    """Enter activities from this one on, until one of them holds the contact."""
    for _ in range(MOST_AT_ONCE):
        if ref is None or ref not in version.journey:
            _end(tenant, version, visit, at, "The path ended.")
            return
        if visit.is_held:
            visit = replace(visit, is_held=False)
        elif breakpoints.holds(tenant, version, ref, visit.contact_key):
            _hold(tenant, version, visit, ref, at)
            return
        visit = replace(visit, since=at)
        visit = engagement.tossed(tenant, version, visit, ref)
        facts = facts_of(tenant, version, visit, at)
        step = walk.step(version.journey, ref, facts, at, _chance(visit, ref, at))
        message = effects.perform(tenant, version, visit, step, facts)
        visit = replace(visit, activity=ref, outcome=step.outcome, due=step.leaves)
        if step.leaves is None or step.leaves > at:
            visits.put(tenant, visit)
            return
        ref = _leave(tenant, version, visit, at, message or step.reason)
        visit = _with_outputs(version, visit, facts)
    _end(tenant, version, visit, at, _TOO_MANY)


def _hold(
    tenant: Tenant, version: Version, visit: Visit, ref: str, at: datetime
) -> None:
    """Keep the contact before the activity, and the clock at this instant."""
    held = replace(visit, activity=ref, outcome=None, since=at, due=at, is_held=True)
    visits.put(tenant, held)
    breakpoints.stop(tenant, version, ref, visit.contact_key, at)


def _chance(visit: Visit, ref: str, at: datetime) -> random.Random:
    """Let the same contact meet the same chance, whenever it is asked."""
    return random.Random(f"{visit.id} {ref} {at.timestamp()}")  # noqa: S311


def _leave(
    tenant: Tenant, version: Version, visit: Visit, at: datetime, message: str = ""
) -> str | None:
    """Note that the contact is done with its activity; gives the next one."""
    assert visit.activity is not None
    activity = version.journey[visit.activity]
    next_ref = None
    if visit.outcome is not None and visit.outcome < len(activity.outcomes):
        next_ref = activity.outcomes[visit.outcome].next
    known = next_ref in version.journey
    next_id = Place.of(version.journey[next_ref]).id if next_ref and known else ""
    history.write(
        tenant,
        Row(
            version,
            visit.contact_key,
            Place.of(activity),
            COMPLETE,
            at,
            visit.id,
            visit.since,
            message,
            next_id,
        ),
    )
    return next_ref


def _with_outputs(version: Version, visit: Visit, facts: Facts) -> Visit:
    """Keep what the activity that is being left gives out."""
    assert visit.activity is not None
    activity = version.journey[visit.activity]
    given = outputs.of(activity, visit, facts.now, facts)
    if not given:
        return visit
    return replace(visit, outputs={**visit.outputs, activity.key: given})


def _end(
    tenant: Tenant, version: Version, visit: Visit, at: datetime, why: str
) -> None:
    visits.end(tenant, visit, at, why)
    if version.status == "Unpublished" and not visits.inside(tenant, version):
        versions.set_status(tenant, version, "Stopped")


def eject(tenant: Tenant, version: Version, visit: Visit, why: str) -> None:
    """Take the contact out, wherever it is."""
    _end(tenant, version, visit, tenant.now(), why)


def eject_all(tenant: Tenant, version: Version, why: str) -> None:
    for visit in visits.inside(tenant, version):
        visits.end(tenant, visit, tenant.now(), why)


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
            try:
                _move(tenant, visit)
            except Exception:  # noqa: BLE001 - one journey that breaks must not hold the others up
                _LOG.exception("Contact %s could not be moved", visit.contact_key)
                _fail(tenant, visit)
    return most


def advance_all(tenant: Tenant) -> int:
    """Move everybody on to where the clock stands; others get their turns."""
    whole = 0
    while moves := advance(tenant):
        whole += moves
    return whole


def _fail(tenant: Tenant, visit: Visit) -> None:
    """Take out a contact that can't be moved on, and say so in the history."""
    visits.end(tenant, visit, tenant.now(), "It could not be moved on.")
    version = versions.by_definition(tenant, visit.definition_id)
    if version is not None:
        _note_failure(tenant, version, visit)


def _note_failure(tenant: Tenant, version: Version, visit: Visit) -> None:
    place = Place("", "", "")
    if visit.activity is not None and visit.activity in version.journey:
        place = Place.of(version.journey[visit.activity])
    history.write(
        tenant,
        Row(version, visit.contact_key, place, _ERROR, tenant.now(), visit.id),
    )


def _move(tenant: Tenant, visit: Visit) -> None:
    version = versions.by_definition(tenant, visit.definition_id)
    assert version is not None
    assert visit.due is not None
    if visit.activity not in version.journey:
        _end(tenant, version, visit, visit.due, "The activity is gone.")
        return
    at = visit.due
    if visit.is_held:
        _go(tenant, version, visit, visit.activity, at)
        return
    next_ref = _leave(tenant, version, visit, at)
    # Exit criteria and goals are looked at when a wait is over, and only then.
    facts = facts_of(tenant, version, visit, at)
    visit = _with_outputs(version, visit, facts)
    if why := walk.why_exits(version.journey, facts):
        met = "exit" if why.endswith(walk.EXIT_WORDS) else "goal"
        _end(tenant, version, replace(visit, met=met), at, why)
        return
    _go(tenant, version, visit, next_ref, at)
