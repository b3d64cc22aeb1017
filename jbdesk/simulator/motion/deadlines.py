"""What happens at a moment of the tenant's clock, contacts' own moves aside."""

from datetime import datetime

from jbdesk.simulator.journey_life import pauses, schedules
from jbdesk.simulator.people import contact_deletion
from jbdesk.simulator.tenancy.tenant import Tenant


def settle(tenant: Tenant) -> None:
    """Carry out whatever is due: schedules, the ends of pauses, deletions."""
    for each in (schedules, pauses, contact_deletion):
        each.settle(tenant)


def first(tenant: Tenant) -> datetime | None:
    """Give the moment of the first of them; None where nothing is planned."""
    found = (
        schedules.next_due(tenant),
        pauses.next_end(tenant),
        contact_deletion.next_due(tenant),
    )
    return min((each for each in found if each is not None), default=None)
