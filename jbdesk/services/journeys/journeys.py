"""Journeys: list, open and save versions."""

from dataclasses import replace
from typing import Any

from jbdesk.api import journeys
from jbdesk.api.client import Client
from jbdesk.api.errors import Conflict, NotFound, Refused
from jbdesk.api.paging import Page
from jbdesk.model import wire
from jbdesk.model.journey import NEVER, Journey, JsonObject, Stamp
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Problem
from jbdesk.services.connections import listing
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.listing import Told, unheard

# The codes of problems: what somebody else did in between.
STALE, GONE, RUNS = "stale", "gone", "runs"
_SERVER_OWNS = (
    "id",
    "definitionId",
    "version",
    "status",
    "createdDate",
    "modifiedDate",
    "lastPublishedDate",
)
_WITH_ACTIVITIES, _WITHOUT = 50, 200  # journeys on a page


async def list_all(
    connection: Connection, told: Told = unheard
) -> tuple[JourneyRow, ...]:
    """Give the latest version of every journey, with its entry event.

    `told` hears after each page how many were read, and of how many.
    """
    found = await listing.whole(
        connection,
        _light_page,
        lambda body: body.get("id"),
        told=told,
        size=_WITH_ACTIVITIES,
        extras="activities",
    )
    return tuple(JourneyRow(each) for each in found)


def _light_page(client: Client, number: int, **narrowed: Any) -> Page:
    """Without the activities: of thousands of journeys they are most of the weight.

    They come along since the triggers, and so the entry event, come no other way.
    """
    page = journeys.page(client, number, **narrowed)
    light = ({k: v for k, v in e.items() if k != "activities"} for e in page.items)
    return Page(tuple(light), page.count)


async def overview(
    connection: Connection, told: Told = unheard
) -> tuple[JourneyRow, ...]:
    """Like `list_all`, and each with the older version that runs still."""
    rows = await list_all(connection, told)
    found = await listing.whole(
        connection, journeys.page, _identity, size=_WITHOUT, status="Published"
    )
    running = {str(each.get("id")): JourneyRow(each) for each in found}
    return tuple(_with_running(row, running.get(row.id)) for row in rows)


def _identity(body: JsonObject) -> tuple[str, int]:
    return str(body.get("id")), int(body.get("version") or 1)


def _with_running(row: JourneyRow, running: JourneyRow | None) -> JourneyRow:
    is_older = running is not None and running.version < row.version
    return replace(row, running=running) if is_older else row


async def versions(connection: Connection, key: str) -> tuple[JourneyRow, ...]:
    """Give every version of a journey, the latest first."""
    found = await listing.whole(
        connection,
        journeys.page,
        lambda body: (body.get("id"), body.get("version")),
        size=_WITH_ACTIVITIES,
        key=key,
        mostRecentVersionOnly="false",
    )
    rows = (JourneyRow(each) for each in found)
    own = [each for each in rows if each.key.casefold() == key.casefold()]
    return tuple(sorted(own, key=lambda each: each.version, reverse=True))


async def open(  # noqa: A001 - said as journeys.open
    connection: Connection, journey: JourneyRow | str, version: int | None = None
) -> tuple[Journey, Stamp]:
    """Read a whole version by row or key; of a key, the latest."""
    if isinstance(journey, JourneyRow):
        body = await connection(journeys.get, journey.key, version or journey.version)
    else:
        body = await connection(journeys.get, journey, version)
    return wire.journey_from(body), wire.stamp_of(body)


async def save(
    connection: Connection, journey: Journey, stamp: Stamp
) -> tuple[Journey, Stamp]:
    """Create, update the draft, or begin a new version of what is no draft."""
    if not stamp.is_saved or not stamp.is_draft:
        body = await connection(journeys.create, _without_server_members(journey.body))
        return wire.journey_from(body), wire.stamp_of(body)
    try:
        saved = await connection(journeys.update, wire.body_of(journey, stamp))
    except Refused as refused:
        if (code := _met(refused)) is None:
            raise
        raise Conflict(
            Problem(_MEANWHILE[code].format(stamp.version), code=code),
            exchange=refused.exchange,
            status=refused.status,
            code=refused.code,
        ) from refused
    if saved is None:  # the service found nothing changed
        return journey, stamp
    if wire.stamp_of(saved).modified_date in ("", NEVER):
        saved = await connection(journeys.get, journey.key, stamp.version)
    return wire.journey_from(saved), wire.stamp_of(saved)


def _without_server_members(body: JsonObject) -> JsonObject:
    return {key: value for key, value in body.items() if key not in _SERVER_OWNS}


def _met(refused: Refused) -> str | None:
    """Tell what somebody else did that a save was refused for; None: nothing."""
    if "recently modified" in str(refused).lower():
        return STALE
    if isinstance(refused, NotFound):
        return GONE
    is_no_draft = isinstance(refused, Conflict) and "running" in str(refused).lower()
    return RUNS if is_no_draft else None


_MEANWHILE = {
    STALE: "Someone else saved this journey after it was opened here. "
    "Nothing was overwritten; compare both and choose.",
    GONE: "Somebody else deleted version {} of this journey. What is open here is"
    " kept; save it anew, or leave it.",
    RUNS: "Version {} is no draft any more: somebody else published or stopped it."
    " What is open here is kept; begin a new version with it, or leave it.",
}
