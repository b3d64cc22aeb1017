"""Entry: an event is offered to journeys, which let its contact in or turn it away.

Whoever is turned away leaves a row in the history that says why.
"""

import logging
from dataclasses import replace
from datetime import datetime

from jbdesk.model import walk
from jbdesk.model.journey import JsonObject
from jbdesk.model.walk import Entry
from jbdesk.model.walking import statuses
from jbdesk.simulator.firing import event_definitions
from jbdesk.simulator.inside import awaited, engine
from jbdesk.simulator.inside.facts_of import facts_of
from jbdesk.simulator.kept import pause_notes, versions, visits
from jbdesk.simulator.kept.versions import RUNNING, Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.records import history
from jbdesk.simulator.records.history import Place, Row
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.tenant import Tenant

MOST_JOURNEYS = 10  # that one event is offered to, as documented
_LOG = logging.getLogger(__name__)
_NO_START = statuses.status("ErrorDeterminingInitialActivity")
_ENOUGH = Entry(
    False,
    "Rejected",
    f"An event is offered to {MOST_JOURNEYS} running journeys at most.",
)
_FAILED = Entry(False, "ErrorOccuredInProcessing")  # as the service spells it


def offer(tenant: Tenant, definition: JsonObject, offered: Visit) -> None:
    """Offer a contact to every journey that listens; let go who waited for this."""
    waiting = awaited.waiting_for(tenant, definition, offered)
    running = 0
    for version in _addressed(tenant, definition["eventDefinitionKey"]):
        running += version.status in RUNNING
        try:
            if running > MOST_JOURNEYS:
                _turn_away(tenant, version, definition, offered, _ENOUGH)
            else:
                _offer_to(tenant, version, definition, offered)
        except Exception:  # noqa: BLE001 - the event is accepted all the same
            _LOG.exception("Contact %s could not enter", offered.contact_key)
            _turn_away(tenant, version, definition, offered, _FAILED)
    for each in waiting:
        awaited.let_go(tenant, each, offered)


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
    before = visits.of_contact_in(tenant, offered.contact_key, version.id)
    entry = _judged(tenant, version, offered, before)
    if not entry.admitted:
        _turn_away(tenant, version, definition, offered, entry)
        return
    event_id = offered.event_id or tenant.new_id()  # none in a pause of older data
    visit = replace(
        offered,
        id=ids.of(event_id, version.definition_id),
        definition_id=version.definition_id,
        journey_id=version.id,
        turn=len(before),
        steps=1,
    )
    start = version.journey.start
    first = version.journey[start] if start else None
    row = _row(version, definition, visit, entry)
    next_id = Place.of(first).id if first else ""
    history.write(tenant, replace(row, visit=visit.id, next_id=next_id))
    engine.begin(tenant, version, visit, start, visit.entered)


def _judged(
    tenant: Tenant, version: Version, offered: Visit, before: list[Visit]
) -> Entry:
    """Whether the contact may enter, with the status that the history gives it."""
    if version.status not in RUNNING:
        reason = f"The journey is not running: its status is {version.status}."
        return Entry(False, statuses.NOT_PUBLISHED, reason)
    facts = facts_of(tenant, version, offered, offered.entered)
    entry = walk.enters(version.journey, facts)
    if not entry.admitted:
        return entry
    refusal = walk.entry_refusal(
        version.journey.entry_mode,
        is_inside=any(each.left is None for each in before),
        was_inside=bool(before),
    )
    if not refusal.admitted:
        return refusal
    if version.journey.start is None:
        return Entry(False, _NO_START.name, _NO_START.text)
    return entry


def _turn_away(
    tenant: Tenant,
    version: Version,
    definition: JsonObject,
    offered: Visit,
    entry: Entry,
) -> None:
    history.write(tenant, _row(version, definition, offered, entry))


def _row(version: Version, definition: JsonObject, visit: Visit, entry: Entry) -> Row:
    trigger = version.journey.trigger
    return Row(
        version,
        visit.contact_key,
        Place.of(trigger) if trigger else Place("", "", ""),
        entry.status,
        visit.entered,
        message=entry.reason,
        event=definition,
        id=ids.of(visit.event_id, version.definition_id, entry.status),
    )
