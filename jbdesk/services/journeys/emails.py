"""The e-mails of a business unit, to choose from in a journey's activities."""

from jbdesk.api import assets
from jbdesk.api.errors import Refused
from jbdesk.model.asset import Asset
from jbdesk.services.connections import listing
from jbdesk.services.connections.connection import Connection

_LOCKED = (401, 403, 404)


async def all_in(connection: Connection) -> tuple[Asset, ...]:
    """Give every e-mail; none where the package may not read Content Builder."""
    try:
        found = await listing.whole(
            connection, assets.emails, lambda each: each.get("id")
        )
    except Refused as refused:
        if refused.status not in _LOCKED:
            raise
        return ()
    return tuple(each for each in map(Asset, found) if each.email_id)
