"""The owner's breakpoints: read, set, taken away."""

from typing import Any

from jbdesk.model import catalogue
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.inside import breakpoints
from jbdesk.simulator.inside.breakpoints import Breakpoint
from jbdesk.simulator.kept import versions
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, Ref
from jbdesk.simulator.tenancy.tenant import Tenant

_NAMES = ("journeyKey", "activityKey", "contactKey")


def read(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/breakpoints."""
    items = [_told(tenant, each) for each in breakpoints.of(tenant)]
    return Answer(200, {"count": len(items), "items": items})


def put(tenant: Tenant, call: Call) -> Answer:
    """PUT /simulator/breakpoints: one more; a list, or {"items": […]}, replaces all."""
    body = {"items": call.body} if isinstance(call.body, list) else call.members()
    with tenant.transaction():
        if "items" in body:
            listed = body["items"] if isinstance(body["items"], list) else [None]
            wanted = [_read(tenant, each) for each in listed]
        else:
            wanted = [*breakpoints.of(tenant), _read(tenant, body)]
        breakpoints.put(tenant, wanted)
    return read(tenant, call)


def clear(tenant: Tenant, call: Call) -> Answer:
    """DELETE /simulator/breakpoints?journeyKey=&activityKey=&contactKey=: or all."""
    asked = [call.query.get(name.lower()) for name in _NAMES]
    with tenant.transaction():
        kept = [
            each
            for each in breakpoints.of(tenant)
            if not all(
                sought in (None, own)
                for sought, own in zip(asked, _values(each), strict=True)
            )
        ]
        breakpoints.put(tenant, kept)
    return read(tenant, call)


def _values(breakpoint_: Breakpoint) -> tuple[str, str, str]:
    return (
        breakpoint_.journey_key,
        breakpoint_.activity_key,
        breakpoint_.contact_key,
    )


def _read(tenant: Tenant, given: Any) -> Breakpoint:
    """Read one breakpoint, or say what is wrong with it."""
    given = given if isinstance(given, dict) else {}
    journey_key, activity_key, contact_key = (
        str(given.get(name) or "") for name in _NAMES
    )
    found = _versions(tenant, journey_key)
    if not found:
        raise bodies.error(404, 30003, f"No journey has the key “{journey_key}”.")
    if not any(_has(each, activity_key) for each in found):
        text = f"“{found[0].journey.name}” has no activity “{activity_key}”."
        raise bodies.error(404, 30003, text)
    return Breakpoint(journey_key, activity_key, contact_key)


def _versions(tenant: Tenant, journey_key: str) -> list[Version]:
    found = versions.of(tenant, Ref(is_key=True, value=journey_key))
    return [each for each in found if each.status != "Deleted"]


def _has(version: Version, activity_key: str) -> bool:
    return any(
        activity_key in (ref, each.key) for ref, each in version.journey.by_ref.items()
    )


def _told(tenant: Tenant, breakpoint_: Breakpoint) -> JsonObject:
    found = _versions(tenant, breakpoint_.journey_key)
    titles = [
        catalogue.title(activity)
        for version in found
        for ref, activity in version.journey.by_ref.items()
        if breakpoint_.activity_key in (ref, activity.key)
    ]
    return {
        "journeyKey": breakpoint_.journey_key,
        "journeyName": found[0].journey.name if found else "",
        "activityKey": breakpoint_.activity_key,
        "activityTitle": titles[0] if titles else "",
        "contactKey": breakpoint_.contact_key or None,
    }
