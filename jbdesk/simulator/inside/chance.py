"""Chance: the same contact meets the same chance in the same place.

It depends on the seed, the journey and the contact, and on neither ids nor dates:
so a scenario that is played again goes the same way.
"""

import random

from jbdesk.model import catalogue
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.tenancy import switches
from jbdesk.simulator.tenancy.tenant import Tenant

# Nothing is left to chance here: to make it would take longer than all the rest.
_SURE = (Behaviour.PASS, Behaviour.WAIT, Behaviour.EVENT, Behaviour.CRITERIA)
_NONE = random.Random(0)  # noqa: S311 - never asked


def of_way(tenant: Tenant, version: Version, visit: Visit, ref: str) -> random.Random:
    """Give the chance by which the contact's way out is chosen."""
    if catalogue.of(version.journey[ref]).behaviour in _SURE:
        return _NONE
    return of(tenant, version, visit, ref)


def of(
    tenant: Tenant, version: Version, visit: Visit, ref: str, what: str = ""
) -> random.Random:
    """Give the chance that a contact meets at an activity, at this of its steps."""
    seed = switches.value(tenant, "chanceSeed")
    place = (version.key, version.version, visit.contact_key, visit.turn, visit.steps)
    return random.Random(repr((seed, *place, ref, what)))  # noqa: S311 - a path, no secret
