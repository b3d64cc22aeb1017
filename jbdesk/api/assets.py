"""Assets of Content Builder: found by what one of their members is."""

from jbdesk.api import paging
from jbdesk.api.client import Client
from jbdesk.api.endpoints_assets import ASSETS
from jbdesk.api.paging import Page
from jbdesk.model import asset
from jbdesk.model.asset import Asset

_MOST = 50
_PAGE = 200


def find(client: Client, member: str, value: str | int) -> tuple[Asset, ...]:
    """Give those whose member, a dotted path, is the value."""
    body = {
        "page": {"page": 1, "pageSize": _MOST},
        "query": {"property": member, "simpleOperator": "equal", "value": value},
        "fields": list(asset.MEMBERS),
    }
    found = paging.page_in(client.call(ASSETS, body=body))
    return tuple(map(Asset, found.items))


def emails(client: Client, number: int) -> Page:
    """Give a page of the e-mails in the business unit, by name."""
    body = {
        "page": {"page": number, "pageSize": _PAGE},
        "query": {
            "property": "assetType.id",
            "simpleOperator": "in",
            "value": list(asset.EMAIL_TYPES),
        },
        "sort": [{"property": "name", "direction": "ASC"}],
        "fields": list(asset.MEMBERS),
    }
    return paging.page_in(client.call(ASSETS, body=body))
