"""Where contacts are now: membership of running and paused journeys."""

from collections.abc import Iterable
from dataclasses import dataclass

from jbdesk.api import endpoints, verdicts
from jbdesk.api.client import Client
from jbdesk.model import lens


@dataclass(frozen=True)
class Membership:
    """One contact is in one version of a journey."""

    contact_key: str
    journey_key: str
    version: int


def membership(client: Client, contact_keys: Iterable[str]) -> tuple[Membership, ...]:
    """Tell what these contacts are members of; nothing for those nobody knows."""
    answer = client.call(
        endpoints.MEMBERSHIP, body={"ContactKeyList": list(contact_keys)}
    )
    found = lens.read(answer.body, ("results", "contactMemberships"), None)
    if found is None and isinstance(lens.read(answer.body, ("results",)), dict):
        found = []
    if not isinstance(found, list):
        raise verdicts.unusable(
            "The answer does not hold contact memberships.", answer.exchange
        )
    return tuple(
        Membership(
            str(each.get("contactKey", "")),
            str(each.get("definitionKey", "")),
            each["version"] if isinstance(each.get("version"), int) else 0,
        )
        for each in found
        if isinstance(each, dict)
    )
