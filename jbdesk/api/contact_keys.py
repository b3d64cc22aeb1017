"""Which contacts have an e-mail address, and which a number of the service."""

from jbdesk.api import paging
from jbdesk.api.client import Client
from jbdesk.api.endpoints import Endpoint
from jbdesk.model import lens
from jbdesk.model.journey import JsonObject

_SEARCH = Endpoint(
    "email_search",
    "Search contacts by address",
    "POST",
    "/contacts/v1/addresses/email/search",
    ("list_and_subscribers_read",),
)
_BY_ATTRIBUTE = Endpoint(
    "attribute_search",
    "Search contacts by attribute",
    "POST",
    "/contacts/v1/attributes/search",
    ("list_and_subscribers_read",),
)
_KEY, _NUMBER = "Contact.Contact Key", "Contact.Contact ID"
_MOST = 5


def of_address(client: Client, address: str) -> tuple[str, ...]:
    """Give the keys of the contacts that have the address."""
    body = {"channelAddressList": [address], "maximumCount": _MOST}
    answer = client.call(_SEARCH, body=body)
    found = lens.read(answer.body, ("channelAddressResponseEntities",), None)
    details = [
        detail
        for entity in (found if isinstance(found, list) else [])
        for detail in lens.read(entity, ("contactKeyDetails",), None) or []
    ]
    return tuple(key for each in details if (key := lens.text(each, "contactKey")))


def of_number(client: Client, number: str) -> tuple[str, ...]:
    """Give the keys of the contacts that the service counts by this number."""
    condition = {
        "attribute": {"key": _NUMBER, "isCustomerData": False},
        "operator": "Equals",
        "value": {"items": [number]},
    }
    body = {
        "request": {"attributes": [{"key": _KEY}, {"key": _NUMBER}]},
        "conditionSet": {
            "operator": "And",
            "conditionSets": [],
            "conditions": [condition],
        },
    }
    answer = client.call(_BY_ATTRIBUTE, body=body)
    # A search that took the condition for none would name others, too.
    told = [_attributes_in(each) for each in paging.page_in(answer).items]
    return tuple(
        each[_KEY] for each in told if each.get(_KEY) and each.get(_NUMBER) == number
    )


def _attributes_in(item: JsonObject) -> dict[str, str]:
    values = lens.read(item, ("values",), None)
    return {
        lens.text(each, "key"): str(each.get("value", ""))
        for each in (values if isinstance(values, list) else [])
        if isinstance(each, dict)
    }
