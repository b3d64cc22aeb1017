"""Contacts themselves, outside journeys: their attributes, and their deletion."""

from collections.abc import Mapping, Sequence

from jbdesk.api import endpoints, verdicts
from jbdesk.api.client import Client
from jbdesk.model.facts import member
from jbdesk.model.journey import JsonObject


def save(
    client: Client, contact_key: str, attributes: Mapping[str, JsonObject]
) -> None:
    """Set attributes: {"Set": {"Attribute": value}}."""
    sets = [
        {
            "name": name,
            "items": [
                {"values": [{"name": key, "value": each} for key, each in own.items()]}
            ],
        }
        for name, own in attributes.items()
    ]
    body = {"contactKey": contact_key, "attributeSets": sets}
    answer = client.call(endpoints.SAVE_CONTACT, body=body)
    if member(answer.body, "hasErrors") is True:  # it says no under 200, too
        raise verdicts.unusable(
            f"The attributes of “{contact_key}” were not taken.", answer.exchange
        )


def delete(client: Client, contact_keys: Sequence[str]) -> int:
    """Begin to delete contacts with all they have; gives the operation's number."""
    answer = client.call(
        endpoints.DELETE_CONTACTS,
        query={"type": "keys"},
        body={
            "values": list(contact_keys),
            "DeleteOperationType": "ContactAndAttributes",
        },
    )
    number = member(answer.body, "operationID")
    if member(answer.body, "operationInitiated") is not True:
        raise verdicts.unusable(
            "The service did not begin to delete them.", answer.exchange
        )
    return number if isinstance(number, int) else 0
