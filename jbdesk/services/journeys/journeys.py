"""Journeys: list, open, save, publish, stop and delete versions."""

import asyncio
from collections.abc import Callable, Iterator

from jbdesk.api import journeys
from jbdesk.api.errors import Conflict, Refused
from jbdesk.model import wire
from jbdesk.model.journey import NEVER, Journey, JsonObject, Stamp
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.services.connections import listing
from jbdesk.services.connections.connection import Connection

STALE = "stale"  # the code of the problem: someone else saved in between
_SERVER_OWNS = (
    "id",
    "definitionId",
    "version",
    "status",
    "createdDate",
    "modifiedDate",
    "lastPublishedDate",
)
_WITH_ACTIVITIES = 50
_MOST_ASKED = 60  # times the publish status is asked for
_WORDS = {"publishinprocess": "Publishing …", "publishcompleted": "Published."}


async def list_all(connection: Connection) -> tuple[JourneyRow, ...]:
    """Give the latest version of every journey, with its entry event."""
    found = await listing.whole(
        connection,
        journeys.page,
        lambda body: body.get("id"),
        size=_WITH_ACTIVITIES,
        extras="activities",
    )
    return tuple(JourneyRow(each) for each in found)


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
        if not _is_stale(refused):
            raise
        raise Conflict(
            Problem(
                "Someone else saved this journey after it was opened here. "
                "Nothing was overwritten; compare both and choose.",
                code=STALE,
            ),
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


def _is_stale(refused: Refused) -> bool:
    return "recently modified" in str(refused).lower()


async def publish(
    connection: Connection,
    journey: Journey,
    stamp: Stamp,
    progress: Callable[[str], None],
) -> tuple[Problem, ...]:
    """Publish the saved version; gives what was found.

    It runs if no problem is worse than a warning.
    """
    progress("Asking to publish …")
    status_id = await connection(journeys.publish, stamp.id, stamp.version)
    for pause in _pauses():
        await asyncio.sleep(pause)
        status = await connection(journeys.publish_status, status_id)
        progress(_WORDS.get(status.status.lower(), status.status))
        if status.is_published:
            return tuple(
                each for each in status.problems if each.severity is Severity.WARNING
            )
        if status.is_over:
            return status.problems or (_unexplained(journey),)
    raise Failure(
        f"“{journey.name}” is still being published. Look at its status later."
    )


def _pauses() -> Iterator[float]:
    pause = 0.25
    for _ in range(_MOST_ASKED):
        yield pause
        pause = min(pause * 1.5, 5.0)


def _unexplained(journey: Journey) -> Problem:
    return Problem(
        f"“{journey.name}” was not published, and the service does not say why.",
        Severity.ACTIVATION,
    )


async def stop(connection: Connection, stamp: Stamp) -> None:
    """Stop the version for good; who is inside leaves."""
    await connection(journeys.stop, stamp.id, stamp.version)


async def delete(connection: Connection, stamp: Stamp) -> None:
    """Delete this version and no other."""
    await connection(journeys.delete, stamp.id, stamp.version)
