"""The things of a business unit that a copy reads, looks for and compares."""

from collections.abc import Iterable
from dataclasses import replace

from jbdesk.api import creations, journeys
from jbdesk.api.errors import NotFound, Refused
from jbdesk.model import lens
from jbdesk.model.copying.plan import Thing
from jbdesk.model.copying.reference import Kind
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions

_UNKNOWN = (400, 404)  # statuses of what is not there


def of_definition(definition: EventDefinition) -> Thing:
    return Thing(definition.id, definition.key, definition.name, definition.body)


def of_row(row: JourneyRow) -> Thing:
    return Thing(lens.text(row.body, "id"), row.key, row.name)


def of_journey(body: JsonObject) -> Thing:
    """Give what is to be known of a draft to tell whether it is still untouched."""
    names = ("id", "version", "status", "modifiedDate", "definitionId")
    known = {name: body.get(name) for name in names}
    id_, key = lens.text(body, "id"), lens.text(body, "key")
    return Thing(id_, key, lens.text(body, "name"), known)


async def event_definition(connection: Connection, key: str) -> Thing | None:
    """Read one by its key; None where there is none."""
    try:
        return of_definition(await event_definitions.get(connection, key))
    except NotFound:
        return None


async def with_fields(connection: Connection, thing: Thing, of: str) -> Thing:
    """Give it with the fields of the data extension `of`, where they can be read."""
    try:
        found = await connection(creations.data_extension_fields, of)
    except Refused:
        return thing
    return replace(thing, fields=found)


async def data_extension(connection: Connection, id_: str) -> Thing | None:
    """Read one by its id, with its fields; None where there is none."""
    try:
        found = await connection(creations.data_extension, id_)
    except Refused as refused:
        if refused.status not in _UNKNOWN:
            raise
        return None
    thing = Thing(found.id, found.key, found.name, found.body)
    return await with_fields(connection, thing, thing.id)


async def data_extensions_like(
    connection: Connection, texts: Iterable[str]
) -> tuple[Thing, ...]:
    """Find those that have one of the texts as key or as name, with their fields."""
    found: dict[str, Thing] = {}
    for text in dict.fromkeys(filter(None, texts)):
        for each in await connection(creations.find_data_extensions, text):
            if text.casefold() in (each.key.casefold(), each.name.casefold()):
                found[each.id] = Thing(each.id, each.key, each.name, each.body)
    return tuple([await with_fields(connection, e, e.id) for e in found.values()])


async def journey(connection: Connection, key: str) -> Thing | None:
    try:
        return of_journey(await connection(journeys.get, key))
    except NotFound:
        return None


async def look(connection: Connection, kind: Kind, key: str) -> Thing | None:
    """Give what has this key now; None where nothing has."""
    if kind is Kind.EVENT:
        return await event_definition(connection, key)
    if kind is Kind.JOURNEY:
        return await journey(connection, key)
    found = await data_extensions_like(connection, [key])
    return next((e for e in found if e.key.casefold() == key.casefold()), None)
