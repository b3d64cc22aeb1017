"""What contacts do with messages: stated by the owner, or left to chance."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from jbdesk.model import catalogue
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.types.activity_type import Effect
from jbdesk.simulator.inside import chance
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.kept.visits import Visit
from jbdesk.simulator.tenancy import switches
from jbdesk.simulator.tenancy.tenant import Tenant

_LATEST = 24 * 3600  # seconds until a message is opened, and until it is clicked
_SHARES = {
    "opened": "openProbability",
    "clicked": "clickProbability",
    "bounced": "bounceProbability",
}


def tossed(
    tenant: Tenant, version: Version, visit: Visit, ref: str, at: datetime
) -> Visit:
    """Let chance say what the contact will do, or what a call would answer."""
    activity = version.journey[ref]
    effect = catalogue.of(activity).effect
    if not _is_left_to_chance(tenant, effect):
        return visit
    luck = chance.of(tenant, version, visit, ref, "deeds")
    is_send = effect is Effect.SEND
    deeds = _deeds(tenant, luck, at) if is_send else _branch(luck, activity)
    if not deeds:
        return visit
    return replace(visit, engagement={**visit.engagement, activity.key: deeds})


def _is_left_to_chance(tenant: Tenant, effect: Effect) -> bool:
    if effect is Effect.SEND:
        return any(switches.value(tenant, each) for each in _SHARES.values())
    return effect is Effect.CALL and switches.is_on(tenant, "branchesByChance")


def _deeds(tenant: Tenant, luck: random.Random, at: datetime) -> JsonObject:
    """Give what is done with a message, with the time of each deed."""
    happens = {
        deed: luck.random() < switches.value(tenant, share)
        for deed, share in _SHARES.items()
    }
    if happens["bounced"]:
        return {"bounced": _later(luck, at).isoformat()}
    deeds: JsonObject = {}
    for deed in ("opened", "clicked"):
        if not happens[deed]:
            break
        at = _later(luck, at)
        deeds[deed] = at.isoformat()
    return deeds


def _later(luck: random.Random, at: datetime) -> datetime:
    return at + timedelta(seconds=luck.randrange(60, _LATEST))


def _branch(luck: random.Random, activity: Activity) -> JsonObject:
    """Choose the result of a call that is not made."""
    if len(activity.outcomes) < 2:  # noqa: PLR2004 - nothing to choose
        return {}
    chosen = luck.choice(activity.outcomes)
    given = chosen.body.get("arguments")
    result = given.get("branchResult") if isinstance(given, dict) else None
    return {"branch": str(result or chosen.key or chosen.label)}
