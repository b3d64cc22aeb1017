"""Fields read ahead: those of every key that is kept, for when there is no network."""

import asyncio

from jbdesk.api.errors import Forbidden, NotAuthorised, Refused, Throttled
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.listing import Told
from jbdesk.services.events import event_definitions
from jbdesk.services.events.key_copy import KeyCopy

_PACE = 0.05  # seconds between two data extensions: nobody waits for them
_FRESH = 3600.0  # seconds


async def read_all(connection: Connection, copy: KeyCopy, told: Told) -> None:
    """Read the fields of every data extension once, one after another.

    Those read within the hour are left: what was broken off goes on.
    """
    id_ = connection.settings.id
    fresh = await asyncio.to_thread(copy.fields_since, id_, _FRESH)
    filled = {
        each.data_extension_id: each
        for each in await asyncio.to_thread(copy.definitions, id_)
        if each.data_extension_id
    }
    refused = 0
    for number, (extension, definition) in enumerate(filled.items(), 1):
        if extension not in fresh:
            refused += not await _has_read(connection, copy, definition)
            await asyncio.sleep(_PACE)
        told(number, len(filled))
    if refused:
        number_told = counted(refused, "data extension")
        raise Failure(f"The service did not give the fields of {number_told}.")


async def _has_read(
    connection: Connection, copy: KeyCopy, definition: EventDefinition
) -> bool:
    """Read the fields of one; one that is gone does not keep the others back."""
    try:
        found = await event_definitions.fields_of(connection, definition)
    except (Forbidden, NotAuthorised, Throttled):
        raise  # so would all others be
    except Refused:
        return False
    place = (connection.settings.id, definition.data_extension_id)
    await asyncio.to_thread(copy.put_fields, *place, found)
    return True
