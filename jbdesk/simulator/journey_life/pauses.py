"""Pausing and resuming, by request or because a pause has lasted long enough."""

from datetime import datetime, timedelta
from typing import Any

from jbdesk.simulator.inside import engine, entry
from jbdesk.simulator.journey_life import publishing
from jbdesk.simulator.kept import audit_notes, pause_notes, versions, visits
from jbdesk.simulator.kept.pause_notes import Pause
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy import switches
from jbdesk.simulator.tenancy.tenant import Tenant

LONGEST = 14  # days
MOST_AT_ONCE = 1000  # moves before a request is answered; the others follow
ACTIONS = ("Stop", "Resume")


def pause(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/pause/{id}."""
    wanted = ("Published", "Unpublished")
    found = _asked(
        tenant,
        call,
        wanted,
        "An interaction must be in published or unpublished status to be paused.",
    )
    for version in found:
        pause_notes.put(tenant, version, _described(tenant, call, version.status))
        paused = versions.set_status(tenant, version, "Paused")
        audit_notes.write(tenant, paused, "Pause")
    return Answer(202, publishing.ACCEPTED)


def resume(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/resume/{id}."""
    found = _asked(
        tenant,
        call,
        ("Paused",),
        "An interaction must be in paused status to be resumed.",
    )
    for version in found:
        _resume(tenant, version, tenant.now())
    engine.advance(tenant, MOST_AT_ONCE)
    return Answer(202, publishing.ACCEPTED)


def _asked(
    tenant: Tenant, call: Call, wanted: tuple[str, ...], refusal: str
) -> list[Version]:
    """Give the versions in such a state that the request names, or refuse it."""
    has_all = call.flag("allversions", default=False)
    if call.number("versionnumber") is None and not has_all:
        raise _wrong(tenant, 10005, "AllVersions=true or VersionNumber required.")
    found = publishing.in_state(tenant, call, wanted)
    if not found:
        raise _wrong(tenant, 10000, refusal)
    return found


def _wrong(tenant: Tenant, code: int, text: str) -> Refusal:
    """Refuse; the documentation prints these under 202, clients rely on 400."""
    status = 202 if switches.is_on(tenant, "stateErrorsAre202") else 400
    return bodies.error(status, code, text)


def _described(tenant: Tenant, call: Call, status: str) -> Pause:
    body = call.body if isinstance(call.body, dict) else {}
    days = member(body, "PausedDays", LONGEST)
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= LONGEST:
        raise bodies.error(400, 10005, f"PausedDays must be from 1 to {LONGEST}.")
    action = str(member(body, "GuardrailAction", "Stop")).title()
    if action not in ACTIONS:
        raise bodies.error(400, 10005, f"GuardrailAction is {' or '.join(ACTIONS)}.")
    now = tenant.now()
    return Pause(
        status,
        now.timestamp(),
        (now + timedelta(days=days)).timestamp(),
        action,
        _flag(body, "ExtendWaitEndDates"),
        _flag(body, "RetainContactInjectionWhileJourneyPaused"),
        _flag(body, "ProcessWaitUntilEvents"),
    )


def _flag(body: dict[str, Any], name: str) -> bool:
    value = member(body, name, default=False)
    if isinstance(value, str):
        return value.lower() == "true"
    return bool(value)


def _resume(tenant: Tenant, version: Version, at: datetime) -> None:
    """Let the version go on; waits that ended in the pause end now."""
    found = pause_notes.of(tenant, version)
    length = at.timestamp() - found.since if found and found.extends_waits else 0
    visits.put_off(tenant, version.definition_id, by=length, until=at)
    before = found.status if found else "Published"
    resumed = versions.set_status(tenant, version, before)
    audit_notes.write(tenant, resumed, "Resume")
    entry.offer_kept(tenant, resumed, at)
    pause_notes.drop(tenant, resumed)
    engine.finish(tenant, resumed)


def settle(tenant: Tenant) -> None:
    """End every pause that has lasted as long as it may."""
    with tenant.store.transaction():
        while (first := pause_notes.first_end(tenant)) and first[0] <= tenant.now():
            version = versions.by_definition(tenant, first[1])
            assert version is not None
            found = pause_notes.of(tenant, version)
            if found and found.action == "Resume":
                _resume(tenant, version, first[0])
            else:
                publishing.stop_version(tenant, version, first[0])


def next_end(tenant: Tenant) -> datetime | None:
    found = pause_notes.first_end(tenant)
    return found[0] if found else None
