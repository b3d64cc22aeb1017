"""Breakpoints: where the clock stops as soon as a contact reaches an activity.

The contact is held before the activity acts on it, at exactly that instant, and
nobody moves until the clock goes on.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from jbdesk.model import catalogue
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.tenancy.tenant import Tenant

_NOTE = "breakpoints"


@dataclass(frozen=True)
class Breakpoint:
    """An activity of a journey, in whichever version; for one contact or for all."""

    journey_key: str
    activity_key: str
    contact_key: str = ""  # "": whoever comes


def of(tenant: Tenant) -> list[Breakpoint]:
    return [Breakpoint(**each) for each in tenant.store.note(_NOTE, [])]


def put(tenant: Tenant, wanted: list[Breakpoint]) -> None:
    """Keep these and no others, each once."""
    kept = dict.fromkeys(wanted)
    tenant.store.put_note(_NOTE, [asdict(each) for each in kept])


def holds(
    wanted: list[Breakpoint], version: Version, ref: str, contact_key: str
) -> bool:
    """Whether a contact that reaches the activity is to be held there."""
    return any(
        each.journey_key == version.key
        and each.activity_key in (ref, version.journey[ref].key)
        and each.contact_key in ("", contact_key)
        for each in wanted
    )


def stop(
    tenant: Tenant, version: Version, ref: str, contact_key: str, at: datetime
) -> None:
    """Stop the clock at the instant at which the contact reached the activity."""
    title = catalogue.title(version.journey[ref])
    why: JsonObject = {
        "text": f"Stopped at the breakpoint “{title}”: contact {contact_key}.",
        "at": at.isoformat(),
        "journeyKey": version.key,
        "journeyName": version.journey.name,
        "version": version.version,
        "activityKey": ref,
        "activityTitle": title,
        "contactKey": contact_key,
    }
    tenant.clock.stop_at(at, why)
    tenant.keep_clock()
