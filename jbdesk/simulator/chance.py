"""Chance: the same contact meets the same chance in the same place.

It depends on the seed, the journey and the contact, and on neither ids nor dates:
so a scenario that is played again goes the same way.
"""

import random

from jbdesk.simulator import switches
from jbdesk.simulator.tenant import Tenant
from jbdesk.simulator.versions import Version
from jbdesk.simulator.visits import Visit


def of(
    tenant: Tenant, version: Version, visit: Visit, ref: str, what: str = ""
) -> random.Random:
    """Give the chance that a contact meets at an activity, at this of its steps."""
    seed = switches.value(tenant, "chanceSeed")
    place = (version.key, version.version, visit.contact_key, visit.turn, visit.steps)
    return random.Random(repr((seed, *place, ref, what)))  # noqa: S311 - a path, no secret
