"""The agenda: what happens next in all business units, and jumps through it.

A jump is no leap: the clock passes every moment at which something is due, so
that whoever looks meanwhile sees a tenant that fits its clock.
"""

from collections.abc import Sequence
from datetime import datetime

from jbdesk.simulator.inside import engine
from jbdesk.simulator.kept import visits
from jbdesk.simulator.motion import deadlines
from jbdesk.simulator.tenancy.tenant import Tenant


def next_of(tenant: Tenant) -> datetime | None:
    """Give when the next contact moves on, or something else is planned."""
    visit = visits.first_due(tenant)
    return _first([visit.due if visit else None, deadlines.first(tenant)])


def next_in(tenants: Sequence[Tenant]) -> datetime | None:
    return _first([next_of(each) for each in tenants])


def _first(moments: Sequence[datetime | None]) -> datetime | None:
    return min((each for each in moments if each is not None), default=None)


def travel(tenants: Sequence[Tenant], moment: datetime) -> None:
    """Move the clock to a moment, through all that is due until then.

    A breakpoint on the way ends the jump there. Backwards nothing happens.
    """
    clock = tenants[0].clock
    if moment < clock.now():
        clock.set(moment)
    while (turn := _turn(tenants, moment)) is not None:
        tenant, at, limit = turn
        if not clock.reach(at):
            return
        with tenant.transaction():
            deadlines.settle(tenant)
            engine.advance(tenant, by=limit)
            tenant.keep_clock()
    clock.reach(moment)
    with tenants[0].transaction():
        tenants[0].keep_clock()


def _turn(
    tenants: Sequence[Tenant], moment: datetime
) -> tuple[Tenant, datetime, datetime] | None:
    """Give whose turn it is, from when, and how far it may go without the others."""
    dues = [(due, n) for n, each in enumerate(tenants) if (due := next_of(each))]
    if not dues or min(dues)[0] > moment:
        return None
    at, number = min(dues)
    ends = [deadlines.first(each) for each in tenants]
    others = [due for due, n in dues if n != number]
    limit = _first([moment, *others, *ends]) or moment
    return tenants[number], at, limit
