"""What happens at a moment of the tenant's clock, contacts' own moves aside."""

from datetime import datetime

from jbdesk.simulator.journey_life import pauses, schedules
from jbdesk.simulator.people import contact_deletion
from jbdesk.simulator.tenancy.tenant import Tenant

PLANNED = (  # what it is called, how it is carried out, when the first one is due
    ("schedule", schedules.settle, schedules.next_due),
    ("pause", pauses.settle, pauses.next_end),
    ("deletion", contact_deletion.settle, contact_deletion.next_due),
)


def settle(tenant: Tenant) -> None:
    """Carry out whatever is due: schedules, the ends of pauses, deletions."""
    for _, carry_out, _ in PLANNED:
        carry_out(tenant)


def coming(tenant: Tenant) -> tuple[datetime, str] | None:
    """Give the moment of the first of them, and what it is."""
    dues = ((next_due(tenant), what) for what, _, next_due in PLANNED)
    return min(((at, what) for at, what in dues if at is not None), default=None)


def first(tenant: Tenant) -> datetime | None:
    """Give the moment of the first of them; None where nothing is planned."""
    found = coming(tenant)
    return found[0] if found else None
