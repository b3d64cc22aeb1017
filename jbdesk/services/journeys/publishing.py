"""Validating and publishing: asked for, then followed to their end.

The service does one after another, so whoever asks takes a turn first.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from jbdesk.api import journeys
from jbdesk.api.journeys import PublishStatus
from jbdesk.model.journey import JsonObject, Stamp
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.model.texts import service_time
from jbdesk.services.connections.connection import Connection

Told = Callable[[str], None]
_MOST_ASKED = 60  # times the status is asked for
_SCHEDULE = "scheduledDate"


@dataclass(frozen=True)
class _Kind:
    """A thing that takes its time: what is told of it, and how it is followed."""

    asking: str
    words: str
    done: str
    being: str
    read: Callable[..., PublishStatus]


_PUBLISH = _Kind(
    "Asking to publish …",
    "Publishing …",
    "Published.",
    "published",
    journeys.publish_status,
)
_VALIDATE = _Kind(
    "Asking to validate …",
    "Validating …",
    "Validated.",
    "validated",
    journeys.validate_status,
)


class Turns:
    """Lets one validation or publish go on at a time, in the order of asking."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def take(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work once everything before it has ended."""
        async with self._lock:
            await work()


async def publish(
    connection: Connection, name: str, stamp: Stamp, told: Told
) -> tuple[Problem, ...]:
    """Publish the saved version; gives what was found.

    It runs if no problem is worse than a warning.
    """
    return await _publish(connection, name, stamp, told, {})


async def schedule(
    connection: Connection, name: str, stamp: Stamp, told: Told, *, at: datetime
) -> tuple[Problem, ...]:
    """Publish the saved version at a moment to come."""
    body = {_SCHEDULE: service_time.written(at)}
    return await _publish(connection, name, stamp, told, body)


async def _publish(
    connection: Connection, name: str, stamp: Stamp, told: Told, body: JsonObject
) -> tuple[Problem, ...]:
    told(_PUBLISH.asking)
    status_id = await connection(journeys.publish, stamp.id, stamp.version, body)
    return await _followed(connection, _PUBLISH, status_id, name, told)


async def validate(
    connection: Connection, name: str, stamp: Stamp, told: Told
) -> tuple[Problem, ...]:
    """Let the service check the saved version; gives what was found."""
    told(_VALIDATE.asking)
    status_id = await connection(journeys.validate, stamp.id, stamp.version)
    return await _followed(connection, _VALIDATE, status_id, name, told)


async def _followed(
    connection: Connection, kind: _Kind, status_id: str, name: str, told: Told
) -> tuple[Problem, ...]:
    told(kind.words)
    for pause in _pauses():
        await asyncio.sleep(pause)
        status = await connection(kind.read, status_id)
        if status.is_published:
            told(kind.done)
            return tuple(
                each for each in status.problems if each.severity is Severity.WARNING
            )
        if status.is_over:
            return status.problems or (_unexplained(name, kind),)
        is_usual = status.status.lower().endswith("inprocess")
        told(kind.words if is_usual else status.status)
    raise Failure(f"“{name}” is still being {kind.being}. Look at its status later.")


def _pauses() -> Iterator[float]:
    pause = 0.25
    for _ in range(_MOST_ASKED):
        yield pause
        pause = min(pause * 1.5, 5.0)


def _unexplained(name: str, kind: _Kind) -> Problem:
    return Problem(
        f"“{name}” was not {kind.being}, and the service does not say why.",
        Severity.ACTIVATION,
    )
