"""Which contacts have an e-mail address."""

from jbdesk.api.client import Client
from jbdesk.api.endpoints import Endpoint
from jbdesk.model import lens

_SEARCH = Endpoint(
    "email_search",
    "Search contacts by address",
    "POST",
    "/contacts/v1/addresses/email/search",
    ("list_and_subscribers_read",),
)
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
