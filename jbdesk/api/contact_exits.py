"""Contacts taken out of journeys by request: accepted first, carried out soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jbdesk.api import endpoints, verdicts
from jbdesk.api.client import Client
from jbdesk.api.contacts import Membership
from jbdesk.model.facts import member
from jbdesk.model.journey import JsonObject

MOST = 50  # contacts that the service takes at once


@dataclass(frozen=True)
class Exit:
    """What the service says of one contact in one version of a journey."""

    contact_key: str
    journey_key: str
    version: int
    message: str

    @property
    def is_done(self) -> bool:
        return "completed" in self.message.lower()

    @property
    def is_refused(self) -> bool:
        return "ignored" in self.message.lower()


def request(client: Client, members: Sequence[Membership]) -> tuple[Exit, ...]:
    """Ask for them to be taken out; gives those that the service refuses."""
    answer = client.call(endpoints.CONTACT_EXIT, body=_body(members))
    errors = member(answer.body, "errors")
    return tuple(_exits(errors if isinstance(errors, list) else []))


def status(client: Client, members: Sequence[Membership]) -> tuple[Exit, ...]:
    """Tell how far the service has come with them."""
    answer = client.call(endpoints.CONTACT_EXIT_STATUS, body=_body(members))
    if not isinstance(answer.body, list):
        raise verdicts.unusable(
            "The answer does not tell how far the exits are.", answer.exchange
        )
    return tuple(_exits(answer.body))


def _body(members: Sequence[Membership]) -> list[JsonObject]:
    return [
        {
            "ContactKey": each.contact_key,
            "DefinitionKey": each.journey_key,
            "Versions": [each.version],
        }
        for each in members
    ]


def _exits(found: list[Any]) -> list[Exit]:
    return [
        Exit(
            str(member(each, "contactKey")),
            str(member(each, "definitionKey")),
            version if isinstance(version := member(one, "version"), int) else 0,
            str(member(one, "message")),
        )
        for each in found
        if isinstance(each, dict)
        for one in each.get("status") or []
        if isinstance(one, dict)
    ]
