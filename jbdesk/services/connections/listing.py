"""Reads a list to its end, page after page."""

from collections.abc import Callable
from typing import Any

from jbdesk.api.client import Client
from jbdesk.api.paging import Page
from jbdesk.model.journey import JsonObject
from jbdesk.services.connections.connection import Connection

MOST_PAGES = 400
Told = Callable[[int, int], None]


def unheard(_seen: int, _total: int) -> None:
    """Hear nothing of how far it is."""


async def whole(
    connection: Connection,
    page: Callable[..., Page],
    identity: Callable[[JsonObject], Any],
    *,
    told: Told = unheard,
    **narrowed: Any,
) -> tuple[JsonObject, ...]:
    """Give every item once, though the list may change while it is read.

    `told` hears after each page how many were read, and of how many.
    """
    found: dict[Any, JsonObject] = {}
    seen = 0

    def one_page(client: Client, number: int) -> Page:
        return page(client, number, **narrowed)

    for number in range(1, MOST_PAGES + 1):
        read = await connection(one_page, number)
        seen += len(read.items)
        found.update((identity(each), each) for each in read.items)
        told(min(seen, read.count), read.count)
        if not read.items or seen >= read.count:
            break
    return tuple(found.values())
